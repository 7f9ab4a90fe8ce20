#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_consuming_slice = {
    .code = "MEM203",
    .title = "A sequence that is cut to its rest at every turn",
    .why = "Every cut copies all that is left: taking 8 000 elements by fours"
           " copies 8 million of them, and four times as many for twice the"
           " length, where an offset or a deletion in place copies 8 000. The"
           " peak is only about twice the sequence; it is the allocations and"
           " the time that are quadratic (CPython 3.8 to 3.13).",
    .bad = "def frames(data: bytes):\n"
           "    while data:\n"
           "        size = data[0]\n"
           "        yield data[1:size]\n"
           "        data = data[size:]\n",
    .good = "def frames(data: bytes):\n"
            "    start = 0\n"
            "    while start < len(data):\n"
            "        size = data[start]\n"
            "        yield data[start + 1:start + size]\n"
            "        start += size\n",
    .see = SEE("https://docs.python.org/3/library/stdtypes.html#memoryview",
               "https://docs.python.org/3/library/collections.html"
               "#collections.deque"),
    .messages = MESSAGES(
        {"'{0}' copies all that is left of '{1}' {2}",
         "keep an offset into '{1}', as find() and startswith() take"},
        {"'{0}' copies all that is left of '{1}' {2}",
         "keep an offset; where what reads it takes any buffer, cut a"
         " memoryview, or 'del {1}[:n]' of a bytearray"},
        {"'{0}' copies all that is left of '{1}' {2}",
         "'del {1}[{3}]' cuts it in place"},
        {"'{0}' copies all that is left of '{1}' {2}",
         "keep an index, read it by an iterator, or take items from a"
         " collections.deque, by popleft() or pop()"},
        {"'{0}' copies all that is left of '{1}' {2}",
         "find the end first and cut once"},
        {"'{0}' copies all that is left of '{1}' {2}",
         "find where to cut first, as lstrip() and rstrip() do for single"
         " characters, and cut once"}),
    .level = LEVEL_NOTE,
    .levels = "A warning where what a loop uses up is surely data, such as a"
              " file's contents; a note else.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

enum {
	MESSAGE_TEXT,
	MESSAGE_BYTES,
	MESSAGE_BYTEARRAY,
	MESSAGE_SEQUENCE,
	MESSAGE_BEHIND,
	MESSAGE_STRIP
};
/* Looking at an assignment to an attribute, in visits of nodes. */
enum { WORK_OF_SET = 16 };

/* When it copies, and what comes of it. */
static const char *when(struct pass *pass, const struct cut *cut,
                        enum carrier carrier, enum consumed consumed)
{
	node_id function = tree_enclosing_body(pass->tree, cut->statement);

	if (carrier == CARRIER_LOOP)
		return consumed == CONSUMED_DATA
		           ? "at every turn of the loop: quadratic in time and"
		             " allocation"
		           : "at each turn of the loop that cuts it: quadratic"
		             " if it is long and cut often";
	return arena_format(
	    pass->scratch,
	    "at each call of '%s' that cuts it: quadratic if it is long and cut"
	    " often",
	    quote(pass, tree_child(pass->tree, function, FIELD_NAME)));
}

/* What of it to delete: "n:" of t[:n], ":n" of t[n:]. */
static const char *what_goes(struct pass *pass, const struct cut *cut)
{
	enum { LONG = 32 };
	const char *any = cut->is_from_behind ? "n:" : ":n";
	node_id slice = tree_child(pass->tree, cut->value, FIELD_SUBSCRIPT);
	struct str text;
	const char *colon;
	int length;

	if (tree_kind(pass->tree, cut->value) != KIND_SUBSCRIPT ||
	    slice == NO_NODE || tree_kind(pass->tree, slice) != KIND_SLICE)
		return any;
	text = source_text(pass->facts->source, tree_span(pass->tree, slice));
	if (text.length < 2 || text.length > LONG)
		return any;
	length = (int)text.length - 1;
	colon = memchr(text.at, ':', text.length);
	if (cut->is_from_behind && colon == text.at &&
	    memchr(colon + 1, ':', text.length - 1) == NULL)
		return arena_format(pass->scratch, "%.*s:", length, colon + 1);
	if (!cut->is_from_behind && colon == text.at + length)
		return arena_format(pass->scratch, ":%.*s", length, text.at);
	return any;
}

static unsigned message_for(const struct cut *cut)
{
	switch (cut->type) {
	case TYPE_BYTEARRAY:
		return MESSAGE_BYTEARRAY;
	case TYPE_LIST:
		return cut->is_from_behind ? MESSAGE_BYTEARRAY
		                           : MESSAGE_SEQUENCE;
	case TYPE_STR:
		return cut->is_from_behind ? MESSAGE_BEHIND : MESSAGE_TEXT;
	case TYPE_BYTES:
		return cut->is_from_behind ? MESSAGE_BEHIND : MESSAGE_BYTES;
	default:
		return MESSAGE_SEQUENCE;
	}
}

/* Does a call of a method of self set the target anew? */
static bool is_reset_by_call(const struct pass *pass, struct carry *carry,
                             node_id call, node_id target)
{
	const struct tree *t = pass->tree;
	const struct classes *c = &pass->facts->classes;
	node_id called = tree_child(t, call, FIELD_FUNCTION), method;
	name_id attribute =
	    tree_name(t, tree_child(t, target, FIELD_ATTRIBUTE));
	class_id class;

	if (attribute == NAME_NONE || tree_kind(t, called) != KIND_ATTRIBUTE ||
	    !tree_same(t, tree_first(t, called), tree_first(t, target)))
		return false;
	class = classes_of_self(c, tree_first(t, called));
	if (class == NO_CLASS)
		return false;
	method = classes_method(
	    c, class, tree_name(t, tree_child(t, called, FIELD_ATTRIBUTE)));
	if (method == NO_NODE)
		return false;
	for (uint32_t i = 0; i < c->list[class].set_count; i++) {
		const struct attribute_set *set = &c->list[class].sets[i];

		if (!carry_work(carry, WORK_OF_SET))
			return true;
		if (set->name == attribute && set->method == method &&
		    slices_is_reset(pass->facts, set->statement, set->target))
			return true;
	}
	return false;
}

/* Is the target given something else anywhere in the part that repeats the cut?
 */
static bool is_reset_in(const struct pass *pass, struct carry *carry,
                        node_id part, node_id target)
{
	for (node_id n = part; n < tree_end(pass->tree, part); n++)
		if (!carry_work(carry, 1) ||
		    slices_is_reset(pass->facts, n, target) ||
		    (tree_kind(pass->tree, n) == KIND_CALL &&
		     is_reset_by_call(pass, carry, n, target)))
			return true;
	return false;
}

/* Is the target given something else in what runs between one cut and the
 * next? */
static bool is_reset(const struct pass *pass, struct carry *carry,
                     const struct cut *cut, node_id repeated)
{
	node_id function = tree_enclosing_body(pass->tree, cut->statement);

	if (tree_contains(pass->tree, repeated, cut->statement))
		return is_reset_in(pass, carry, repeated, cut->target);
	return is_reset_in(pass, carry, repeated, cut->target) ||
	       is_reset_in(pass, carry, function, cut->target);
}

static void check_cut(struct pass *pass, struct carry *carry,
                      const struct cut *cut)
{
	const struct facts *f = pass->facts;
	struct finding *finding;
	node_id where = NO_NODE, repeated;
	enum consumed consumed;
	unsigned message = message_for(cut);
	enum carrier carrier =
	    carry_find(carry, cut->statement, cut->target, &where);

	if (carrier == CARRIER_NONE || carrier == CARRIER_FEW_TURNS)
		return;
	repeated = where;
	if (carrier == CARRIER_CALLS)
		repeated = repeats_loop(&f->repeats, where);
	if (is_reset(pass, carry, cut, repeated) ||
	    slices_cut_is_small(f, cut, repeated))
		return;
	consumed = slices_consumed(f, cut, repeated);
	if (consumed == CONSUMED_NOT)
		return;
	if (consumed == CONSUMED_SOME && slices_is_fixed(cut->type) &&
	    cut->type != TYPE_TUPLE && slices_only_strips(f, cut, where))
		message = MESSAGE_STRIP;
	finding = REPORT(
	    pass, cut->value,
	    consumed == CONSUMED_DATA && slices_cuts_rows(f, cut, repeated)
	        ? LEVEL_WARNING
	        : LEVEL_NOTE,
	    message, quote(pass, cut->value), quote(pass, cut->target),
	    when(pass, cut, carrier, consumed), what_goes(pass, cut));
	if (finding != NULL)
		finding->estimate = slices_estimate(f, cut->type);
	if (finding != NULL && carrier != CARRIER_CALLBACK)
		finding_relate(
		    pass->findings, finding, tree_span(pass->tree, where),
		    carrier == CARRIER_LOOP ? "this loop" : "called here");
}

static void check(struct pass *pass, node_id module)
{
	struct carry *carry = carry_new(pass->scratch, pass->facts);
	struct cut cut;

	for (node_id n = module; n < tree_end(pass->tree, module); n++)
		if (tree_kind(pass->tree, n) == KIND_ASSIGNMENT &&
		    slices_cut(pass->facts, n, &cut))
			check_cut(pass, carry, &cut);
}

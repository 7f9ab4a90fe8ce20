#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_bytes_concat_in_loop = {
    .code = "MEM302",
    .title = "Bytes grown by concatenation in a loop",
    .why = "bytes are never extended in place: each turn copies all that is"
           " there, in a local too, so n turns copy n * n / 2 pieces. 8 000"
           " turns of 20 bytes allocate 641 MB for a result of 160 kB, with a"
           " peak of twice the result; a bytearray that grows by '+='"
           " allocates 0.43 MB, with a peak of 1.02x. 'b = b + x' copies a"
           " bytearray as well.",
    .bad = "def read_all(sock):\n"
           "    data = b''\n"
           "    while chunk := sock.recv(4096):\n"
           "        data += chunk\n"
           "    return data\n",
    .good = "def read_all(sock):\n"
            "    data = bytearray()\n"
            "    while chunk := sock.recv(4096):\n"
            "        data += chunk\n"
            "    return bytes(data)\n",
    .see = SEE("https://docs.python.org/3/library/stdtypes.html"
               "#common-sequence-operations",
               "https://docs.python.org/3/library/stdtypes.html"
               "#bytearray-objects"),
    .messages = MESSAGES(
        {"'{0}' is copied whole {1}: bytes are never extended in place",
         "make it a bytearray{3}, which '+=' extends in place"},
        {"'{0}' is copied whole {1}: bytes are never extended in place",
         "make it a bytearray{3}, which '+=' extends in place, and pass on"
         " 'bytes({0})' where bytes are needed"},
        {"'{0}' is copied whole {1}: bytes are never extended in place",
         "give each instance a bytearray of its own in __init__, which '+='"
         " extends in place: one at class level would be shared by all"},
        {"'{0}' is copied whole {1}: {2} makes new bytes",
         "collect the pieces in a list and join them once, or append to a"
         " bytearray with '+='"},
        {"'{0}' is copied whole {1}: {2} makes new bytes",
         "keep an offset into what was read instead of putting it back"},
        {"'{0}' is copied whole {1}: '+' makes a new object even of a"
         " bytearray",
         "append in place with '{0} += ...'"},
        {"'{0}' is copied whole {1}: what is put in front of a bytearray makes"
         " a new object",
         "collect the pieces in a list and join them once, in their order"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_MEDIUM,
    .fix = FIX_UNSAFE,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

enum {
	BYTES,
	BYTES_HANDED_ON,
	BYTES_SHARED,
	BYTES_REBUILT,
	BYTES_PUT_BACK,
	BYTEARRAY,
	BYTEARRAY_IN_FRONT
};

static const char *maker(enum growth_form form)
{
	if (form == GROWTH_FRONT)
		return "putting a piece in front";
	return form == GROWTH_FORMAT ? "formatting" : "'join'";
}

/* May something else get the value, which may take bytes alone (pyasn1, and all
 * that PyArg_ParseTuple reads by "S")? */
static bool is_handed_on(const struct facts *f, struct carry *carry,
                         const struct growth *g)
{
	const unsigned kept =
	    USE_RETURNED | USE_STORED | USE_PASSED | USE_CAPTURED | USE_OTHER;
	const struct scopes *s = &f->scopes;
	symbol_id variable = scopes_variable(s, g->parts.target);

	if (variable == NO_SYMBOL || g->store != STORE_LOCAL)
		return true;
	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		if (!carry_work(carry, 1))
			return true;
		if (o->access == ACCESS_READ &&
		    !tree_contains(f->tree, g->parts.statement, o->node) &&
		    uses_of(f->uses, o->node) & kept)
			return true;
	}
	return false;
}

/* Is it an attribute that begins as one value for all instances: a class or a
 * base of it in this file sets it at class level, and none in __init__? */
static bool is_shared(const struct facts *f, const struct growth *g)
{
	const struct classes *c = &f->classes;
	const struct tree *t = f->tree;
	name_id name =
	    tree_name(t, tree_child(t, g->parts.target, FIELD_ATTRIBUTE));
	class_id class;
	bool is_found = false;

	if (tree_kind(t, g->parts.target) != KIND_ATTRIBUTE)
		return false;
	class = classes_of_self(c, tree_first(t, g->parts.target));
	for (uint32_t k = 0;
	     class != NO_CLASS && k < c->list[class].order_count; k++) {
		const struct class_info *info =
		    &c->list[c->list[class].order[k]];

		for (uint32_t i = 0; i < info->set_count; i++) {
			const struct attribute_set *set = &info->sets[i];

			if (set->name != name)
				continue;
			if (set->is_class_level)
				is_found = true;
			else if (set->method != NO_NODE &&
			         tree_name(t, tree_child(t, set->method,
			                                 FIELD_NAME)) ==
			             NAME_INIT)
				return false;
		}
	}
	return is_found;
}

/* Does each turn of the loop either add to it or set it anew: `if c: t += x`,
 * `else: t = b""`? Then it is as long as a run of such turns. */
static bool is_set_anew_else(const struct facts *f, const struct growth *g)
{
	const struct tree *t = f->tree;
	node_id arm = g->parts.statement, choice = tree_parent(t, arm);

	while (choice != NO_NODE && choice != g->where &&
	       tree_kind(t, choice) != KIND_IF_STATEMENT) {
		arm = choice;
		choice = tree_parent(t, arm);
	}
	if (tree_kind(t, choice) != KIND_IF_STATEMENT ||
	    tree_parent(t, tree_parent(t, choice)) != g->where)
		return false;
	for (node_id n = choice; n < tree_end(t, choice); n++)
		if (tree_kind(t, n) == KIND_ASSIGNMENT &&
		    !tree_contains(t, arm, n) &&
		    tree_same(t, tree_child(t, n, FIELD_LEFT),
		              g->parts.target) &&
		    tree_child(t, n, FIELD_RIGHT) != NO_NODE &&
		    !growth_derives(t, g->parts.target,
		                    tree_child(t, n, FIELD_RIGHT)))
			return true;
	return false;
}

/* Is what is put in front read from a buffer before, or a slice? */
static bool is_put_back(const struct tree *t, const struct growth *g)
{
	node_id piece = tree_first(t, g->parts.value);

	return g->form == GROWTH_FRONT &&
	       (g->carrier > CARRIER_FEW_TURNS ||
	        tree_kind(t, tree_child(t, piece, FIELD_SUBSCRIPT)) ==
	            KIND_SLICE);
}

static unsigned judge(const struct pass *pass, struct carry *carry,
                      const struct growth *g)
{
	if (g->type == TYPE_BYTEARRAY)
		return g->form == GROWTH_FRONT ? BYTEARRAY_IN_FRONT : BYTEARRAY;
	if (is_put_back(pass->tree, g))
		return BYTES_PUT_BACK;
	if (g->form == GROWTH_FRONT || g->form == GROWTH_FORMAT ||
	    g->form == GROWTH_JOIN)
		return BYTES_REBUILT;
	if (is_shared(pass->facts, g))
		return BYTES_SHARED;
	return is_handed_on(pass->facts, carry, g) ? BYTES_HANDED_ON : BYTES;
}

static void report_growth(struct pass *pass, struct growth_reports *reports,
                          struct carry *carry, const struct growth *g)
{
	unsigned message = judge(pass, carry, g);
	struct finding *finding;

	if (is_set_anew_else(pass->facts, g))
		return;
	if (growth_join_earlier(reports, pass->findings, pass->facts, g))
		return;
	finding =
	    REPORT(pass, g->parts.statement, LEVEL_NOTE, message,
	           quote(pass, g->parts.target),
	           growth_when(pass->scratch, pass->facts, g), maker(g->form),
	           growth_has_two_names(pass->facts, carry, g->parts.target)
	               ? " of its own"
	               : "");
	if (finding == NULL)
		return;
	finding->estimate = cost_copy(pass->facts->target, g->type);
	growth_remember(reports, pass->scratch, pass->findings, pass->facts, g);
	growth_relate(pass->findings, finding, pass->facts, g);
	if (message == BYTES || message == BYTES_HANDED_ON)
		growth_offer_bytearray(pass->findings, finding, pass->facts,
		                       carry, g);
}

static void check(struct pass *pass, node_id n)
{
	struct growth_reports reports = {0};
	struct growths growths;

	(void)n;
	growth_find(&growths, pass->scratch, pass->facts);
	for (uint32_t i = 0; i < growths.list.count; i++) {
		const struct growth *g = &growths.list.at[i];

		if (g->type == TYPE_BYTES ||
		    (g->type == TYPE_BYTEARRAY && g->form != GROWTH_AUGMENTED))
			report_growth(pass, &reports, growths.carry, g);
	}
}

#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_dict_as_record = {
    .code = "MEM408",
    .title = "Dicts with the same keys kept as records",
    .why = "Each dict has a table of its keys of its own: with three keys 224"
           " bytes on CPython 3.8 to 3.10 and 176 from 3.11, against 56 for an"
           " object with __slots__ and 64 for a tuple.",
    .bad =
        "def total(file):\n"
        "    rows = []\n"
        "    for line in file:\n"
        "        name, count, price = line.split(',')\n"
        "        rows.append({'name': name, 'count': count, 'price': price})\n"
        "    return sum(int(r['count']) * float(r['price']) for r in rows)\n",
    .good = "from dataclasses import dataclass\n"
            "\n"
            "\n"
            "@dataclass(slots=True)\n"
            "class Row:\n"
            "    name: str\n"
            "    count: str\n"
            "    price: str\n"
            "\n"
            "\n"
            "def total(file):\n"
            "    rows = []\n"
            "    for line in file:\n"
            "        rows.append(Row(*line.split(',')))\n"
            "    return sum(int(r.count) * float(r.price) for r in rows)\n",
    .left_out = "Dicts kept in an attribute, returned or passed on: what"
                " gets them may need a dict.",
    .see = SEE("https://docs.python.org/3/library/dataclasses.html"),
    .messages = MESSAGES(
        {"each element of '{0}' is a dict with the same {1} keys, read one by"
         " one: {2} bytes, {3} as an object with __slots__ (CPython {4})",
         "make it an object with __slots__, or a tuple"}),
    .level = LEVEL_NOTE,
    .levels = LAYOUT_LEVELS,
    .precision = PRECISION_MEDIUM,
    .fix = FIX_NONE,
    .kinds = KINDS(KIND_DICTIONARY),
    .check = check,
};

enum { FEWEST_KEYS = 2, MOST_KEYS = 32 };

/* The number of its keys if all are constant texts, else 0. */
static uint32_t key_count(const struct facts *f, node_id dict)
{
	const struct tree *t = f->tree;
	uint32_t count = 0;
	struct str key;

	for (node_id c = tree_first(t, dict); c != NO_NODE;
	     c = tree_sibling(t, c), count++)
		if (tree_kind(t, c) != KIND_PAIR ||
		    !ask_string(f, tree_child(t, c, FIELD_KEY), &key) ||
		    count == MOST_KEYS)
			return 0;
	return count;
}

/* The list's name: rows.append({...}), rows = [{...} for ...]. */
static node_id list_of(const struct facts *f, node_id dict)
{
	const struct tree *t = f->tree;
	node_id around = tree_parent(t, dict), call = tree_parent(t, around);

	if (tree_kind(t, around) == KIND_ARGUMENT_LIST)
		return ask_receiver(f, call, "append");
	if (tree_kind(t, around) == KIND_LIST_COMPREHENSION &&
	    tree_field(t, dict) == FIELD_BODY &&
	    tree_kind(t, call) == KIND_ASSIGNMENT &&
	    tree_field(t, around) == FIELD_RIGHT)
		return tree_child(t, call, FIELD_LEFT);
	return NO_NODE;
}

/* row["name"], read */
static bool is_field_read(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id item = tree_parent(t, n);
	struct str key;

	return tree_kind(t, item) == KIND_SUBSCRIPT &&
	       tree_field(t, n) == FIELD_VALUE &&
	       classes_target_of(t, item) == NO_NODE &&
	       ask_string(f, tree_child(t, item, FIELD_SUBSCRIPT), &key);
}

/* Is every read of the loop's variable one of a field? */
static bool reads_fields(const struct facts *f, node_id target)
{
	symbol_id row = scopes_variable(&f->scopes, target);
	uint32_t reads = 0, binds = 0;

	if (row == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, row);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		if (o->access == ACCESS_BIND) {
			binds++;
			continue;
		}
		if (bounds_exceeded(f->tree, REACHED_USES, ++reads, o->node) ||
		    !is_field_read(f, o->node))
			return false;
	}
	return binds == 1 && reads > 0;
}

/* Is the read of the list one of its append, of len(), or a loop over it whose
 * turns read fields? */
static bool is_known_read(const struct facts *f, node_id n, bool *is_looped)
{
	const struct tree *t = f->tree;
	node_id around = tree_parent(t, n);

	switch (tree_kind(t, around)) {
	case KIND_ATTRIBUTE:
		return ask_receiver(f, tree_parent(t, around), "append") == n;
	case KIND_ARGUMENT_LIST:
		return ask_calls(f, tree_parent(t, around), "builtins.len");
	case KIND_FOR_STATEMENT:
	case KIND_FOR_IN_CLAUSE:
		*is_looped = true;
		return tree_field(t, n) == FIELD_RIGHT &&
		       reads_fields(f, tree_child(t, around, FIELD_LEFT));
	default:
		return false;
	}
}

static bool is_all_known(const struct facts *f, symbol_id rows)
{
	uint32_t reads = 0;
	bool is_looped = false;

	for (const struct occurrence *o = scopes_first(&f->scopes, rows);
	     o != NULL; o = scopes_next(&f->scopes, o))
		if (o->access != ACCESS_BIND &&
		    (bounds_exceeded(f->tree, REACHED_USES, ++reads, o->node) ||
		     !is_known_read(f, o->node, &is_looped)))
			return false;
	return is_looped;
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	uint32_t count = key_count(f, n), dict, slots;
	struct finding *finding;
	enum made made;
	symbol_id rows;
	node_id list;

	if (count < FEWEST_KEYS)
		return;
	list = list_of(f, n);
	if (list == NO_NODE || tree_kind(pass->tree, list) != KIND_IDENTIFIER)
		return;
	rows = scopes_variable(&f->scopes, list);
	if (rows == NO_SYMBOL || !uses_stays_local(f->uses, rows) ||
	    !is_all_known(f, rows))
		return;
	made = made_by(f, n);
	if (made < MADE_KEPT)
		return;
	dict = cost_bytes(f->target, COST_RECORD, count);
	slots = cost_instance(f->target, count, true);
	if (dict <= slots)
		return;
	finding = REPORT(pass, n,
	                 made == MADE_PER_ROW && layout_is_of_much(f, n)
	                     ? LEVEL_WARNING
	                     : LEVEL_NOTE,
	                 0, quote(pass, list), quote_number(pass, count),
	                 quote_number(pass, dict), quote_number(pass, slots),
	                 cost_version(f->target));
	if (finding != NULL)
		finding->estimate =
		    cost_estimate(f->target, ESTIMATE_ELEMENT, dict, slots);
}

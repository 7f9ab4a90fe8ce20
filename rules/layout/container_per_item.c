#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_container_per_item = {
    .code = "MEM411",
    .title = "An empty set or deque made for each of many",
    .why = "An empty set has room for 8 elements and takes 216 bytes, an empty"
           " deque one for 64 and takes 624 on CPython 3.8 to 3.10 and 760"
           " from 3.11; an empty list takes 56, None nothing. An empty"
           " defaultdict takes 232 before 3.10 and 72 from then on. Where many"
           " are made and few are filled, most of it is empty room.",
    .bad = "def followers(nodes, edges):\n"
           "    table = {node: set() for node in nodes}\n"
           "    for a, b in edges:\n"
           "        table[a].add(b)\n"
           "    return table\n",
    .good = "def followers(nodes, edges):\n"
            "    table = dict.fromkeys(nodes)\n"
            "    for a, b in edges:\n"
            "        if table[a] is None:\n"
            "            table[a] = set()\n"
            "        table[a].add(b)\n"
            "    return table\n",
    .left_out = "Containers that are filled right after they are made, or"
                " made where a key is missed; and objects of which the"
                " containers are less than the object itself.",
    .see = SEE("https://docs.python.org/3/library/"
               "collections.html#collections.defaultdict"),
    .messages = MESSAGES(
        {"{0} is made for each item, {1} bytes even while it is empty"
         " (CPython {2})",
         "where many stay empty, make it when its first element comes"},
        {"each '{0}' has {1}, {2} bytes even while {3} empty (CPython {4})",
         "where many stay empty, make one when its first element comes, and"
         " have None until then"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_HIGH,
    .fix = FIX_NONE,
    .kinds = KINDS(KIND_CALL, KIND_CLASS_DEFINITION),
    .check = check,
};

/* The class whose __init__ the assignment to the attribute `target` is in;
 * NO_CLASS if it is in none. */
static class_id class_of_attribute(const struct facts *f, node_id target)
{
	const struct tree *t = f->tree;
	node_id object = tree_first(t, target);
	class_id class = classes_of_self(&f->classes, object);
	node_id function =
	    f->scopes.scopes[scopes_body(&f->scopes, object)].node;

	if (class == NO_CLASS ||
	    classes_of_method(&f->classes, function) != class ||
	    tree_name(t, tree_child(t, function, FIELD_NAME)) != NAME_INIT)
		return NO_CLASS;
	return class;
}

/* All that __init__ of the class makes so. */
struct all_empty {
	uint32_t count, bytes;
	node_id first, target; /* the first, and what holds it */
	const char *words;
};

static struct all_empty all_of(const struct facts *f, class_id class)
{
	const struct class_info *info = &f->classes.list[class];
	struct all_empty all = {0, 0, NO_NODE, NO_NODE, NULL};
	struct empty empty;

	for (uint32_t i = 0; i < info->set_count; i++) {
		const struct attribute_set *set = &info->sets[i];

		if (tree_kind(f->tree, set->value) != KIND_CALL ||
		    tree_kind(f->tree, set->target) != KIND_ATTRIBUTE ||
		    class_of_attribute(f, set->target) != class ||
		    !empty_find(f, set->value, &empty) ||
		    empty.target != set->target || empty.whole != set->value ||
		    !empty_stays(f, set->value, &empty))
			continue;
		if (all.count++ == 0)
			all = (struct all_empty){1, 0, set->value, set->target,
			                         empty.words};
		else if (strcmp(all.words, empty.words) != 0)
			all.words = "a container";
		all.bytes += empty.bytes;
	}
	return all;
}

/* "a set of its own in 'children'", "3 sets of its own, as 'children'" */
static const char *in_words(struct pass *pass, struct all_empty all)
{
	const char *name =
	    quote(pass, tree_child(pass->tree, all.target, FIELD_ATTRIBUTE));

	return all.count == 1
	           ? arena_format(pass->scratch, "%s of its own in '%s'",
	                          all.words, name)
	           : arena_format(pass->scratch, "%u %ss of its own, as '%s'",
	                          all.count, all.words + strlen("a "), name);
}

/* Of one of its instances, without what it refers to. */
static uint32_t instance_bytes(const struct facts *f, class_id class)
{
	const struct layout *layout = &facts_layouts(f)[class];
	uint32_t count = layout_count_set(f, class);

	if (count > LAYOUT_MOST_ATTRIBUTES)
		count = LAYOUT_MOST_ATTRIBUTES;
	return cost_instance(f->target, count,
	                     layout->flags & LAYOUT_IS_SLOTTED);
}

static void report_class(struct pass *pass, class_id class,
                         const struct all_empty *all, struct layout_claim claim)
{
	const struct facts *f = pass->facts;
	struct finding *finding = REPORT(
	    pass, all->first, LEVEL_NOTE, 1,
	    quote_name(pass, f->classes.list[class].name), in_words(pass, *all),
	    quote_number(pass, all->bytes),
	    all->count == 1 ? "it is" : "they are", cost_version(f->target));

	if (finding == NULL)
		return;
	finding->estimate =
	    cost_estimate(f->target, ESTIMATE_INSTANCE, all->bytes, 0);
	layout_require_made(pass->findings, finding, f, class, claim);
}

/* Attributes that each of many objects gets: the first such one reports them
 * all, if they take as much as the object. */
static void check_class(struct pass *pass, class_id class)
{
	const struct facts *f = pass->facts;
	struct layout_claim claims[LAYOUT_CLAIMS_MOST];
	struct all_empty all = all_of(f, class);
	uint32_t count;

	if (all.count == 0 || facts_layouts(f)[class].flags & LAYOUT_IS_AGENT ||
	    all.bytes < instance_bytes(f, class))
		return;
	count = layout_claims_of(f, class, MADE_KEPT, claims);
	for (uint32_t i = 0; i < count; i++)
		report_class(pass, class, &all, claims[i]);
}

/* Is it called as a constant is, or as a few kinds of something? */
static bool is_few_by_name(struct str name)
{
	static const char *const kinds[] = {"types",  "kinds",  "modes",
	                                    "levels", "phases", NULL};
	bool is_upper = false;

	for (uint32_t i = 0; i < name.length; i++) {
		if (name.at[i] >= 'a' && name.at[i] <= 'z')
			return data_has_word_of(name, true, kinds);
		is_upper |= name.at[i] >= 'A' && name.at[i] <= 'Z';
	}
	return is_upper;
}

/* Is one made for each of a few: KINDS, KINDS.keys(), self.modes? */
static bool is_for_few(const struct facts *f, node_id whole)
{
	const struct tree *t = f->tree;
	node_id at = repeats_bulk_place(&f->repeats, whole), source;

	if (at == NO_NODE || tree_kind(t, at) == KIND_WHILE_STATEMENT)
		return false;
	source = tree_kind(t, at) == KIND_FOR_STATEMENT
	             ? tree_child(t, at, FIELD_RIGHT)
	             : ask_source(f, at);
	if (source == NO_NODE)
		return false;
	if (ask_receiver(f, source, "keys") != NO_NODE)
		source = ask_receiver(f, source, "keys");
	return is_few_by_name(data_called(t, source));
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	struct empty empty;
	struct finding *finding;
	enum made made;

	if (tree_kind(t, n) == KIND_CLASS_DEFINITION) {
		if (classes_at(&f->classes, n) != NO_CLASS)
			check_class(pass, classes_at(&f->classes, n));
		return;
	}
	if (!empty_find(f, n, &empty) ||
	    (empty.is_assigned &&
	     (tree_kind(t, empty.target) == KIND_ATTRIBUTE ||
	      tree_kind(t, empty.target) == KIND_IDENTIFIER)))
		return;
	if ((empty.target == NO_NODE && !empty.is_element) ||
	    !empty_stays(f, n, &empty))
		return;
	made = made_by(f, empty.whole);
	if (made < MADE_KEPT || is_for_few(f, empty.whole))
		return;
	finding =
	    REPORT(pass, n, LEVEL_NOTE, 0, empty.words,
	           quote_number(pass, empty.bytes), cost_version(f->target));
	if (finding != NULL)
		finding->estimate =
		    cost_estimate(f->target, ESTIMATE_ELEMENT, empty.bytes, 0);
}

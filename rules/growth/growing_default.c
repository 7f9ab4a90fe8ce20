#include "ask.h"
#include "rule.h"

static rule_check check;

enum message_number { GROWS, GROWS_IN_OBJECT, IS_TABLE };

const struct rule rule_growing_default = {
    .code = "MEM605",
    .title = "A default that is one object for all calls, and grows",
    .why = "A default is made once, when 'def' runs, and lives as long as the"
           " function. What calls add to it stays: 36 to 41 bytes a call for"
           " an appended number, 133 to 137 for one in a set, 81 to 86 for one"
           " that is a key of a dict (CPython 3.8 to 3.13).",
    .bad = "def numbered(lines, found=[]):\n"
           "    for number, line in enumerate(lines):\n"
           "        found.append((number, line))\n"
           "    return found\n",
    .good = "def numbered(lines, found=None):\n"
            "    if found is None:\n"
            "        found = []\n"
            "    for number, line in enumerate(lines):\n"
            "        found.append((number, line))\n"
            "    return found\n",
    .see = SEE("https://docs.python.org/3/faq/programming.html"
               "#why-are-default-values-shared-between-objects"),
    .messages = MESSAGES(
        {"the default of '{0}' is one {1} for all calls: what they add to it"
         "{3} stays for as long as the function",
         "take None as the default, and make a new {1} in the call"},
        {"the default of '{0}' is one {1} for all objects, kept in '{2}': what"
         " they add to it{3} stays for as long as the function",
         "take None as the default, and make a new {1} in the call"},
        {"the default of '{0}' is a table for all calls that keeps each new"
         " entry{3}: nothing ever leaves it",
         "take None as the default if each call is to begin with an empty one;"
         " bound it, as functools.lru_cache(maxsize=...) does, if it keeps"
         " results"}),
    .level = LEVEL_NOTE,
    .levels = "A warning where the function runs many times (a handler, a"
              " callback, in a loop); a note where nothing says so, where all"
              " calls in its file, or the one that runs often, give the"
              " argument, for what is called a cache or has a name that begins"
              " with '_', and for a dict that calls look up again: its growth"
              " is meant.",
    .precision = PRECISION_MEDIUM,
    .fix = FIX_NONE,
    .kinds = KINDS(KIND_DEFAULT_PARAMETER, KIND_TYPED_DEFAULT_PARAMETER),
    .check = check,
};

/* All that the function does with its parameter; *attribute: the one of self
 * that the parameter is stored in, if it is one. */
static struct growing of_parameter(const struct facts *f, node_id name,
                                   const char *word, node_id *attribute)
{
	const struct tree *t = f->tree;
	struct growing g = {.place = NO_NODE};
	symbol_id variable = scopes_variable(&f->scopes, name);
	uint32_t seen = 0;

	*attribute = NO_NODE;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		node_id statement = tree_parent(t, o->node);

		g.is_ended |= bounds_exceeded(t, REACHED_USES, ++seen, o->node);
		if (g.is_ended)
			return g;
		if (o->node == name)
			continue;
		if (tree_kind(t, statement) == KIND_ASSIGNMENT &&
		    tree_child(t, statement, FIELD_RIGHT) == o->node)
			*attribute = tree_child(t, statement, FIELD_LEFT);
		growing_see(&g, f, o->node, word);
	}
	return g;
}

/* All that the class's methods do with the attribute that `target`, self.x, is;
 * ended if another value is put there. */
static struct growing of_attribute(const struct facts *f, node_id target,
                                   const char *word)
{
	const struct tree *t = f->tree;
	struct growing g = {.place = NO_NODE};
	class_id class = classes_of_self(&f->classes, tree_first(t, target));
	name_id name = tree_name(t, tree_child(t, target, FIELD_ATTRIBUTE));
	const struct class_info *info;

	g.is_ended = true;
	if (class == NO_CLASS)
		return g;
	info = &f->classes.list[class];
	if (bounds_exceeded(f->tree, REACHED_SETS, info->set_count,
	                    info->node) ||
	    info->flags & CLASS_IS_UNSURE)
		return g;
	for (uint32_t i = 0; i < info->set_count; i++)
		if (info->sets[i].name == name &&
		    info->sets[i].target != target &&
		    !info->sets[i].is_augmented)
			return g;
	g.is_ended = false;
	for (node_id n = info->node; n < tree_end(t, info->node); n++)
		if (n != target && tree_kind(t, n) == KIND_ATTRIBUTE &&
		    tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE)) == name &&
		    classes_of_self(&f->classes, tree_first(t, n)) == class)
			growing_see(&g, f, n, word);
	return g;
}

static bool is_growing(const struct growing *g)
{
	return g->place != NO_NODE && !g->is_ended;
}

/* Does its default live no longer than a call of another function? */
static bool is_nested(const struct facts *f, node_id function)
{
	return f->scopes.scopes[scopes_body(&f->scopes, function)].kind ==
	       SCOPE_FUNCTION;
}

/* copy.deepcopy() always gives it its memo. */
static bool is_deepcopy(const struct tree *t, node_id function)
{
	return str_is(tree_text(t, tree_child(t, function, FIELD_NAME)),
	              "__deepcopy__");
}

static bool is_called_cache(struct str name)
{
	static const char *const words[] = {"cache", "memo", "memory", "cached",
	                                    NULL};

	return data_has_word_of(name, true, words);
}

/* Is n a number, or a constant by its name? */
static bool is_limit(const struct tree *t, node_id n)
{
	struct str text;

	if (tree_kind(t, n) == KIND_INTEGER)
		return true;
	text = tree_kind(t, n) == KIND_IDENTIFIER ? tree_text(t, n) : STR("");
	return text.length > 1 && text.at[0] >= 'A' && text.at[0] <= 'Z' &&
	       text.at[1] >= 'A' && text.at[1] <= 'Z';
}

/* Is it added to only `if m < 250`, `if k <= MOST`? */
static bool is_limited(const struct facts *f, node_id place, node_id function)
{
	const struct tree *t = f->tree;

	for (node_id n = place; n != function && n != NO_NODE;
	     n = tree_parent(t, n)) {
		node_id condition = tree_child(t, n, FIELD_CONDITION);

		if (tree_kind(t, n) != KIND_IF_STATEMENT ||
		    !tree_contains(t, tree_child(t, n, FIELD_CONSEQUENCE),
		                   place))
			continue;
		for (node_id i = condition; i < tree_end(t, condition); i++) {
			enum kind sign = tree_kind(t, i);

			if ((sign == KIND_TOKEN_LESS ||
			     sign == KIND_TOKEN_LESS_EQUAL) &&
			    is_limit(t, tree_sibling(t, i)))
				return true;
		}
	}
	return false;
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	node_id function = tree_parent(t, tree_parent(t, n));
	node_id name = tree_child(t, n, FIELD_NAME), attribute;
	const char *word = growing_word(f, tree_child(t, n, FIELD_VALUE));
	struct estimate entry =
	    grown_estimate(f, tree_child(t, n, FIELD_VALUE));
	struct finding *finding;
	struct growing g;
	unsigned message = GROWS;
	bool is_meant, is_often, is_given;
	struct lifetime often;

	if (word == NULL || tree_kind(t, name) != KIND_IDENTIFIER ||
	    tree_kind(t, function) != KIND_FUNCTION_DEFINITION ||
	    is_nested(f, function) || is_deepcopy(t, function))
		return;
	g = of_parameter(f, name, word, &attribute);
	often = lifetime_of_function(f, function);
	if (g.is_ended || often.runs == RUNS_ONCE)
		return;
	if (g.is_table && g.is_looked_up)
		message = IS_TABLE;
	if (!is_growing(&g) && tree_kind(t, attribute) == KIND_ATTRIBUTE) {
		g = of_attribute(f, attribute, word);
		message = GROWS_IN_OBJECT;
	}
	if (!is_growing(&g)) {
		g = growing_by_callers(f, function, n, word);
		message = GROWS;
	}
	is_given = growing_is_always_given(f, function, n);
	if (!is_growing(&g) || is_limited(f, g.place, function) ||
	    (is_given && growing_is_private(f, function)))
		return;
	is_meant = message == IS_TABLE || tree_text(t, name).at[0] == '_' ||
	           is_called_cache(tree_text(t, name));
	is_often = !is_given && often.runs == RUNS_MANY &&
	           !growing_is_given_at(f, often.place, function, n);
	finding =
	    REPORT(pass, n, is_often && !is_meant ? LEVEL_WARNING : LEVEL_NOTE,
	           message, quote(pass, name), word,
	           attribute == NO_NODE ? "" : quote(pass, attribute),
	           grown_bytes(pass->scratch, &entry));
	if (finding == NULL)
		return;
	finding->estimate = entry;
	finding_relate(pass->findings, finding,
	               tree_span(t, tree_parent(t, g.place)), "added to here");
}

#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_growing_global = {
    .code = "MEM603",
    .title = "A global container that is only added to",
    .why = "What a global list, dict or set holds lives as long as the process."
           " If functions add to it, and nothing in the project takes from it,"
           " it grows with the work done: by 36 to 41 bytes a call for a list"
           " of new ints, 133 to 137 for a set, 107 to 115 for a dict of short"
           " texts, and 57 to 62 for a key that is only read from a"
           " defaultdict (CPython 3.8 to"
           " 3.13), and whatever the elements refer to.",
    .bad = "_trees = {}\n"
           "\n"
           "\n"
           "def tree_of(path):\n"
           "    if path not in _trees:\n"
           "        with open(path) as file:\n"
           "            _trees[path] = file.read().split()\n"
           "    return _trees[path]\n",
    .good = "import functools\n"
            "\n"
            "\n"
            "@functools.lru_cache(maxsize=64)\n"
            "def tree_of(path):\n"
            "    with open(path) as file:\n"
            "        return file.read().split()\n",
    .left_out = GROWN_LEFT_OUT,
    .see = SEE("https://docs.python.org/3/library/functools.html"
               "#functools.lru_cache",
               "https://docs.python.org/3/library/weakref.html"),
    .messages = MESSAGES(
        {"every '{1}' puts itself in the global '{0}', and nothing in the"
         " project takes it out: none is ever freed",
         "use a weakref.WeakSet or WeakValueDictionary, or take it out where"
         " its use ends"},
        {"every call of '{1}' adds to the global '{0}'{2}, and nothing in the"
         " project takes from it: it grows as long as the process lives",
         "keep it in an object that ends with its use, or bound it with"
         " collections.deque(maxlen=...)"},
        {"the global '{0}' keeps an entry{2} for each new '{1}', and nothing in"
         " the project removes or bounds them",
         "bound it (functools.lru_cache(maxsize=...) for results), or remove"
         " entries that are done with"},
        {"the defaultdict '{0}' gets an entry{2} for each new '{1}' that it is"
         " asked for, and nothing in the project removes them",
         "bound it, or remove entries that are done with (get() reads it and"
         " adds none)"},
        {"every '{1}' puts a method of its own in the global '{0}', which keeps"
         " the object with it, and nothing in the project takes it out: none"
         " is ever freed",
         "keep a weakref.WeakMethod, and take out those that are dead, or take"
         " it out where its use ends"}),
    .level = LEVEL_WARNING,
    .levels = "A warning where it is added to for each request, event, task or"
              " message, or in a loop without an end: the program stays up for"
              " these. A note else; a script is judged only there.",
    .precision = PRECISION_HIGH,
    .kinds = KINDS(KIND_ASSIGNMENT),
    .check = check,
};

static void check(struct pass *pass, node_id n)
{
	struct estimate estimate;
	const struct facts *f = pass->facts;
	struct grown grown;
	struct finding *finding;
	enum serving by;
	node_id name;

	if (!grown_global(f, n, &grown))
		return;
	by = grown_is_served(f, &grown);
	if (f->is_script && by == SERVES_NOT)
		return;
	name = tree_child(pass->tree, n, FIELD_LEFT);
	estimate =
	    grown_cost(f, &grown, tree_child(pass->tree, n, FIELD_RIGHT));
	finding = REPORT(pass, grown.place,
	                 by > SERVES_WINDOW ? LEVEL_WARNING : LEVEL_NOTE,
	                 grown_form(f, &grown),
	                 grown_name(pass->scratch, &grown, quote(pass, name)),
	                 quote(pass, grown_cause(f, &grown)),
	                 grown_bytes(pass->scratch, &estimate));
	if (finding == NULL)
		return;
	finding->estimate = estimate;
	finding_relate(pass->findings, finding, tree_span(pass->tree, name),
	               "made here, once");
	if (grown.left_to != 0)
		finding_relate(pass->findings, finding,
		               tree_span(pass->tree, grown.left_to),
		               "never runs while this is kept");
	grown_require(pass->findings, finding, f, &grown,
	              dotted_join(pass->findings->arena, str_of(f->module),
	                          tree_text(pass->tree, name)),
	              "global");
}

#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_growing_class_attribute = {
    .code = "MEM604",
    .title = "A container of the class that its methods only add to",
    .why = "What a class body binds is one object for all instances, and lives"
           " as long as the class. self.items.append(x) adds to it when no"
           " method binds self.items: what one instance adds stays after it is"
           " gone. 67 to 75 bytes a call for a list of short texts, and where"
           " instances put in themselves, none is ever freed (CPython 3.8 to"
           " 3.13).",
    .bad = "class Session:\n"
           "    opened = []\n"
           "\n"
           "    def __init__(self, user):\n"
           "        self.user = user\n"
           "        Session.opened.append(self)\n"
           "\n"
           "\n"
           "def serve(user):\n"
           "    return Session(user)\n",
    .good = "import weakref\n"
            "\n"
            "\n"
            "class Session:\n"
            "    opened = weakref.WeakSet()\n"
            "\n"
            "    def __init__(self, user):\n"
            "        self.user = user\n"
            "        Session.opened.add(self)\n"
            "\n"
            "\n"
            "def serve(user):\n"
            "    return Session(user)\n",
    .left_out = GROWN_LEFT_OUT,
    .see = SEE("https://docs.python.org/3/tutorial/classes.html"
               "#class-and-instance-variables",
               "https://docs.python.org/3/library/weakref.html"
               "#weakref.WeakSet"),
    .messages = MESSAGES(
        {"every '{1}' puts itself in '{0}' of the class, and nothing in the"
         " project takes it out: none is ever freed",
         "use a weakref.WeakSet or WeakValueDictionary, or take it out where"
         " its use ends"},
        {"every call of '{1}' adds to '{0}' of the class{2}, which all"
         " instances share, and nothing in the project takes from it: it grows"
         " as long as the process lives",
         "make it in __init__ if it is the instance's own, or bound it with"
         " collections.deque(maxlen=...)"},
        {"'{0}' of the class, which all instances share, keeps an entry{2}"
         " for each new '{1}', and nothing in the project removes or bounds"
         " them",
         "make it in __init__ if it is the instance's own, or remove entries"
         " that are done with"},
        {"reading the defaultdict '{0}' of the class adds an entry{2} for each"
         " new '{1}', and nothing in the project removes them",
         "read it with get(), which adds nothing"},
        {"every '{1}' puts a method of its own in '{0}' of the class, which"
         " keeps the object with it, and nothing in the project takes it out:"
         " none is ever freed",
         "keep a weakref.WeakMethod, and take out those that are dead, or take"
         " it out where its use ends"}),
    .level = LEVEL_WARNING,
    .levels = "A warning where it is added to for each request, event, task or"
              " message, or in a loop without an end: the program stays up for"
              " these. A note else; a script is judged only there.",
    .precision = PRECISION_HIGH,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

static void report_attribute(struct pass *pass,
                             const struct grown_attribute *attribute)
{
	const struct facts *f = pass->facts;
	const struct class_info *class = &f->classes.list[attribute->class];
	struct str name = names_text(pass->tree->names, attribute->set->name);
	struct estimate estimate =
	    grown_cost(f, &attribute->grown, attribute->set->value);
	enum serving by = grown_is_served(f, &attribute->grown);
	struct finding *finding;

	if (f->is_script && by == SERVES_NOT)
		return;
	finding = REPORT(pass, attribute->grown.place,
	                 by > SERVES_WINDOW ? LEVEL_WARNING : LEVEL_NOTE,
	                 grown_form(f, &attribute->grown),
	                 grown_name(pass->scratch, &attribute->grown,
	                            quote_name(pass, attribute->set->name)),
	                 quote(pass, grown_cause(f, &attribute->grown)),
	                 grown_bytes(pass->scratch, &estimate));

	if (finding == NULL)
		return;
	finding->estimate = estimate;
	finding_relate(pass->findings, finding,
	               tree_span(pass->tree, attribute->set->target),
	               "made here, once for all instances");
	if (attribute->grown.left_to != 0)
		finding_relate(pass->findings, finding,
		               tree_span(pass->tree, attribute->grown.left_to),
		               "never runs while this is kept");
	grown_require(
	    pass->findings, finding, f, &attribute->grown,
	    dotted_join(pass->findings->arena,
	                str_of(class_dotted_name(pass->scratch, f, class)),
	                name),
	    "class");
}

static void check(struct pass *pass, node_id n)
{
	struct grown_attributes found = {0};

	(void)n;
	grown_find_attributes(&found, pass->scratch, pass->facts);
	for (uint32_t i = 0; i < found.list.count; i++)
		report_attribute(pass, &found.list.at[i]);
}

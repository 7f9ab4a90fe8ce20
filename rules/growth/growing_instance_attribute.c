#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_growing_instance_attribute = {
    .code = "MEM613",
    .title = "A container of an object that serves for ever, which is only"
             " added to",
    .why = "What a server, a worker or a game keeps in an attribute stays as"
           " long as that object, and the object stays until the program is"
           " stopped. A list that each request or turn appends to, a dict that"
           " gets a key for each client, grows without end if nothing takes"
           " out what is done with: 67 to 75 bytes a call for a list of short"
           " texts, 105 to 118 bytes a key for a dict of such"
           " (CPython 3.8 to 3.13).",
    .bad = "import asyncio\n"
           "\n"
           "\n"
           "class Chat:\n"
           "    def __init__(self):\n"
           "        self.lines = []\n"
           "\n"
           "    async def talk(self, reader, writer):\n"
           "        async for line in reader:\n"
           "            self.lines.append(line)\n"
           "\n"
           "    async def serve(self):\n"
           "        await asyncio.start_server(self.talk, port=7000)\n",
    .good = "import asyncio\n"
            "import collections\n"
            "\n"
            "\n"
            "class Chat:\n"
            "    def __init__(self):\n"
            "        self.lines = collections.deque(maxlen=100)\n"
            "\n"
            "    async def talk(self, reader, writer):\n"
            "        async for line in reader:\n"
            "            self.lines.append(line)\n"
            "\n"
            "    async def serve(self):\n"
            "        await asyncio.start_server(self.talk, port=7000)\n",
    .left_out = GROWN_LEFT_OUT,
    .see = SEE("https://docs.python.org/3/library/collections.html"
               "#collections.deque",
               "https://docs.python.org/3/library/weakref.html"),
    .messages = MESSAGES(
        {"every call of '{1}' adds to 'self.{0}'{2} of one object{3}, and"
         " nothing in the project takes from it: it grows as long as that runs",
         "bound it with collections.deque(maxlen=...), or take out what is"
         " done with"},
        {"'self.{0}' of one object{3} keeps an entry{2} for each new '{1}',"
         " and nothing in the project removes or bounds them",
         "remove entries that are done with, or bound their number"},
        {"reading the defaultdict 'self.{0}' of one object{3} adds an"
         " entry{2} for each new '{1}', and nothing in the project removes"
         " them",
         "read it with get(), which adds nothing"},
        {"the loop in '{1}', which nothing ends, adds to 'self.{0}'{2} at its"
         " turns, and nothing in the project takes from it",
         "bound it with collections.deque(maxlen=...), or take out what is"
         " done with"}),
    .level = LEVEL_WARNING,
    .levels = "A warning where it is added to for each request, connection or"
              " message, or at each turn of a loop without an end; a note where"
              " such a loop calls what adds.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

enum form { BY_CALL, BY_KEY, BY_READ, BY_TURN };

/* `why`: what shows that the object stays. */
static enum form message_of(const struct tree *t, const struct grown *grown,
                            enum grown_form form, node_id why)
{
	if (form == GROWN_BY_KEY)
		return BY_KEY;
	if (form == GROWN_BY_READ)
		return BY_READ;
	return why < grown->place && grown->place < tree_end(t, why) ? BY_TURN
	                                                             : BY_CALL;
}

static const char *how_it_lasts(enum kind why, enum serving by)
{
	if (why == KIND_WHILE_STATEMENT)
		return " in a loop without an end";
	if (why == KIND_CALL)
		return " that is made once";
	return by == SERVES_LOOP ? " whose method has a timer call it again"
	                         : " whose method a server calls";
}

static void report_attribute(struct pass *pass,
                             const struct grown_attribute *attribute)
{
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	enum grown_form form = grown_form(f, &attribute->grown);
	struct estimate estimate =
	    grown_cost(f, &attribute->grown, attribute->set->value);
	struct finding *finding;
	enum form message;
	node_id why;
	enum serving by = grown_by_one_object(f, &attribute->grown, &why);

	if (by == SERVES_NOT || form == GROWN_BY_SELF ||
	    form == GROWN_BY_METHOD)
		return;
	message = message_of(t, &attribute->grown, form, why);
	finding =
	    REPORT(pass, attribute->grown.place,
	           by == SERVES_REQUESTS || message == BY_TURN ? LEVEL_WARNING
	                                                       : LEVEL_NOTE,
	           message,
	           grown_name(pass->scratch, &attribute->grown,
	                      quote_name(pass, attribute->set->name)),
	           quote(pass, grown_cause(f, &attribute->grown)),
	           grown_bytes(pass->scratch, &estimate),
	           how_it_lasts(tree_kind(t, why), by));
	if (finding == NULL)
		return;
	finding->estimate = estimate;
	finding_relate(pass->findings, finding,
	               tree_span(t, attribute->set->target), "made here");
	finding_relate(pass->findings, finding, tree_span(t, why),
	               "as long as this runs");
	grown_require(pass->findings, finding, f, &attribute->grown,
	              dotted_join(pass->findings->arena,
	                          str_of(class_dotted_name(
	                              pass->scratch, f,
	                              &f->classes.list[attribute->class])),
	                          names_text(t->names, attribute->set->name)),
	              "object");
}

static void check(struct pass *pass, node_id n)
{
	struct grown_attributes found = {0};

	(void)n;
	grown_find_own_attributes(&found, pass->scratch, pass->facts);
	for (uint32_t i = 0; i < found.list.count; i++)
		report_attribute(pass, &found.list.at[i]);
}

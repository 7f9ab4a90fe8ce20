#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_growing_local = {
    .code = "MEM614",
    .title = "A container of a function that never ends, which is only added"
             " to",
    .why =
        "What a local list, dict or set holds stays as long as its function"
        " runs. If that is a loop without an end (a worker, a consumer), or"
        " if nested functions answer requests with it, and nothing takes"
        " from it, it grows until the program is stopped: 71 to 79"
        " bytes a turn for a list of short texts, 114 to 122 for a set of such"
        " (CPython 3.8 to 3.13).",
    .bad = "def work(queue):\n"
           "    seen = set()\n"
           "    while True:\n"
           "        message = queue.get()\n"
           "        if message.id not in seen:\n"
           "            seen.add(message.id)\n"
           "            message.run()\n",
    .good = "import collections\n"
            "\n"
            "\n"
            "def work(queue):\n"
            "    seen = collections.OrderedDict()\n"
            "    while True:\n"
            "        message = queue.get()\n"
            "        if message.id not in seen:\n"
            "            seen[message.id] = True\n"
            "            message.run()\n"
            "        while len(seen) > 10000:\n"
            "            seen.popitem(last=False)\n",
    .left_out = "A loop is taken for endless if it is 'while True' (or 1) and"
                " nothing in it breaks, returns or yields, or goes over"
                " itertools.count(), a KafkaConsumer or a listen(); not 'while"
                " self.running', nor 'for message in consumer' of a consumer"
                " that is not known. A container"
                " that is passed to a function that is not seen through, or"
                " kept elsewhere, is silent, as are keys whose name does not"
                " say that there is no end of them.",
    .see = SEE("https://docs.python.org/3/library/collections.html"
               "#collections.deque"),
    .messages = MESSAGES(
        {"the loop in '{1}', which nothing ends, adds to its '{0}'{2} at its"
         " turns, and nothing takes from it",
         "bound it with collections.deque(maxlen=...), or take out what is"
         " done with"},
        {"'{0}' keeps an entry{2} for each new '{3}' that the loop in '{1}'"
         " comes to, which nothing ends, and nothing removes or bounds them",
         "remove entries that are done with, or bound their number"},
        {"reading the defaultdict '{0}' adds an entry{2} for each new '{3}'"
         " that the loop in '{1}' comes to, which nothing ends, and nothing"
         " removes them",
         "bound it, or remove entries that are done with (get() reads it and"
         " adds none)"},
        {"every call of '{1}' adds to '{0}'{2} of the function around it, and"
         " nothing takes from it: it grows as long as the process lives",
         "bound it with collections.deque(maxlen=...), or take out what is"
         " done with"},
        {"'{0}' of the function around '{1}' keeps an entry{2} for each new"
         " '{3}', and nothing removes or bounds them",
         "remove entries that are done with, or bound their number"}),
    .level = LEVEL_WARNING,
    .levels = "Always a warning: only what has no end is reported.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_ASSIGNMENT),
    .check = check,
};

enum { BY_TURN, BY_KEY, BY_READ, BY_REQUEST, BY_KEY_OF_REQUEST };

static unsigned message_of(enum grown_form form, enum serving by)
{
	if (by == SERVES_REQUESTS)
		return form == GROWN_BY_KEY || form == GROWN_BY_READ
		           ? BY_KEY_OF_REQUEST
		           : BY_REQUEST;
	if (form == GROWN_BY_READ)
		return BY_READ;
	return form == GROWN_BY_KEY ? BY_KEY : BY_TURN;
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	node_id name = tree_child(t, n, FIELD_LEFT), function, why;
	struct estimate estimate;
	struct finding *finding;
	enum serving by;
	struct grown grown;

	if (!grown_local(f, n, &grown))
		return;
	by = grown_by_function(f, &grown, n, &why);
	function = tree_ancestor(t, grown.place, KIND_FUNCTION_DEFINITION);
	estimate = grown_cost(f, &grown, tree_child(t, n, FIELD_RIGHT));
	finding = REPORT(pass, grown.place, LEVEL_WARNING,
	                 message_of(grown_form(f, &grown), by),
	                 grown_name(pass->scratch, &grown, quote(pass, name)),
	                 quote(pass, tree_child(t, function, FIELD_NAME)),
	                 grown_bytes(pass->scratch, &estimate),
	                 grown.key == NO_NODE ? "" : quote(pass, grown.key));
	if (finding == NULL)
		return;
	finding->estimate = estimate;
	finding_relate(pass->findings, finding, tree_span(t, name),
	               "made here");
	finding_relate(pass->findings, finding, tree_span(t, why),
	               by == SERVES_REQUESTS ? "which runs for each request"
	                                     : "as long as this runs");
}

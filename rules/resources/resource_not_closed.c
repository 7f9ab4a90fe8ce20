#include "ask.h"
#include "rule.h"

static rule_check check;

#define STAYS_OPEN                                                             \
	"CPython does when the function is left, but not while a traceback or" \
	" a cycle holds it, and other interpreters later"

const struct rule rule_resource_not_closed = {
    .code = "MEM701",
    .title = "A file, socket or descriptor that is not closed",
    .why = "CPython closes a file, socket or archive when the last reference to"
           " it goes, so that one that is only dropped costs no memory: of 50"
           " none stays open. But all 50 do, with their buffers, until the"
           " cyclic collector runs, where a cycle of references or a kept"
           " exception holds them; and on interpreters that do not count"
           " references. A descriptor is a number: of 50 from os.open(),"
           " os.pipe() or mkstemp() that nothing closes, 50 stay open until the"
           " process ends (CPython 3.8 to 3.13).",
    .left_out = "os.scandir(), which closes itself at its end, and dbm.open(),"
                " which takes a descriptor or none, as its kind does.",
    .bad = "import os\n"
           "import tempfile\n"
           "\n"
           "\n"
           "def save(data, path):\n"
           "    fd, name = tempfile.mkstemp()\n"
           "    with open(name, 'wb') as file:\n"
           "        file.write(data)\n"
           "    os.replace(name, path)\n",
    .good = "import os\n"
            "import tempfile\n"
            "\n"
            "\n"
            "def save(data, path):\n"
            "    fd, name = tempfile.mkstemp()\n"
            "    with os.fdopen(fd, 'wb') as file:\n"
            "        file.write(data)\n"
            "    os.replace(name, path)\n",
    .see = SEE("https://docs.python.org/3/library/tempfile.html"
               "#tempfile.mkstemp",
               "https://docs.python.org/3/library/exceptions.html"
               "#ResourceWarning"),
    .messages = MESSAGES(
        {"nothing closes the {1} '{0}': " STAYS_OPEN, "open it in a 'with{3}'"},
        {"not every way through '{2}' closes the {1} '{0}': " STAYS_OPEN,
         "open it in a 'with{3}'"},
        {"nothing closes what is in '{0}': a descriptor is a number, and stays"
         " open until the process ends",
         "os.close() in a 'finally', or os.fdopen() in a 'with'"},
        {"not every way through '{2}' closes what is in '{0}': a descriptor is"
         " a number, and stays open until the process ends",
         "os.close() in a 'finally', or os.fdopen() in a 'with'"},
        {"an exception before it is closed leaves what is in '{0}' open"
         " until the process ends: a descriptor is a number",
         "os.close() in a 'finally', or in an 'except' if it is to stay open"
         " else"},
        {"'{0}' opens a descriptor that nothing can close: it stays open until"
         " the process ends",
         "keep it, and os.close() it, or use a NamedTemporaryFile"},
        {"the {1} '{0}' is held by a cycle of references, and nothing closes"
         " it: it stays open until the cyclic collector runs",
         "close it in a method of '{2}', or cut the cycle"},
        {"nothing closes the event loop '{0}': it refers to itself, so its"
         " descriptors stay open until the cyclic collector runs",
         "close it in a 'finally', or use asyncio.run()"},
        {"the {1} '{0}' is not closed on every way, and the exception that"
         " '{2}' keeps holds it with the frame of this function",
         "open it in a 'with{3}'"}),
    .level = LEVEL_NOTE,
    .levels =
        "A warning for descriptors, which nothing closes, and event loops where"
        " a loop or a function that runs many times opens them, for what a"
        " kept exception holds, and a cycle in objects that are dropped again"
        " and again; a note else and in a command: one left open costs little.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

enum {
	MESSAGE_OBJECT,
	MESSAGE_OBJECT_SOMETIMES,
	MESSAGE_NUMBER,
	MESSAGE_NUMBER_SOMETIMES,
	MESSAGE_NUMBER_RAISED,
	MESSAGE_LOST,
	MESSAGE_HELD,
	MESSAGE_LOOP,
	MESSAGE_KEPT
};

/* ------------------------------------------------------------- in a local */

static const char *function_name(struct pass *pass, node_id n)
{
	node_id body = tree_enclosing_body(pass->tree, n);

	return quote(pass, tree_child(pass->tree, body, FIELD_NAME));
}

/* One that is left open once does no harm: its process has a thousand. */
static enum level descriptor_level(const struct facts *f, node_id call)
{
	return resource_is_many(f, call) ? LEVEL_WARNING : LEVEL_NOTE;
}

static void report_number(struct pass *pass, node_id call, node_id name,
                          enum resource_fate fate)
{
	static const unsigned messages[] = {
	    [RESOURCE_STAYS] = MESSAGE_NUMBER,
	    [RESOURCE_STAYS_SOMETIMES] = MESSAGE_NUMBER_SOMETIMES,
	    [RESOURCE_STAYS_AFTER_ITSELF] = MESSAGE_NUMBER_SOMETIMES,
	    [RESOURCE_STAYS_AFTER_EXCEPTION] = MESSAGE_NUMBER_RAISED};

	REPORT(pass, call,
	       fate == RESOURCE_STAYS_AFTER_EXCEPTION
	           ? LEVEL_NOTE
	           : descriptor_level(pass->facts, call),
	       messages[fate], quote(pass, name), "descriptor",
	       function_name(pass, call));
}

static void report_object(struct pass *pass, node_id call,
                          const struct resource *resource, node_id name,
                          enum resource_fate fate)
{
	node_id place = resource_kept_with(pass->facts, call);

	if (place != NO_NODE)
		REPORT(pass, call, LEVEL_WARNING, MESSAGE_KEPT,
		       quote(pass, name), resource->word, quote(pass, place),
		       resource_manager(resource));
	else
		REPORT(pass, call, LEVEL_NOTE,
		       fate == RESOURCE_STAYS ? MESSAGE_OBJECT
		                              : MESSAGE_OBJECT_SOMETIMES,
		       quote(pass, name), resource->word,
		       function_name(pass, call), resource_manager(resource));
}

static void check_local(struct pass *pass, node_id call,
                        const struct resource *resource, node_id name)
{
	const struct facts *f = pass->facts;
	enum resource_fate fate = resource_fate(f, call, resource, name);

	if (fate == RESOURCE_GOES_ON)
		return;
	if (resource_is_number(resource)) {
		report_number(pass, call, name, fate);
		return;
	}
	if (resource->sort == RESOURCE_RING)
		REPORT(pass, call, descriptor_level(f, call), MESSAGE_LOOP,
		       quote(pass, name));
	else if (lifetime_of(f, call).runs != RUNS_ONCE)
		report_object(pass, call, resource, name, fate);
}

/* ---------------------------------------------------------- in a cycle */

static void check_attribute(struct pass *pass, node_id call,
                            const struct resource *resource, node_id target)
{
	const struct facts *f = pass->facts;
	class_id class =
	    classes_of_self(&f->classes, tree_first(pass->tree, target));
	const struct heap_cycle *cycle;
	const char *dropped;

	if (class == NO_CLASS || resource_is_number(resource) ||
	    facts_layouts(f)[class].made == MADE_AT_TOP)
		return;
	cycle = resource_cycle(f, class, target, resource);
	if (cycle == NULL)
		return;
	dropped = ask_dropped_class(f, pass->findings->arena, cycle);
	for (int is_note = dropped == NULL; is_note < 2; is_note++) {
		struct finding *finding =
		    REPORT(pass, call, is_note ? LEVEL_NOTE : LEVEL_WARNING,
		           MESSAGE_HELD, quote(pass, target), resource->word,
		           quote_name(pass, f->classes.list[class].name));

		if (finding == NULL)
			continue;
		resource_relate_cycle(pass->findings, finding, f, class, cycle);
		resource_require(pass->findings, finding, is_note, dropped);
	}
}

/* ---------------------------------------------------------------- where */

/* fd, path = mkstemp(); reader, writer = os.pipe() */
static void check_targets(struct pass *pass, node_id call,
                          const struct resource *resource, node_id left)
{
	const struct tree *t = pass->tree;
	node_id first = tree_first(t, left), name = first;
	enum resource_fate fates[2] = {RESOURCE_GOES_ON, RESOURCE_GOES_ON};
	uint32_t count = resource->sort == RESOURCE_FIRST_DESCRIPTOR ? 1 : 2;

	for (uint32_t i = 0; i < count && name != NO_NODE;
	     name = tree_sibling(t, name), i++)
		if (tree_kind(t, name) == KIND_IDENTIFIER)
			fates[i] =
			    resource_fate(pass->facts, call, resource, name);
	if (fates[0] == RESOURCE_GOES_ON && fates[1] == RESOURCE_GOES_ON)
		return;
	if (fates[0] == fates[1])
		report_number(pass, call, left, fates[0]);
	else if (fates[0] != RESOURCE_GOES_ON)
		report_number(pass, call, first, fates[0]);
	else
		report_number(pass, call, tree_sibling(t, first), fates[1]);
}

static void check(struct pass *pass, node_id n)
{
	const struct tree *t = pass->tree;
	const struct resource *resource = resource_of(pass->facts, n);
	node_id around, left;

	if (resource == NULL || resource->sort == RESOURCE_POOL ||
	    resource_is_lasting(pass->facts, n))
		return;
	around = tree_parent(t, tree_outermost(t, n));
	left = tree_child(t, around, FIELD_LEFT);
	if (resource_is_number(resource) &&
	    resource_is_lost(pass->facts, n, resource)) {
		REPORT(pass, n, descriptor_level(pass->facts, n), MESSAGE_LOST,
		       quote(pass, n));
		return;
	}
	if (tree_kind(t, around) != KIND_ASSIGNMENT ||
	    tree_kind(t, tree_parent(t, around)) == KIND_ASSIGNMENT)
		return;
	if (resource->sort > RESOURCE_DESCRIPTOR) {
		if (tree_kind(t, left) == KIND_PATTERN_LIST ||
		    tree_kind(t, left) == KIND_TUPLE_PATTERN)
			check_targets(pass, n, resource, left);
	} else if (tree_kind(t, left) == KIND_IDENTIFIER) {
		check_local(pass, n, resource, left);
	} else if (tree_kind(t, left) == KIND_ATTRIBUTE) {
		check_attribute(pass, n, resource, left);
	}
}

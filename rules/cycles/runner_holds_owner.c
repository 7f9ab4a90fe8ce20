#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_runner_holds_owner = {
    .code = "MEM109",
    .title = "A thread, timer or task that holds the object that keeps it",
    .why =
        "A running thread or task, and a timer that has not fired, keep the"
        " object whose method they run: dropped, it stays, and its __del__"
        " never runs. A threading.Timer keeps its function after it fired or"
        " was cancelled (24 to 30 objects wait for the cyclic collector), an"
        " asyncio handle after it ran, a failed task its traceback (26 to 37"
        " objects), a done concurrent future its callbacks (13 to 16; CPython"
        " 3.8 to 3.13). Started and finished threads hold nothing.",
    .bad = "import threading\n"
           "\n"
           "\n"
           "class Reader:\n"
           "    def __init__(self, pipe):\n"
           "        self.pipe = pipe\n"
           "        self.thread = threading.Thread(target=self.read)\n"
           "        self.thread.start()\n"
           "\n"
           "    def read(self):\n"
           "        for line in self.pipe:\n"
           "            print(line)\n",
    .good =
        "import threading\n"
        "\n"
        "\n"
        "def read(pipe):\n"
        "    for line in pipe:\n"
        "        print(line)\n"
        "\n"
        "\n"
        "class Reader:\n"
        "    def __init__(self, pipe):\n"
        "        self.thread = threading.Thread(target=read, args=(pipe,))\n"
        "        self.thread.start()\n",
    .see = SEE("https://docs.python.org/3/library/threading.html",
               "https://docs.python.org/3/library/asyncio-task.html"),
    .messages = MESSAGES(
        {"the thread in '{0}' runs a method of its '{1}': until it ends nothing"
         " frees that object",
         "give it a function and the values that it needs, or a method that"
         " ends and joins it"},
        {"the timer in '{0}' holds a method of its '{1}', also after it fired"
         " or was cancelled: only the cyclic collector can free them",
         "set '{0}' to None when it has fired or is cancelled"},
        {"the handle in '{0}' holds a method of its '{1}': until it runs"
         " nothing frees that object, and then only the cyclic collector",
         "set '{0}' to None in the method, and cancel it when the object is"
         " closed"},
        {"the task in '{0}' runs a method of its '{1}': until it ends nothing"
         " frees that object, and if it fails only the cyclic collector",
         "cancel it when the object is closed, or set '{0}' to None when it is"
         " done"},
        {"the future in '{0}' keeps its callback, a method of its '{1}', after"
         " it is done: only the cyclic collector can free them",
         "set '{0}' to None in the callback"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_HIGH,
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

/* In the order of the messages. */
enum runner {
	RUNNER_THREAD,
	RUNNER_TIMER,
	RUNNER_HANDLE,
	RUNNER_TASK,
	RUNNER_FUTURE,
	RUNNER_NONE
};

/* What ends each of them, or lets it go of its method. */
static const char *const *ended_by(enum runner runner)
{
	static const char *const join[] = {"join", NULL};
	static const char *const cancel[] = {"cancel", NULL};
	static const char *const none[] = {NULL};

	switch (runner) {
	case RUNNER_THREAD:
		return join;
	case RUNNER_HANDLE:
	case RUNNER_TASK:
		return cancel;
	default:
		return none;
	}
}

static enum runner runner_by_method(const struct facts *f, struct str name)
{
	static const char *const handles[] = {
	    "call_later", "call_at", "call_soon", "call_soon_threadsafe", NULL};
	enum runner found = RUNNER_NONE;

	if (str_is(name, "add_done_callback"))
		return RUNNER_FUTURE;
	if (str_is(name, "create_task") || str_is(name, "ensure_future"))
		found = RUNNER_TASK;
	else if (str_is_one_of(name, handles))
		found = RUNNER_HANDLE;
	return found != RUNNER_NONE &&
	               imports_has_module(&f->imports, "asyncio")
	           ? found
	           : RUNNER_NONE;
}

static enum runner runner_of(const struct facts *f, node_id call)
{
	static const char *const makers[] = {
	    "threading.Thread", "threading.Timer", "asyncio.create_task",
	    "asyncio.ensure_future", NULL};
	const struct tree *t = f->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION);

	switch (imports_which(&f->imports, callee, makers)) {
	case 0:
		return RUNNER_THREAD;
	case 1:
		return RUNNER_TIMER;
	case 2:
	case 3:
		return RUNNER_TASK;
	default:
		break;
	}
	if (tree_kind(t, callee) != KIND_ATTRIBUTE)
		return RUNNER_NONE;
	return runner_by_method(
	    f, tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE)));
}

/* What the runner calls: a thread's target, a task's coroutine function. */
static node_id target_of(const struct facts *f, node_id call,
                         enum runner runner)
{
	node_id target = NO_NODE;

	if (runner == RUNNER_THREAD) {
		target = ask_keyword(f, call, "target");
		if (target == NO_NODE)
			target = ask_argument(f, call, 1);
	}
	if (runner == RUNNER_TASK) {
		target = tree_value(f->tree, ask_argument(f, call, 0));
		target = tree_kind(f->tree, target) == KIND_CALL
		             ? tree_child(f->tree, target, FIELD_FUNCTION)
		             : NO_NODE;
	}
	return target;
}

/* Does the runner hold self: its target or, of others, an argument? */
static bool holds_owner(const struct facts *f, node_id call, enum runner runner,
                        symbol_id self)
{
	node_id target = target_of(f, call, runner);

	if (runner == RUNNER_THREAD || runner == RUNNER_TASK)
		return target != NO_NODE && holds_object(f, target, self);
	return holds_in_arguments(f, call, 0, self);
}

/* Would the advice break the class, or has it been taken? */
static bool is_dealt_with(const struct facts *f, node_id call,
                          enum runner runner, class_id class, name_id name)
{
	static const char *const cancel[] = {"cancel", NULL};
	node_id target = target_of(f, call, runner);

	switch (runner) {
	case RUNNER_THREAD:
		return runner_is_stopped(f, class, target);
	case RUNNER_TASK:
		return runner_closes(f, class, target) ||
		       runner_is_needed(f, call, name) ||
		       runner_is_looked_up(f, call, name);
	case RUNNER_FUTURE:
		return runner_is_needed(f, call, name) ||
		       runner_is_looked_up(f, call, name);
	default: /* a timer whose place the next one takes, without end? */
		return runner_is_looked_up(f, call, name) ||
		       (runner_is_set_again(f, class, ask_argument(f, call, 1),
		                            name) &&
		        !holds_calls_method(f, call, name, cancel));
	}
}

/* The expression that keeps what the call gives: what it is assigned to; of a
 * future, the future. NO_NODE if none. */
static node_id keeper_of(const struct tree *t, node_id call, enum runner runner)
{
	node_id around = tree_parent(t, tree_outermost(t, call));

	if (runner == RUNNER_FUTURE)
		return tree_value(
		    t, tree_child(t, tree_child(t, call, FIELD_FUNCTION),
		                  FIELD_OBJECT));
	return tree_kind(t, around) == KIND_ASSIGNMENT
	           ? tree_child(t, around, FIELD_LEFT)
	           : NO_NODE;
}

static void check(struct pass *pass, node_id call)
{
	const struct facts *f = pass->facts;
	enum runner runner = runner_of(f, call);
	struct runner_attribute facts;
	symbol_id self;
	node_id keeper;
	name_id name;
	class_id class;

	if (runner == RUNNER_NONE || f->is_test)
		return;
	self = holds_self_at(f, call);
	keeper = keeper_of(pass->tree, call, runner);
	if (self == NO_SYMBOL || keeper == NO_NODE ||
	    !holds_owner(f, call, runner, self))
		return;
	name = holds_attribute_of_self(f, keeper, self);
	if (name == NAME_NONE)
		return;
	class = f->classes.of_self[self] - 1;
	if (bounds_exceeded(f->tree, REACHED_SETS,
	                    f->classes.list[class].set_count,
	                    f->classes.list[class].node))
		return;
	facts = runner_attribute(f, class, name);
	if (facts.is_reset ||
	    (runner == RUNNER_FUTURE && !facts.is_submitted) ||
	    holds_calls_method(f, call, name, ended_by(runner)) ||
	    is_dealt_with(f, call, runner, class, name) ||
	    (runner == RUNNER_THREAD &&
	     !runner_lasts(f, class, target_of(f, call, runner))) ||
	    runner_is_single(f, pass->scratch, class))
		return;
	REPORT(pass, call, LEVEL_NOTE, runner,
	       arena_format(pass->scratch, "%s.%s",
	                    quote_name(pass, f->scopes.symbols[self].name),
	                    quote_name(pass, name)),
	       quote_name(pass, f->classes.list[class].name));
}

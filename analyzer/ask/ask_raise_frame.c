/* The frame of a function: expressions that give it, and what it is for. */
#include "ask_raise.h"

#include "ask.h"

bool ask_raise_is_own_frame(const struct facts *f, node_id n)
{
	uint32_t count;
	int64_t depth;

	n = tree_value(f->tree, n);
	if (tree_kind(f->tree, n) != KIND_CALL)
		return false;
	count = ask_argument_count(f, n);
	if (ask_calls(f, n, "inspect.currentframe"))
		return count == 0;
	return ask_calls(f, n, "sys._getframe") &&
	       (count == 0 ||
	        (count == 1 && ask_integer(f, ask_argument(f, n, 0), &depth) &&
	         depth == 0));
}

bool ask_raise_is_own_stack(const struct facts *f, node_id n)
{
	node_id call = n;
	int64_t index;

	if (tree_kind(f->tree, n) == KIND_SUBSCRIPT) {
		if (!ask_integer(f, tree_child(f->tree, n, FIELD_SUBSCRIPT),
		                 &index) ||
		    index != 0)
			return false;
		call = tree_value(f->tree, tree_first(f->tree, n));
	}
	if (tree_kind(f->tree, call) != KIND_CALL)
		return false;
	return ask_calls(f, call, "inspect.stack") ||
	       (ask_calls(f, call, "inspect.getouterframes") &&
	        ask_raise_is_own_frame(f, ask_argument(f, call, 0)));
}

bool ask_raise_is_own_locals(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;

	return f->target >= 313 && tree_kind(t, n) == KIND_ATTRIBUTE &&
	       str_is(tree_text(t, tree_child(t, n, FIELD_ATTRIBUTE)),
	              "f_locals") &&
	       ask_raise_is_own_frame(f, tree_first(t, n));
}

/* Does the except clause around n do it whatever was caught? */
static bool is_always_done(const struct facts *f, node_id n)
{
	node_id handler = ask_raise_handler(f, n);

	for (; n != handler && n != NO_NODE; n = tree_parent(f->tree, n))
		if (tree_kind(f->tree, n) == KIND_IF_STATEMENT)
			return false;
	return true;
}

bool ask_raise_is_dealt_with(const struct facts *f, node_id n)
{
	const struct flow *flow = facts_flow(f, n);

	return flow != NULL && !flow_always_passes(flow, n, NULL, 0, false);
}

bool ask_raise_is_of_window(const struct facts *f)
{
	static const char *const toolkits[] = {
	    "Gtk",       "Gdk",   "tkinter", "Tkinter",
	    "QtWidgets", "QtGui", "wx",      NULL};

	for (int i = 0; toolkits[i] != NULL; i++)
		if (names_find(f->tree->names, str_of(toolkits[i])) !=
		    NAME_NONE)
			return true;
	return false;
}

node_id ask_raise_heavy_local(const struct facts *f, node_id n)
{
	node_id function = ask_raise_function(f, n);
	scope_id scope = scopes_body(&f->scopes, n);

	if (function == NO_NODE || f->is_test || !is_always_done(f, n))
		return NO_NODE;
	return f->scopes.scopes[scope].flags & SCOPE_IS_ASYNC ||
	               (repeats_is_callback(&f->repeats, function) &&
	                !ask_raise_is_of_window(f)) ||
	               lifetime_of_function(f, function).runs == RUNS_MANY
	           ? ask_raise_large_local(f, n)
	           : NO_NODE;
}

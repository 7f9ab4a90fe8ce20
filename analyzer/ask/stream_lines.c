/* Files and cursors that are read whole for their lines or rows. */
#include "stream.h"

#include "ask.h"

/* Is the call at `n` read() or read_text(), of all? Its file then. */
static bool is_whole_text(const struct facts *f, struct stream_lines *l,
                          node_id n)
{
	static const char *const wholes[] = {"read_text", "read_bytes"};
	node_id file = ask_receiver(f, n, "read");

	l->text = n;
	if (file != NO_NODE) {
		l->file = tree_value(f->tree, file);
		return ask_argument_count(f, n) == 0 &&
		       stream_is_file(f, l->file);
	}
	l->file = n;
	for (int i = 0; i < 2; i++) {
		node_id path = ask_receiver(f, n, wholes[i]);

		if (path != NO_NODE &&
		    types_call_effects(f->types, n) & CALL_READS_WHOLE)
			return true;
	}
	return false;
}

/* The call that a name's only read reads the value of. */
static node_id text_of(const struct facts *f, node_id n)
{
	symbol_id variable = scopes_variable(&f->scopes, n);
	const struct occurrence *o;
	uint32_t reads;

	if (tree_kind(f->tree, n) != KIND_IDENTIFIER || variable == NO_SYMBOL)
		return n;
	o = scopes_only_binding(&f->scopes, variable);
	uses_of_variable(f->uses, variable, &reads);
	if (o == NULL || reads != 1 || o->binding != BINDING_ASSIGNMENT ||
	    tree_parent(f->tree, o->node) != o->cause || n < o->node ||
	    repeats_loop(&f->repeats, n) != repeats_loop(&f->repeats, o->node))
		return n;
	return tree_value(f->tree, tree_child(f->tree, o->cause, FIELD_RIGHT));
}

/* Is n the constant "\n", text or bytes? */
static bool is_newline(const struct tree *t, node_id n)
{
	struct str text;

	if (tree_kind(t, n) != KIND_STRING)
		return false;
	text = tree_text(t, n);
	if (text.length > 0 && (text.at[0] | 32) == 'b') {
		text.at++;
		text.length--;
	}
	return str_is(text, "\"\\n\"") || str_is(text, "'\\n'");
}

bool stream_find_lines(const struct facts *f, node_id n, struct stream_lines *l)
{
	node_id receiver = ask_receiver(f, n, "readlines");

	l->call = n;
	l->text = NO_NODE;
	if (receiver != NO_NODE) {
		l->file = tree_value(f->tree, receiver);
		return ask_argument_count(f, n) == 0 &&
		       stream_is_file(f, l->file);
	}
	receiver = ask_receiver(f, n, "splitlines");
	if (receiver == NO_NODE) {
		receiver = ask_receiver(f, n, "split");
		if (receiver != NO_NODE &&
		    (ask_argument_count(f, n) != 1 ||
		     !is_newline(f->tree, ask_argument(f, n, 0))))
			return false;
	}
	if (receiver != NO_NODE)
		return is_whole_text(f, l,
		                     text_of(f, tree_value(f->tree, receiver)));
	if (!ask_calls(f, n, "builtins.list") || ask_argument_count(f, n) != 1)
		return false;
	l->file = tree_value(f->tree, ask_argument(f, n, 0));
	return stream_is_file(f, l->file);
}

/* The call of csv.reader or csv.DictReader that made the value of n. */
static node_id csv_reader(const struct facts *f, node_id n)
{
	static const char *const readers[] = {"csv.reader", "csv.DictReader",
	                                      NULL};
	node_id value = scopes_only_value(&f->scopes, n);

	if (value != NO_NODE)
		n = value;
	return imports_which(&f->imports,
	                     tree_child(f->tree, n, FIELD_FUNCTION),
	                     readers) >= 0
	           ? n
	           : NO_NODE;
}

node_id stream_find_rows(const struct facts *f, node_id n)
{
	node_id made, call, file, part, place;
	enum type_kind type;

	if (!ask_calls(f, n, "builtins.list") || ask_argument_count(f, n) != 1)
		return NO_NODE;
	made = tree_value(f->tree, ask_argument(f, n, 0));
	call = made == NO_NODE ? NO_NODE : csv_reader(f, made);
	file = call == NO_NODE ? NO_NODE : ask_argument(f, call, 0);
	if (file == NO_NODE)
		return NO_NODE;
	type = types_of(f->types, file)->kind;
	part = slices_reader_by_name(f, n, false, &place);
	if (part == NO_NODE || type != TYPE_TEXT_FILE ||
	    !stream_can_last(f, tree_value(f->tree, file), call,
	                     place == NO_NODE ? n : place, part))
		return NO_NODE;
	return made;
}

/* Is nothing done with a cursor or its connection in a loop over its rows? */
static bool leaves_cursor(const struct facts *f, node_id cursor, node_id n,
                          node_id part)
{
	static const char *const words[] = {"execute",  "commit", "close",
	                                    "rollback", "delete", "save",
	                                    "update",   "insert", "fetch"};
	const struct tree *t = f->tree;
	symbol_id variable = scopes_variable(&f->scopes, cursor);

	for (node_id m = part; m < tree_end(t, part); m++) {
		struct str name;

		if (tree_contains(t, n, m))
			continue;
		if (variable != NO_SYMBOL &&
		    scopes_variable(&f->scopes, m) == variable)
			return false;
		if (tree_kind(t, m) != KIND_IDENTIFIER)
			continue;
		name = tree_text(t, m);
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			if (str_starts(name, words[i]))
				return false;
	}
	return true;
}

node_id stream_find_cursor(const struct facts *f, node_id n)
{
	node_id cursor = ask_receiver(f, n, "fetchall"), part;

	if (cursor == NO_NODE || ask_argument_count(f, n) != 0 ||
	    (tree_kind(f->tree, cursor) != KIND_IDENTIFIER &&
	     tree_kind(f->tree, cursor) != KIND_CALL))
		return NO_NODE;
	part = slices_reader(f, n, false);
	return part != NO_NODE && leaves_cursor(f, cursor, n, part) ? cursor
	                                                            : NO_NODE;
}

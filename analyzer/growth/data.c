#include "data.h"

#include "ask.h"

#include <string.h>

/* TINY in bytes of a read or slice; nodes and statements that are looked at. */
enum { TINY = 16, MOST_STEPS = 8, MOST_NODES = 512, LONGEST_WORD = 16 };

/* The words of names that say what a call does. */
static const char *const reading[] = {
    "read",     "recv",      "receive",   "readline", "readlines",   "readall",
    "recvfrom", "read1",     "chunk",     "chunks",   "readexactly", "fetchall",
    "fetchone", "fetchmany", "iterparse", NULL};

/* Of what is many pieces of some input. */
static const char *const many[] = {"lines",   "rows",      "chunks", "records",
                                   "packets", "fragments", "stdin",  NULL};

/* Of text that has many lines. */
static const char *const texts[] = {"data",   "content", "body",   "output",
                                    "stdout", "stderr",  "buffer", NULL};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Most words differ in their first letter from all of a table. */
static bool is_word_of(const char *word, const char *const *words)
{
	for (; *words != NULL; words++)
		if (**words == *word && strcmp(*words, word) == 0)
			return true;
	return false;
}

bool data_has_word_of(struct str text, bool camel, const char *const *words)
{
	char word[LONGEST_WORD + 1];
	uint32_t length = 0;

	for (uint32_t i = 0; i <= text.length; i++) {
		char c = i < text.length ? text.at[i] : '_';
		bool ends =
		    c == '_' || (camel && c != lower(c) && i > 0 &&
		                 lower(text.at[i - 1]) == text.at[i - 1]);

		if (ends) {
			word[length < LONGEST_WORD ? length : 0] = '\0';
			if (is_word_of(word, words))
				return true;
			length = 0;
		}
		if (c != '_' && length < LONGEST_WORD)
			word[length++] = lower(c);
	}
	return false;
}

struct str data_called(const struct tree *t, node_id n)
{
	if (tree_kind(t, n) == KIND_ATTRIBUTE)
		n = tree_child(t, n, FIELD_ATTRIBUTE);
	return tree_kind(t, n) == KIND_IDENTIFIER ? tree_text(t, n) : STR("");
}

bool data_is_many_by_name(const struct tree *t, node_id n)
{
	return data_has_word_of(data_called(t, n), true, many);
}

bool data_is_reading(const struct tree *t, node_id n)
{
	node_id function = tree_child(t, n, FIELD_FUNCTION);
	struct str name;

	if (tree_kind(t, n) != KIND_CALL)
		return false;
	name = data_called(t, function);
	if (str_is(name, "splitlines"))
		return data_has_word_of(data_called(t, tree_first(t, function)),
		                        true, texts);
	return data_has_word_of(name, false, reading);
}

/* read(1), os.read(fd, 8). */
static bool is_tiny_read(const struct facts *f, node_id n)
{
	int64_t size;

	if (!data_is_reading(f->tree, n))
		return false;
	for (uint32_t i = 0; i < 2; i++) {
		node_id argument = ask_argument(f, n, i);

		if (argument != NO_NODE && ask_integer(f, argument, &size) &&
		    size >= 0 && size <= TINY)
			return true;
	}
	return false;
}

/* i of `i + 1`, and the number. */
static node_id offset_of(const struct facts *f, node_id n, int64_t *offset)
{
	const struct tree *t = f->tree;

	*offset = 0;
	n = tree_value(t, n);
	if (tree_kind(t, n) != KIND_BINARY_OPERATOR ||
	    tree_kind(t, tree_child(t, n, FIELD_OPERATOR)) != KIND_TOKEN_PLUS ||
	    !ask_integer(f, tree_child(t, n, FIELD_RIGHT), offset))
		return n;
	return tree_value(t, tree_child(t, n, FIELD_LEFT));
}

/* Is it `x[i:i + 1]`, `x[:4]`, `x[i]`? */
static bool is_tiny_part(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	struct ask_slice slice;
	int64_t size, from, to;

	if (tree_kind(t, n) != KIND_SUBSCRIPT)
		return false;
	if (!ask_slice(f, n, &slice))
		return !data_is_many_by_name(t, tree_child(t, n, FIELD_VALUE));
	if (slice.stop == NO_NODE)
		return false;
	if (slice.start == NO_NODE)
		return ask_integer(f, slice.stop, &size) && size >= 0 &&
		       size <= TINY;
	return tree_same(t, offset_of(f, slice.start, &from),
	                 offset_of(f, slice.stop, &to)) &&
	       to - from <= TINY;
}

bool data_is_tiny(const struct facts *f, node_id n)
{
	static const char *const tiny[] = {"builtins.len",
	                                   "builtins.ord",
	                                   "builtins.chr",
	                                   "builtins.int",
	                                   "builtins.hex",
	                                   "struct.pack",
	                                   NULL};

	if (tree_kind(f->tree, n) != KIND_CALL)
		return is_tiny_part(f, n);
	if (is_tiny_read(f, n))
		return true;
	for (const char *const *name = tiny; *name != NULL; name++)
		if (ask_calls(f, n, *name))
			return true;
	return false;
}

node_id data_iterated(const struct facts *f, node_id n)
{
	static const char *const through[] = {
	    "builtins.enumerate", "builtins.reversed", "builtins.sorted",
	    "builtins.iter",      "builtins.zip",      "builtins.range",
	    "builtins.len",       "builtins.list",     NULL};
	const struct tree *t = f->tree;

	for (int step = 0; step < MOST_STEPS; step++) {
		const char *const *name = through;

		n = tree_value(t, n);
		if (tree_kind(t, n) == KIND_SUBSCRIPT) {
			n = tree_child(t, n, FIELD_VALUE);
			continue;
		}
		while (*name != NULL && !ask_calls(f, n, *name))
			name++;
		if (*name == NULL || ask_argument(f, n, 0) == NO_NODE)
			break;
		n = ask_argument(f, n,
		                 ask_argument_count(f, n) == 2 &&
		                         ask_calls(f, n, "builtins.range")
		                     ? 1
		                     : 0);
	}
	return n;
}

/* Is it a call of a method that reads, by its whole name: f.read(), not
 * self._read_name()? */
static bool is_read(const struct tree *t, node_id n)
{
	node_id function = tree_child(t, n, FIELD_FUNCTION);
	struct str name;

	if (tree_kind(t, n) != KIND_CALL ||
	    tree_kind(t, function) != KIND_ATTRIBUTE)
		return false;
	name = data_called(t, function);
	for (const char *const *word = reading; *word != NULL; word++)
		if (str_is(name, *word))
			return true;
	return false;
}

/* Does n contain a call that reads, or `read` as it is given to iter()? */
static bool has_reading(const struct facts *f, node_id value)
{
	const struct tree *t = f->tree;
	node_id end = tree_end(t, value);

	if (end - value > MOST_NODES)
		end = value + MOST_NODES;
	for (node_id n = value; n < end; n++) {
		if (data_is_tiny(f, n))
			n = tree_end(t, n) - 1;
		else if (is_read(t, n))
			return true;
		else if (tree_kind(t, n) == KIND_ATTRIBUTE &&
		         tree_kind(t, tree_parent(t, n)) != KIND_CALL &&
		         str_is(data_called(t, n), "read"))
			return true;
	}
	return false;
}

bool data_is_source(const struct facts *f, node_id n)
{
	const struct occurrence *o = NULL;
	symbol_id variable;

	n = data_iterated(f, n);
	switch (types_of(f->types, n)->kind) {
	case TYPE_TEXT_FILE:
	case TYPE_BINARY_FILE:
		return true;
	default:
		break;
	}
	if (ask_is_data_sized(f, n) || has_reading(f, n))
		return true;
	variable = scopes_variable(&f->scopes, n);
	if (variable != NO_SYMBOL)
		o = scopes_only_binding(&f->scopes, variable);
	return o != NULL && o->binding == BINDING_ASSIGNMENT &&
	       has_reading(f, tree_child(f->tree, o->cause, FIELD_RIGHT));
}

/* Is something read at each turn, by the condition or a statement of the body
 * itself? */
static bool reads_each_turn(const struct facts *f, node_id loop)
{
	const struct tree *t = f->tree;
	node_id n = tree_first(t, tree_child(t, loop, FIELD_BODY));

	if (has_reading(f, tree_child(t, loop, FIELD_CONDITION)))
		return true;
	for (int step = 0; n != NO_NODE && step < MOST_STEPS;
	     n = tree_sibling(t, n), step++)
		if (tree_kind(t, n) == KIND_EXPRESSION_STATEMENT &&
		    has_reading(f, n))
			return true;
	return false;
}

bool data_is_over(const struct facts *f, node_id loop)
{
	const struct tree *t = f->tree;

	switch (tree_kind(t, loop)) {
	case KIND_FOR_STATEMENT:
		return data_is_source(f, tree_child(t, loop, FIELD_RIGHT));
	case KIND_WHILE_STATEMENT:
		return reads_each_turn(f, loop);
	default:
		break;
	}
	for (node_id n = tree_first(t, loop); n != NO_NODE;
	     n = tree_sibling(t, n))
		if (tree_kind(t, n) == KIND_FOR_IN_CLAUSE &&
		    data_is_source(f, tree_child(t, n, FIELD_RIGHT)))
			return true;
	return false;
}

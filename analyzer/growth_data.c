#include "growth_data.h"

#include "ask.h"
#include "growth_bound.h"

#include <string.h>

/* TINY in bytes of a read or slice; MOST_VALUES of names that are followed. */
enum { TINY = 16, MOST_VALUES = 16, MOST_STEPS = 8, LONGEST_WORD = 16 };

/* The words of names that say what a call does. */
static const char *const reading[] = {
    "read",     "recv",      "receive",    "readline", "readlines",
    "readall",  "recvfrom",  "read1",      "chunk",    "readexactly",
    "fetchall", "fetchmany", "splitlines", NULL};

/* Of what is a piece of some input, of any length. */
static const char *const pieces[] = {
    "data",   "chunk",  "row",    "payload", "body",     "content", "line",
    "output", "stdout", "stderr", "buffer",  "fragment", NULL};

/* Of those, in attributes: `node.data` is often a word, `x.buffer` a file. */
static const char *const parts[] = {"chunk",   "row",      "payload", "body",
                                    "content", "fragment", NULL};

/* Of those, what a loop goes over only if there are many. */
static const char *const items[] = {"data",     "chunk",   "row",
                                    "fragment", "payload", NULL};

/* Of what is many such pieces. */
static const char *const many[] = {"lines",   "rows",      "chunks", "records",
                                   "packets", "fragments", "stdin",  NULL};

/* Of what stays short. */
static const char *const brief[] = {"header",  "hdr",    "name",   "key",
                                    "prefix",  "suffix", "prompt", "pad",
                                    "padding", "seed",   "indent", NULL};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_one_of(const char *word, const char *const *words)
{
	for (; *words != NULL; words++)
		if (str_is((struct str){word, (uint32_t)strlen(word)}, *words))
			return true;
	return false;
}

/* Is one of the words of snake_case or, with `camel`, of camelCase text in the
 * list? */
static bool has_word_of(struct str text, bool camel, const char *const *words)
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
			if (is_one_of(word, words))
				return true;
			length = 0;
		}
		if (c != '_' && length < LONGEST_WORD)
			word[length++] = lower(c);
	}
	return false;
}

/* What a name or attribute is called. */
static struct str called(const struct tree *t, node_id n)
{
	if (tree_kind(t, n) == KIND_ATTRIBUTE)
		n = tree_child(t, n, FIELD_ATTRIBUTE);
	return tree_kind(t, n) == KIND_IDENTIFIER ? tree_text(t, n) : STR("");
}

/* Is it a call that by its name reads what comes in? */
static bool is_reading(const struct tree *t, node_id n)
{
	return tree_kind(t, n) == KIND_CALL &&
	       has_word_of(called(t, tree_child(t, n, FIELD_FUNCTION)), false,
	                   reading);
}

/* read(1), os.read(fd, 8). */
static bool is_tiny_read(const struct facts *f, node_id n)
{
	int64_t size;

	if (!is_reading(f->tree, n))
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
		return !has_word_of(called(t, tree_child(t, n, FIELD_VALUE)),
		                    true, many);
	if (slice.stop == NO_NODE)
		return false;
	if (slice.start == NO_NODE)
		return ask_integer(f, slice.stop, &size) && size >= 0 &&
		       size <= TINY;
	return tree_same(t, offset_of(f, slice.start, &from),
	                 offset_of(f, slice.stop, &to)) &&
	       to - from <= TINY;
}

/* Does it have a few bytes, whatever its parts are? */
static bool is_tiny(const struct facts *f, node_id n)
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

/* What n takes its elements from: enumerate(x), reversed(x), x[1:], x.items(),
 * range(len(x)). */
static node_id iterated(const struct facts *f, node_id n)
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

/* Does n contain a call that reads, or `read` as it is given to iter()? */
static bool has_reading(const struct facts *f, struct carry *c, node_id value)
{
	const struct tree *t = f->tree;

	for (node_id n = value; n < tree_end(t, value); n++) {
		if (!carry_work(c, 1))
			return false;
		if (is_tiny(f, n))
			n = tree_end(t, n) - 1;
		else if (is_reading(t, n))
			return true;
		else if (tree_kind(t, n) == KIND_ATTRIBUTE &&
		         tree_kind(t, tree_parent(t, n)) != KIND_CALL &&
		         str_is(called(t, n), "read"))
			return true;
	}
	return false;
}

/* Is a for_statement over a file, lines, rows, chunks? */
static bool is_over_data(const struct facts *f, struct carry *c, node_id loop)
{
	const struct tree *t = f->tree;
	node_id right = tree_child(t, loop, FIELD_RIGHT);
	const struct occurrence *o = NULL;
	symbol_id variable;

	if (tree_kind(t, loop) != KIND_FOR_STATEMENT || right == NO_NODE)
		return false;
	right = iterated(f, right);
	switch (types_of(f->types, right)->kind) {
	case TYPE_TEXT_FILE:
	case TYPE_BINARY_FILE:
		return true;
	default:
		break;
	}
	if (ask_is_data_sized(f, right) || has_reading(f, c, right) ||
	    has_word_of(called(t, right), true, many))
		return true;
	variable = scopes_variable(&f->scopes, right);
	if (variable != NO_SYMBOL)
		o = scopes_only_binding(&f->scopes, variable);
	return o != NULL && o->binding == BINDING_ASSIGNMENT &&
	       has_reading(f, c, tree_child(t, o->cause, FIELD_RIGHT));
}

/* The expressions that a growth's piece is made of. */
struct sources {
	node_id values[MOST_VALUES];
	uint32_t count;
	bool only_reading; /* what a name says does not count */
};

static void push_value(struct sources *s, node_id value)
{
	uint32_t i = 0;

	while (i < s->count && s->values[i] != value)
		i++;
	if (value != NO_NODE && i == s->count && s->count < MOST_VALUES)
		s->values[s->count++] = value;
}

/* Does the loop give the variable a value? Then what it holds elsewhere does
 * not matter. */
static bool is_bound_in(const struct facts *f, struct carry *c,
                        symbol_id variable, node_id loop)
{
	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL && carry_work(c, 1); o = scopes_next(&f->scopes, o))
		if (o->access == ACCESS_BIND &&
		    tree_contains(f->tree, loop, o->node))
			return true;
	return false;
}

/* Is what a name holds a piece of the input? What it is assigned is looked at
 * later. */
static bool is_piece_by_name(const struct facts *f, struct carry *c,
                             struct sources *s, node_id name,
                             const struct growth *g)
{
	const struct tree *t = f->tree;
	symbol_id variable = scopes_variable(&f->scopes, name);
	bool is_said = has_word_of(tree_text(t, name), true, pieces);
	bool is_item = has_word_of(tree_text(t, name), true, items);
	bool is_in_loop =
	    g->carrier == CARRIER_LOOP && is_bound_in(f, c, variable, g->where);

	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL && carry_work(c, 1); o = scopes_next(&f->scopes, o)) {
		node_id value;

		if (is_in_loop && !tree_contains(t, g->where, o->node))
			continue;
		switch (o->binding) {
		case BINDING_AUGMENTED:
			push_value(s, tree_child(t, o->cause, FIELD_RIGHT));
			break;
		case BINDING_ASSIGNMENT:
			value = growth_value_for(t, o->cause, o->node);
			push_value(s,
			           value != NO_NODE
			               ? value
			               : tree_child(t, o->cause, FIELD_RIGHT));
			break;
		case BINDING_WALRUS:
			push_value(s, tree_child(t, o->cause, FIELD_VALUE));
			break;
		case BINDING_FOR:
			if ((is_item && !s->only_reading) ||
			    is_over_data(f, c, o->cause))
				return true;
			break;
		case BINDING_PARAMETER:
			if (is_said && !s->only_reading)
				return true;
			break;
		default:
			break;
		}
	}
	return false;
}

/* Is it said to be a piece: `packet.payload`, `lines[i]`? Neither a method nor
 * what has the piece in it. */
static bool is_piece_by_place(const struct tree *t, node_id n)
{
	node_id around = tree_parent(t, n);

	if (tree_kind(t, n) == KIND_SUBSCRIPT)
		return has_word_of(called(t, tree_child(t, n, FIELD_VALUE)),
		                   true, many);
	if (tree_kind(t, n) != KIND_ATTRIBUTE ||
	    (tree_kind(t, around) == KIND_CALL &&
	     tree_field(t, n) == FIELD_FUNCTION) ||
	    (tree_kind(t, around) == KIND_ATTRIBUTE &&
	     tree_kind(t, tree_parent(t, around)) != KIND_CALL))
		return false;
	return has_word_of(called(t, n), true, parts);
}

/* Is it only what has a piece in it, x of `x.payload`? Not of `x.decode()`. */
static bool is_owner(const struct tree *t, node_id n)
{
	node_id around = tree_parent(t, n);

	return tree_kind(t, around) == KIND_ATTRIBUTE &&
	       (tree_kind(t, tree_parent(t, around)) != KIND_CALL ||
	        tree_field(t, around) != FIELD_FUNCTION);
}

static bool is_piece(const struct facts *f, struct carry *c, struct sources *s,
                     node_id value, const struct growth *g)
{
	const struct tree *t = f->tree;

	for (node_id n = value; n < tree_end(t, value); n++) {
		if (!carry_work(c, 1))
			return false;
		if (is_tiny(f, n) || tree_same(t, n, g->parts.target)) {
			n = tree_end(t, n) - 1;
			continue;
		}
		if (is_reading(t, n) ||
		    (!s->only_reading && is_piece_by_place(t, n)))
			return true;
		if (tree_kind(t, n) == KIND_IDENTIFIER &&
		    scopes_occurrence(&f->scopes, n) != NULL &&
		    !is_owner(t, n) && is_piece_by_name(f, c, s, n, g))
			return true;
	}
	return false;
}

/* Is the statement, or the call of its function, in a loop over data? */
static bool is_in_loop_over_data(const struct facts *f, struct carry *c,
                                 const struct growth *g)
{
	const struct repeats *r = &f->repeats;
	bool is_called = g->carrier > CARRIER_FEW_TURNS;
	node_id loop =
	    repeats_loop(r, is_called ? g->where : g->parts.statement);

	for (int step = 0; loop != NO_NODE && step < MOST_STEPS; step++) {
		if (is_over_data(f, c, loop))
			return true;
		if (!is_called && loop == g->where)
			return false;
		loop = repeats_outer(r, loop);
	}
	return false;
}

bool growth_is_of_data(const struct facts *f, struct carry *c,
                       const struct growth *g)
{
	struct sources s = {0};
	enum growth_bound bound;

	if (g->carrier == CARRIER_FEW_TURNS)
		return false;
	if (g->carrier == CARRIER_CALLBACK)
		return true;
	if (has_word_of(called(f->tree, g->parts.target), true, brief))
		return false;
	bound = growth_bound_of(f, c, g);
	if (bound == GROWTH_BOUND_MARK)
		return false;
	if (is_in_loop_over_data(f, c, g))
		return true;
	s.only_reading = bound == GROWTH_BOUND_LENGTH;
	push_value(&s, g->parts.value);
	for (uint32_t i = 0; i < s.count; i++)
		if (is_piece(f, c, &s, s.values[i], g))
			return true;
	return false;
}

enum level growth_level(const struct tree *t, const struct growth *g)
{
	node_id n = g->parts.statement;

	if (!g->is_of_data || g->carrier != CARRIER_LOOP)
		return LEVEL_NOTE;
	for (int step = 0; n != g->where && step < MOST_STEPS; step++) {
		n = tree_parent(t, n);
		if (tree_kind(t, n) == KIND_IF_STATEMENT ||
		    tree_kind(t, n) == KIND_EXCEPT_CLAUSE ||
		    tree_kind(t, n) == KIND_MATCH_STATEMENT)
			return LEVEL_NOTE;
	}
	return LEVEL_WARNING;
}

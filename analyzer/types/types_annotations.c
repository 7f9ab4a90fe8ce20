/* Annotations, and the types of stdlib.def, read as types. */
#include "types_solver.h"
#include "identifier.h"
#include "types_words.h"

#include <string.h>

/* Annotations are read as text: those in quotes, and the facts of stdlib.def,
 * are written in the same language. */

enum { DEEPEST = 8, MOST_ARGUMENTS = 16, LONGEST_NAME = 128 };

/* Aliases of aliases, and an alias's text: each is read wherever it is named.
 */
enum { MOST_ALIASES = 2, LONGEST_ALIAS = 256 };

struct reader {
	struct types *ty;
	const char *at, *end;
	node_id node; /* where names are seen from; NO_NODE in stdlib.def */
	const struct fact_words *words;
	unsigned depth, aliases;
};

static type_id read_union(struct reader *r);

static void skip_blanks(struct reader *r)
{
	while (r->at < r->end) {
		if (*r->at == '#')
			while (r->at < r->end && *r->at != '\n')
				r->at++;
		else if (strchr(" \t\f\r\n\\\"'", *r->at) == NULL)
			return;
		else
			r->at++;
	}
}

static bool take(struct reader *r, char c)
{
	skip_blanks(r);
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

/* A dotted name, in `name`; empty if there is none or it is too long. */
static struct str read_name(struct reader *r, char *name)
{
	uint32_t length = 0;

	skip_blanks(r);
	while (r->at < r->end && (identifier_has(*r->at) || *r->at == '.')) {
		if (length < LONGEST_NAME)
			name[length++] = *r->at;
		r->at++;
	}
	if (length == LONGEST_NAME)
		length = 0;
	return (struct str){name, length};
}

/* To the `]` that ends the list that is being read. */
static void skip_arguments(struct reader *r)
{
	unsigned open = 0;

	for (; r->at < r->end; r->at++) {
		if (*r->at == '"' || *r->at == '\'') {
			char quote = *r->at++;

			while (r->at < r->end && *r->at != quote)
				r->at++;
			if (r->at == r->end)
				return;
		} else if (*r->at == '[' || *r->at == '(') {
			open++;
		} else if (*r->at == ']' || *r->at == ')') {
			if (open-- == 0)
				break;
		}
	}
	if (r->at < r->end)
		r->at++;
}

struct arguments {
	type_id at[MOST_ARGUMENTS];
	uint32_t count;
	bool has_ellipsis, is_given;
};

static void read_arguments(struct reader *r, struct arguments *a)
{
	*a = (struct arguments){.is_given = true};
	for (;;) {
		skip_blanks(r);
		if (r->at == r->end || take(r, ']'))
			return;
		if (r->end - r->at >= 3 && memcmp(r->at, "...", 3) == 0) {
			r->at += 3;
			a->has_ellipsis = true;
		} else if (take(r, '(')) {
			take(r, ')');
		} else if (a->count < MOST_ARGUMENTS) {
			a->at[a->count++] = read_union(r);
		} else {
			skip_arguments(r);
			return;
		}
		if (take(r, ']'))
			return;
		if (!take(r, ',')) {
			skip_arguments(r);
			return;
		}
	}
}

/* Literal["a", "b"]: what its values are. */
static type_id read_literal(struct reader *r)
{
	struct types *ty = r->ty;
	const char *start = r->at;
	type_id type = NEVER;
	bool is_start = true;

	skip_arguments(r);
	for (const char *at = start; at < r->at - 1; at++) {
		enum type_kind kind = TYPE_UNKNOWN;

		if (*at == ',' || strchr(" \t\r\n", *at) != NULL) {
			is_start |= *at == ',';
			continue;
		}
		if (!is_start)
			continue;
		is_start = false;
		if (*at == '"' || *at == '\'') {
			char quote = *at;

			kind = TYPE_STR;
			for (at++; at < r->at && *at != quote; at++)
				;
		} else if (*at == '-' || (*at >= '0' && *at <= '9')) {
			kind = TYPE_INT;
		} else if (*at == 'T' || *at == 'F') {
			kind = TYPE_BOOL;
		} else if (*at == 'N') {
			kind = TYPE_NONE;
		}
		type = type_join(&ty->table, type,
		                 kind == TYPE_UNKNOWN
		                     ? UNKNOWN
		                     : type_of_kind(&ty->table, kind));
	}
	return type == NEVER ? UNKNOWN : type_inexact(&ty->table, type);
}

static type_id tuple_of(struct reader *r, const struct arguments *a)
{
	struct type_table *table = &r->ty->table;

	if (!a->is_given)
		return type_of_kind(table, TYPE_TUPLE);
	if (a->has_ellipsis || a->count == MOST_ARGUMENTS)
		return type_container(table, TYPE_TUPLE,
		                      a->count == 1 ? a->at[0] : UNKNOWN,
		                      UNKNOWN);
	return type_tuple(table, a->at, a->count);
}

static type_id union_of(struct reader *r, const struct arguments *a)
{
	type_id type = a->count == 0 ? UNKNOWN : NEVER;

	for (uint32_t i = 0; i < a->count; i++)
		type = type_join(&r->ty->table, type, a->at[i]);
	return a->count == MOST_ARGUMENTS ? UNKNOWN : type;
}

static type_id io_of(struct reader *r, const struct arguments *a)
{
	enum type_kind kind =
	    a->count == 1 ? type_kind(&r->ty->table, a->at[0]) : TYPE_UNKNOWN;

	if (kind == TYPE_STR)
		return type_of_kind(&r->ty->table, TYPE_TEXT_FILE);
	if (kind == TYPE_BYTES)
		return type_of_kind(&r->ty->table, TYPE_BINARY_FILE);
	return UNKNOWN;
}

static type_id generic_of(struct reader *r, const struct word *word,
                          const struct arguments *a)
{
	struct type_table *table = &r->ty->table;
	type_id first = a->count != 0 ? a->at[0] : UNKNOWN;
	type_id second = a->count > 1 ? a->at[1] : UNKNOWN;
	type_id type;

	switch (word->parts) {
	case PARTS_SAME:
		return first;
	case PARTS_OPTIONAL:
		return type_or_none(table, first, true);
	case PARTS_UNION:
		return union_of(r, a);
	case PARTS_IO:
		return io_of(r, a);
	case PARTS_TUPLE:
		return tuple_of(r, a);
	default:
		break;
	}
	if (word->kind == TYPE_INSTANCE)
		type = type_named(table, TYPE_INSTANCE, types_word_class(word),
		                  NO_CLASS);
	else
		type = type_of_kind(table, word->kind);
	if (word->parts == PARTS_NONE || !a->is_given)
		return type;
	return type_with_parts(table, type, first,
	                       word->parts == PARTS_MAPPING ? second : UNKNOWN);
}

static bool is_exception(struct str name)
{
	static const char *const ends[] = {
	    "Error",     "Exception",      "Warning", "KeyboardInterrupt",
	    "Iteration", "ExceptionGroup", "Exit",    NULL};

	for (int i = 0; ends[i] != NULL; i++)
		if (str_ends(name, ends[i]))
			return true;
	return false;
}

/* `x: np.array` means np.ndarray; NDArray[...] is one of a dtype. */
static bool is_array_alias(struct str dotted)
{
	return str_is(dotted, "numpy.array") ||
	       str_is(dotted, "numpy.typing.NDArray");
}

/* The type that a dotted origin names. */
static type_id named(struct reader *r, struct str dotted)
{
	static const char *const nothing[] = {"typing.", "typing_extensions.",
	                                      "collections.abc.", "_typeshed.",
	                                      NULL};
	struct arguments a = {.is_given = false};
	const struct word *word = types_word(dotted);
	struct str name = dotted;

	if (str_is(dotted, "typing.Literal") ||
	    str_is(dotted, "typing_extensions.Literal"))
		return take(r, '[') ? read_literal(r) : UNKNOWN;
	if (take(r, '['))
		read_arguments(r, &a);
	if (word != NULL) {
		type_id type = generic_of(r, word, &a);

		return r->words != NULL ? type
		                        : type_inexact(&r->ty->table, type);
	}
	for (int i = 0; nothing[i] != NULL; i++)
		if (str_starts(dotted, nothing[i]))
			return UNKNOWN;
	if (str_starts(dotted, "builtins.") && !is_exception(dotted))
		return UNKNOWN;
	if (is_array_alias(dotted))
		return type_named(&r->ty->table, TYPE_INSTANCE,
		                  STR("numpy.ndarray"), NO_CLASS);
	name.at = arena_copy(r->ty->arena, dotted.at, dotted.length);
	return type_named(&r->ty->table, TYPE_INSTANCE, name, NO_CLASS);
}

/* The words that stand for what a call is made with. */
static bool read_word(struct reader *r, struct str name, type_id *type)
{
	struct type_table *table = &r->ty->table;
	const struct fact_words *w = r->words;

	if (str_is(name, "Self"))
		*type = type_or_none(table, w->self, false);
	else if (str_is(name, "Element"))
		*type = type_element(table, w->self);
	else if (str_is(name, "Value"))
		*type = type_at(table, w->self)->value;
	else if (str_is(name, "Arg"))
		*type = type_or_none(table, w->argument, false);
	else if (str_is(name, "ArgElement"))
		*type = type_element(table, w->argument);
	else if (str_is(name, "ArgValue"))
		*type = type_at(table, w->argument)->value;
	else if (str_is(name, "Second"))
		*type = type_or_none(table, w->second, false);
	else if (str_is(name, "SecondElement"))
		*type = type_element(table, w->second);
	else if (str_is(name, "Never"))
		*type = NEVER;
	else
		return false;
	return true;
}

/* One after the other in `to`, which has room for both. */
static struct str joined(char *to, struct str a, struct str b)
{
	memcpy(to, a.at, a.length);
	memcpy(to + a.length, b.at, b.length);
	return (struct str){to, a.length + b.length};
}

static type_id fact_name(struct reader *r, struct str name)
{
	char dotted[LONGEST_NAME + 16];
	type_id type;

	if (read_word(r, name, &type))
		return type;
	if (memchr(name.at, '.', name.length) != NULL)
		return named(r, name);
	return named(r, joined(dotted,
	                       name.at[0] >= 'A' && name.at[0] <= 'Z'
	                           ? STR("typing.")
	                           : STR("builtins."),
	                       name));
}

/* What comes after a name that is not known. */
static type_id unknown_name(struct reader *r)
{
	if (take(r, '['))
		skip_arguments(r);
	return UNKNOWN;
}

/* Rows = list[str]: what the name stands for in an annotation. */
static type_id alias_named(struct reader *r, const struct occurrence *only)
{
	const struct tree *t = r->ty->tree;
	node_id value = only == NULL
	                    ? NO_NODE
	                    : scopes_only_value(r->ty->scopes, only->node);
	struct reader alias = *r;
	struct str text;
	type_id type;

	switch (value == NO_NODE ? KIND_ERROR : tree_kind(t, value)) {
	case KIND_SUBSCRIPT:
	case KIND_BINARY_OPERATOR:
	case KIND_IDENTIFIER:
	case KIND_ATTRIBUTE:
		break;
	default:
		return UNKNOWN;
	}
	text = tree_text(t, value);
	if (++alias.aliases > MOST_ALIASES || text.length > LONGEST_ALIAS)
		return UNKNOWN;
	alias.at = text.at;
	alias.end = text.at + text.length;
	alias.node = value;
	type = read_union(&alias);
	skip_blanks(&alias);
	return alias.at != alias.end || type == NEVER ? UNKNOWN : type;
}

/* A class of the file, or an alias; with arguments, the alias is not known. */
static type_id class_named(struct reader *r, symbol_id variable)
{
	const struct occurrence *only =
	    scopes_only_binding(r->ty->scopes, variable);
	class_id class = NO_CLASS;

	if (only != NULL && only->binding == BINDING_CLASS)
		class = classes_at(r->ty->classes, only->cause);
	if (take(r, '[')) {
		skip_arguments(r);
		return class == NO_CLASS ? UNKNOWN
		                         : types_instance(r->ty, class);
	}
	return class == NO_CLASS ? alias_named(r, only)
	                         : types_instance(r->ty, class);
}

/* A name of the file: an import, a class, or a builtin. */
static type_id file_name(struct reader *r, struct str name)
{
	struct types *ty = r->ty;
	struct str first = name, origin;
	char dotted[2 * LONGEST_NAME];
	const struct import *import;
	symbol_id variable = NO_SYMBOL;
	name_id id;

	for (uint32_t i = 0; i < name.length && first.length == name.length;
	     i++)
		if (name.at[i] == '.')
			first.length = i;
	id = names_find(ty->tree->names, first);
	if (id != NAME_NONE)
		variable = scopes_lookup(ty->scopes,
		                         ty->scopes->scope_of[r->node], id);
	if (variable == NO_SYMBOL) {
		if (ty->last_star != NO_NODE || first.length != name.length)
			return unknown_name(r);
		return named(r, joined(dotted, STR("builtins."), name));
	}
	import = imports_of_variable(ty->imports, variable);
	if (import == NULL)
		return first.length == name.length ? class_named(r, variable)
		                                   : unknown_name(r);
	origin = imports_import_origin(ty->imports, ty->arena, import);
	if (origin.length + name.length >= sizeof(dotted))
		return unknown_name(r);
	name.at += first.length;
	name.length -= first.length;
	return named(r, joined(dotted, origin, name));
}

static type_id read_term(struct reader *r)
{
	char text[LONGEST_NAME];
	struct str name;
	type_id type = UNKNOWN;

	if (++r->depth > DEEPEST) {
		r->at = r->end;
		return UNKNOWN;
	}
	if (take(r, '(')) {
		type = read_union(r);
		take(r, ')');
	} else if (take(r, '[')) {
		skip_arguments(r);
	} else {
		name = read_name(r, text);
		if (name.length == 0 || (text[0] >= '0' && text[0] <= '9'))
			r->at = r->end;
		else if (str_is(name, "None"))
			type = type_of_kind(&r->ty->table, TYPE_NONE);
		else if (r->words != NULL)
			type = fact_name(r, name);
		else
			type = file_name(r, name);
	}
	r->depth--;
	return type;
}

/* Nests at most DEEPEST deep. */
static type_id read_union(struct reader *r)
{
	type_id type = read_term(r);

	while (take(r, '|'))
		type = type_join(&r->ty->table, type, read_term(r));
	return type;
}

type_id types_annotation(struct types *ty, node_id annotation)
{
	struct str text = tree_text(ty->tree, annotation);
	struct reader r = {.ty = ty,
	                   .at = text.at,
	                   .end = text.at + text.length,
	                   .node = annotation};
	type_id type = ty->of_node[annotation];

	if (type != NEVER)
		return type;
	type = read_union(&r);
	skip_blanks(&r);
	if (r.at != r.end || type == NEVER)
		type = UNKNOWN;
	ty->of_node[annotation] = type;
	return type;
}

type_id types_fact(struct types *ty, const char *text,
                   const struct fact_words *words)
{
	struct reader r = {.ty = ty,
	                   .at = text,
	                   .end = text + strlen(text),
	                   .node = NO_NODE,
	                   .words = words};

	return read_union(&r);
}

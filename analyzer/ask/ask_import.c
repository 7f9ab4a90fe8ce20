/* The import that a fix needs: the name it is there under, or where to put it.
 */
#include "ask.h"

#include <string.h>

const char *ask_imported(const struct facts *f, struct arena *arena, node_id n,
                         const char *module, const char *member)
{
	const struct scopes *s = &f->scopes;

	for (uint32_t i = 0; i < f->imports.count; i++) {
		const struct import *import = &f->imports.list[i];
		const struct symbol *symbol;
		bool is_module = import->name.length == 0;

		if (!str_is(import->module, module) ||
		    import->variable == NO_SYMBOL ||
		    !(is_module || str_is(import->name, member)))
			continue;
		symbol = &s->symbols[import->variable];
		if (symbol->scope != 0 ||
		    f->imports.of_symbol[import->variable] != i + 1 ||
		    scopes_lookup(s, s->scope_of[n], symbol->name) !=
		        import->variable)
			continue;
		return arena_format(
		    arena, "%.*s%s%s",
		    STR_ARG(names_text(f->tree->names, symbol->name)),
		    is_module ? "." : "", is_module ? member : "");
	}
	return NULL;
}

/* ------------------------------------------------------------ places */

static bool is_import(const struct tree *t, node_id n)
{
	enum kind kind = tree_kind(t, n);

	return kind == KIND_IMPORT_STATEMENT ||
	       kind == KIND_IMPORT_FROM_STATEMENT;
}

static bool starts_line(const struct facts *f, node_id n)
{
	uint32_t start = f->tree->nodes[n].start;

	return start == 0 || f->source->text[start - 1] == '\n';
}

/* Nothing, or a comment. */
static bool is_empty(struct str line)
{
	uint32_t at = 0;

	while (at < line.length && strchr(" \t\r\f", line.at[at]) != NULL)
		at++;
	return at == line.length || line.at[at] == '#';
}

/* Where the line after a statement begins; 0 if there is none, or other code on
 * the statement's last one. */
static uint32_t line_after(const struct facts *f, node_id n)
{
	const struct source *source = f->source;
	uint32_t end = f->tree->nodes[n].end;
	uint32_t line = source_line(source, end);
	struct str rest = {source->text + end, 0};

	if (line + 1 == source->line_count)
		return 0;
	rest.length = source->lines[line + 1] - end;
	while (rest.length > 0 && rest.at[rest.length - 1] == '\n')
		rest.length--;
	return is_empty(rest) ? source->lines[line + 1] : 0;
}

/* Is there anything on the line that begins at a byte? */
static bool is_blank(const struct facts *f, uint32_t at)
{
	struct str line =
	    source_line_text(f->source, source_line(f->source, at));

	return is_empty(line) && memchr(line.at, '#', line.length) == NULL;
}

/* Among the imports that follow one another from n on: before the first one of
 * a module with a later name, else after the last, before those `from` one. */
static struct import_place place_among(const struct facts *f, node_id n,
                                       const char *module)
{
	const struct tree *t = f->tree;
	struct import_place place = {t->nodes[n].start, "", ""};
	node_id last = NO_NODE;

	for (; n != NO_NODE && is_import(t, n) && starts_line(f, n);
	     n = tree_sibling(t, n)) {
		struct str name = tree_text(t, tree_first(t, n));
		uint32_t after = line_after(f, n);

		if (tree_kind(t, n) == KIND_IMPORT_STATEMENT) {
			if (str_compare(name, str_of(module)) > 0) {
				place.at = t->nodes[n].start;
				return place;
			}
			last = n;
		}
		if (after == 0 || is_blank(f, after))
			break;
	}
	if (last != NO_NODE && line_after(f, last) != 0)
		place.at = line_after(f, last);
	return place;
}

static struct import_place place_below(const struct facts *f, node_id n)
{
	struct import_place place = {line_after(f, n), "\n", ""};

	if (!is_blank(f, place.at))
		place.after = "\n";
	return place;
}

/* Above what the file begins with, and the comment on it; but below a comment
 * that the file itself begins with. */
static struct import_place place_above(const struct facts *f, node_id n)
{
	const struct source *source = f->source;
	uint32_t line = source_line(source, f->tree->nodes[n].start);
	uint32_t above = line;
	enum kind kind = tree_kind(f->tree, n);
	struct import_place place = {0, "", "\n"};

	while (above > 0 && is_empty(source_line_text(source, above - 1)) &&
	       !is_blank(f, source->lines[above - 1]))
		above--;
	if (above > 0)
		line = above;
	place.at = source->lines[line];
	if (kind == KIND_FUNCTION_DEFINITION || kind == KIND_CLASS_DEFINITION ||
	    kind == KIND_DECORATED_DEFINITION)
		place.after = "\n\n";
	return place;
}

static bool is_bound(const struct facts *f, const char *module)
{
	name_id name = names_find(f->tree->names, str_of(module));

	/* Any other use of the name could be bound by it, or hide it. */
	for (uint32_t i = 0; name != NAME_NONE && i < f->scopes.symbol_count;
	     i++)
		if (f->scopes.symbols[i].name == name)
			return true;
	return false;
}

bool ask_import_place(const struct facts *f, const char *module,
                      struct import_place *place)
{
	const struct tree *t = f->tree;
	node_id first = tree_first(t, 0), n = first, below = NO_NODE;

	if (is_bound(f, module) || first == NO_NODE || !starts_line(f, first))
		return false;
	if (tree_kind(t, n) == KIND_EXPRESSION_STATEMENT &&
	    tree_kind(t, tree_first(t, n)) == KIND_STRING) {
		below = n;
		n = tree_sibling(t, n);
	}
	for (; n != NO_NODE && tree_kind(t, n) == KIND_FUTURE_IMPORT_STATEMENT;
	     n = tree_sibling(t, n))
		below = n;
	for (; n != NO_NODE; n = tree_sibling(t, n))
		if (is_import(t, n) && starts_line(f, n)) {
			*place = place_among(f, n, module);
			return true;
		}
	if (below != NO_NODE)
		*place = place_below(f, below);
	else
		*place = place_above(f, first);
	return below == NO_NODE || place->at != 0;
}

void ask_import(struct findings *findings, struct fix *fix,
                const struct import_place *place, const char *module)
{
	fix_import(findings, fix, place->at,
	           arena_format(findings->arena, "%simport %s\n%s",
	                        place->before, module, place->after));
}

#include "scopes_dump.h"

static const char *const scope_kinds[] = {
    [SCOPE_MODULE] = "module",
    [SCOPE_CLASS] = "class",
    [SCOPE_FUNCTION] = "function",
    [SCOPE_LAMBDA] = "lambda",
    [SCOPE_COMPREHENSION] = "comprehension",
    [SCOPE_TYPE_PARAMETERS] = "type-parameters",
    [SCOPE_TYPE_VARIABLE] = "type-variable",
    [SCOPE_TYPE_ALIAS] = "type-alias",
};

static const struct {
	uint32_t flag;
	const char *text;
} symbol_flags[] = {
    {SYMBOL_LOCAL, "local"},
    {SYMBOL_CELL, "cell"},
    {SYMBOL_FREE, "free"},
    {SYMBOL_GLOBAL, "global"},
    {SYMBOL_PARAMETER, "parameter"},
    {SYMBOL_ASSIGNED, "assigned"},
    {SYMBOL_REFERENCED, "referenced"},
    {SYMBOL_IMPORTED, "imported"},
    {SYMBOL_ANNOTATED, "annotated"},
    {SYMBOL_GLOBAL_DECLARED, "global-declared"},
    {SYMBOL_NONLOCAL_DECLARED, "nonlocal-declared"},
    {SYMBOL_TYPE_PARAMETER, "type-parameter"},
    {SYMBOL_DELETED, "deleted"},
};

static const char *const bindings[] = {
    [BINDING_NONE] = "",
    [BINDING_ASSIGNMENT] = "assignment",
    [BINDING_ANNOTATION] = "annotation",
    [BINDING_AUGMENTED] = "augmented",
    [BINDING_WALRUS] = "walrus",
    [BINDING_FOR] = "for",
    [BINDING_WITH] = "with",
    [BINDING_EXCEPT] = "except",
    [BINDING_IMPORT] = "import",
    [BINDING_FUNCTION] = "function",
    [BINDING_CLASS] = "class",
    [BINDING_PARAMETER] = "parameter",
    [BINDING_MATCH] = "match",
    [BINDING_TYPE] = "type",
};

static struct str scope_name(const struct scopes *s, scope_id scope)
{
	const struct tree *t = s->tree;
	node_id n = s->scopes[scope].node, name = NO_NODE;

	switch (tree_kind(t, n)) {
	case KIND_FUNCTION_DEFINITION:
	case KIND_CLASS_DEFINITION:
		name = tree_child(t, n, FIELD_NAME);
		break;
	case KIND_TYPE_ALIAS_STATEMENT:
		name = tree_first(t, tree_child(t, n, FIELD_LEFT));
		if (tree_kind(t, name) == KIND_GENERIC_TYPE)
			name = tree_first(t, name);
		break;
	case KIND_TYPE: /* a bound: `T: int` */
		name = tree_first(t, tree_first(t, tree_parent(t, n)));
		break;
	default:
		break;
	}
	return name == NO_NODE ? STR("-") : tree_text(t, name);
}

static uint32_t line_of(const struct scopes *s, node_id n)
{
	return source_line(s->tree->source, s->tree->nodes[n].start) + 1;
}

static void dump_scope(FILE *stream, const struct scopes *s, scope_id scope)
{
	const struct names *names = s->tree->names;
	const struct scope *what = &s->scopes[scope];

	fprintf(stream, "%s %.*s %u", scope_kinds[what->kind],
	        STR_ARG(scope_name(s, scope)),
	        what->kind == SCOPE_MODULE ? 0 : line_of(s, what->node));
	if (what->parent != NO_SCOPE)
		fprintf(stream, " in %u", what->parent);
	fprintf(stream, "%s%s%s%s%s%s\n",
	        what->flags & SCOPE_HAS_STAR_IMPORT ? " star-import" : "",
	        what->flags & SCOPE_READS_LOCALS ? " reads-locals" : "",
	        what->flags & SCOPE_IS_GENERATOR ? " generator" : "",
	        what->flags & SCOPE_IS_ASYNC ? " async" : "",
	        what->flags & SCOPE_IS_UNSURE ? " unsure" : "",
	        what->flags & SCOPE_IS_UNEVALUATED ? " unevaluated" : "");
	for (symbol_id y = what->first_symbol; y != NO_SYMBOL;
	     y = s->symbols[y].next) {
		const struct symbol *symbol = &s->symbols[y];

		if (symbol->flags & SYMBOL_HIDDEN)
			continue;
		fprintf(stream, "    %.*s",
		        STR_ARG(names_text(names, symbol->name)));
		for (size_t i = 0;
		     i < sizeof(symbol_flags) / sizeof(*symbol_flags); i++)
			if (symbol->flags & symbol_flags[i].flag)
				fprintf(stream, " %s", symbol_flags[i].text);
		fputc('\n', stream);
	}
}

void scopes_dump(FILE *stream, const struct facts *facts)
{
	for (scope_id s = 0; s < facts->scopes.scope_count; s++)
		dump_scope(stream, &facts->scopes, s);
}

static void dump_occurrence(FILE *stream, const struct scopes *s,
                            const struct occurrence *o)
{
	const struct tree *t = s->tree;
	symbol_id variable = scopes_variable(s, o->node);
	scope_id scope;

	fprintf(stream, "%u:%u %.*s", line_of(s, o->node),
	        source_column(t->source, t->nodes[o->node].start) + 1,
	        STR_ARG(tree_text(t, o->node)));
	if (o->access == ACCESS_BIND)
		fprintf(stream, " %s %s:%u", bindings[o->binding],
		        kind_name(tree_kind(t, o->cause)),
		        line_of(s, o->cause));
	else
		fputs(o->access == ACCESS_READ ? " read" : " delete", stream);
	if (variable == NO_SYMBOL) {
		fputs(" -\n", stream);
		return;
	}
	scope = s->symbols[variable].scope;
	fprintf(stream, " %s %.*s%s\n", scope_kinds[s->scopes[scope].kind],
	        STR_ARG(scope_name(s, scope)),
	        scopes_only_binding(s, variable) == o ? " only" : "");
}

void names_dump(FILE *stream, const struct facts *facts)
{
	for (occurrence_id i = 0; i < facts->scopes.occurrence_count; i++)
		dump_occurrence(stream, &facts->scopes,
		                &facts->scopes.occurrences[i]);
}

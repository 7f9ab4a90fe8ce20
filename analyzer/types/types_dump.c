/* `heaplint dump types` and `heaplint dump expressions`. */
#include "dump.h"
#include "types_solver.h"

static void dump_type(FILE *stream, const struct facts *facts,
                      const struct type *type)
{
	fprintf(stream, "%s%s\n", type_name(facts->arena, facts->types, type),
	        type->is_exact ? "" : " ~");
}

static void dump_variables(FILE *stream, const struct facts *facts)
{
	const struct scopes *s = &facts->scopes;
	const struct names *names = facts->tree->names;

	for (symbol_id v = 0; v < s->symbol_count; v++) {
		node_id around = s->scopes[s->symbols[v].scope].node;
		node_id name = NO_NODE;

		if (s->symbols[v].owner != v)
			continue;
		if (around != 0) {
			name = tree_child(facts->tree, around, FIELD_NAME);
			fprintf(stream, "%.*s.",
			        STR_ARG(name == NO_NODE
			                    ? STR("<...>")
			                    : tree_text(facts->tree, name)));
		}
		fprintf(stream, "%.*s: ",
		        STR_ARG(names_text(names, s->symbols[v].name)));
		dump_type(stream, facts, types_of_variable(facts->types, v));
	}
}

static void dump_attributes(FILE *stream, const struct facts *facts)
{
	const struct classes *c = &facts->classes;
	const struct types *ty = facts->types;

	for (uint32_t i = 0; i < ty->attributes.count; i++) {
		const struct attribute_slot *slot = &ty->attributes.at[i];

		if (slot->class == NO_CLASS)
			continue;
		fprintf(stream, "self.%.*s of %.*s: ",
		        STR_ARG(names_text(facts->tree->names, slot->name)),
		        STR_ARG(c->list[slot->class].qualified));
		dump_type(stream, facts,
		          types_of_attribute(ty, slot->class, slot->name));
	}
}

/* Every variable, every attribute, and the value of every expression statement
 * (of an assignment: of what is assigned) with its line. ` ~` after a type: it
 * may be a subclass. */
void types_dump(FILE *stream, const struct facts *facts)
{
	const struct tree *t = facts->tree;

	dump_variables(stream, facts);
	dump_attributes(stream, facts);
	for (node_id n = 0; n < t->count; n++) {
		node_id parent = tree_parent(t, n);

		if (tree_kind(t, parent) != KIND_EXPRESSION_STATEMENT)
			continue;
		fprintf(stream, "%u: ",
		        source_line(t->source, t->nodes[parent].start) + 1);
		dump_type(stream, facts, types_of(facts->types, n));
	}
}

/* Every expression whose type is known, for tests/facts/types_check.py: where
 * it starts and ends, and its type. */
void expressions_dump(FILE *stream, const struct facts *facts)
{
	const struct tree *t = facts->tree;

	for (node_id n = 0; n < t->count; n++) {
		const struct type *type = types_of(facts->types, n);

		if (type->kind == TYPE_UNKNOWN || tree_kind(t, n) == KIND_TYPE)
			continue;
		fprintf(stream, "%u %u ", t->nodes[n].start, t->nodes[n].end);
		dump_type(stream, facts, type);
	}
}

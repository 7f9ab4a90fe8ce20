/* `heaplint dump imports`. */
#include "dump.h"

void imports_dump(FILE *stream, const struct facts *facts)
{
	const struct imports *imports = &facts->imports;
	const struct tree *t = facts->tree;

	for (uint32_t i = 0; i < imports->count; i++) {
		const struct import *import = &imports->list[i];

		fprintf(stream, "import %.*s", STR_ARG(import->module));
		if (import->name.length != 0)
			fprintf(stream, " %.*s", STR_ARG(import->name));
		fprintf(stream, "%s\n",
		        import->variable == NO_SYMBOL ? " *" : "");
	}
	for (node_id n = 0; n < t->count; n++) {
		struct str origin = {NULL, 0};

		if (tree_kind(t, n) == KIND_EXPRESSION_STATEMENT)
			origin = imports_origin(imports, tree_first(t, n));
		if (origin.length != 0)
			fprintf(stream, "%.*s -> %.*s\n",
			        STR_ARG(tree_text(t, tree_first(t, n))),
			        STR_ARG(origin));
	}
}

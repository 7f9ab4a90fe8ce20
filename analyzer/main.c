#include "dispatch.h"
#include "registry.h"
#include <stdio.h>
int main(int argc, char **argv)
{
	struct arena arena = {0}, scratch = {0};
	struct source source;
	struct tree tree;
	struct facts facts = {0};
	struct parser *parser = parser_new();
	const char *problem;

	(void)argc;
	problem = source_read(&source, &arena, argv[1], argv[1]);
	if (problem != NULL || (problem = tree_parse(&tree, &arena, parser, &source)) != NULL) {
		puts(problem);
		return 2;
	}
	facts_find(&facts, &arena, &tree);
	for (node_id n = 0; n < tree.count; n++)
		printf("%u %s.%s %u-%u next %u f%u\n", n, field_name(tree_field(&tree, n)), kind_name(tree_kind(&tree, n)), tree.nodes[n].start, tree.nodes[n].end, tree.nodes[n].next, tree.nodes[n].flags);
	arena_release(&scratch);
	arena_release(&arena);
	parser_free(parser);
	return 0;
}

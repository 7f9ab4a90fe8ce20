#include "dispatch.h"
#include "dump.h"
#include "registry.h"

#include <stdio.h>

/* Provisional: `heaplint dump FACT FILE` and `heaplint FILE`. */
int main(int argc, char **argv)
{
	struct arena arena = {0}, scratch = {0};
	struct source source;
	struct tree tree;
	struct facts facts = {.target = 311};
	struct findings findings = {.arena = &arena};
	struct registry registry;
	const struct rule *rules[100];
	struct parser *parser = parser_new();
	const char *file = argv[argc - 1];
	const char *problem = source_read(&source, &arena, file, file);

	if (problem == NULL)
		problem = tree_parse(&tree, &arena, parser, &source);
	if (problem != NULL) {
		puts(problem);
		return 2;
	}
	facts_find(&facts, &arena, &tree);
	if (argc == 4 && dump_find(argv[2]) != NULL) {
		dump_find(argv[2])->write(stdout, &facts);
		return 0;
	}
	registry_make(&registry, &arena);
	for (uint32_t i = 0; i < registry.count; i++)
		rules[i] = registry.rules[i].rule;
	dispatch_run(dispatch_new(&arena, rules, registry.count), &facts,
	             &findings, &scratch);
	findings_sort(&findings);
	for (uint32_t i = 0; i < findings.list.count; i++) {
		const struct finding *f = &findings.list.at[i];
		const struct message *m = &f->rule->messages[f->message];

		printf("%s:%u:%u: %s %s %s%s%s\n", file,
		       source_line(&source, f->span.start) + 1,
		       source_column(&source, f->span.start) + 1, f->rule->code,
		       level_name(f->level), finding_text(&arena, m->text, f),
		       m->advice != NULL ? "; " : "",
		       m->advice != NULL ? finding_text(&arena, m->advice, f)
		                         : "");
	}
	parser_free(parser);
	arena_release(&scratch);
	arena_release(&arena);
	return 0;
}

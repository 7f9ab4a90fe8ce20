/* Comments that suppress: found, applied to a finding a line, judged, and taken
 * out. */
#include "fuzz_target.h"

#include "mutate_python.h"
#include "pragma.h"

#include <assert.h>

static void take_out(const struct pragmas *pragmas, struct arena *arena,
                     const struct source *source)
{
	for (uint32_t i = 0; i < pragmas->list.count; i++) {
		const struct pragma *pragma = &pragmas->list.at[i];
		const char *text;
		struct span span = pragma_removal(arena, source, pragma, &text);

		assert(span.start <= span.end && span.end <= source->length);
		assert(pragma->span.start <= pragma->span.end);
		assert(pragma->whole.end <= source->length);
		pragma_unused(arena, pragma);
	}
}

static void find_on_lines(struct findings *findings, const struct bench *b,
                          const struct source *source)
{
	for (uint32_t i = 0; i < source->line_count; i++) {
		struct finding finding = {
		    .rule = b->registry.rules[i % b->registry.count].rule,
		    .span = {source->lines[i], source->lines[i]}};

		ARRAY_PUSH(findings->arena, &findings->list, finding);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct parser *parser = parser_new();
	struct source source;
	struct tree tree;
	struct bench b;

	if (parser == NULL)
		abort();
	bench_open(&b);
	if (source_decode(&source, &b.arena, "a.py",
	                  arena_copy(&b.arena, data, size), size) == NULL &&
	    tree_parse(&tree, &b.arena, parser, &source) == NULL) {
		struct pragmas *pragmas = pragmas_find(&b.arena, &tree);
		struct findings findings = {.arena = &b.arena};
		bool *ran = ARENA_ARRAY(&b.arena, b.registry.count, bool);

		find_on_lines(&findings, &b, &source);
		if (pragmas->list.count > 0) {
			pragmas_apply(pragmas, &b.registry, &source, &findings);
			pragmas_judge(pragmas, &b.registry, ran, NULL);
			take_out(pragmas, &b.arena, &source);
		}
	}
	parser_free(parser);
	bench_close(&b);
	return 0;
}

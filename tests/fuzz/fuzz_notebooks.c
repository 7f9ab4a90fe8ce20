/* Bytes as a notebook: its text, the places of its lines, and where the file is
 * read again for them. */
#include "fuzz_target.h"

#include "notebook.h"

#include <assert.h>

static void look_at_lines(const struct source *source)
{
	const struct notebook *notebook = source->notebook;
	uint32_t file_line = 0;

	assert(notebook != NULL);
	for (uint32_t i = 0; i < source->line_count; i++) {
		struct str line = source_line_text(source, i);
		struct notebook_place place = notebook_place(notebook, i);
		uint32_t now = notebook_file_line(notebook, i);

		assert(line.at + line.length <= source->text + source->length);
		assert(place.line > 0 && now >= file_line);
		file_line = now;
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
	if (source_decode(&source, &b.arena, "a.ipynb",
	                  arena_copy(&b.arena, data, size), size) == NULL) {
		look_at_lines(&source);
		tree_parse(&tree, &b.arena, parser, &source);
	}
	parser_free(parser);
	bench_close(&b);
	return 0;
}

#include "output.h"

#include "sentence.h"

const struct output_format output_formats[] = {
    {"full", output_full}, {"concise", output_concise},
    {"json", output_json}, {"sarif", output_sarif},
    {NULL, NULL},
};

void output_notices(FILE *stream, const struct report *report)
{
	struct arena scratch = {0};

	for (uint32_t i = 0; i < report->notice_count; i++) {
		const struct notice *n = &report->notices[i];

		if (n->path != NULL)
			fprintf(stream,
			        "%s: ", readable_path(&scratch, n->path, true));
		fprintf(stream, "%s: %s\n", level_name(n->level),
		        readable_path(&scratch, n->text, true));
		arena_reset(&scratch);
	}
	arena_release(&scratch);
}

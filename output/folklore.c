#include "folklore.h"

#include "output.h"
#include "record.h"
#include "rule_page.h"

const struct folklore folklore_entries[] = {
#define FOLKLORE(name, said, so, holds, see) {name, said, so, holds, see},
#include "folklore.def"
#undef FOLKLORE
};

const uint32_t folklore_count =
    sizeof(folklore_entries) / sizeof(*folklore_entries);

static void write_entry(FILE *stream, const struct folklore *entry)
{
	const struct rule_record *record = record_of(entry->name);

	fprintf(stream, "\n## %s\n\n> ", entry->name);
	rule_page_prose(stream, entry->said);
	fputs(".\n\n", stream);
	rule_page_prose(stream, entry->so);
	fputs(".\n\nIt holds ", stream);
	rule_page_prose(stream, entry->holds);
	fputs(".\n\n", stream);
	if (record->figures->line != NULL) {
		record_figures(stream, record);
		fputc('\n', stream);
	}
	fprintf(stream, "<%s>\n", entry->see);
}

void output_folklore(FILE *stream)
{
	fputs("# Folklore\n\n"
	      "Advice about memory in Python that circulates and does not hold"
	      " on CPython, and that heaplint therefore does not give: what is"
	      " said, what is so, where it does hold, and the figures.\n",
	      stream);
	for (uint32_t i = 0; i < folklore_count; i++)
		write_entry(stream, &folklore_entries[i]);
	fflush(stream);
}

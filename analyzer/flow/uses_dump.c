#include "uses_dump.h"

static void dump_flags(FILE *stream, unsigned flags)
{
	static const char *const names[] = {
	    "iterated", "indexed",  "mutated", "returned", "stored",
	    "passed",   "captured", "called",  "tested",   "other"};

	for (unsigned i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (flags & 1u << i)
			fprintf(stream, " %s", names[i]);
}

void uses_dump(FILE *stream, const struct facts *facts)
{
	const struct scopes *s = &facts->scopes;
	const struct tree *t = facts->tree;

	for (symbol_id v = 0; v < s->symbol_count; v++) {
		uint32_t reads;
		unsigned flags;
		node_id once;

		if (s->symbols[v].owner != v)
			continue;
		flags = uses_of_variable(facts->uses, v, &reads);
		fprintf(stream, "%.*s: %u reads:",
		        STR_ARG(names_text(t->names, s->symbols[v].name)),
		        reads);
		dump_flags(stream, flags);
		if (uses_is_own(facts->uses, v))
			fputs("; own", stream);
		else if (uses_stays_local(facts->uses, v))
			fputs("; local", stream);
		once = uses_only_iterated_once(facts->uses, v);
		if (once != NO_NODE)
			fprintf(stream, "; iterated once at line %u",
			        source_line(t->source, t->nodes[once].start) +
			            1);
		fputc('\n', stream);
	}
}

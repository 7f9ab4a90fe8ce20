/* `heaplint dump FACT FILE`: one fact about one file as text, for tests. */
#ifndef HEAPLINT_DUMP_H
#define HEAPLINT_DUMP_H

#include "facts.h"

#include <stdio.h>

typedef void dump_fact(FILE *stream, const struct facts *facts);

/* The facts that can be dumped, ended by one without a name. */
struct dump {
	const char *name;
	dump_fact *write;
};
extern const struct dump dumps[];

/* Find a dump by name, or NULL. */
const struct dump *dump_find(const char *name);

/* What is wrong with a name that none has. */
const char *dump_unknown(struct arena *arena, const char *name);

dump_fact imports_dump, classes_dump, types_dump, expressions_dump;

#endif

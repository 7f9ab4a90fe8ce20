/* All that is known of one file, for rules. */
#ifndef HEAPLINT_FACTS_H
#define HEAPLINT_FACTS_H

#include "classes.h"
#include "flow.h"
#include "imports.h"
#include "repeats.h"
#include "scopes.h"
#include "tree.h"
#include "types.h"
#include "uses.h"

struct growth_statements; /* growth.h */
struct heap;              /* heap.h */
struct layout;            /* layout.h */
struct pragmas;           /* pragma.h */
struct timings;           /* timings.h */

/* A CPython version as a number: 311 for 3.11. */
typedef uint16_t version;

/* What settings say of the project's classes, "package.module.Class", and of
 * how rules judge. */
struct declared {
	const char *const *singletons; /* there is one of each */
	uint32_t singleton_count;
	const char *const *long_lived; /* as long as the process */
	uint32_t long_lived_count;
	uint8_t slots_from; /* enum made: MEM401 says nothing of fewer */
};

struct facts {
	const struct source *source;
	const struct declared *declared; /* NULL: nothing */
	const struct tree *tree;
	struct scopes scopes;
	struct imports imports;
	struct classes classes;
	struct repeats repeats;
	struct types *types;
	struct uses *uses;
	version target;           /* what the project runs on */
	const char *module;       /* its dotted name in the project, or "" */
	bool is_test;             /* a test file (role.h) */
	bool is_of_tests;         /* by its place or name, not its imports */
	bool is_stub;             /* .pyi */
	bool is_script;           /* run, not imported: `if __name__ == ...` and
	                             no package, or a shebang; a notebook */
	const char *generator;    /* what says that a program wrote it; NULL if
	                             nothing does */
	struct arena *arena;      /* the file's */
	struct flow **flows;      /* by scope; made on demand: facts_flow */
	const struct heap **heap; /* made on demand: facts_heap */
	const struct layout **layout;       /* made on demand: facts_layouts */
	struct pragmas **pragmas;           /* made on demand: facts_pragmas */
	struct growth_statements **growing; /* likewise: growth_statements */
	uint8_t *scope_flags;    /* what grown_import.c and switched.c know */
	struct timings *timings; /* is told of the heap; or NULL */
	uint8_t *valued; /* by class: what valued.c knows; 0: nothing yet */
};

void facts_find(struct facts *facts, struct arena *arena,
                const struct tree *tree);

/* Which object comes to refer to which. */
const struct heap *facts_heap(const struct facts *facts);

/* How instances of each class are laid out, by class_id. */
const struct layout *facts_layouts(const struct facts *facts);

/* The comments that suppress findings. */
struct pragmas *facts_pragmas(const struct facts *facts);

/* The control flow of the body that n is in; NULL if unknown. */
struct flow *facts_flow(const struct facts *facts, node_id n);

#endif

/* Where names come from: `np.append` -> "numpy.append". */
#ifndef HEAPLINT_IMPORTS_H
#define HEAPLINT_IMPORTS_H

#include "scopes.h"

/* One import of one name. */
struct import {
	node_id node;       /* the dotted_name, aliased_import or wildcard */
	struct str module;  /* "os.path", "..util" (dots as written) */
	struct str name;    /* the imported member; empty for `import m` */
	symbol_id variable; /* what it binds, or NO_SYMBOL for a star */
};

#define IMPORT_MAY_BE_HIDDEN (UINT32_C(1) << 30)

struct imports {
	const struct scopes *scopes;
	const struct import *list; /* in order of their nodes */
	uint32_t count;
	const struct import
	    *only_star;            /* the file's only star import, or NULL */
	const uint32_t *of_symbol; /* by symbol: 1 + the index of its only
	                              import; 0 if none or ambiguous;
	                              IMPORT_MAY_BE_HIDDEN too, if a star
	                              import after it may bind it anew */
	struct arena *arena;
	struct imports_memory *memory; /* of questions: the same are asked of
	                                  a call again and again */
};

void imports_find(struct imports *imports, struct arena *arena,
                  const struct scopes *scopes);

/* The dotted origin of an expression that is a name or an attribute chain:
 *   np.append   with `import numpy as np`        "numpy.append"
 *   getcwd      with `from os import getcwd`      "os.getcwd"
 *   sum         when nothing binds it             "builtins.sum"
 *   ..util.f    with `from .. import util`        "..util.f"
 * NUL-terminated, and in the file's arena. Empty if unknown, or longer than any
 * that is known of: bound otherwise (also: bound more than once by different
 * imports; try/except ImportError with the same origin counts as one), a star
 * import after it. `try: import cPickle as pickle / except: import pickle` is
 * ambiguous, so unknown. `except ImportError: np = None` does not count: what
 * is done with np fails then. */
struct str imports_origin(const struct imports *imports, node_id n);

/* The same of a name or attribute chain whose import a star import after it may
 * hide: it most likely does not. Empty of all others. */
struct str imports_likely_origin(const struct imports *imports,
                                 struct arena *arena, node_id n);

/* The origin of the name n that nothing in the file binds, if the file's only
 * star import does: "module.name"; empty if it has none, or several. */
struct str imports_star_origin(const struct imports *imports,
                               struct arena *arena, node_id n);

/* Has the file several star imports, so that one of them may bind a name? */
bool imports_has_stars(const struct imports *imports);

/* The only import that binds the variable (an owner), or NULL; and the dotted
 * origin of what it binds. */
const struct import *imports_of_variable(const struct imports *imports,
                                         symbol_id variable);
/* The last import that binds the variable, where nothing but imports does; or
 * NULL. */
const struct import *imports_last(const struct imports *imports,
                                  symbol_id variable);
struct str imports_import_origin(const struct imports *imports,
                                 struct arena *arena,
                                 const struct import *import);

/* The same into `text` of `size` bytes, NUL-terminated: its length, or 0 if it
 * is unknown or too long. */
uint32_t imports_write_origin(const struct imports *imports, node_id n,
                              char *text, uint32_t size);

/* Is n's origin exactly this dotted name? */
bool imports_is(const struct imports *imports, node_id n, const char *dotted);

/* Is it one of these ("builtins.sum", ..., NULL)? Returns its index or -1. */
int imports_which(const struct imports *imports, node_id n,
                  const char *const *dotted);

/* Does n's origin start with this text ("weakref.")? */
bool imports_starts(const struct imports *imports, node_id n,
                    const char *prefix);

/* Is it the name of a builtin, in any CPython from 3.8 on? */
bool imports_is_builtin(struct str name);

/* Does the file import this module or a part of it? */
bool imports_has_module(const struct imports *imports, const char *module);

#endif

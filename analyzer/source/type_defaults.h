/* Defaults of type parameters (PEP 696, Python 3.13), which the grammar lacks.
 */
#ifndef HEAPLINT_TYPE_DEFAULTS_H
#define HEAPLINT_TYPE_DEFAULTS_H

#include "arena.h"
#include "source.h"

/* The source's text, or a copy of the same length in which each default in
 * `class C[T = int]`, `def f[*Ts = ...]`, `type A[**P = ...]` is blanked with
 * spaces, for the parser only. */
const char *type_defaults_blanked(struct arena *arena,
                                  const struct source *source);

#endif

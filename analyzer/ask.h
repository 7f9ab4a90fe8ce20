/* Questions that several rules ask of the facts. Each has a unit test. */
#ifndef HEAPLINT_ASK_H
#define HEAPLINT_ASK_H

#include "facts.h"
#include "cost.h"
#include "heap.h"
#include "layout.h"
#include "summary.h"

#include <stdint.h>

/* The arguments of a call: number `index` of the positional ones, or the one
 * with this keyword; NO_NODE if absent or if a splat comes before it. */
node_id ask_argument(const struct facts *f, node_id call, uint32_t index);
node_id ask_keyword(const struct facts *f, node_id call, const char *name);

/* How many arguments of any sort; UINT32_MAX with a * or ** splat. */
uint32_t ask_argument_count(const struct facts *f, node_id call);

/* Is n a call of the function with this dotted origin ("builtins.sum")? */
bool ask_calls(const struct facts *f, node_id n, const char *dotted);

/* An integer constant (with sign); false if n is none. */
bool ask_integer(const struct facts *f, node_id n, int64_t *value);

/* The value of a plain string literal without escapes; false otherwise. */
bool ask_string(const struct facts *f, node_id n, struct str *value);

/* Is the number of elements that n's iteration gives surely at most `most`
 * (a literal, range of constants, a constant slice, what is small by origin:
 * split with a limit, args, argv, __mro__, shape, ...)? */
bool ask_is_small(const struct facts *f, node_id n, uint32_t most);

/* Is it surely data-sized: from read(), readlines(), fetchall(), a
 * comprehension or append loop over such or over an unbounded source, range(n)
 * or [x] * n with n >= 1 000 (RULES.md, "Data-sized")? */
bool ask_is_data_sized(const struct facts *f, node_id n);

/* Has evaluating n no effect but its value: no calls but of known pure
 * functions, no await, yield or walrus? */
bool ask_is_pure(const struct facts *f, node_id n);

/* Does n contain, outside nested functions, a node of this kind? */
bool ask_contains(const struct facts *f, node_id n, enum kind kind);

#endif

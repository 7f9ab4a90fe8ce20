/* Questions that several rules ask of the facts. Each has a unit test. */
#ifndef HEAPLINT_ASK_H
#define HEAPLINT_ASK_H

#include "alike.h"
#include "ask_raise.h"
#include "bounds.h"
#include "cached.h"
#include "caught.h"
#include "closures.h"
#include "cost.h"
#include "data.h"
#include "effects.h"
#include "empty.h"
#include "extent.h"
#include "facts.h"
#include "frame.h"
#include "growing.h"
#include "grown.h"
#include "growth.h"
#include "growth_report.h"
#include "growth_rows.h"
#include "heap.h"
#include "holds.h"
#include "lasting.h"
#include "layout.h"
#include "layout_builtin.h"
#include "layout_claims.h"
#include "layout_dataclass.h"
#include "layout_edit.h"
#include "layout_init.h"
#include "layout_members.h"
#include "lifetime.h"
#include "listed.h"
#include "ndarray.h"
#include "open_parameter.h"
#include "pattern.h"
#include "pragma.h"
#include "registered.h"
#include "regrown.h"
#include "regrown_report.h"
#include "remade.h"
#include "resource.h"
#include "runner.h"
#include "serves.h"
#include "singleton.h"
#include "slices.h"
#include "stream.h"
#include "summary.h"
#include "switched.h"
#include "trained.h"
#include "turns.h"
#include "valued.h"

#include <stdint.h>

/* ---------------------------------------------------------------- calls */

/* The arguments of a call: number `index` of the positional ones, or the one
 * with this keyword; NO_NODE if absent or if a splat comes before it. */
node_id ask_argument(const struct facts *f, node_id call, uint32_t index);
node_id ask_keyword(const struct facts *f, node_id call, const char *name);

/* The place of a parameter among those of its function, `self` among them;
 * UINT32_MAX if it is none. */
uint32_t ask_parameter_index(const struct facts *f, node_id function,
                             symbol_id parameter);

/* How many arguments of any sort; UINT32_MAX with a * or ** splat. */
uint32_t ask_argument_count(const struct facts *f, node_id call);

/* Is n a call of the function with this dotted origin ("builtins.sum")? */
bool ask_calls(const struct facts *f, node_id n, const char *dotted);

/* Is n a call `x.method(...)`, whatever x is? x then, else NO_NODE. */
node_id ask_receiver(const struct facts *f, node_id n, const char *method);

/* ------------------------------------------------------------ constants */

/* An integer constant (with sign); false if n is none. */
bool ask_integer(const struct facts *f, node_id n, int64_t *value);

/* The value of a plain string literal without escapes; false otherwise (bytes,
 * f-strings, adjacent literals). */
bool ask_string(const struct facts *f, node_id n, struct str *value);

/* ---------------------------------------------------------------- sizes */

/* Is the number of elements that n's iteration gives surely at most `most`
 * (a literal, range of constants, a constant slice), or is n small by origin
 * (split() of what is not data-sized, args, argv, __mro__, shape, a path, one
 * line ...: taken as at most 16)? */
bool ask_is_small(const struct facts *f, node_id n, uint32_t most);

/* Is it surely data-sized: from read(), readlines(), fetchall(), a
 * comprehension or append loop over such or over an unbounded source, range(n)
 * or [x] * n with n >= 1 000? */
bool ask_is_data_sized(const struct facts *f, node_id n);

/* The number of elements below which a list takes no more than a generator, in
 * the target version (measured by rules/materialise/list_in_reducer). */
uint32_t ask_break_even(const struct facts *f);

/* ---------------------------------------------------- values and effects */

/* Has evaluating n no effect but its value: no calls but of known pure
 * functions, no await, yield or walrus? */
bool ask_is_pure(const struct facts *f, node_id n);

/* The kind of a sequence whose slices and sums are copies: str, bytes,
 * bytearray, list, tuple, array.array; TYPE_UNKNOWN for all else (also range,
 * memoryview). */
enum type_kind ask_sequence_kind(const struct facts *f, node_id n);

/* Where a name or target keeps its value. */
enum ask_place {
	ASK_PLACE_OTHER,     /* a pattern, a call, ... */
	ASK_PLACE_LOCAL,     /* of a function, and of it alone: a fast local */
	ASK_PLACE_CELL,      /* nonlocal, or captured by a nested function */
	ASK_PLACE_GLOBAL,    /* of the module, from a function */
	ASK_PLACE_MODULE,    /* of the module, at module level */
	ASK_PLACE_CLASS,     /* in a class body */
	ASK_PLACE_ATTRIBUTE, /* x.name */
	ASK_PLACE_ITEM       /* x[key] */
};
enum ask_place ask_place(const struct facts *f, node_id n);

/* Is the value of n looked up or put as the key of a dict or in a set? */
bool ask_is_key(const struct facts *f, node_id n);

/* ---------------------------------------------------------------- slices */

/* Is n `x[a:b:c]`? Its parts then. `is_whole`: x[:]. */
struct ask_slice {
	node_id value; /* x */
	node_id start, stop, step;
	bool is_whole;
};
bool ask_slice(const struct facts *f, node_id n, struct ask_slice *found);

/* ------------------------------------------------------------- laziness */

/* Which reducer (effects.h) reads the value of n one element at a time (in the
 * target version), where it stands, and its call or comparison. */
enum reducer ask_reducer(const struct facts *f, node_id n, node_id *call);

/* What iterates the value of n once where it stands, and does nothing else with
 * it: the for_statement, for_in_clause, call (sum, list, join ...) or
 * comparison (in); through enumerate, zip, map and the like. NO_NODE if
 * anything else is done with it. */
node_id ask_iterated_by(const struct facts *f, node_id n);

/* Can a list or set comprehension be written as a generator expression at all:
 * no await, async for, yield or walrus in it, no zero-argument super(),
 * locals(), vars(), dir(), eval or exec in its element or conditions? */
bool ask_can_be_generator(const struct facts *f, node_id comprehension);

/* The first iterable of a comprehension. */
node_id ask_source(const struct facts *f, node_id comprehension);

/* What stands in the way of a generator expression in the place of list or set
 * comprehension c. */
enum lazy_flag {
	/* It has await, async, yield, a walrus, super(), locals(), eval() or
	 * next(), or is too large to be looked at. */
	LAZY_NEVER = 1 << 0,
	LAZY_CALLS = 1 << 1,   /* calls that are not known to be pure */
	LAZY_EFFECTS = 1 << 2, /* calls that are made for their effect */
	LAZY_RECURSES = 1 << 3 /* it calls the function that it is in */
};
unsigned ask_lazy_flags(const struct facts *f, node_id c);

/* The place that reads c's elements: c itself (around any parentheses), or the
 * only read of the name that it is bound to, if they could as well be made
 * there: nothing between may change what they are made of. Else NO_NODE. */
node_id ask_lazy_place(const struct facts *f, node_id c);

/* May the code in `part` change what c's elements are made of, if they are made
 * while it runs? */
bool ask_lazy_is_disturbed(const struct facts *f, node_id c, node_id part);

/* Are there surely so few elements that a list of them takes less than a
 * generator (ask_break_even)? */
bool ask_lazy_is_short(const struct facts *f, node_id c);

/* What the list costs, for a message: "8 bytes each and the elements". */
const char *ask_lazy_cost(const struct facts *f, node_id c);

/* The same as an estimate; of a set nothing is known. */
struct estimate ask_lazy_estimate(const struct facts *f, node_id c);

/* Is it surely as long as data that is read, of elements that are made for it,
 * so that it takes more than a pointer for each? */
bool ask_lazy_is_long(const struct facts *f, node_id c);

/* Does a generator expression where c is need parentheses of its own? */
bool ask_lazy_needs_parentheses(const struct facts *f, node_id c);

/* -------------------------------------------------------------- classes */

/* Can code that is not in this file make or derive from the class? */
bool ask_is_reachable(const struct facts *f, const struct class_info *class);

/* -------------------------------------------------------------- imports */

/* How code at n can name a member of a module ("islice" of "itertools"):
 * "islice", "itertools.islice", "it.islice"; NULL if the file does not import
 * it at its top where n sees it. */
const char *ask_imported(const struct facts *f, struct arena *arena, node_id n,
                         const char *module, const char *member);

/* Where a line `import module` goes: among the imports at the file's top, in
 * their order; else below what comes before any import. */
struct import_place {
	uint32_t at;
	const char *before, *after; /* line ends around it */
};

/* False if there is no such place, or the module's name is bound to something.
 */
bool ask_import_place(const struct facts *f, const char *module,
                      struct import_place *place);

/* Add the line to a fix. */
void ask_import(struct findings *findings, struct fix *fix,
                const struct import_place *place, const char *module);

/* --------------------------------------------------------------- cycles */

/* The class whose constructor surely builds the cycle at each of its runs, or
 * one of whose methods builds one for each of many objects, and which no method
 * undoes: each object that is dropped leaves one. NULL if there is none, or it
 * is small by its name (minor.h). */
const char *ask_dropped_class(const struct facts *f, struct arena *arena,
                              const struct heap_cycle *cycle);

/* The classes of this file on the cycle that another file may derive from or
 * whose bases it may have: no more than that many. */
enum { ASK_CYCLE_HOLDERS = 2 };
uint32_t ask_cycle_holders(const struct facts *f,
                           const struct heap_cycle *cycle, class_id *holders);

/* Is the cycle an object's own __dict__, kept by the object: self.x =
 * vars(self)? The edge from the object to it then, else NULL. */
const struct heap_edge *ask_own_dict(const struct heap_cycle *cycle);

/* Are many such cycles made that nothing cuts: one for each row of data, or one
 * after another, each of new objects only? */
bool ask_is_made_in_bulk(const struct heap_cycle *cycle);

/* Does one of its objects, of no class of this file, stand in for another, as
 * unittest.mock makes them: is it told what to return? */
bool ask_is_mocked(const struct heap_cycle *cycle);

/* For each class: does the advice of another rule (MEM101, MEM604) make weak
 * references to its instances? The list is `arena`'s. */
const bool *ask_weakly_advised(struct arena *arena, const struct facts *facts);

#endif

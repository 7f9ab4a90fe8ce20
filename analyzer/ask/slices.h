/* Parts of sequences, `value[start:stop:step]`: what they copy, what reads
 * them, and what to write instead. */
#ifndef HEAPLINT_SLICES_H
#define HEAPLINT_SLICES_H

#include "facts.h"
#include "finding.h"

struct slice {
	node_id value;
	node_id start, stop, step; /* NO_NODE where there is none, or None */
	enum type_kind type;       /* of the value */
};

/* Is n such a part, read and not written, and not all of the value? */
bool slices_find(const struct facts *f, node_id n, struct slice *slice);

/* The part has surely no more than so many elements: by constant bounds, or
 * bounds that differ by a constant, as `xs[i - 1:i + 2]`; UINT32_MAX if nothing
 * is known. */
uint32_t slices_most(const struct facts *f, const struct slice *slice);

/* Is it a page, `xs[start:start + limit]`, which is short? */
bool slices_is_page(const struct facts *f, const struct slice *slice);

/* Is the bound made by division, or a name that is? */
bool slices_is_divided(const struct facts *f, node_id bound);

/* Do `value[m:]` and `value[:m]` meet at one place that is no constant? */
bool slices_meet(const struct facts *f, const struct slice *rest,
                 const struct slice *front);

/* The identifier that `name = n` or `x, name = y, n` binds n to, or NO_NODE. */
node_id slices_name(const struct facts *f, node_id n);

/* What reads the value of n where it stands, element by element, once and from
 * its start: a `for`, a comprehension, a reducer, also through enumerate, zip,
 * map and the like. The node that runs meanwhile: the for_statement, the
 * comprehension, the call; NO_NODE if it is read otherwise or may be later (but
 * that is as good if what it is made of fixed). */
node_id slices_reader(const struct facts *f, node_id n, bool is_fixed);

/* The same of n, or, if n is bound to a name of a function that is read only
 * once, of that name; `name` is where it is read, else NO_NODE. */
node_id slices_reader_by_name(const struct facts *f, node_id n, bool is_fixed,
                              node_id *name);

/* The first other argument of n's call that is the same value or a part of it:
 * xs in zip(xs, xs[1:]), which is MEM207's; else NO_NODE. */
node_id slices_partner(const struct facts *f, node_id n, const struct slice *s);

/* Is it xs[i:j], with an unknown i? islice() would go through all before that,
 * and there may be few in between. */
bool slices_is_window(const struct facts *f, const struct slice *s);

/* Can a value of this type not change: str, bytes, tuple? */
bool slices_is_fixed(enum type_kind type);

/* ------------------------------------------------------- slices_change.c */

/* Does the code in `part` change the value of the slice, or is there a sign
 * that it does: the value or its owner is given away, something is removed from
 * something that may be it? */
bool slices_may_change(const struct facts *f, const struct slice *slice,
                       node_id part);

/* Does the code in `part` bind the name or attribute `value` anew, so that what
 * reads the old value keeps it? */
bool slices_replaces(const struct facts *f, node_id part, node_id value);

/* ---------------------------------------------------------- slices_cut.c */

/* A sequence that is replaced by a part of itself. */
struct cut {
	node_id statement; /* the assignment */
	node_id target;    /* the name or attribute on its left */
	node_id value;     /* the expression that copies the rest */
	enum type_kind type;
	bool is_from_behind; /* its end goes: t[:-1], t.rpartition(x)[0] */
};

/* Does the assignment cut a known sequence: `t = t[n:]`, `t = t[n:].lstrip()`,
 * `h, t = t[:n], t[n:]`, `t = t.split(x, 1)[1]`, `h, sep, t = t.partition(x)`,
 * `h, *t = t`? Not what leaves no more than a constant, as `t[-9:]`. */
bool slices_cut(const struct facts *f, node_id assignment, struct cut *cut);

/* Does the node (an assignment, for_statement, ...) give the target of a cut a
 * value that is not made of its old one? */
bool slices_is_reset(const struct facts *f, node_id n, node_id target);

/* Does what is cut start small, or is it never more than a few, so that the
 * copies do not matter? `around` is what repeats the cut. */
bool slices_cut_is_small(const struct facts *f, const struct cut *cut,
                         node_id around);

/* ------------------------------------------------------ slices_consumed.c */

/* Is a sequence used up by the cuts of a loop? */
enum consumed {
	CONSUMED_NOT,  /* as much comes in as goes, or little is left */
	CONSUMED_SOME, /* of unknown length, or not to its end */
	CONSUMED_DATA  /* surely data: read whole, or a parameter of known type
	                */
};

/* Of a cut that goes on from turn to turn of `loop`, or outside it from call to
 * call. */
enum consumed slices_consumed(const struct facts *f, const struct cut *cut,
                              node_id loop);

/* Is what the cuts of a loop use up surely what was read (turns.h)? */
bool slices_cuts_rows(const struct facts *f, const struct cut *cut,
                      node_id loop);

/* Does the loop do nothing but take a few elements off an end? */
bool slices_only_strips(const struct facts *f, const struct cut *cut,
                        node_id loop);

/* ----------------------------------------------------- slices_recursion.c */

/* Is it `*args`, as many as a call has arguments, and nothing is made of each
 * by the call that passes the rest? */
bool slices_is_few(const struct facts *f, node_id name, node_id function,
                   node_id call);

/* Is a slice of the name's value surely a copy: is its type known, or is it a
 * parameter annotated as one of several such types? */
bool slices_is_sequence(const struct facts *f, node_id name);

/* Do all others that call it in this file give it literals there, at least one
 * of them? Those are short. */
bool slices_gets_literals(const struct facts *f, node_id function,
                          node_id name);

/* Is the whole of what the name stands for looked up in a table, at each turn
 * of a loop, or each level of a function: inside of `around`? */
bool slices_is_looked_up(const struct facts *f, node_id around, node_id name);

/* Where it gets data-sized values a warning, else a note. */
enum level slices_level(const struct facts *f, node_id function, node_id name);

/* ------------------------------------------------------- slices_report.c */

/* What a slice of such a value copies: "8 bytes an element". */
const char *slices_cost(enum type_kind type);

/* The same as an estimate, where it is known. */
struct estimate slices_estimate(const struct facts *f, enum type_kind type);

/* The call that reads the same elements in the same order without a copy:
 * "itertools.islice(xs, 1, None)", "reversed(xs)", with `islice` as the name of
 * the first; NULL if there is none, or xs is too long to be repeated. */
const char *slices_instead(struct arena *arena, const struct facts *facts,
                           const struct slice *slice, const char *islice);

/* Are its bounds surely not negative, as islice() needs them? */
bool slices_is_countable(const struct facts *facts, const struct slice *slice);

/* What must hold for that call: ", if 'n' is never negative"; "" if it does. */
const char *slices_proviso(struct arena *arena, const struct facts *facts,
                           const struct slice *slice);

/* Offer to put that call in the place of the slice n. */
void slices_offer(struct findings *findings, struct finding *finding,
                  const struct facts *facts, node_id n,
                  const struct slice *slice);

#endif

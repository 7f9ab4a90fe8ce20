/* What is done once for each piece of the data that a program is given: the
 * lines, rows, records or chunks of a file, a socket, a process, a query, a
 * tree of files; or 1 000 times by a constant.
 *
 * Stricter than data.h: what comes in is followed to where it is read, names
 * prove nothing, and what is small by what it is for (minor.h) is none. */
#ifndef HEAPLINT_TURNS_H
#define HEAPLINT_TURNS_H

#include "facts.h"

/* Does iterating n surely give so many elements? */
bool turns_are_many(const struct facts *f, node_id n);

/* Is it a call that takes the next piece of what comes in, by the whole name of
 * its method: f.read(n), sock.recv(4096), f.readline()? Not of a few bytes. */
bool turns_is_reading(const struct facts *f, node_id n);

/* Is n, read from this file, many, and do names say so too? */
bool turns_is_large_file(const struct facts *f, node_id n, node_id file);

/* Does every call in this file pass such for the parameter? */
bool turns_are_passed(const struct facts *f,
                      const struct occurrence *parameter);

/* The name that a loop over such binds to one of them, and that n is, or is
 * made of with nothing in it that picks one of few parts, as line.split()[0]
 * does: line, line.strip(). NO_NODE if n is none. */
node_id turns_piece(const struct facts *f, node_id n);

/* Has the loop (for_statement, while_statement, comprehension) as many turns:
 * it goes over such, or reads until the end, and is not left before? */
bool turns_is_of_data(const struct facts *f, node_id loop);

/* The loop (or NO_NODE), or the next around it in its function, that is such;
 * NO_NODE if none is. */
node_id turns_outwards(const struct facts *f, node_id loop);

/* The innermost such loop around n, within its function; NO_NODE if none is. */
node_id turns_around(const struct facts *f, node_id n);

/* The same, or the one around a call of the function that n is in, through at
 * most three resolved calls of this file. */
node_id turns_of(const struct facts *f, node_id n);

/* Is n what an `if` does where something is equal to a text that is written
 * out: `if line == "END":`? Of the elements of a loop few are. */
bool turns_is_for_one(const struct tree *t, node_id n);

#endif

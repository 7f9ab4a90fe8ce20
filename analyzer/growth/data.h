/* Whether what code goes through is data: as much as a file, a socket, a query
 * has. By types, by what values are read from, and by what names say. */
#ifndef HEAPLINT_DATA_H
#define HEAPLINT_DATA_H

#include "facts.h"

/* What n takes its elements from: x of enumerate(x), reversed(x), x[1:],
 * range(len(x)). */
node_id data_iterated(const struct facts *f, node_id n);

/* Does iterating n surely give data: the lines of a file, what read() or
 * fetchall() gave? Also through enumerate(), sorted(), range(len()). */
bool data_is_source(const struct facts *f, node_id n);

/* Is a for_statement or comprehension over that, or is data read at each turn
 * of a while_statement? */
bool data_is_over(const struct facts *f, node_id loop);

/* Is it a call that by its name reads what comes in? */
bool data_is_reading(const struct tree *t, node_id n);

/* Does it have a few bytes, whatever its parts are: x[i:i + 1], read(1)? */
bool data_is_tiny(const struct facts *f, node_id n);

/* What a name or attribute is called; "" else. */
struct str data_called(const struct tree *t, node_id n);

/* Is it called lines, rows, chunks, records, ...? That is a hint, no proof. */
bool data_is_many_by_name(const struct tree *t, node_id n);

/* Is one of the words of snake_case or, with `camel`, of camelCase text in the
 * list? */
bool data_has_word_of(struct str text, bool camel, const char *const *words);

#endif

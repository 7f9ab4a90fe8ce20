/* Open files that are read whole: could they be read piece by piece instead? */
#ifndef HEAPLINT_STREAM_H
#define HEAPLINT_STREAM_H

#include "facts.h"

/* Is n surely an open file, of text or of bytes? */
bool stream_is_file(const struct facts *f, node_id n);

/* A call that gives all lines of a file. */
struct stream_lines {
	node_id call;
	node_id
	    file; /* the file, or the call that reads its text by its path */
	node_id text; /* read(), read_text(); NO_NODE for readlines(), list() */
};

/* Is n f.readlines(), list(f), f.read().splitlines(), f.read().split("\n"), or
 * path.read_text() so, of a known file, and of all of it? Also if the text has
 * a name that is read only there. */
bool stream_find_lines(const struct facts *f, node_id n,
                       struct stream_lines *lines);

/* Is n list(csv.reader(file)), or list() of a name for that, read once while
 * the file could be read instead? What may be iterated over then: the reader or
 * its name; else NO_NODE. Also of csv.DictReader. */
node_id stream_find_rows(const struct facts *f, node_id n);

/* Is n cursor.fetchall(), read once while nothing is done with the cursor or
 * its connection? The cursor then, else NO_NODE. */
node_id stream_find_cursor(const struct facts *f, node_id n);

/* The call that opened the file that `file` stands for (itself, or what its
 * name is bound to: open(), Path.open()); NO_NODE if unknown. */
node_id stream_opening(const struct facts *f, node_id file);

/* The file at `file` is read whole at `from`, and the result is used up in
 * `part` (a loop, a call), which begins at `place`. Could the same be read from
 * the file itself there: it is still open, nothing else is done with it from
 * then on, and its path is given to nothing that may write to it? */
bool stream_can_last(const struct facts *f, node_id file, node_id from,
                     node_id place, node_id part);

/* The same where the `with` that opened the file has ended before `place`, and
 * what reads the result is the next thing that is done: could it be in there?
 */
bool stream_can_move(const struct facts *f, node_id file, node_id from,
                     node_id place, node_id part);

/* Is it sys.stdin? */
bool stream_is_stdin(const struct facts *f, node_id file);

#endif

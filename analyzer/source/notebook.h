/* Jupyter notebooks: the Python of their code cells, as one text. */
#ifndef HEAPLINT_NOTEBOOK_H
#define HEAPLINT_NOTEBOOK_H

#include "source.h"

struct notebook_cell {
	uint32_t number; /* among all cells of the notebook, from 1 */
	uint32_t line;   /* of the text, from 0: its first */
};

struct notebook {
	const struct notebook_cell *cells; /* with code; in order */
	uint32_t cell_count;
	const uint32_t
	    *file_lines; /* by line of the text: the file's, from 0 */
	uint32_t line_count;
	const char *language; /* that is not Python, so there is no text; or
	                         NULL */
};

/* Where a line of the text is, for people: from 1. */
struct notebook_place {
	uint32_t cell, line;
};

/* Has the path the name of a notebook? */
bool notebook_is_path(const char *path);

/* Fill in `text`, `length` and `notebook` of a source from a notebook's bytes,
 * `arena`'s. Each line stands as it is in its cell, but for what only IPython
 * reads. Returns NULL, or why not. */
const char *notebook_decode(struct source *source, struct arena *arena,
                            const char *bytes, size_t size);

/* `line` is from 0. */
struct notebook_place notebook_place(const struct notebook *notebook,
                                     uint32_t line);

/* The file's line, from 0, of a line of the text, from 0. The same where the
 * source is no notebook. */
uint32_t notebook_file_line(const struct notebook *notebook, uint32_t line);

#endif

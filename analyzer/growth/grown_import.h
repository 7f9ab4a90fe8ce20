/* Whether code that adds to a container fills it at the import, as registries
 * are filled. A part of grown.c. */
#ifndef HEAPLINT_GROWN_IMPORT_H
#define HEAPLINT_GROWN_IMPORT_H

#include "facts.h"

/* Does the code at n run when the file, or one that uses it, is imported: at
 * module level, in a decorator, a metaclass, __init_subclass__, in a function
 * that only such code calls or whose name says that it registers? */
bool grown_at_import(const struct facts *f, node_id n);

/* What the file is called: "reader" of package.reader. */
struct str grown_file(const struct facts *f);

/* Is one of the words a part of the name, between underscores? */
bool grown_has_word(struct str name, const char *const *words);

#endif

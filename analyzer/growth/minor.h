/* What is small by what it is for, as names and paths say: settings, a header,
 * a version, /proc, what a package brings along. */
#ifndef HEAPLINT_MINOR_H
#define HEAPLINT_MINOR_H

#include "facts.h"

/* Is n in a function, class or module that is called after such: read_config(),
 * class Settings? Or under `if __name__ == "__main__"`, where a module is tried
 * by hand? */
bool minor_is_place(const struct facts *f, node_id n);

/* Does the expression name such a file: "/etc/x", settings_path,
 * dirname(__file__)? */
bool minor_is_path(const struct facts *f, node_id path);

/* Does the expression, or the function that n is in, say that there is much:
 * logfile, load_data()? */
bool minor_is_major(const struct facts *f, node_id n, node_id path);

/* And that it is a file without an end to speak of: a log, a dataset? */
bool minor_is_endless(const struct facts *f, node_id n, node_id path);

#endif

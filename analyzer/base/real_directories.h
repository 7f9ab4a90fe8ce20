/* The absolute paths, without links, of the directories that many files lie in.
 * realpath(3) asks for each part of a path each time; here each is asked for
 * once. */
#ifndef HEAPLINT_REAL_DIRECTORIES_H
#define HEAPLINT_REAL_DIRECTORIES_H

#include "str.h"

struct real_directories;

/* None is known yet. `here` is the current directory, absolute and without
 * links; it must live as long as the arena. */
struct real_directories *real_directories_new(struct arena *arena,
                                              const char *here);

/* Of a directory without "./", doubled and trailing '/'; "" is the current one.
 * NULL with errno set if there is none. */
const char *real_directory(struct real_directories *known,
                           struct str directory);

#endif

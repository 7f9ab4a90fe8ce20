/* Reads directories for discover.c: what is excluded, what git ignores. */
#ifndef HEAPLINT_WALK_H
#define HEAPLINT_WALK_H

#include "discover.h"
#include "git_files.h"
#include "real_directories.h"

#include <sys/stat.h>

/* A repository that git was asked about. */
struct repository {
	const char *root;
	const struct git_files *files; /* NULL: git does not say */
	bool is_whole;                 /* not only what the arguments need */
};

/* A directory to be read. */
struct directory {
	const char *shown;    /* "" for the current directory */
	const char *path;     /* absolute, without links */
	const char *argument; /* the same of the one named that it lies in */
	const struct place_root *root;
	const struct git_files *git; /* NULL: nothing is ignored */
	const struct settings *settings;
	bool is_named;
};

struct walk {
	struct arena *arena;
	const struct run_options *options;
	struct discovered *found;
	const char *here; /* the current directory */
	struct real_directories *real;
	struct place_roots *roots;
	/* Of the last file that was named. */
	const char *last_directory;
	const struct place_root *last_root;
	const char *given;                   /* --root, absolute; or NULL */
	const struct place_root *given_root; /* its own: of all named files */
	ARRAY(struct directory) named;
	ARRAY(struct directory) open;
	ARRAY(struct found_file) links; /* to files; not yet in `found` */
	ARRAY(struct repository) repositories;
};

/* Read the directories in `named` and those below them. */
void walk_directories(struct walk *walk);

/* Say that a path cannot be read. */
void walk_notice(struct walk *walk, enum level level, const char *path,
                 const char *text);
void walk_notice_error(struct walk *walk, const char *path, int error);

/* "directory/name"; "" is the current directory. */
const char *walk_joined(struct arena *arena, const char *directory,
                        const char *name);

/* Fill in what follows from where the file is and what holds there
 * (`settings`), and which file it is. */
void walk_place(struct walk *walk, struct found_file *file,
                const struct place_root *root, const char *absolute);
void walk_identify(struct found_file *file, const struct stat *status);

#endif

/* Paths -> files: walks directories, leaves out what is excluded or ignored. */
#ifndef HEAPLINT_DISCOVER_H
#define HEAPLINT_DISCOVER_H

#include "cache_index.h"
#include "finding.h"
#include "place.h"
#include "run.h"

/* One file to analyse. */
struct found_file {
	const char *path; /* as it is shown: report.h */
	const char *file; /* to open; NULL: it is standard input */
	const char *absolute;
	const char *bytes; /* of standard input, or instead of the file's */
	size_t size;
	bool is_named;        /* not found in a directory */
	const char *found_in; /* the directory that was named, or that a list
	                         of files begins in, absolute; or NULL */
	const struct place_root *root;
	const struct settings *settings;
	const bool *ignored; /* rules not reported in it, by index; or NULL */
	const char *module;  /* its dotted name; "" if it has none */
	bool is_in_tests;    /* where it stands says that it is a test */
	uint64_t device;     /* with stat.id: which file it is, under whatever
	                        name */
	struct cache_stat stat;
};

struct discovered {
	ARRAY(struct found_file) files; /* sorted by path, each once */
	ARRAY(struct notice) notices;
};

/* Find the files that the options mean. All memory is `arena`'s.
 *
 * A directory gives its .py, .pyi and .ipynb files and those of its
 * directories, but not what an exclude pattern means, virtual environments, and
 * what git ignores; the directory itself and a file that is named are always
 * read (with `force-exclude`: if no pattern means them). Links to directories
 * are not followed, links to files only when the file is not found under its
 * own name. */
void discover(struct discovered *found, struct arena *arena,
              const struct run_options *options);

#endif

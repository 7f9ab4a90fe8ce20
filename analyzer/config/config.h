/* What a settings file says, or what the command line says in its place: only
 * what is given, without what follows from other files or is usual. */
#ifndef HEAPLINT_CONFIG_H
#define HEAPLINT_CONFIG_H

#include "budget.h"
#include "config_toml.h"
#include "facts.h"
#include "finding.h"
#include "select.h"

enum given { GIVEN_NOT, GIVEN_NO, GIVEN_YES };

enum given_many { MANY_NOT_GIVEN, MANY_ONE, MANY_MANY, MANY_DATA };

struct given_level {
	enum level level;
	bool is_given;
};

/* Rules that are not reported in the files that a pattern means. */
struct config_ignores {
	const char *glob;
	struct texts rules;
};

/* Classes that a layer names; `value` is where. */
struct config_classes {
	struct texts names;
	const struct toml_value *value;
	const char *key;
	const struct config *config;
};

struct config {
	const char *path;      /* as it is shown; NULL: the command line */
	const char *directory; /* absolute: its paths and patterns are relative
	                          to it; NULL: as the run shows paths */
	const char *extend;    /* as it is written, or NULL */
	struct toml_place extend_place;
	const struct config *base; /* what it extends, or NULL */
	struct selection selection;
	ARRAY(struct config_ignores) per_file_ignores;
	struct texts exclude, extend_exclude, src;
	struct config_classes singletons, long_lived;
	enum given_many slots_from;
	struct given_level level, fail_on;
	version target; /* 0: not given */
	struct budget budget;
	enum given include_tests, force_exclude, fix, unsafe_fixes;
	const char *baseline; /* NULL: not given; "": none */
	struct toml_place baseline_place;
	const char *cache; /* likewise: its directory */
};

/* What is wrong with settings files, one line each: "a.toml:2:1: ...". */
struct config_problems {
	ARRAY(const char *) lines;
};

/* Where settings are read from. */
struct config_source {
	struct arena *arena;
	const struct registry *registry;
	struct config_problems *problems;
	const char *shown; /* the file's name in problems */
	bool is_pyproject; /* they are in [tool.heaplint] */
	bool is_word;      /* one word of the command line: it has no places */
};

/* Read what a document says into `config`, over what is there. False if it says
 * nothing to heaplint. */
bool config_read(struct config *config, const struct config_source *source,
                 const struct toml *toml);

/* Note a problem at a place. */
void config_wrong(const struct config_source *source, struct toml_place place,
                  const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The first entry of [tool.heaplint] in a pyproject.toml, or NULL. */
const struct toml_entry *config_own_entry(const struct toml *toml);

#endif

/* The linked project's own types: what project.c and project_*.c share. */
#ifndef HEAPLINT_PROJECT_MODEL_H
#define HEAPLINT_PROJECT_MODEL_H

#include "answers.h"
#include "bounds.h"
#include "project.h"

/* Indexes over all files, by interned dotted name. They grow by pages, as their
 * old copies would stay in the arena. */
enum { PAGE_BITS = 10, PAGE_SIZE = 1 << PAGE_BITS };

struct entry {
	uint32_t value; /* a file's number, or a name_id */
	uint32_t next;  /* of the same name, 1 + index; 0 ends */
};

struct index {
	ARRAY(struct entry *) entries; /* pages */
	uint32_t entry_count;
	ARRAY(uint32_t *) first; /* pages by name, or NULL: 1 + index */
};

struct class_place {
	const struct summary *file;
	const struct class_summary *class;
};

/* What a keep is, once its conditions are answered: the edges of callees in
 * other files put in. NULL while it is not known to hold. */
struct function_place {
	const struct summary *file;
	const struct function_summary *function;
	const struct keep **held; /* by keep */
	uint64_t reached;         /* bounds, in finding those that hold */
};

/* The order in which methods are looked up in a class (C3), and the classes
 * derived from it. */
struct order {
	uint32_t *at; /* numbers of classes; UNKNOWN_CLASS: one of no file */
	uint32_t count;
	bool is_done;
	bool is_open; /* being made: a class that is above itself */
	bool is_cut;  /* there are more above it */
	ARRAY(uint32_t) subclasses;
};

#define UNKNOWN_CLASS UINT32_MAX

struct project {
	struct arena *arena, *scratch;
	const struct summary *const *files;
	uint32_t count;
	struct names *names;
	struct index writers;   /* class -> files that write to its instances */
	struct index makers;    /* class -> how a file makes it, enum made */
	struct index droppers;  /* class -> files with a function that drops one
	                         */
	struct index shrinkers; /* container -> files that shrink it */
	struct index aliases;   /* name -> names that re-export it */
	struct index origins;   /* re-exporting name -> what it stands for */
	struct index derived;   /* class -> files with a class based on it */
	struct index classes;   /* class -> its number in `all_classes` */
	ARRAY(struct class_place) all_classes;
	struct order *orders;   /* by number of the class */
	struct index functions; /* function -> its number in `all_functions` */
	ARRAY(struct function_place) all_functions;
	struct index namesakes; /* "rule": numbers of the classes Rule */
	struct index methods;   /* name -> numbers of classes that define it */
	struct index setters; /* attribute -> numbers of classes that set it */
	bool has_all_keeps;   /* what functions keep is known: any class may be
	                         asked what its method does */
	uint64_t *reached;    /* bounds, since the last question was asked:
	                         1 << each */
};

/* There is more than that to what is asked. */
void project_reach(const struct project *p, enum bounds_kind bound);

/* project.c */

void index_add(struct project *p, struct index *index, struct str name,
               uint32_t value);
const struct entry *index_first(const struct index *index, name_id name);
const struct entry *index_next(const struct index *index,
                               const struct entry *entry);
/* Is the text one of these, which are sorted? */
bool project_lists(const char *const *texts, uint32_t count, const char *text);

/* project_files.c */

/* Fill in p->files: all but the stubs of modules whose source is there, which
 * tells more. */
void project_take_files(struct project *p,
                        const struct summary *const *summaries, uint32_t count);

/* project_classes.c */

/* File number `file` derives from the class `base`: index it by that name, and
 * if that is one of the file's own module, by those that its star imports may
 * mean. */
void project_index_base(struct project *p, uint32_t file, const char *base);
/* Find the order of every class; and ask for one. */
void project_order_classes(struct project *p);
const struct order *project_order(const struct project *p, uint32_t class);
/* The only class of this name, or of what the name is re-exported from;
 * UNKNOWN_CLASS if there is none. */
uint32_t project_class(const struct project *p, struct str name);
/* What the name stands for, through re-exports. */
name_id project_original(const struct project *p, struct str name,
                         const struct index *wanted);
/* The class of the order of `class` that has the method, after the class
 * itself if `is_after`; UNKNOWN_CLASS if that is not known. */
uint32_t project_method_class(const struct project *p, uint32_t class,
                              const char *method, bool is_after);

/* Does the class, one above it, or one that derives from it or is above that,
 * empty its object? And: does it or one above it keep one instance as long as
 * the program runs? NULL: no. */
bool project_is_emptied(const struct project *p,
                        const struct class_summary *class);
bool project_is_singleton(const struct project *p,
                          const struct class_summary *class);

/* Does the class itself leave its instances a __dict__, and set attributes, or
 * a base of it, if the condition has a detail? */
bool project_leaves_dict(const struct project *p,
                         const struct condition *condition);
/* Is no class known, in the order of this one, that is compared by value? */
bool project_is_identity(const struct project *p, const char *class);
/* Do instances of the condition's class have the attribute that it names, which
 * is always a list or the like if it must be? */
bool project_has_attribute(const struct project *p,
                           const struct condition *condition,
                           bool is_container);
/* The same of the instances of every class near `asker` that sets the
 * attribute; *only is the class if there is one. */
bool project_any_has_attribute(const struct project *p,
                               const struct summary *asker,
                               const struct condition *condition,
                               bool is_container, uint32_t *only);
/* How near is the file to the one that asks? Its own, one of the same
 * top-level package, or another. */
enum circle { CIRCLE_ALL, CIRCLE_PACKAGE, CIRCLE_FILE };
enum circle project_circle(const struct summary *asker,
                           const struct summary *file);
/* May the file have the class that the one that asks knows by the name of a
 * method or attribute only? What tests define, other code does not use. */
bool project_may_mean(const struct summary *asker, const struct summary *file);

/* Is nothing known, of the condition's class, that takes what is stored in the
 * attribute? */
bool project_stores(const struct project *p, const struct condition *condition);

/* project_callee.c */

/* Does it ask for a class that only a name is called after: "*rule#bind"? */
bool project_is_by_name(const struct condition *condition);

/* project_keeps.c */

/* Have both cycles the same reference in them? */
bool project_share_an_edge(const struct finding *a, const struct finding *b);
/* Index the functions, and find the keeps that hold. */
void project_link_keeps(struct project *p);
/* What the condition of the file `asker` asks for, or NULL if it is not so;
 * *is_only: by one function that may be meant. */
const struct keep *project_keep(const struct project *p,
                                const struct summary *asker,
                                const struct condition *condition,
                                bool *is_only);
/* The class of the object that the kept reference is from, as the condition
 * says it: the class that is called, or whose method is; or UNKNOWN_CLASS. */
uint32_t project_condition_class(const struct project *p,
                                 const struct condition *condition);
/* Put what callees of other files do in the finding's cycle, and draw it. */
void project_spell_cycle(struct answers *answers, struct findings *findings,
                         struct finding *finding);

/* project_shrinks.c */

/* Index what one file shrinks. */
void project_index_shrinks(struct project *p, uint32_t file);
/* Does no file but `asker` shrink the condition's container? */
bool project_is_not_shrunk(const struct project *p, const struct summary *asker,
                           const struct condition *condition);

#endif

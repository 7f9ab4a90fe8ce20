/* What other files need to know of one file, and the findings that depend on
 * other files. A summary follows from the file's bytes, heaplint's version and
 * its options, and from nothing else: it can be cached by content, made on
 * another machine and linked later. */
#ifndef HEAPLINT_SUMMARY_H
#define HEAPLINT_SUMMARY_H

#include "dotted.h"
#include "facts.h"
#include "made.h"
#include "registry.h"

struct class_reference; /* graph.h */

/* What a conditional finding asks of the whole project. */
enum question {
	/* No other file derives from the class `subject`, and none sets on what
	 * it surely made of it an attribute that the class does not set itself,
	 * reads its __dict__, or makes a weak reference to it. `detail`
	 * "derived": other classes may derive from it. */
	QUESTION_IS_UNTOUCHED,
	/* Has the class `subject`, a base of it, or a class derived from it or
	 * a base of that, a method that empties the object: self.__dict__ = {}?
	 * And: is none known to have? */
	QUESTION_IS_EMPTIED,
	QUESTION_IS_NOT_EMPTIED,
	/* Files other than the tests make instances of the class `subject`,
	 * at least as `detail` says: one digit, of enum made. */
	QUESTION_IS_MADE,
	/* Does no file make the class `subject`, or one as often as MADE_ONCE
	 * or more? Those that only a module's body or main() makes are few. */
	QUESTION_IS_NOT_SINGLE,
	/* Does a function make an instance of the class `subject` for one run
	 * of itself (dropped.h)? And: is none known to? */
	QUESTION_IS_DROPPED,
	QUESTION_IS_NOT_DROPPED,
	/* Calling the function `subject` (enum callee_sign) surely leaves a
	 * reference from one thing to another: `detail` is "1>0", "parent>0",
	 * "return>0", with parameters by number or name. */
	QUESTION_KEEPS,
	/* Do instances of `subject` hold what was stored in their attribute
	 * `detail`, or a list, dict, set or deque that stays theirs? */
	QUESTION_HAS_ATTRIBUTE,
	QUESTION_HAS_CONTAINER,
	/* Do instances of `subject` keep what is stored in `detail`: is no
	 * property, other descriptor or __setattr__ known that takes it? */
	QUESTION_STORES,
	/* Does the class `subject`, by itself, surely give its instances a
	 * __dict__, and is no class with __slots__ known that needs it?
	 * `detail` "set": and does a method of it or of a base set attributes?
	 */
	QUESTION_LEAVES_DICT,
	/* Is no base of the class `subject` known whose instances are compared
	 * by value: has __eq__, is an Enum, a metaclass (valued.h)? */
	QUESTION_IS_IDENTITY,
	/* Does no other file take elements out of the container `subject`, a
	 * global, class attribute or attribute that __init__ makes, empty or
	 * replace it? `detail`: "global", "class" or "object"; subclasses of
	 * the latter two have none of their own either. */
	QUESTION_IS_NOT_SHRUNK,
	/* Is no base of the class `subject` known that keeps one instance as
	 * long as the program runs (singleton.h)? */
	QUESTION_IS_NOT_SINGLETON,
	/* Is no function, or class that decorates others, known by the name
	 * `subject` that sets on what it is given an attribute which the class
	 * `detail` does not set itself, or reaches into its __dict__? With
	 * LENT_DECORATED behind the name: what it gives back. */
	QUESTION_LEAVES_ALONE,
	QUESTION_COUNT
};

/* A called function is named as imported, "package.module.f" (or a class); or
 * as a method that is looked up in a class, "package.module.C#m", whose first
 * argument is then the receiver. */
enum callee_sign {
	CALLEE_METHOD = '#', /* of C or a subclass of it; where C is "*", of
	                        any class that has it; "*rule": of those near
	                        by that are called Rule, or else of any */
	CALLEE_EXACT = '!',  /* of C itself; "*rule!__init__": the constructor
	                        of those near by that are called Rule */
	CALLEE_SUPER = '^'   /* of what comes after C in the order of `self`;
	                        "*rule^m": as "*rule#m", of no other class if
	                        none is called so */
};

/* Before the name of a base that several imports bind, of which this is the
 * last. */
enum { BASE_IS_ONE_OF_SEVERAL = '?' };

/* A class of this file. */
struct class_summary {
	const char *name;         /* "package.module.Class" */
	const char *const *bases; /* dotted, as resolved; "" if unknown */
	uint32_t base_count;
	const char *const *attributes; /* that its methods and its bases' set on
	                                  self, or slots */
	uint32_t attribute_count;
	const char *const *sets; /* that its own methods set; sorted */
	uint32_t set_count;
	const char *const *containers; /* of those, always a list or the like */
	uint32_t container_count;
	const char *const *methods; /* that it defines; sorted */
	uint32_t method_count;
	const char *const *hooks; /* of those, that do nothing; sorted */
	uint32_t hook_count;
	const char *const *computed; /* that an object of the class gives */
	uint32_t computed_count;
	bool leaves_dict;    /* layout_leaves_dict */
	bool empties_itself; /* a method has self.__dict__ = {} */
	bool is_singleton;   /* singleton.h */
	bool needs_dict;     /* layout_needs_dict */
};

enum function_kind {
	FUNCTION_PLAIN, /* or a method that gets its object first */
	FUNCTION_CLASS, /* a class method: gets its class first */
	FUNCTION_STATIC
};

/* A function of this file that other files can call, and what that leaves
 * behind. */
struct function_summary {
	const char *name;              /* "package.module.Class.method" */
	const char *const *parameters; /* "**": takes all other keywords */
	const struct keep *keeps;
	enum function_kind kind;
	uint32_t parameter_count;
	uint32_t positional_count; /* those before * and *args */
	uint32_t keep_count;
};

/* From what one argument or the result gives a way of references leads to
 * another. */
struct keep {
	uint32_t from, to; /* parameters' numbers, or KEEP_RESULT */
	uint32_t edge_count, condition_count;
	const struct cycle_edge *edges;     /* each with its path */
	const struct condition *conditions; /* of edges without a field */
	const char *undone_by; /* the method that cuts it later, or NULL */
};

/* Hashes of what a summary tells of its file to others: what is there, and
 * where. Its findings are its own. */
struct told {
	uint64_t what, where;
};

struct summary {
	const char *path;
	const char *module; /* dotted name, or "" */
	uint64_t hash[2];   /* of the file's bytes */
	uint64_t size;      /* of the file; in a file of summaries only */
	struct told told;   /* once it was written or read */
	uint32_t lines;
	bool is_unsure;            /* a part of it was not read */
	const char *const *missed; /* what of it was not looked at: notices */
	uint32_t missed_count;
	bool is_generated; /* a program wrote it */
	bool is_test;
	enum level level, fail_on;  /* as the settings have them */
	const char *const *exports; /* "name=dotted.origin" it re-exports;
	                               "*=dotted.module" for all of one */
	uint32_t export_count;
	/* What it sets on, and reaches into of, instances of classes of other
	 * files: "package.module.Class.attribute"; __dict__ and __weakref__
	 * stand for reading those. "?name.attribute": on something unknown that
	 * is called so. "package.module.function.attribute": what a function
	 * of its own sets on its parameters, with LENT_DECORATED what a
	 * function in it does; "*": of any name. Sorted. */
	const char *const *writes;
	uint32_t write_count;
	/* The classes of other files that it makes instances of, and how many
	 * (enum made): "package.module.Class=3". Also of its own, with "=-":
	 * those that a function drops. Sorted. */
	const char *const *makes;
	uint32_t make_count;
	/* The containers of other files that it takes elements out of, empties
	 * or replaces: "package.module.name"; "@name" of self or a class of its
	 * own, "?name" of something unknown. Sorted. */
	const char *const *shrinks;
	uint32_t shrink_count;
	const struct class_summary *classes;
	uint32_t class_count;
	const struct function_summary *functions; /* those with keeps */
	uint32_t function_count;
	const struct class_reference *references; /* of graph_find only */
	uint32_t reference_count;
	const struct finding *findings; /* those with conditions */
	uint32_t finding_count;
};

/* Changes the text to lower case without underscores, in place: how classes and
 * what is named after them are compared. Returns it. */
char *summary_plain_name(char *text);

/* Is the name of an attribute or method one of two words or more, which tells
 * the classes that may be meant wherever they are? Others do among the classes
 * near by. */
bool summary_is_telling_name(struct str name);

/* Make the summary of one analysed file. Findings with conditions move from
 * `findings` to it. All memory is `arena`'s. */
void summary_find(struct summary *summary, struct arena *arena,
                  const struct facts *facts, struct findings *findings);

/* As bytes: a header with the format's number, the body, a checksum. */
void summary_write(const struct summary *summary, struct arena *arena,
                   const char **bytes, size_t *size);

/* The same under another path: "" is that of nowhere. Returns what it tells. */
struct told summary_write_as(const struct summary *summary, const char *path,
                             struct arena *arena, const char **bytes,
                             size_t *size);

/* Put the findings that depend on no other file before those of the summary:
 * linked, that gives the same. */
void summary_add_findings(struct summary *summary, struct arena *arena,
                          const struct findings *findings);

/* Back from bytes, which must stay: its texts are among them. Returns NULL, or
 * why they are refused: "not a summary", "written by another version",
 * "damaged". Nothing of the bytes is trusted. */
const char *summary_read(struct summary *summary, struct arena *arena,
                         const struct registry *registry, const char *bytes,
                         size_t size);

/* The same with a path of its own; NULL: the one that is written. */
struct summary_bytes {
	const char *at;
	size_t size;
};
const char *summary_read_as(struct summary *summary, struct arena *arena,
                            const struct registry *registry, const char *path,
                            struct summary_bytes bytes);

#endif

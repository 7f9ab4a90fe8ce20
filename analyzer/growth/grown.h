/* Containers that outlive the calls that use them, and that a file only adds
 * to: globals, class attributes, and attributes of objects that live as long as
 * the program. Other files may shrink them all the same
 * (QUESTION_IS_NOT_SHRUNK). */
#ifndef HEAPLINT_GROWN_H
#define HEAPLINT_GROWN_H

#include "facts.h"
#include "finding.h"
#include "serves.h"

/* A rule's `left_out`, of containers that last. */
#define GROWN_LEFT_OUT                                                         \
	"A key is taken for endless where it is new each time "                \
	"(uuid.uuid4(), id(x)), where a route or a call in the file "          \
	"gives it what comes with a request, or by its name: url, "            \
	"user_id, line, message and the like. By others, such as name, "       \
	"kind or path, a program may have few entries: these are "             \
	"silent, as are keys that all calls in the file give constants. "      \
	"A list in a dict, D[k].append(x), counts where the program "          \
	"stays up for what adds to it, and the file shows that nothing "       \
	"shortens it."

struct grown {
	node_id place; /* what adds to it: a call, assignment, subscript */
	node_id key;   /* what is added, if that is kept once; or NO_NODE */
	bool is_read;  /* it adds because a defaultdict is read */
	bool is_inner; /* it adds to a list in the container: D[k].append(x) */
	node_id left_to; /* a __del__ that would take the object out, and never
	                    runs, as the container keeps the object; or 0 */
};

/* Does the file only add to the global that this assignment of the module
 * makes, and at least once in code that runs after the import, with what is not
 * known to be of few kinds? */
bool grown_global(const struct facts *f, node_id assignment,
                  struct grown *grown);

struct grown_attribute {
	class_id class;
	const struct attribute_set *set; /* in the class body, or __init__ */
	struct grown grown;
};

struct grown_attributes {
	ARRAY(struct grown_attribute) list;
};

/* The class attributes of which the same is true. All memory is `arena`'s. */
void grown_find_attributes(struct grown_attributes *found, struct arena *arena,
                           const struct facts *f);

/* The attributes that __init__ alone makes, to which the same object adds as
 * long as the program stays up (serves_one_object). */
void grown_find_own_attributes(struct grown_attributes *found,
                               struct arena *arena, const struct facts *f);

/* Does the function that this assignment is in only add to the local that it
 * makes, as long as a loop there runs that nothing ends, or for each request
 * that a function nested in it answers? */
bool grown_local(const struct facts *f, node_id assignment,
                 struct grown *grown);

/* What makes it grow: each object of a class that puts itself in; each call of
 * a function; each new key that is put in, or read; each object that puts one
 * of its bound methods in. */
enum grown_form {
	GROWN_BY_SELF,
	GROWN_BY_CALL,
	GROWN_BY_KEY,
	GROWN_BY_READ,
	GROWN_BY_METHOD
};
enum grown_form grown_form(const struct facts *f, const struct grown *grown);

/* The name of that class or function, or the key. */
node_id grown_cause(const struct facts *f, const struct grown *grown);

/* What each time adds to a container that begins as `value`, and to the grown
 * one, or to a list in it; and that in words that follow what is added: " (52
 * bytes and what it refers to; CPython 3.11)", nothing if it is not known. */
struct estimate grown_estimate(const struct facts *f, node_id value);
struct estimate grown_cost(const struct facts *f, const struct grown *grown,
                           node_id value);
const char *grown_bytes(struct arena *arena, const struct estimate *estimate);

/* The container called `name` as a finding names it: rooms, or rooms[...] for
 * the lists in it. */
const char *grown_name(struct arena *arena, const struct grown *grown,
                       const char *name);

/* Is it added to by code that runs as long as a program stays up (serves.h),
 * and surely by what comes in there? In a loop that nothing ends, files may be
 * the same ones again and again. */
enum serving grown_is_served(const struct facts *f, const struct grown *grown);

/* The same of a container of one object; *why as in serves_one_object. */
enum serving grown_by_one_object(const struct facts *f,
                                 const struct grown *grown, node_id *why);

/* The same of a container that a function makes by the assignment `local`.
 * *why: the loop, or the nested function that answers. */
enum serving grown_by_function(const struct facts *f, const struct grown *grown,
                               node_id local, node_id *why);

/* Is a part of `key` named for what comes with data, requests, users, or new
 * each time? Not for a file. */
bool grown_is_of_data(const struct facts *f, node_id key);

/* Is there no end of the values of `key`: a part of it is new each time, or is
 * named for what comes with data, requests, users? */
bool grown_is_endless(const struct facts *f, node_id key);

/* Is a part of n, or of what the local n holds, new each time: uuid.uuid4(),
 * id(x), hash(text)? */
bool grown_is_new(const struct facts *f, node_id n);

/* What the calls in this file give the parameter n: constants all, and nothing
 * else reads the function; or one what is written as data, for each request.
 * UNKNOWN: anything else, and if n is no parameter. */
enum grown_given {
	GROWN_GIVEN_UNKNOWN,
	GROWN_GIVEN_CONSTANTS,
	GROWN_GIVEN_DATA
};
enum grown_given grown_given(const struct facts *f, node_id n);

/* Make the finding depend on that no other file shrinks the container, which is
 * known there as `dotted`, and is the "global", "class" or "object" of
 * QUESTION_IS_NOT_SHRUNK; and, if the place is in a constructor, on that
 * objects are made after the import. */
void grown_require(struct findings *findings, struct finding *finding,
                   const struct facts *f, const struct grown *grown,
                   const char *dotted, const char *owner);

#endif

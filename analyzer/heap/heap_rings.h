/* Rings of edges: which can be, which stay, and what is said of them. Only
 * heap_model.h includes this. */
#ifndef HEAPLINT_HEAP_RINGS_H
#define HEAPLINT_HEAP_RINGS_H

enum { LONGEST_CYCLE = 8 };

/* A ring of edges in one function: edges[k].to == edges[k + 1].from. */
struct ring {
	const struct edge *edges[LONGEST_CYCLE];
	uint32_t count;
	uint32_t closing; /* the edge's number in the function */
};

/* heap_feasible.c */

/* What runs first in each turn of the innermost loop that m and n are both in;
 * NO_NODE: there is none. */
node_id heap_common_turn(struct heap_builder *b, node_id m, node_id n);
/* Can the object that was there at m still be the last made of its kind at n:
 * is it not made anew on each way from m to n? */
bool heap_is_same_at(struct heap_builder *b, const struct heap_function *f,
                     object_id object, node_id m, node_id n);

/* May edge `j` lead on, when edge `i` closes a ring: was it there before (read,
 * or made earlier), and is it still there? */
bool heap_leads_on(struct heap_builder *b, const struct heap_function *f,
                   uint32_t i, uint32_t j);
/* Can all that makes the ring run in one execution of the body? */
bool heap_is_feasible(struct heap_builder *b, const struct heap_function *f,
                      const struct ring *ring);
/* Is an edge of the ring undone before the body ends? */
bool heap_is_undone(struct heap_builder *b, const struct heap_function *f,
                    const struct ring *ring);

/* heap_lent.c */

/* Is what is made here put into something of which only a parameter of the
 * function is known, yielded, or given to a function of another file? */
bool heap_is_lent(struct heap_builder *b, const struct object *object);
/* A generator gives what it makes in a `yield`: the first, if the others are of
 * its class; `returns_more` else. */
void heap_note_yield(struct heap_builder *b, struct heap_function *f,
                     node_id yield);
/* The name that a `for` binds to what the call gives; NO_NODE if there is none.
 */
node_id heap_loop_over(const struct tree *t, node_id call);

/* heap_guards.c */

/* Do the conditions under which m and n run contradict each other? */
bool heap_guards_contradict(struct heap_builder *b, node_id m, node_id n);
/* Is n, in the callee, skipped for what this call of it in `f` passes: by an
 * `if` on a parameter that is given, or left at, a constant, or that lacks a
 * method? */
bool heap_guard_skips(struct heap_builder *b, const struct heap_function *f,
                      node_id callee, node_id n,
                      const struct arguments *arguments);

/* C, where the code around the name runs only if isinstance(name, C); or
 * NO_NODE. */
node_id heap_tested_class(struct heap_builder *b, node_id name);

/* What the conditions around n test, innermost first; how many. */
enum { MOST_TESTS = 8 };
uint32_t heap_tests(struct heap_builder *b, node_id n, node_id *tests);

/* heap_optional.c */

/* Does a caller choose by what it passes whether the ring is there: is one of
 * its edges weak in other runs, or to something else at each call seen? */
bool heap_is_by_choice(struct heap_builder *b, const struct ring *ring);

/* heap_bulk.c */

/* Is it surely a new object at each run of the code that gives it? */
bool heap_is_made(struct heap_builder *b, const struct object *o);
/* Is the ring made in bulk (repeats_in_bulk), another one each time? Whole: of
 * other objects only, none of which is in two; anew: of objects only that are
 * surely made there; of data: at each turn of a loop over data (turns.h). */
enum heap_bulk {
	HEAP_BULK,
	HEAP_BULK_WHOLE,
	HEAP_BULK_ANEW,
	HEAP_BULK_OF_DATA
};
bool heap_in_bulk(struct heap_builder *b, const struct heap_function *f,
                  const struct ring *ring, enum heap_bulk bulk);

/* heap_releases.c */

/* Keep in b->releases what the node, if any, lets go of. */
void heap_note_release(struct heap_builder *b, node_id n);
/* How methods cut a ring later. */
struct undoing {
	node_id method;   /* that is most likely called when the ring is done
	                     with, or NO_NODE */
	const char *name; /* of it, or NULL */
	bool is_drained;  /* by one that lets go of more than the one item that
	                     its caller names, in the course of things */
};

/* Does the function itself delete such an attribute, of an object by whatever
 * name, after it has closed the ring? */
bool heap_is_deleted_later(struct heap_builder *b,
                           const struct heap_function *f,
                           const struct ring *ring);

/* The class whose method the function is, or is nested in. */
class_id heap_class_around(const struct heap_builder *b, node_id function);
struct undoing heap_undoing(struct heap_builder *b,
                            const struct heap_function *f,
                            const struct ring *ring);

/* heap_back.c */

/* Is it called after an owner: "parent", "_owner", "previous_sibling"? */
bool heap_is_owner_name(struct str name);
/* Does the file import a module that copies or pickles objects? */
bool heap_imports_copying(const struct imports *imports);
/* Does the file do so, or a class of the ring say how? */
bool heap_is_copied(struct heap_builder *b, const struct heap_function *f,
                    const struct ring *ring);
/* The edge back to the owner; ring->count if it is not known which. */
uint32_t heap_back_edge(struct heap_builder *b, const struct heap_function *f,
                        const struct ring *ring);
enum heap_weakness heap_weakness(const struct heap_builder *b,
                                 const struct object *o, enum kind made_by);

/* heap_words.c */

/* The ring in words, and its edge back to the owner. */
void heap_describe(struct heap_builder *b, const struct heap_function *f,
                   const struct ring *ring, struct heap_cycle *cycle);

/* A path of edges, each from where the one before leads, in words. */
void heap_describe_path(struct heap_builder *b, const struct heap_function *f,
                        const struct ring *path, struct heap_keep *keep);

/* heap_callee.c */

/* The class of another file that n, an object or one of its attributes, is an
 * instance of: annotated so, or all that the attribute is ever set to is made
 * by calling it. */
struct str heap_foreign_class(struct heap_builder *b,
                              const struct heap_function *f, object_id object,
                              node_id n);
/* "a", the sign, "b"; arena_format() takes ten times as long, and there are
 * many of these. */
const char *heap_joined(struct arena *arena, struct str a, char sign,
                        struct str b);
/* The class's dotted name. */
struct str heap_class_name(struct heap_builder *b, class_id class);
/* "class#method", or NULL of a builtin or unknown class. */
const char *heap_method_of(struct heap_builder *b, struct str class, char sign,
                           name_id method);
/* May the object be one of any class? */
bool heap_is_of_unknown(const struct object *o);
/* The same; and does the name of a method or attribute tell the classes that
 * may be meant (summary_is_telling_name)? */
bool heap_can_be_any(struct heap_builder *b, const struct object *o,
                     name_id name);
/* x.items.append(y), where this file also sets items to what is not known: do
 * classes of other files set it, and to containers? */
bool heap_is_container_elsewhere(struct heap_builder *b,
                                 const struct object *holder, name_id field,
                                 node_id n);
/* The called function, `callee` after heap_held_class, as conditions name it,
 * or NULL if it is of this file or not known; and its first argument, if it is
 * a method. */
const char *heap_foreign_callee(struct heap_builder *b, struct heap_function *f,
                                node_id callee, object_id *self);

/* heap_foreign.c */

/* What base.field holds, an attribute that only a class of another file may
 * set; NO_OBJECT if that cannot be. */
object_id heap_foreign_field(struct heap_builder *b, struct heap_function *f,
                             object_id base, name_id field, node_id n);
/* 1 + the condition that `holder`, of or derived from a class of another file,
 * keeps what is stored in this attribute; 0 if this file tells. `n` is an
 * expression for it. */
uint32_t heap_ask_store(struct heap_builder *b, const struct heap_function *f,
                        object_id holder, name_id field, node_id n);
/* The object, such a field's, is used as a container: whether it is one is then
 * asked of the other file. */
void heap_ask_for_container(struct heap_builder *b, const struct object *o);

/* A call of a function that this file does not have: assume that it makes each
 * of the objects that it is given refer to each other one. `callee` is what
 * heap_held_class makes of what is called. */
void heap_call_foreign(struct heap_builder *b, struct heap_function *f,
                       node_id call, node_id callee);
/* `made`, of a class of this file, gets its constructor from another file. */
void heap_construct_foreign(struct heap_builder *b, struct heap_function *f,
                            node_id call, object_id made);
/* When the function's assumed rings are told: first of those that call no other
 * of the file, last of those that assume nothing but what others do. */
enum { ASSUMED_TURNS = 3 };
unsigned heap_assumed_turn(const struct heap_function *f);
/* Tell the rings that assumed edges are in. */
void heap_assumed_cycles(struct heap_builder *b, struct heap_function *f);

/* heap_keeps.c */

/* Find what calling the function leaves behind, for other files. */
void heap_keeps(struct heap_builder *b, struct heap_function *f);
/* The same of the constructors that dataclasses and named tuples get. */
void heap_field_keeps(struct heap_builder *b);

/* heap_cycles.c */

/* Is it a cycle that can be, stays, and is news? Then it is added. */
bool heap_tell(struct heap_builder *b, const struct heap_function *f,
               const struct ring *ring);
/* Find the cycles that the function's own code closes, or (not is_own) that
 * what it calls closes; those first of all functions, then these. */
void heap_cycles(struct heap_builder *b, struct heap_function *f, bool is_own);

#endif

/* The heap model's own types: what heap.c, heap_objects.c, heap_calls.c,
 * heap_cycles.c and heap_dump.c share. Nothing else includes this. */
#ifndef HEAPLINT_HEAP_MODEL_H
#define HEAPLINT_HEAP_MODEL_H

#include "bounds.h"
#include "heap.h"

typedef uint32_t object_id; /* index into one function's objects */
#define NO_OBJECT UINT32_MAX

enum object_kind {
	OBJECT_PARAMETER, /* `node` is the parameter; `index` its number */
	OBJECT_VARIABLE,  /* a captured or global variable: `index` */
	OBJECT_INSTANCE,  /* made by a call of a class */
	OBJECT_CONTAINER, /* a display, comprehension, list(), dict() ... */
	OBJECT_CALLABLE,  /* bound method, lambda, def, partial, generator */
	OBJECT_RESULT,    /* what an unknown call or subscript gave */
	OBJECT_FIELD,     /* what `base`.`field` held when it was read */
	OBJECT_ITEM       /* an item of `base`, held by a loop variable */
};

struct object {
	enum object_kind kind;
	node_id node; /* the code that makes or reads it */
	node_id call; /* for objects a callee makes: the call, else NO_NODE */
	object_id base;
	name_id field;
	uint32_t index;     /* container: 1 + its **parameter's number, or 0 */
	class_id class;     /* NO_CLASS if unknown or not of this file */
	uint32_t condition; /* 1 + its number in b->conditions: what it is
	                       depends on another file; 0: on none */
	bool is_reached;    /* from what a caller passes, or is given */
	bool is_picked;     /* its class is one of several (heap_table.c) */
	uint32_t before;    /* 1 + the one added before of the same slot */
	bool is_frame;      /* of a generator or coroutine */
};

/* Objects are looked for by the slot of their node. */
enum { OBJECT_SLOTS = 256 };

/* Fields that are no attribute have names that no identifier has; an assumed
 * edge's field is not known. */
enum { FIELD_ITEM = NAME_NONE, FIELD_ASSUMED = NAME_FOREIGN };

enum edge_flag {
	EDGE_IS_LOAD = 1,  /* it was there when the function read it */
	EDGE_IS_CLEAR = 2, /* the field is set to something else; of items: this
	                      one (`to`), or some one, is let go of */
	EDGE_IS_HIDDEN =
	    4,           /* the callable's own reference: closure, __self__ */
	EDGE_IS_ALL = 8, /* with EDGE_IS_CLEAR: all items are let go of */
	EDGE_IS_ASSUMED = 16, /* another file's function makes it, if the
	                        answer to `condition` is yes */
	EDGE_IS_COPY = 32,    /* `from` gets the items of `to`, which only a
	                        caller knows: its field is FIELD_ASSUMED */
	EDGE_IS_LATE = 64,    /* a closure's, to what was bound after it was
	                        made: closes rings, though it is hidden */
	EDGE_IS_VALUE = 128   /* to a value of a dict, which list(dict) has not
	                       */
};

struct edge {
	object_id from, to;
	name_id field;
	node_id node; /* the code that makes it, in this or another function */
	node_id at;   /* in this function: node, or the call that runs it */
	node_id via[2]; /* the same in the function that `at` calls, and in
	                   the one that is called there, or 0 */
	uint32_t flags;
	uint32_t turn;      /* of the function, when it was added */
	uint32_t condition; /* of an assumed edge: in b->conditions */
	uint32_t part;      /* 1 + its place in a tuple; 0: not known */
	uint32_t store; /* 1 + the condition that the attribute keeps what is
	                   stored there; 0: it is known to */
};

/* Edges that close no ring: they were there, or what made them is a part of
 * another one. */
#define EDGE_CLOSES_NOT                                                        \
	(EDGE_IS_LOAD | EDGE_IS_CLEAR | EDGE_IS_HIDDEN | EDGE_IS_COPY)

static inline bool edge_closes(const struct edge *e)
{
	return e->flags & EDGE_IS_LATE || !(e->flags & EDGE_CLOSES_NOT);
}

/* How an attribute of this name is used anywhere in the file. */
enum name_use {
	NAME_IS_SET = 1,         /* x.name = value */
	NAME_IS_CONTAINER = 2,   /* ... value is a list, dict, set, deque */
	NAME_IS_OTHER = 4,       /* ... value is something else but None */
	NAME_IS_WEAK = 8,        /* ... value comes from module weakref */
	NAME_IS_COMPUTED = 16,   /* a property or other descriptor */
	NAME_IS_OVERRIDDEN = 32, /* a method that a subclass has as well */
	NAME_IS_RESET = 64,      /* set outside of __init__ */
	NAME_IS_METHOD = 128     /* a method of a class of this file */
};

#define NOTHING_PASSED (NO_CLASS - 1)

/* A summary that another function was interpreted with. */
struct heap_read {
	uint32_t function;
	uint64_t sum;
};

/* One function, or the module: its objects and edges; its summary. */
struct heap_function {
	node_id node; /* function_definition or 0 */
	scope_id scope;
	ARRAY(struct object) objects;
	ARRAY(struct edge) edges;
	uint32_t assumed_count;  /* of the edges, those that are assumed */
	bool assumes_attributes; /* some objects have conditions */
	object_id returned;      /* what every return gives, or NO_OBJECT */
	bool returns_more;      /* two returns that differ, or an unknown one */
	bool returns_own;       /* `returned` is made by the function, and given
	                           in some runs at least */
	node_id result;         /* the name that each return gives, if that */
	bool knows_result;      /* ... was looked for: for calls of itself */
	bool is_generator;      /* calling it runs nothing yet */
	bool is_async;          /* nor does this, unless it is awaited */
	bool makes_known_calls; /* another round may tell more */
	bool is_settled;        /* no round will: all that it was found from
	                           was settled */
	bool is_read;           /* before it was settled */
	uint64_t sum; /* of its summary; 0: that says nothing, or is not
	                 asked for */
	ARRAY(struct heap_read) reads; /* those that were not settled */
	const class_id *passed; /* by parameter, what calls in this file pass
	                           for it: the class or a base of all; NO_CLASS
	                           if that is not known, NOTHING_PASSED; or
	                           NULL */
	ARRAY(struct str)
	taken;               /* out of its **parameter, by name, or handed
	                      on: "name*2", "*2" of its *parameter. More
	                      parameters, after those that it says */
	uint32_t turn;       /* calls so far that may change any object */
	uint32_t *first_out; /* by object: 1 + the first edge from it */
	uint32_t *next_out;  /* by edge: 1 + the next one from its object */
	const uint32_t *component; /* by object: its strongly connected part */
};

enum release_kind {
	RELEASE_FIELD, /* x.name = None, del x.name */
	RELEASE_ONE,   /* del x.name[k], where the caller says which */
	RELEASE_ITEM,  /* x.name.pop(), x.name.clear() */
	RELEASE_ALL,   /* x.__dict__ = {} */
	RELEASE_OTHER, /* x.name = something else */
	RELEASE_APART  /* that, and x does not occur in it */
};

/* A method lets go of what an attribute holds. */
struct release {
	node_id method;
	node_id holder; /* `x` of x.name */
	enum release_kind kind;
	uint32_t next; /* of the same attribute: 1 + its number, or 0 */
};

struct heap_builder {
	struct arena *arena;
	const struct facts *facts;
	const struct tree *tree;
	struct heap_function *functions; /* [0] is the module */
	uint32_t function_count;
	uint32_t *function_of_scope; /* 1 + index, or 0 */
	object_id *object_at; /* by node: what it evaluates to, or is bound to;
	                         of the function that is being interpreted */
	uint8_t *names;       /* by name: enum name_use, over the whole file */
	bool *is_of_class;    /* by name: a class's body may bind it */
	struct class_field *fields; /* a hash table by class and name */
	uint32_t field_mask;
	ARRAY(struct release) releases;
	uint32_t *first_release; /* by attribute: 1 + the number of the last */
	uint8_t *emptied; /* heap_releases.c's, by variable; NULL: none yet */
	uint32_t round;   /* of interpreting all functions, from 0 */
	ARRAY(struct condition) conditions; /* of assumed edges */
	ARRAY(struct heap_cycle) cycles;
	ARRAY(struct heap_keep) keeps;
	bool *told; /* by node: where a cycle closes, and the callables
	               that are in one and come from a callee */
	const bool *singletons; /* by class, or NULL: singleton.h */
	uint64_t *seen;         /* hashes of the cycles' edges: a hash table */
	uint32_t seen_room, seen_count;
	uint32_t search_count; /* of the whole file for calls of a class */
	uint32_t newest[OBJECT_SLOTS]; /* 1 + the object added last; of the
	                                  function that is being interpreted,
	                                  or left from one before */
	name_id call_name;             /* "__call__", if the file says it */
	bool imports_copying;          /* or pickling: heap_imports_copying */
};

/* heap_objects.c */

object_id object_add(struct heap_builder *b, struct heap_function *f,
                     struct object object);
void edge_add(struct heap_builder *b, struct heap_function *f,
              struct edge edge);
/* The object that an expression surely gives, or NO_OBJECT. */
object_id object_of(struct heap_builder *b, struct heap_function *f, node_id n);
/* The function, lambda, class or module that a comprehension's scope is in. */
scope_id heap_body_of(const struct scopes *scopes, scope_id scope);
/* What the variable of this function, bound once, holds; or NO_OBJECT. */
object_id heap_variable_in(const struct heap_builder *b,
                           const struct heap_function *f, symbol_id variable);
/* What the name n may hold in other runs than those where it holds `first`;
 * containers only. */
enum { MOST_OTHERS = 3 };
uint32_t heap_others_of(struct heap_builder *b, struct heap_function *f,
                        node_id n, object_id first, object_id *others);
/* Is the value, or an arm of it in `x or []` and `[] if x else y`, a list,
 * dict, set or deque? */
bool heap_has_container_arm(struct heap_builder *b, node_id value);
/* Is it a list, dict, set, deque, so that append and [k] = keep items? */
bool object_is_container(struct heap_builder *b, struct heap_function *f,
                         object_id object, node_id n);

/* Does calling this give a weak reference? */
bool heap_makes_weak(struct heap_builder *b, node_id callee);

/* heap_rounds.c */

/* `f` is interpreted with the summary of `callee`. */
void heap_note_read(struct heap_builder *b, struct heap_function *f,
                    struct heap_function *callee);
/* `f` is interpreted: keep what tells whether its summary has changed. */
void heap_sum_up(const struct heap_builder *b, struct heap_function *f);
/* Has a summary changed since `f` was interpreted with it? */
bool heap_has_news(const struct heap_builder *b, const struct heap_function *f);

/* heap_closures.c */

/* The closure of a lambda or def: an object with an edge to each captured
 * variable's object. */
object_id object_closure(struct heap_builder *b, struct heap_function *f,
                         node_id n);
/* The name is bound to the object: closures made before capture it, if it is
 * not bound again. */
void heap_capture_late(struct heap_builder *b, struct heap_function *f,
                       node_id name, object_id value);

/* heap_field_flags.c */

enum field_flag {
	FIELD_IS_SET = 1, /* instances get it: self.name = value */
	FIELD_IS_DELETED = 4,
	FIELD_IS_SHARED = 8,     /* the class has it: instances may have none */
	FIELD_IS_DESCRIPTOR = 2, /* the class has an object of this name that
	                            may answer instead of the instance */
	FIELD_LASTS = 16,        /* set to what the module has: a class, ... */
	FIELD_VARIES = 32        /* set to something else that is not None */
};

/* Fill b->fields, and in b->names what classes say. */
void heap_note_fields(struct heap_builder *b);
/* What the class and those above it in this file say of the name: enum
 * field_flag. And: is it only ever set to what is there as long as the program?
 */
uint32_t heap_field_flags(const struct heap_builder *b, class_id class,
                          name_id field);
bool heap_field_lasts(const struct heap_builder *b, class_id class,
                      name_id field);
/* Is it a class, function or module by the name that the module has for it?
 * That is there as long as the program. */
bool heap_is_of_module(const struct heap_builder *b, node_id value);

/* heap_fields.c */

/* What base.field, read at n, is. */
object_id object_read(struct heap_builder *b, struct heap_function *f,
                      object_id base, name_id field, node_id n);
object_id object_field(struct heap_builder *b, struct heap_function *f,
                       object_id base, node_id attribute);
/* x.__dict__, with x as `dict.base`: it holds what x holds, and so x as far as
 * cycles go. */
object_id heap_read_dict(struct heap_builder *b, struct heap_function *f,
                         struct object dict);
/* What the class's cached property of this name returns, an object of that
 * function's; or NULL. */
const struct object *heap_cached(const struct heap_builder *b, class_id class,
                                 name_id field);
/* Does the object surely keep what is stored in this attribute of it as a plain
 * strong reference (no property, no __setattr__)? */
bool object_keeps(struct heap_builder *b, const struct object *object,
                  name_id field);
/* The same, of one that something is stored into: a property of a class of this
 * file that has no setter tells that the object is not of that class. */
bool object_takes(struct heap_builder *b, const struct object *object,
                  name_id field);
/* The function of this file that object.name() surely runs, or NO_NODE. */
node_id object_method(struct heap_builder *b, const struct object *object,
                      name_id name);
/* May what was read have been replaced since by a call, in this turn of the
 * function? */
bool heap_is_stale(const struct heap_builder *b, const struct edge *e,
                   uint32_t turn);

/* heap_cycles.c */

/* Find which edges lead from which object; before all that asks for rings. */
void heap_index_edges(struct heap_builder *b, struct heap_function *f);

/* Is the edge on a ring, by the ends of edges alone? When they are indexed. */
static inline bool heap_is_on_ring(const struct heap_function *f,
                                   const struct edge *e)
{
	return e->to != NO_OBJECT &&
	       f->component[e->from] == f->component[e->to];
}

/* heap_statements.c */

/* Make an object of each parameter. */
void heap_parameters(struct heap_builder *b, struct heap_function *f);
/* 1 + the number of the *parameter or **parameter that the object is any item
 * of: what each argument of a call may be. 0: of none. */
uint32_t heap_keywords_item(const struct heap_builder *b,
                            const struct heap_function *f, object_id object);
/* Interpret one statement, display, closure or call. */
void heap_statement(struct heap_builder *b, struct heap_function *f, node_id n);

/* heap_items.c */

/* A display or comprehension: an object of its own, with its items. */
void heap_make_container(struct heap_builder *b, struct heap_function *f,
                         node_id n);
/* list(x), dict(x) ...: the holder gets the items that x has; of a dict its
 * keys, unless it is a dict itself. */
void heap_copy_items(struct heap_builder *b, struct heap_function *f,
                     object_id holder, node_id call, bool is_dict_made);
/* `from` has the items that `to` has: as far as they are known here, and those
 * that its caller knows. */
void heap_keep_items(struct heap_builder *b, struct heap_function *f,
                     struct edge edge);
/* xs[k]: an item of xs, held by it, if xs is a container. */
void heap_take_item(struct heap_builder *b, struct heap_function *f, node_id n);
/* Is the item of a defaultdict(list) or the like a container? */
bool heap_is_inner_container(struct heap_builder *b,
                             const struct heap_function *f,
                             const struct object *item);
/* Is it x.m, where m is a method of a class of this file? */
bool heap_is_method(const struct heap_builder *b, node_id n);
/* What the caller `f` has for an item that the callee takes out of its
 * parameter, for which `holder` is given: NO_OBJECT if that is not known, as
 * where it puts several in. */
object_id heap_item_for(struct heap_builder *b, struct heap_function *f,
                        const struct heap_function *callee,
                        const struct object *item, object_id holder,
                        node_id call);
/* for x in xs: x is an item of xs, held by it. */
void heap_bind_item(struct heap_builder *b, struct heap_function *f, node_id n);

/* heap_choice.c */

/* The part of `x or None`, `x if c else None` or `self.a if c else self.b` that
 * gives an object; of `x or C()` what it does if x is left out. */
node_id heap_chosen(const struct heap_builder *b, node_id n);

/* heap_summaries.c */

/* A new object that the expression n gives. */
object_id object_make(struct heap_builder *b, struct heap_function *f,
                      enum object_kind kind, node_id n);
/* Find which objects of the function a caller can come by. What it makes for
 * itself has all its rings there. */
void heap_reach_objects(struct heap_function *f);
/* A call of a function of this file; `self` (or NO_OBJECT) is its first
 * argument. Returns whether all that it does is known. */
bool heap_call_function(struct heap_builder *b, struct heap_function *f,
                        node_id call, node_id function, object_id self);
/* object(...), where the object's class is of this file and has __call__. */
bool heap_call_object(struct heap_builder *b, struct heap_function *f,
                      node_id call, node_id callee);
/* object[key] = value, where the object's class is of this file and defines
 * __setitem__. */
void heap_call_setitem(struct heap_builder *b, struct heap_function *f,
                       node_id subscript, object_id self, object_id value);

/* object.name = value, at `target`, where the object's class is of this file
 * and has a setter for it. */
void heap_call_setter(struct heap_builder *b, struct heap_function *f,
                      node_id target, object_id self, object_id value);

/* heap_containers.c */

/* The positional argument at `index`, or NO_NODE. */
node_id heap_positional(const struct tree *t, node_id call, uint32_t index);
/* A call of a method of a container; false if it is none. */
bool heap_call_container(struct heap_builder *b, struct heap_function *f,
                         node_id call, node_id receiver, struct str name);

/* Does a class of this file derive from list, dict, set or deque? */
bool heap_derives_from_container(const struct heap_builder *b, class_id class);
/* Is it something of which nothing is known but that it is used as a list or
 * dict is? */
bool heap_is_used_as_container(struct heap_builder *b,
                               const struct heap_function *f, object_id object,
                               node_id n);
/* dict(key=value), d.update(key=value): the container holds the values; by
 * name, as types.SimpleNamespace(field=value) does, in fields. */
void heap_keep_keywords(struct heap_builder *b, struct heap_function *f,
                        object_id holder, node_id call, bool is_by_name);

/* heap_known.c */

/* A call of a builtin or of the standard library that is known here; returns
 * whether it is. */
bool heap_call_known(struct heap_builder *b, struct heap_function *f,
                     node_id call, node_id callee);

/* heap_slots.c */

/* The attribute that the argument at `index`, a string, names; NAME_NONE if it
 * is none that the file says. And: is it a string without parts put in? */
name_id heap_named(const struct tree *t, node_id call, uint32_t index);
bool heap_is_plain_string(const struct tree *t, node_id n);
/* setattr(x, name, value), whose argument at `index` is the name. */
void heap_call_setattr(struct heap_builder *b, struct heap_function *f,
                       node_id call, object_id holder, uint32_t index);
/* Does the text that is made begin as methods of the class do, and as none of
 * its attributes: getattr(self, "visit_" + name)? */
bool heap_asks_by_prefix(struct heap_builder *b, class_id class, node_id n);
/* x.__setattr__(name, value); dict.__setitem__(x, key, value),
 * super().append(value) and the like, of a container. */
bool heap_call_slot(struct heap_builder *b, struct heap_function *f,
                    node_id call, node_id callee);

/* heap_library.c */

/* The names of the attributes that heap_call_library sets; before any table by
 * name is made. */
void heap_library_names(struct names *names);
/* A call of a class of the standard library that keeps its arguments. */
bool heap_call_library(struct heap_builder *b, struct heap_function *f,
                       node_id call, node_id callee);

/* Does calling this give a new container? */
bool heap_makes_container(struct heap_builder *b, node_id callee);

/* heap_held.c */

/* Fill b->is_of_class: before all that asks for held classes. */
void heap_note_bodies(struct heap_builder *b);
/* What names the class that is called, in some runs at least, through a name
 * that holds it: a parameter's default, an attribute of the class, a variable
 * of the module; or the class_definition in it. `callee` itself if it is no
 * such name. Without `f`, as far as the text tells. */
node_id heap_held_class(struct heap_builder *b, struct heap_function *f,
                        node_id callee);

/* Is it a name as classes have them, not functions, variables or constants? */
bool heap_is_called_as_class(const struct tree *t, node_id n);
/* As heap_held_class, one step only; or NO_NODE. */
node_id heap_held_value(struct heap_builder *b, struct heap_function *f,
                        node_id n);

/* Does calling the class not run this constructor of it (or NO_NODE)?
 * Decorators that put something else in the place of a class, and metaclasses
 * that make no new object at each call, are few, and say what they are for. */
bool heap_is_made_otherwise(const struct heap_builder *b,
                            const struct class_info *info, node_id init);

/* heap_table.c */

/* What is called by the function's own variable n, or table[n]: a class, or
 * what gives one; NO_NODE if nothing tells. */
node_id heap_picked(struct heap_builder *b, struct heap_function *f, node_id n);

/* heap_declared.c */

/* A field that a class's body declares. */
struct declared_field {
	node_id name;     /* or NO_NODE: none that the constructor takes */
	bool is_computed; /* what it gets is made of the argument */
	bool ends_order;  /* it may be no argument: ClassVar, InitVar, field()
	                   */
};
struct declared_field heap_declared(const struct facts *facts,
                                    const struct maker *maker,
                                    node_id statement);
/* The call of a class with such fields keeps its arguments in them. */
void heap_store_declared(struct heap_builder *b, struct heap_function *f,
                         node_id call, const struct class_info *class);
/* The same of one whose constructor is not known to be of its fields: if all
 * arguments are such by their names, or what decorates it makes the fields. */
bool heap_make_declared(struct heap_builder *b, struct heap_function *f,
                        node_id call, class_id class);

/* heap_calls.c */

void heap_call(struct heap_builder *b, struct heap_function *f, node_id call);
/* Give the expression n an object, if it may have one. */
void heap_result(struct heap_builder *b, struct heap_function *f, node_id n);

#include "heap_passed.h"
#include "heap_rings.h"

#endif

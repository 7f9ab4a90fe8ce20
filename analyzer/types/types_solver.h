/* How types are found, for the parts of types.c.
 *
 * Every expression, binding, attribute and function starts as NEVER and rises:
 * to a type, to the join of several, to UNKNOWN. What depends on what rose is
 * evaluated again until nothing rises. So mutual dependencies (x = x + 1, two
 * functions that call each other) find the least answer that holds, and what
 * remains NEVER is reached by no value: it is answered as unknown. */
#ifndef HEAPLINT_TYPES_SOLVER_H
#define HEAPLINT_TYPES_SOLVER_H

#include "types_table.h"

/* What can rise and is no node: a binding, a variable, a function's result, an
 * attribute, the contents of a container. */
typedef uint32_t cell_id;
#define NO_CELL UINT32_MAX

struct edge {
	node_id reader;
	uint32_t next; /* 1 + an index of edges; 0 ends */
};

struct cell {
	type_id type;
	uint32_t readers; /* 1 + the first edge */
	uint8_t rises;    /* how often it rose */
};

/* A binding of a variable, in the order of their nodes. */
struct bound {
	occurrence_id occurrence;
	cell_id cell;
	node_id effective; /* nodes from here on see it */
	node_id scope;     /* it is surely passed before all later nodes in
	                      this node; NO_NODE if that is not known */
};

/* What the solver knows of a variable. */
struct variable {
	uint32_t first, count; /* of `bounds` */
	cell_id all;           /* the join of its bindings */
	cell_id contents;      /* what is put into the containers that it
	                            names; NO_CELL if others may put as well */
	type_id declared;      /* its annotation, or UNKNOWN */
	type_id final;         /* over all bindings, when all is found */
	node_id declaration;   /* the annotation's node */
};

/* The bindings that a read can see: `count` from `first` of the variable's. */
struct reach {
	uint32_t first;
	uint16_t count;   /* 0: all of them */
	bool is_open;     /* and what the name holds further out */
	type_id narrowed; /* what isinstance() says there, or UNKNOWN */
};

struct function {
	cell_id result; /* what return gives */
	cell_id yields;
	type_id declared; /* the annotation of the result, or UNKNOWN */
	bool is_generator, is_async;
	bool is_decorated;
	bool is_replaced;   /* the name holds no function: a property, ... */
	bool returns;       /* has a return, or ends */
	bool falls_through; /* may end without a return */
	bool is_closed;     /* all calls of it are seen */
	bool is_known;      /* not decorated with what is not known */
	bool is_context_manager, is_cached;
};

/* An attribute that one class sets. */
struct attribute_slot {
	class_id class; /* NO_CLASS: of objects that are not known */
	name_id name;
	cell_id cell;
	type_id declared, final;
	bool is_given; /* something else than None is assigned */
	node_id proof; /* a value that is assigned, or its annotation */
};

struct types {
	struct arena *arena;
	struct arena *scratch; /* of types_find(), and what is marked so;
	                          NULL after it */
	const struct tree *tree;
	const struct scopes *scopes;
	const struct imports *imports;
	const struct classes *classes;
	struct type_table table;

	type_id *of_node;
	uint8_t *rises; /* by node; scratch, and so are these two */
	ARRAY(struct cell) cells;
	ARRAY(struct edge) edges;

	struct variable *variables; /* by symbol */
	struct bound *bounds;
	uint32_t bound_count;
	uint32_t *bound_of;         /* by occurrence: 1 + its index of bounds */
	struct reach *reaches;      /* by occurrence */
	struct function *functions; /* by scope */
	ARRAY(struct attribute_slot) attributes;
	uint32_t *attribute_table; /* 1 + an index of attributes */
	uint32_t attribute_mask;
	uint8_t *ends, *breaks;        /* by node, for types_ends.c; scratch */
	const uint32_t *derived_first; /* by class: of derived, CSR */
	const class_id *derived;

	const node_id *loops; /* by node: the innermost loop statement around;
	                         scratch */
	const scope_id *runs_in; /* by scope; scratch */
	node_id last_star;       /* the last star import */
	bool has_open_globals;   /* globals() is written to */

	type_id *of_fact;  /* by entry of stdlib.def: its type, if made */
	uint16_t *origins; /* by node: 0, it was not asked what stdlib.def says
	                      of its name; 1, nothing; 2 + the entry */
	ARRAY(node_id)
	queue; /* to evaluate again, from `queue_first` on;
	          scratch */
	uint32_t queue_first;
	uint64_t *queued; /* bits, by node; scratch */
	/* The first pass is at `current`, on its way down from the end of a
	 * segment to its start. */
	node_id segment_start, segment_end, current;
	uint64_t work; /* evaluations left before the search is given up */
	bool is_given_up;
	ARRAY(node_id) targets; /* a stack, for unpacking; scratch, both */
	ARRAY(type_id) target_types;
};

/* types_solver.c */
void types_make_solver(struct types *ty);
cell_id types_new_cell(struct types *ty, type_id type);
void types_add_reader(struct types *ty, cell_id cell, node_id reader);
/* The cell's type, and evaluate `reader` again when it rises. */
type_id types_read(struct types *ty, cell_id cell, node_id reader);
void types_raise(struct types *ty, cell_id cell, type_id type);
void types_set_node(struct types *ty, node_id n, type_id type);
void types_solve(struct types *ty);

/* types_variables.c */
void types_find_variables(struct types *ty);
type_id types_read_name(struct types *ty, node_id n);
/* When nothing rises any more: fill variable.final. */
void types_finish_variables(struct types *ty);
void types_raise_bound(struct types *ty, occurrence_id occurrence,
                       type_id type);

/* types_narrow.c: fill reach.narrowed. */
void types_find_narrowings(struct types *ty);

/* types_contents.c: which variables' containers only they change. */
void types_find_contents(struct types *ty);
/* Something is put into the container that a name holds. */
void types_put(struct types *ty, node_id container, type_id element,
               type_id value);

/* types_bindings.c: what statements bind. True if n is no expression. */
bool types_evaluate_statement(struct types *ty, node_id n);
void types_bind(struct types *ty, node_id target, type_id type);
/* An annotation is believed where nothing known speaks against it. */
type_id types_declared(struct types *ty, type_id declared, type_id value);

/* types_ends.c: may what follows the statement n run after it? */
void types_find_ends(struct types *ty);
bool types_ends(const struct types *ty, node_id n);

/* types_functions.c */
void types_find_functions(struct types *ty);
struct function *types_function(struct types *ty, node_id definition);
type_id types_function_type(struct types *ty, node_id definition);
void types_return(struct types *ty, node_id n);
/* What calling a function gives, or awaiting that. */
type_id types_result(struct types *ty, node_id definition, node_id reader);
type_id types_awaited(struct types *ty, node_id definition, node_id reader);
/* Give a call's arguments to the parameters of a function of this file. */
void types_pass_arguments(struct types *ty, node_id call, node_id definition);
void types_bind_parameters(struct types *ty, node_id definition);

/* types_attributes.c */
void types_find_attributes(struct types *ty);
type_id types_instance(struct types *ty, class_id class);
type_id types_class(struct types *ty, class_id class);
/* `class` NO_CLASS: of an object that is not known. */
void types_set_attribute(struct types *ty, class_id class, name_id name,
                         type_id type, node_id proof);
/* When nothing rises any more: fill attribute_slot.final. */
void types_finish_attributes(struct types *ty);
type_id types_final_attribute(const struct types *ty, class_id class,
                              name_id name);
/* What proves the type of the attribute n, or NO_NODE. */
node_id types_attribute_proof(const struct types *ty, node_id n);
type_id types_method_result(struct types *ty, class_id class, name_id name,
                            node_id reader);
type_id types_attribute(struct types *ty, node_id n);

/* types_annotations.c: what an annotation promises. */
type_id types_annotation(struct types *ty, node_id annotation);
/* What the text of a fact in stdlib.def says; what its words stand for. */
struct fact_words {
	type_id self, argument, second;
};
type_id types_fact(struct types *ty, const char *text,
                   const struct fact_words *words);

/* types_calls.c */
struct library_fact;
type_id types_call(struct types *ty, node_id call);
/* The entry of stdlib.def for what a call calls, or NULL. */
const struct library_fact *types_fact_of(const struct types *ty, node_id call);
type_id types_of_fact(struct types *ty, const struct library_fact *fact,
                      const struct fact_words *words);
/* What calling a class gives, whatever it is called with. */
type_id types_constructed(struct types *ty, const struct type *class);
/* What calling a function of the library with one `item` gives. */
type_id types_plain_result(struct types *ty, node_id function, type_id item);
type_id types_library_attribute(struct types *ty, node_id n);
type_id types_builtin(struct types *ty, node_id n);
type_id types_imported(struct types *ty, node_id n);

/* types_values.c */
type_id types_value(struct types *ty, node_id n);

/* types_operators.c */
type_id types_operator(struct types *ty, node_id n);
type_id types_augmented(struct types *ty, node_id sign, type_id left,
                        type_id right);
type_id types_subscript(struct types *ty, node_id n);

#endif

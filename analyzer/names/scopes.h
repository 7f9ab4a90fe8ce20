/* Scopes, the names in them, and where each name is bound and used: what
 * CPython's symtable.c computes (LEGB, global, nonlocal, class scopes that
 * nested functions do not see, comprehensions, PEP 695 type parameters).
 *
 * A *symbol* is a name in a scope, as in symtable: a name that is used in three
 * nested functions has three symbols. All of them stand for one *variable*:
 * the symbol in the scope that owns it (its `owner`). An *occurrence* is one
 * identifier (or keyword-less binding such as `import a.b`) that binds or reads
 * a variable. */
#ifndef HEAPLINT_SCOPES_H
#define HEAPLINT_SCOPES_H

#include "tree.h"

typedef uint32_t scope_id;
typedef uint32_t symbol_id;
typedef uint32_t occurrence_id;
#define NO_SCOPE UINT32_MAX
#define NO_SYMBOL UINT32_MAX
#define NO_OCCURRENCE UINT32_MAX

enum scope_kind {
	SCOPE_MODULE, /* scope 0 */
	SCOPE_CLASS,
	SCOPE_FUNCTION,
	SCOPE_LAMBDA,
	SCOPE_COMPREHENSION,   /* list, set, dict and generator expression */
	SCOPE_TYPE_PARAMETERS, /* PEP 695: around a generic def, class, type */
	SCOPE_TYPE_VARIABLE,   /* a type parameter's bound */
	SCOPE_TYPE_ALIAS       /* the right side of a `type` statement */
};

enum scope_flag {
	SCOPE_HAS_STAR_IMPORT = 1, /* any name may be bound in it */
	SCOPE_READS_LOCALS = 2,    /* locals(), vars(), eval, exec in it */
	SCOPE_IS_GENERATOR = 4,    /* yields */
	SCOPE_IS_ASYNC = 8,
	SCOPE_IS_UNSURE = 16,      /* a syntax error in it may hide bindings */
	SCOPE_IS_UNEVALUATED = 32, /* in an annotation that stays text: symtable
	                              does not list it */
	SCOPE_SEES_HIDDEN = 64 /* what is not in the tree may bind names in it,
	                          or in one around it */
};

struct scope {
	enum scope_kind kind;
	uint16_t flags;
	node_id node; /* the module, class_definition, lambda, ... */
	scope_id parent;
	scope_id body; /* the function, lambda, class or module that runs it:
	                  itself, but for comprehensions and type scopes */
	symbol_id first_symbol; /* chained by symbol.next */
	name_id class_name;     /* private names (__x) in it are mangled with
	                           this class's; NAME_NONE outside classes */
};

enum symbol_flag {
	SYMBOL_PARAMETER = 1 << 0,
	SYMBOL_ASSIGNED = 1 << 1, /* DEF_LOCAL: bound or deleted here, but as
	                             a parameter or by an import */
	SYMBOL_REFERENCED = 1 << 2,
	SYMBOL_IMPORTED = 1 << 3,
	SYMBOL_ANNOTATED = 1 << 4,
	SYMBOL_GLOBAL_DECLARED = 1 << 5,
	SYMBOL_NONLOCAL_DECLARED = 1 << 6,
	SYMBOL_DELETED = 1 << 7,
	SYMBOL_TYPE_PARAMETER = 1 << 8,
	/* How it resolves; one of: */
	SYMBOL_LOCAL = 1 << 9,
	SYMBOL_CELL = 1 << 10, /* local, and captured by an inner scope */
	SYMBOL_FREE = 1 << 11, /* belongs to an outer function or class cell */
	SYMBOL_GLOBAL = 1 << 12, /* the module's, or a builtin. The module's own
	                            symbol is LOCAL, but GLOBAL when any scope
	                            declares it `global` */
	/* Not in CPython's table: it is read only in annotations that stay
	 * text. */
	SYMBOL_HIDDEN = 1 << 13,
	SYMBOL_BOUND_BY_GLOBAL = 1 << 14, /* the module's, under `global` */
	/* Any of these binds the name in the symbol's own scope. */
	SYMBOL_BOUND = SYMBOL_PARAMETER | SYMBOL_ASSIGNED | SYMBOL_IMPORTED
};

struct symbol {
	name_id name; /* mangled, as `_C__x` */
	scope_id scope;
	uint32_t flags;
	symbol_id owner; /* itself; the outer function's or the module's symbol;
	                    NO_SYMBOL if nothing in the file binds it: a
	                    builtin, or from a star import */
	symbol_id next;  /* in its scope */
	/* Of owners: all occurrences of the variable, in all scopes, in order
	 * of their nodes. */
	occurrence_id first, last;
	uint32_t bindings;  /* how many of them give it a value */
	occurrence_id only; /* the one that does, if there is one only */
};

enum access { ACCESS_READ, ACCESS_BIND, ACCESS_DELETE };

/* What binds a name. `cause` of the occurrence is the node named here. */
enum binding {
	BINDING_NONE,       /* a read or del */
	BINDING_ASSIGNMENT, /* assignment with a right side (also unpacking) */
	BINDING_ANNOTATION, /* `x: int` without a value */
	BINDING_AUGMENTED,  /* augmented_assignment: also reads */
	BINDING_WALRUS,     /* named_expression */
	BINDING_FOR,        /* for_statement or for_in_clause */
	BINDING_WITH,       /* with_item */
	BINDING_EXCEPT,     /* except_clause: deleted at its end */
	BINDING_IMPORT,     /* aliased_import or dotted_name */
	BINDING_FUNCTION,   /* function_definition */
	BINDING_CLASS,      /* class_definition */
	BINDING_PARAMETER,  /* the parameter node in parameters */
	BINDING_MATCH,      /* case_clause */
	BINDING_TYPE        /* type parameter or type alias */
};

struct occurrence {
	node_id node;     /* the identifier */
	node_id cause;    /* see enum binding; NO_NODE for reads */
	symbol_id symbol; /* in the scope where it stands */
	enum access access;
	enum binding binding;
	occurrence_id next; /* of the same variable, or NO_OCCURRENCE */
};

struct scopes {
	const struct tree *tree;
	const struct scope *scopes;
	uint32_t scope_count;
	const struct symbol *symbols;
	uint32_t symbol_count;
	const struct occurrence *occurrences;
	uint32_t occurrence_count;
	const occurrence_id *at; /* by node: the occurrence of an identifier */
	const scope_id
	    *scope_of;          /* by node: the scope that it is evaluated in */
	const symbol_id *slots; /* a hash table over scope and name */
	uint32_t slot_mask;
};

void scopes_find(struct scopes *scopes, struct arena *arena,
                 const struct tree *tree);

/* The occurrence at an identifier node; NULL if the node is none (an attribute,
 * a keyword's name, ...). */
static inline const struct occurrence *scopes_occurrence(const struct scopes *s,
                                                         node_id n)
{
	if (n == NO_NODE || s->at[n] == NO_OCCURRENCE)
		return NULL;
	return &s->occurrences[s->at[n]];
}

/* The symbol of this name (as written) in this very scope, or NO_SYMBOL. */
symbol_id scopes_symbol(const struct scopes *s, scope_id scope, name_id name);

/* The variable that an identifier stands for (an owner's id); NO_SYMBOL if
 * nothing in this file binds it or n is no variable. */
static inline symbol_id scopes_variable(const struct scopes *s, node_id n)
{
	const struct occurrence *o = scopes_occurrence(s, n);

	return o == NULL ? NO_SYMBOL : s->symbols[o->symbol].owner;
}

/* Is n an identifier that can only be the builtin of this name: nothing in the
 * file binds the name where n sees it, no star import, no syntax error could?
 */
bool scopes_is_builtin(const struct scopes *s, node_id n, const char *name);

/* The scope that a function, class, lambda or comprehension node opens. */
scope_id scopes_opened_by(const struct scopes *s, node_id n);

/* The variable of this name that code in `scope` sees, or NO_SYMBOL. */
symbol_id scopes_lookup(const struct scopes *s, scope_id scope, name_id name);

/* The function's, lambda's or module's scope that runs n (comprehensions count
 * to the scope around them; a class body is itself). */
scope_id scopes_body(const struct scopes *s, node_id n);

/* The only place that gives the variable a value; NULL of NO_SYMBOL, when there
 * are none, more, or perhaps more (a star import, a syntax error). Parameters
 * are bound at their parameter. */
const struct occurrence *scopes_only_binding(const struct scopes *s,
                                             symbol_id variable);

/* The expression, inside any parentheses, that the only `name = value` gives
 * to the name; NO_NODE if it is no variable, may have other values, or gets a
 * part of one (`name, other = value`). */
node_id scopes_only_value(const struct scopes *s, node_id name);

/* for (o = scopes_first(s, v); o != NULL; o = scopes_next(s, o)) */
static inline const struct occurrence *scopes_first(const struct scopes *s,
                                                    symbol_id variable)
{
	occurrence_id first = s->symbols[variable].first;

	return first == NO_OCCURRENCE ? NULL : &s->occurrences[first];
}

static inline const struct occurrence *scopes_next(const struct scopes *s,
                                                   const struct occurrence *o)
{
	return o->next == NO_OCCURRENCE ? NULL : &s->occurrences[o->next];
}

#endif

/* The classes of one file: bases, decorators, slots, and where their instances'
 * attributes are set. Syntax and names only: no types. */
#ifndef HEAPLINT_CLASSES_H
#define HEAPLINT_CLASSES_H

#include "imports.h"
#include "scopes.h"

typedef uint32_t class_id;
#define NO_CLASS UINT32_MAX

enum class_flag {
	CLASS_HAS_METACLASS = 1 << 0,
	CLASS_HAS_KEYWORDS = 1 << 1, /* class C(Base, key=value) */
	CLASS_UNKNOWN_DECORATOR = 1 << 2,
	CLASS_IS_DATACLASS = 1 << 3,
	CLASS_DATACLASS_SLOTS = 1 << 4, /* @dataclass(slots=True) */
	CLASS_HAS_SLOTS = 1 << 5,
	CLASS_UNKNOWN_SLOTS = 1 << 6, /* __slots__ that is not a constant */
	CLASS_SLOTS_HAVE_DICT = 1 << 7,
	CLASS_SLOTS_HAVE_WEAKREF = 1 << 8,
	CLASS_USES_DICT = 1 << 9,    /* self.__dict__, vars(self) */
	CLASS_DYNAMIC = 1 << 10,     /* setattr(self, unknown, ...) */
	CLASS_HAS_SETATTR = 1 << 11, /* defines __setattr__, __getattribute__,
	                                __getattr__ or __delattr__ */
	CLASS_HAS_CACHED_PROPERTY = 1 << 12,
	CLASS_HAS_GETSTATE = 1 << 13,         /* pickling protocol methods */
	CLASS_IS_LOCAL = 1 << 14,             /* defined inside a function */
	CLASS_IS_UNSURE = 1 << 15,            /* has a syntax error in it */
	CLASS_IS_WEAKLY_REFERENCED = 1 << 16, /* weakref.ref(self) in it */
	CLASS_HAS_FOREIGN_BASE = 1 << 17, /* one above it is not of this file,
	                                     nor object */
	CLASS_SETS_ANY = 1 << 18 /* __setattr__ or __getattribute__ is its own:
	                            what is read need not be what was set */
};

/* A base class as written. */
struct base {
	node_id node;      /* the expression, subscripts removed */
	struct str origin; /* its dotted origin, or empty if unknown */
	class_id class;    /* if it is a class of this file, or NO_CLASS */
};

/* `self.name = value` in a method (or cls.name, C.name, or in the class body;
 * setattr(self, "name", value) and object.__setattr__(self, "name", value)). */
struct attribute_set {
	name_id name;
	node_id target;    /* the attribute node, the identifier, the call */
	node_id value;     /* the assigned expression, or NO_NODE (a for
	                      target, with target, unpacked from one value) */
	node_id statement; /* the assignment, for, with item, call ... */
	node_id method;    /* the method of the class that it is in (also in
	                      a function nested there), or NO_NODE */
	bool is_declared;  /* `self.x: int` or `x: int` without a value */
	bool is_class_level;
	bool is_augmented; /* self.x += ...: was set before */
	bool is_deleted;   /* del self.x */
};

struct class_info {
	node_id node; /* class_definition */
	name_id name;
	scope_id scope;       /* that it opens */
	symbol_id variable;   /* that it binds */
	struct str qualified; /* "Outer.Inner", as __qualname__ */
	uint32_t flags;
	const struct base *bases;
	uint32_t base_count;
	const node_id *methods; /* function_definition, in order */
	uint32_t method_count;
	const struct attribute_set *sets;
	uint32_t set_count;
	const name_id *slots; /* if CLASS_HAS_SLOTS and not UNKNOWN_SLOTS */
	uint32_t slot_count;
	const class_id *order; /* the method resolution order, itself first */
	uint32_t order_count;
	bool order_is_open; /* classes of other files come after, or between */
};

struct classes {
	const struct class_info *list; /* in order of their nodes */
	uint32_t count;
	const uint32_t *of_method; /* by scope: 1 + the class_id that a
	                              function scope is a method of; else 0 */
	const uint32_t *of_self;   /* by symbol: 1 + the class whose `self` the
	                              variable is; else 0 */
	const uint32_t *of_cls;    /* by symbol: likewise for `cls` */
	const struct method_slot *method_table; /* by class and name */
	uint32_t method_mask;
	const struct tree *tree;
	const struct scopes *scopes;
	const struct imports *imports;
};

void classes_find(struct classes *classes, struct arena *arena,
                  const struct tree *tree, const struct scopes *scopes,
                  const struct imports *imports);

/* The class whose class_definition is n, or NO_CLASS. */
class_id classes_at(const struct classes *c, node_id n);

/* The class that a function_definition is a method of, or NO_CLASS. */
class_id classes_of_method(const struct classes *c, node_id function);

enum method_kind {
	METHOD_INSTANCE,
	METHOD_CLASS,
	METHOD_STATIC,
	METHOD_PROPERTY
};
enum method_kind classes_method_kind(const struct classes *c, node_id function);

/* Does this __setattr__ keep what it is given in the attribute of the name, in
 * some runs at least, as object's does? */
bool classes_setattr_stores(const struct tree *t, node_id method,
                            struct str attribute);
/* The setter of the class's property of this name, or NO_NODE. */
node_id classes_setter(const struct classes *c, class_id class, name_id name);

/* Does the method do nothing, as those do that subclasses replace: its body is
 * `pass`, `return`, a docstring, `raise NotImplementedError`? */
bool classes_does_nothing(const struct tree *t, node_id method);
/* Does it do nothing, or call the one that it overrides? */
bool classes_adds_to(const struct tree *t, node_id method, name_id name);

/* Is it a property whose result the object keeps as an attribute? */
bool classes_is_cached_property(const struct classes *c, node_id function);

/* Has the function a decorator that may give something else than a function
 * that is called in the same way? */
bool classes_has_unknown_decorator(const struct classes *c, node_id function);

/* The identifier of a function's first positional parameter, or NO_NODE. */
node_id classes_first_parameter(const struct tree *t, node_id function);

/* The class that `self` (n, an identifier) is an instance of: n is the first
 * parameter of an instance method (also read in functions nested in it), never
 * bound again. NO_CLASS otherwise. */
class_id classes_of_self(const struct classes *c, node_id n);

/* The class that an identifier n surely names, or NO_CLASS. */
class_id classes_named(const struct classes *c, node_id n);

/* The place that an attribute or identifier is bound in: the assignment,
 * augmented_assignment, for_statement, for_in_clause, as_pattern or
 * delete_statement, through any unpacking; NO_NODE if it is read. */
node_id classes_target_of(const struct tree *t, node_id n);

/* What is assigned to the target n by that statement; NO_NODE if it is part of
 * another value. `a, b = 1, 2` gives 1 and 2. */
node_id classes_assigned(const struct tree *t, node_id statement, node_id n);

/* What the class body binds `self.name` (n, an attribute) to, if nothing else
 * in the class does; else NO_NODE. */
node_id classes_constant(const struct classes *c, node_id n);

/* The method of this name, searched in the class and in its bases of this file
 * (C3 order); NO_NODE if not found or a base is not in this file. */
node_id classes_method(const struct classes *c, class_id class, name_id name);

/* Is `derived` the class `base` or a subclass of it, within this file? */
bool classes_derives(const struct classes *c, class_id derived, class_id base);

/* Is one of the origins ("builtins.dict", NULL at the end) a base of the class,
 * or of one above it in this file? Of more above it than a few, false. */
bool classes_has_base(const struct classes *c, class_id class,
                      const char *const *origins);

#endif

/* Questions of the rules about exceptions, tracebacks and frames: who holds
 * what when a function is left. */
#ifndef HEAPLINT_ASK_RAISE_H
#define HEAPLINT_ASK_RAISE_H

#include "facts.h"
#include "finding.h"

/* The function_definition whose frame runs n; NO_NODE at module and class
 * level, in a lambda, and in parts of no function. */
node_id ask_raise_function(const struct facts *f, node_id n);

/* The innermost except clause of the same function whose block n is in, or
 * NO_NODE: there sys.exc_info() has a traceback that ends in this frame. */
node_id ask_raise_handler(const struct facts *f, node_id n);

/* May an except clause of the same function catch what is raised at n? */
bool ask_raise_is_caught(const struct facts *f, node_id n);

/* Is the value of n, which is raised or kept as an exception, surely an
 * instance, not a class: its type is known, it is the name of the except clause
 * around it, the call of a class by its name (CapWords), or of a future's
 * exception()? None does not count. */
bool ask_raise_is_instance(const struct facts *f, node_id n);

/* The variable that n (a name, or the name at the root of attributes and items)
 * is kept in by the frame of the function that n is in: a local, parameter or
 * captured name of it, but not the name of an except clause, which is deleted
 * at its end. NO_SYMBOL otherwise. */
symbol_id ask_raise_local(const struct facts *f, node_id n);

/* Does the local variable hold an exception instance (or None) at n, whichever
 * way n is come to, and never what an except clause named? `is_proved`: that it
 * is no class is known already. `only` becomes the binding if there is one
 * alone. */
bool ask_raise_is_instance_at(const struct facts *f, node_id n,
                              symbol_id variable, bool is_proved,
                              const struct occurrence **only);

/* Does the variable still hold what `from` gave it (or what it has there) when
 * the function is left after `from`? Not if it may be deleted or bound to
 * something else afterwards, but for bindings that come before `from` at each
 * turn. `is_exception`: another exception instance in it is as bad. */
bool ask_raise_is_held(const struct facts *f, symbol_id variable, node_id from,
                       bool is_exception);

/* Does n give its own frame: sys._getframe(), sys._getframe(0),
 * inspect.currentframe()? */
bool ask_raise_is_own_frame(const struct facts *f, node_id n);

/* inspect.stack(), whose first item holds this frame, or that item;
 * inspect.getouterframes(sys._getframe())? */
bool ask_raise_is_own_stack(const struct facts *f, node_id n);

/* sys._getframe().f_locals, which refers to the frame from 3.13 on? */
bool ask_raise_is_own_locals(const struct facts *f, node_id n);

/* What n is of the exception that the except clause around it caught, whose
 * traceback holds this frame. */
enum ask_raise_caught {
	ASK_RAISE_OTHER,
	ASK_RAISE_EXCEPTION, /* its name, sys.exc_info()[1] */
	ASK_RAISE_TRACEBACK, /* e.__traceback__, sys.exc_info()[2] */
	ASK_RAISE_INFO       /* sys.exc_info(), sys.exc_info()[1:], [:2] */
};
enum ask_raise_caught ask_raise_caught(const struct facts *f, node_id n);

/* The name at the root of attributes and items (self of self.errors[0]) and its
 * variable; NO_NODE and NO_SYMBOL if there is none. */
node_id ask_raise_root_node(const struct facts *f, node_id n);
symbol_id ask_raise_root(const struct facts *f, node_id n);

/* Where the value of an expression is kept: by an assignment, or by
 * place.append(value) and the like; as such, inside of a display or of an
 * exception that is made of it, or as what a function that it is passed to
 * gives back. */
struct ask_raise_kept {
	node_id value;     /* e, e.__traceback__, sys.exc_info() */
	node_id statement; /* the assignment or call */
	node_id place;     /* the name, attribute, item or container */
	bool is_added;     /* to a container */
	node_id giver;     /* the function that may give it back, or NO_NODE */
	const char *field; /* ... in this field of the place; or NULL */
	node_id undone_by; /* ... until this method is called; or NO_NODE */
};
bool ask_raise_find_kept(const struct facts *f, node_id value,
                         struct ask_raise_kept *kept);

/* What comes to keep the argument, in kept->field, where it is handed to a
 * future or to a function of this file that surely leaves it there: a part of
 * the call, or the call itself if that gives it. NO_NODE if nothing does. */
node_id ask_raise_handed(const struct facts *f, node_id argument,
                         struct ask_raise_kept *kept);

/* Is the place a name that holds the value (or what it was put in)? */
bool ask_raise_is_direct(const struct facts *f,
                         const struct ask_raise_kept *kept);

/* Is the place a name, or an item of what a name holds, that the function can
 * delete: `root`, which leads to it, is none of its parameters? */
bool ask_raise_is_deletable(const struct facts *f,
                            const struct ask_raise_kept *kept, symbol_id root);

/* The variable that leads to the place, if the frame still holds it when the
 * function is left; NO_SYMBOL otherwise. */
symbol_id ask_raise_held_root(const struct facts *f,
                              const struct ask_raise_kept *kept);

/* A variable of the module, or of a class body, that leads to the place, or
 * NO_SYMBOL. */
symbol_id ask_raise_lasting_root(const struct facts *f,
                                 const struct ask_raise_kept *kept);

/* Is `n`, an attribute or item, taken away in a finally around the raise? */
bool ask_raise_is_taken_away(const struct tree *t, node_id raise, node_id n);

/* Does the same function let go of it again: the attribute or item is set anew
 * or deleted afterwards, the container is emptied; or does another rule speak
 * of it (MEM104, MEM106)? Otherwise `by` becomes another method of the class
 * that lets go of an attribute of self, or stays as it is. */
bool ask_raise_is_let_go(const struct facts *f,
                         const struct ask_raise_kept *kept, node_id *by);

/* What becomes of the exception at the place later (of an attribute, anywhere
 * in the file), or-ed. Cautious: raised. */
enum ask_raise_fate {
	ASK_RAISE_IS_RAISED = 1 << 0, /* or given to what raises it */
	ASK_RAISE_IS_CAUSE = 1 << 1,  /* also: raised again by its clause */
	ASK_RAISE_IS_SHOWN = 1 << 2   /* its traceback is read */
};
unsigned ask_raise_fate(const struct facts *f,
                        const struct ask_raise_kept *kept);

/* Does the clause around the statement read the traceback after it? */
bool ask_raise_is_shown_after(const struct facts *f, node_id statement);

/* Is a traceback cut off somewhere in `part`: x.__traceback__ = None,
 * x.with_traceback(None), traceback.clear_frames(tb)? Cautious (a part that is
 * too large): true. */
bool ask_raise_is_cut(const struct facts *f, node_id part);

/* Can the function that n is in end normally after n, so that the exception
 * caught there is dealt with, not raised on? Cautious: false. */
bool ask_raise_is_dealt_with(const struct facts *f, node_id n);

/* Is the file one of a window's, where events are what a person does? */
bool ask_raise_is_of_window(const struct facts *f);

/* The name, where it is bound, of a local that surely holds data-sized content
 * in the frame at n; NO_NODE if none is known to. */
node_id ask_raise_large_local(const struct facts *f, node_id n);

/* The same if a frame of the function that n is in is worth a warning: n is
 * done whatever the clause around it caught, and there are many such frames, as
 * of asynchronous functions, methods of callback protocols (not of what a
 * person does in a window) and what runs many times. */
node_id ask_raise_heavy_local(const struct facts *f, node_id n);

/* The names of the function that n is in, or of the one whose variable it is,
 * that hold one exception, its traceback or sys.exc_info(): to be deleted
 * together. */
enum { ASK_RAISE_MOST_NAMES = 4 };
struct ask_raise_names {
	symbol_id at[ASK_RAISE_MOST_NAMES];
	uint32_t count;
};

/* The names that hold the value (the frame, the exception or its traceback)
 * when the function is left after the assignment, by all targets of
 * a = b = value, and of kind, value, tb = sys.exc_info() the last two. */
void ask_raise_find_holders(const struct facts *f, node_id assignment,
                            node_id value, struct ask_raise_names *names);

/* Find the others, where n raises what those already in `names` hold, or is the
 * assignment that gives it to them. False if deleting them may not be enough,
 * or not be possible: an object or a container that keeps it, a caller, a
 * function that reads a name later. */
bool ask_raise_find_names(const struct facts *f, node_id n,
                          struct ask_raise_names *names);

/* "error, tb". */
const char *ask_raise_write_names(const struct facts *f, struct arena *arena,
                                  const struct ask_raise_names *names);

/* A ring through the frame of the function that `statement` is in. */
struct ask_raise_ring {
	node_id statement;
	symbol_id variable; /* of the frame, that leads to what is held */
	node_id place;      /* from the variable to it, or NO_NODE */
	bool is_added;      /* it is in the container at the place */
	const char *field;  /* ... or in this field of it; or NULL */
	node_id value;      /* what is held */
	enum ask_raise_caught holds; /* ASK_RAISE_OTHER: the frame itself */
};

/* Put the ring in the finding: frame, objects on the way, exception,
 * traceback. */
void ask_raise_refer(struct findings *findings, struct finding *finding,
                     const struct facts *f, const struct ask_raise_ring *ring);

/* ask_raise_shared.c: what makes the one instance that the name of a module, or
 * of a class's body, holds for good; NO_NODE if n may be anything else. */
node_id ask_raise_shared(const struct facts *f, node_id n);

#endif

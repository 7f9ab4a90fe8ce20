/* Which expressions give a value that keeps a given object alive: the object
 * itself, its bound method, a function that captures it, what is made of these.
 */
#ifndef HEAPLINT_HOLDS_H
#define HEAPLINT_HOLDS_H

#include "facts.h"

/* Does the value of n surely hold, by strong references alone, the object that
 * the variable has where n stands? Followed: bound methods of classes of this
 * file, lambdas and nested functions, functools.partial, displays, names bound
 * once to such, and instances of classes of this file whose __init__ keeps its
 * argument. */
bool holds_object(const struct facts *f, node_id n, symbol_id object);

/* The variable that is `self` in the method around n (also around a function
 * nested in it); NO_SYMBOL if there is none. */
symbol_id holds_self_at(const struct facts *f, node_id n);

/* Does any argument of the call from number `first` on (by keyword: any) hold
 * the object? */
bool holds_in_arguments(const struct facts *f, node_id call, uint32_t first,
                        symbol_id object);

/* The last name of `name` or `x.name`; of what the value of n is assigned to.
 * NAME_NONE if there is none. */
name_id holds_last_name(const struct facts *f, node_id n);
name_id holds_kept_in(const struct facts *f, node_id n);

/* The attribute of self that `object` is, or that the local variable `object`
 * is assigned to; NAME_NONE if there is none. */
name_id holds_attribute_of_self(const struct facts *f, node_id object,
                                symbol_id self);

/* Does code in the class (or module) around n let go of something through this
 * name: `x()`, `x.close()`, `x.detach()`, `x.pop()`, `del x[key]`? */
bool holds_is_let_go(const struct facts *f, node_id n, name_id name);

/* Does code in the class (or module) around n call one of these methods on
 * something of this name: `x.join()`, `self.x.join()`? Cautious: true. */
bool holds_calls_method(const struct facts *f, node_id n, name_id name,
                        const char *const *methods);

#endif

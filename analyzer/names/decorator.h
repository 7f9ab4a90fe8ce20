/* Decorators that are functions of the same file: what they make of the
 * function that they decorate. */
#ifndef HEAPLINT_DECORATOR_H
#define HEAPLINT_DECORATOR_H

#include "imports.h"
#include "scopes.h"

/* Does the decorator give back the function that it gets, or one that returns
 * what that gives, called with the same arguments? `value`: the decorator's
 * expression. Of what is not a function of this file: no. */
bool decorator_keeps(const struct scopes *s, const struct imports *imports,
                     node_id value);

#endif

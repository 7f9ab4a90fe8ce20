/* What an identifier is for: it binds, reads or deletes a variable, or is none
 * (an attribute's name, a keyword, a module). */
#ifndef HEAPLINT_SCOPES_CONTEXT_H
#define HEAPLINT_SCOPES_CONTEXT_H

#include "scopes.h"

enum role {
	ROLE_READ,
	ROLE_BIND,
	ROLE_DELETE,
	ROLE_PATTERN, /* in a `case`: binds or reads, by what it stands in */
	ROLE_GLOBAL,
	ROLE_NONLOCAL,
	ROLE_NONE /* no variable: an attribute's name, a keyword, a module */
};

/* What an identifier is for, given by the nodes around it. A with_item or
 * except_clause sets `binding` and `cause` for the target of its `as`, while
 * the role is still ROLE_READ. */
struct context {
	node_id end;
	node_id cause;
	enum role role;
	enum binding binding;
	bool is_annotated;         /* `x: int = 1` */
	bool is_unevaluated;       /* in an annotation that stays text */
	bool opens_type_scope;     /* a type parameter's bound */
	bool has_lazy_annotations; /* from __future__ import annotations */
};

/* `type(x).attr = v` is read by the grammar as an alias of `(x).attr`. */
bool scopes_is_type_alias(const struct tree *t, node_id statement);

/* The context of a node in that of its parent. */
struct context context_in(const struct tree *t, node_id n,
                          const struct context *around);

#endif

/* The syntax tree, flattened once, in preorder, into an array.
 *
 * Node 0 is the module. A node's descendants are the nodes after it up to its
 * `next`; so a walk over a subtree is a loop over ids, and nothing recurses. It
 * holds the grammar's named nodes but comments and line continuations, and of
 * the others the operators (those with a field) and what flatten_keeps_token()
 * names (`async`, the `:` of slices ...); a string of nothing but text has no
 * children. Read-only once made.
 *
 * parse.c, flatten.c and lr.c with their parts are the only files that know
 * tree-sitter. */
#ifndef HEAPLINT_TREE_H
#define HEAPLINT_TREE_H

#include "arena.h"
#include "around.h"
#include "source.h"
#include "str.h"
#include "syntax.h"

#include <stdbool.h>
#include <stdint.h>

typedef uint32_t node_id;
#define NO_NODE UINT32_MAX

enum node_flag {
	NODE_HAS_ERROR = 1, /* an ERROR or a missing token is in it */
	NODE_IN_ERROR = 2,  /* it is in an ERROR */
	NODE_IS_UNSURE = 4, /* its function, class or statement has an error:
	                       nothing may be reported from what it says */
};

struct node {
	uint32_t start, end; /* bytes of the source's text */
	node_id parent;      /* NO_NODE for the module */
	node_id next;        /* the first node after this one's descendants */
	uint8_t kind;        /* enum kind */
	uint8_t field;       /* enum field: its role in the parent */
	uint16_t flags;      /* enum node_flag */
};

struct tree {
	const struct source *source;
	const struct node *nodes;
	const name_id
	    *name_of; /* identifiers: their NFKC-normal name; else 0 */
	uint32_t count;
	node_id first_of[KIND_COUNT]; /* by kind; NO_NODE if there is none */
	const node_id *same;          /* by node: the next of its kind */
	struct names *names;
	const struct span *comments;
	uint32_t comment_count;
	const struct span *errors; /* the outermost parts that were not read */
	uint32_t error_count;
	bool is_python2;       /* nothing but Python 2 reads it */
	node_id python2;       /* the first node that says so, or NO_NODE */
	struct bounds *bounds; /* what was not looked at; or NULL */
	struct around functions, bodies;
};

/* A parser; one for each thread. */
struct parser;
struct timings; /* timings.h */

/* NULL if the parser refuses the grammar (they were built for different
 * versions of each other); parser_free(NULL) does nothing. */
struct parser *parser_new(void);
void parser_free(struct parser *parser);

/* From now on this is told the ends of parsing and of flattening; or NULL. */
void parser_time(struct parser *parser, struct timings *timings);

/* The versions that are linked: "tree-sitter ABI 15, tree-sitter-python ABI
 * 15". */
const char *parser_version(struct arena *arena);

/* What the files that it parses from now on may take; of a new one budget_none.
 */
void parser_limit(struct parser *parser, const struct budget *budget);

/* Parse and flatten; memory is `arena`'s, scratch memory the parser's. Returns
 * NULL, or why there is no tree (it would take more than it may). */
const char *tree_parse(struct tree *tree, struct arena *arena,
                       struct parser *parser, const struct source *source);

static inline enum kind tree_kind(const struct tree *t, node_id n)
{
	return n == NO_NODE ? NO_KIND : (enum kind)t->nodes[n].kind;
}

/* The nodes of a kind in order: for (n = tree_first_of(t, kind); n != NO_NODE;
 * n = tree_next_of(t, n)). */
static inline node_id tree_first_of(const struct tree *t, enum kind kind)
{
	return t->first_of[kind];
}

static inline node_id tree_next_of(const struct tree *t, node_id n)
{
	return t->same[n];
}

/* The same of several kinds together: while (tree_each(t, &e, &n)). */
struct tree_each {
	node_id next[4];
	uint32_t count;
};

#define TREE_EACH(tree, ...)                                                   \
	tree_each_of(tree, (const uint8_t[]){__VA_ARGS__, NO_KIND})

static inline struct tree_each tree_each_of(const struct tree *t,
                                            const uint8_t *kinds)
{
	struct tree_each each = {.count = 0};

	for (; kinds[each.count] != NO_KIND; each.count++)
		each.next[each.count] = t->first_of[kinds[each.count]];
	return each;
}

static inline bool tree_each(const struct tree *t, struct tree_each *each,
                             node_id *n)
{
	uint32_t least = 0;

	for (uint32_t i = 1; i < each->count; i++)
		if (each->next[i] < each->next[least])
			least = i;
	*n = each->next[least];
	if (*n == NO_NODE)
		return false;
	each->next[least] = t->same[*n];
	return true;
}

static inline enum field tree_field(const struct tree *t, node_id n)
{
	return (enum field)t->nodes[n].field;
}

static inline node_id tree_parent(const struct tree *t, node_id n)
{
	return t->nodes[n].parent;
}

/* One past the last descendant. */
static inline node_id tree_end(const struct tree *t, node_id n)
{
	return t->nodes[n].next;
}

static inline bool tree_contains(const struct tree *t, node_id outer,
                                 node_id inner)
{
	return inner >= outer && inner < t->nodes[outer].next;
}

static inline struct span tree_span(const struct tree *t, node_id n)
{
	return (struct span){t->nodes[n].start, t->nodes[n].end};
}

/* Children in order: for (c = tree_first(t, n); c != NO_NODE;
 * c = tree_sibling(t, c)). */
static inline node_id tree_first(const struct tree *t, node_id n)
{
	return n + 1 < t->nodes[n].next ? n + 1 : NO_NODE;
}

static inline node_id tree_sibling(const struct tree *t, node_id n)
{
	node_id parent = t->nodes[n].parent, next = t->nodes[n].next;

	return parent != NO_NODE && next < t->nodes[parent].next ? next
	                                                         : NO_NODE;
}

/* The first child with this field, or NO_NODE; of NO_NODE: NO_NODE. */
static inline node_id tree_child(const struct tree *t, node_id n,
                                 enum field field)
{
	node_id c = n + 1, end;

	/* no node; or the module, whose statements are in no field */
	if (c <= 1)
		return NO_NODE;
	end = t->nodes[n].next;
	while (c < end && t->nodes[c].field != field)
		c = t->nodes[c].next;
	return c < end ? c : NO_NODE;
}

/* The child at `index` (from 0), or NO_NODE. */
node_id tree_child_at(const struct tree *t, node_id n, uint32_t index);
uint32_t tree_child_count(const struct tree *t, node_id n);

/* The nearest ancestor of this kind, or NO_NODE. */
node_id tree_ancestor(const struct tree *t, node_id n, enum kind kind);

/* The expression inside any parentheses. */
node_id tree_value(const struct tree *t, node_id n);

/* The node around any parentheses around n: the place that n's value goes to is
 * tree_parent of this. */
node_id tree_outermost(const struct tree *t, node_id n);

/* Empty for NO_NODE: a part that code with an error lacks. */
struct str tree_text(const struct tree *t, node_id n);

/* What a string begins with, prefix and quotes, and what is between its quotes,
 * as it is written. */
struct str tree_string_start(const struct tree *t, node_id string);
struct str tree_string_text(const struct tree *t, node_id string);

/* An identifier's interned name; NAME_NONE for other nodes and NO_NODE. */
static inline name_id tree_name(const struct tree *t, node_id n)
{
	return n == NO_NODE ? (name_id)NAME_NONE : t->name_of[n];
}

/* Do two subtrees say the same, but for spacing, comments, parentheses? */
bool tree_same(const struct tree *t, node_id a, node_id b);

/* The function, lambda, class or module whose body this node is in; of a
 * function's name, decorators, defaults and annotations: what is around it. */
node_id tree_enclosing_body(const struct tree *t, node_id n);

/* The innermost function that n is in the body of, also from lambdas and
 * classes there; or NO_NODE. */
node_id tree_enclosing_function(const struct tree *t, node_id n);

#endif

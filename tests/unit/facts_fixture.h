/* For unit tests: the facts of a Python text, and its nodes by what they say.
 */
#ifndef HEAPLINT_FACTS_FIXTURE_H
#define HEAPLINT_FACTS_FIXTURE_H

#include "facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
	struct arena arena;
	struct parser *parser;
	struct source source;
	struct tree tree;
	struct facts facts;
};

/* Ends the test when the text cannot be read or parsed. Release with
 * fixture_free. */
static inline struct fixture *fixture_make(const char *text)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	f->parser = parser_new();
	assert_non_null(f->parser);
	assert_null(
	    source_decode(&f->source, &f->arena, "a.py", text, strlen(text)));
	assert_null(tree_parse(&f->tree, &f->arena, f->parser, &f->source));
	f->facts.target = 311;
	f->facts.module = "a";
	facts_find(&f->facts, &f->arena, &f->tree);
	return f;
}

static inline void fixture_free(struct fixture *f)
{
	parser_free(f->parser);
	arena_release(&f->arena);
	free(f);
}

/* The node of this kind and text, counting from 0; fails if there is none. */
static inline node_id fixture_nth(const struct fixture *f, enum kind kind,
                                  const char *text, uint32_t nth)
{
	for (node_id n = 0; n < f->tree.count; n++)
		if (tree_kind(&f->tree, n) == kind &&
		    (text == NULL || str_is(tree_text(&f->tree, n), text)) &&
		    nth-- == 0)
			return n;
	fail_msg("no such node: %s %s", kind_name(kind), text ? text : "");
	return NO_NODE;
}

/* The first node of this kind and text (NULL: any text). */
static inline node_id fixture_node(const struct fixture *f, enum kind kind,
                                   const char *text)
{
	return fixture_nth(f, kind, text, 0);
}

/* The identifier of this name, counting from 0. */
static inline node_id fixture_name(const struct fixture *f, const char *name,
                                   uint32_t nth)
{
	return fixture_nth(f, KIND_IDENTIFIER, name, nth);
}

#endif

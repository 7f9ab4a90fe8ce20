/* What turns.c and turns_source.c share. */
#ifndef HEAPLINT_TURNS_FACTS_H
#define HEAPLINT_TURNS_FACTS_H

#include "turns.h"

/* f.read of f.read(), and f; "" and NO_NODE of other calls. */
static inline struct str turns_method(const struct tree *t, node_id call)
{
	node_id function = tree_child(t, call, FIELD_FUNCTION);

	return tree_kind(t, function) == KIND_ATTRIBUTE
	           ? tree_text(t, tree_child(t, function, FIELD_ATTRIBUTE))
	           : STR("");
}

static inline node_id turns_receiver(const struct tree *t, node_id call)
{
	node_id function = tree_child(t, call, FIELD_FUNCTION);

	return tree_kind(t, function) == KIND_ATTRIBUTE
	           ? tree_value(t, tree_first(t, function))
	           : NO_NODE;
}

/* Is it no file of settings and the like, as far as its path says, and none
 * that is but a text in memory? */
bool turns_is_major_file(const struct facts *f, node_id file);

/* proc.stdout of a subprocess.Popen */
bool turns_is_pipe(const struct facts *f, node_id n);

/* Is n a call that reads all of a file, a response: its receiver then. */
node_id turns_read_whole(const struct facts *f, node_id call);

/* Rows of a query for a whole table: c.fetchall(), c.execute(). */
bool turns_is_query(const struct facts *f, node_id call);

/* May a for_statement be left before it has gone over all? */
bool turns_is_left_early(const struct facts *f, node_id loop);

/* Does each turn of a while_statement read, until nothing comes? */
bool turns_reads_to_end(const struct facts *f, node_id loop);

#endif

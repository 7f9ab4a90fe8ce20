/* What is read, and what asks for rows. */
#include "turns_facts.h"

#include "ask.h"
#include "minor.h"

enum { TINY = 16 }; /* bytes of a read */

/* Is it a file that is but text or bytes in memory? */
static bool is_in_memory(const struct facts *f, node_id file)
{
	static const char *const buffers[] = {"io.StringIO", "io.BytesIO",
	                                      NULL};
	const struct type *type = types_of(f->types, file);

	return type->kind == TYPE_INSTANCE &&
	       str_is_one_of(type->name, buffers);
}

/* Is it no file of settings and the like, as far as its path says? */
bool turns_is_major_file(const struct facts *f, node_id file)
{
	const struct tree *t = f->tree;
	node_id call = stream_opening(f, file);

	if (is_in_memory(f, file))
		return false;
	if (call == NO_NODE)
		return !minor_is_path(f, file);
	return !minor_is_path(f, tree_child(t, call, FIELD_ARGUMENTS)) &&
	       (turns_receiver(t, call) == NO_NODE ||
	        !minor_is_path(f, turns_receiver(t, call)));
}

bool turns_is_reading(const struct facts *f, node_id n)
{
	static const char *const reading[] = {
	    "read",    "recv",      "read1",    "recvfrom", "readline",
	    "receive", "fetchmany", "fetchone", NULL};
	int64_t size;

	if (tree_kind(f->tree, n) != KIND_CALL ||
	    !str_is_one_of(turns_method(f->tree, n), reading))
		return false;
	for (uint32_t i = 0; i < 2; i++) {
		node_id argument = ask_argument(f, n, i);

		if (argument != NO_NODE && ask_integer(f, argument, &size) &&
		    size >= 0 && size <= TINY)
			return false;
	}
	return turns_is_major_file(f, turns_receiver(f->tree, n));
}

/* proc.stdout of a subprocess.Popen */
bool turns_is_pipe(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	const struct type *type;

	if (tree_kind(t, n) != KIND_ATTRIBUTE ||
	    !str_is(tree_text(t, tree_child(t, n, FIELD_ATTRIBUTE)), "stdout"))
		return false;
	type = types_of(f->types, tree_first(t, n));
	return type->kind == TYPE_INSTANCE &&
	       str_is(type->name, "subprocess.Popen");
}

/* Is n a call that reads all of a file, a response: its receiver then. */
node_id turns_read_whole(const struct facts *f, node_id call)
{
	static const char *const whole[] = {"readlines", "read_text",
	                                    "read_bytes", "readall", NULL};
	struct str name = turns_method(f->tree, call);
	int64_t size;

	if (str_is_one_of(name, whole) ||
	    (str_is(name, "read") &&
	     (ask_argument_count(f, call) == 0 ||
	      (ask_argument_count(f, call) == 1 &&
	       ask_argument(f, call, 0) != NO_NODE &&
	       ask_integer(f, ask_argument(f, call, 0), &size) && size < 0))))
		return turns_receiver(f->tree, call);
	return NO_NODE;
}

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool has_text(struct str text, const char *part)
{
	size_t length = strlen(part);

	for (uint32_t i = 0; i + length <= text.length; i++) {
		size_t k = 0;

		while (k < length && upper(text.at[i + k]) == part[k])
			k++;
		if (k == length)
			return true;
	}
	return false;
}

/* Does a query, by its text as it is written there, ask for all rows of a
 * table? Not for those about the tables themselves. */
static bool is_whole_table(const struct facts *f, node_id call)
{
	static const char *const brief[] = {
	    "WHERE", "LIMIT", "COUNT(", "SQLITE_", "MAX(",     "MIN(", "SCHEMA",
	    "PG_",   "SUM(",  "AVG(",   "GROUP",   "DISTINCT", "ONLY"};
	const struct tree *t = f->tree;
	node_id query = tree_value(t, ask_argument(f, call, 0));
	struct str text;

	if (tree_kind(t, query) != KIND_STRING)
		return false;
	text = tree_text(t, query);
	for (size_t i = 0; i < sizeof(brief) / sizeof(*brief); i++)
		if (has_text(text, brief[i]))
			return false;
	return has_text(text, "SELECT") && has_text(text, "FROM");
}

/* c.execute(...) before c.fetchall(), in the same block; NO_NODE if it is not
 * there. */
static node_id query_before(const struct facts *f, node_id fetch)
{
	const struct tree *t = f->tree;
	node_id receiver = turns_receiver(t, fetch), block = fetch,
	        found = NO_NODE;

	if (ask_receiver(f, receiver, "execute") != NO_NODE)
		return receiver;
	while (block != 0 && tree_kind(t, tree_parent(t, block)) != KIND_BLOCK)
		block = tree_parent(t, block);
	if (block == 0)
		return NO_NODE;
	for (node_id n = tree_first(t, tree_parent(t, block));
	     n != NO_NODE && n < block; n = tree_sibling(t, n)) {
		node_id call = tree_first(t, n), cursor;

		if (tree_kind(t, n) != KIND_EXPRESSION_STATEMENT)
			continue;
		if (tree_kind(t, call) == KIND_AWAIT)
			call = tree_first(t, call);
		cursor = ask_receiver(f, call, "execute");
		if (cursor != NO_NODE && tree_same(t, cursor, receiver))
			found = call;
	}
	return found;
}

/* Rows of a query for a whole table. */
bool turns_is_query(const struct facts *f, node_id call)
{
	struct str name = turns_method(f->tree, call);
	node_id query;

	if (str_is(name, "execute"))
		return is_whole_table(f, call);
	if (!str_is(name, "fetchall"))
		return false;
	query = query_before(f, call);
	return query != NO_NODE && is_whole_table(f, query);
}

/* Where what is gone over comes from. */
#include "turns_facts.h"

#include "ask.h"
#include "bounds.h"
#include "minor.h"

enum {
	MOST_ASKED = 16,
	LONGEST_NAME = 64,
	LARGEST_READER = 64, /* parts of the code in iter(here, end) */
	TINY = 16,           /* bytes of a read */
	DATA_SIZED = 1000
};

/* Expressions that must all give many elements. */
struct asked {
	const struct facts *f;
	node_id at[MOST_ASKED];
	bool is_shown[MOST_ASKED]; /* by itself */
	uint32_t count;
};

static bool ask_for(struct asked *a, node_id n)
{
	if (n == NO_NODE || a->count == MOST_ASKED)
		return false;
	/* What still asks for others may ask for itself. */
	for (uint32_t i = 0; i < a->count; i++)
		if (a->at[i] == n)
			return a->is_shown[i];
	a->at[a->count++] = n;
	return true;
}

/* Has the loop many turns, if what it goes over is many? */
static bool ask_for_loop(struct asked *a, node_id loop)
{
	switch (tree_kind(a->f->tree, loop)) {
	case KIND_FOR_STATEMENT:
		return !turns_is_left_early(a->f, loop) &&
		       ask_for(a, tree_child(a->f->tree, loop, FIELD_RIGHT));
	case KIND_WHILE_STATEMENT:
		return turns_reads_to_end(a->f, loop);
	default:
		return false;
	}
}

/* -------------------------------------------------------------------- names */

/* Is it called as an open file is, which is passed by other files? */
static bool is_handle(const struct tree *t, node_id name)
{
	static const char *const names[] = {
	    "handle",  "fp",     "fh",      "file",       "fileobj",
	    "infile",  "stream", "csvfile", "input_file", "file_handle",
	    "in_file", "fd",     "reader",  "filehandle", NULL};

	return str_is_one_of(tree_text(t, name), names);
}

/* Every call in this file must pass much. */
static bool ask_callers(struct asked *a, const struct occurrence *o)
{
	const struct facts *f = a->f;
	const struct tree *t = f->tree;
	const struct calls *calls = repeats_calls(&f->repeats);
	scope_id scope = scopes_body(&f->scopes, o->node);
	node_id function;
	uint32_t index, skipped;
	struct str name;

	if (scope == NO_SCOPE)
		return false;
	function = f->scopes.scopes[scope].node;
	if (tree_kind(t, function) != KIND_FUNCTION_DEFINITION)
		return false;
	if (calls->first_site[scope] == calls->first_site[scope + 1])
		return is_handle(t, o->node);
	index = ask_parameter_index(f, function,
	                            scopes_variable(&f->scopes, o->node));
	skipped = calls_class_around(t, function) != NO_NODE &&
	          classes_method_kind(&f->classes, function) != METHOD_STATIC;
	if (index == UINT32_MAX || index < skipped)
		return false;
	name = tree_text(t, o->node);
	for (uint32_t i = calls->first_site[scope];
	     i < calls->first_site[scope + 1]; i++) {
		node_id site = calls->sites[i];
		node_id passed = ask_argument(f, site, index - skipped);

		if (passed == NO_NODE && name.length < LONGEST_NAME) {
			char text[LONGEST_NAME];

			memcpy(text, name.at, name.length);
			text[name.length] = '\0';
			passed = ask_keyword(f, site, text);
		}
		if (!ask_for(a, passed))
			return false;
	}
	return true;
}

/* Is a list that starts empty appended to at each turn of a loop over data, and
 * not under a condition? */
static bool is_filled(struct asked *a, symbol_id variable)
{
	const struct facts *f = a->f;
	const struct tree *t = f->tree;
	const struct occurrence *o = scopes_first(&f->scopes, variable);
	uint32_t seen = 0;

	for (; o != NULL && !bounds_exceeded(t, REACHED_READS, ++seen, o->node);
	     o = scopes_next(&f->scopes, o)) {
		node_id call = tree_parent(t, tree_parent(t, o->node)), loop;

		if (o->access != ACCESS_READ ||
		    ask_receiver(f, call, "append") != o->node)
			continue;
		loop = repeats_loop(&f->repeats, call);
		if (loop != NO_NODE &&
		    tree_parent(t, tree_parent(t, tree_parent(t, call))) ==
		        loop)
			return ask_for_loop(a, loop);
	}
	return false;
}

/* What the name surely holds where it is read. */
static const struct occurrence *binding_of(const struct facts *f, node_id name)
{
	symbol_id variable = scopes_variable(&f->scopes, name);
	const struct occurrence *o;
	const struct flow *flow;
	occurrence_id found;

	if (variable == NO_SYMBOL)
		return NULL;
	o = scopes_only_binding(&f->scopes, variable);
	if (o != NULL)
		return o;
	flow = facts_flow(f, name);
	return flow != NULL &&
	               flow_definitions(flow, variable, name, &found, 1) == 1
	           ? &f->scopes.occurrences[found]
	           : NULL;
}

static bool is_many_name(struct asked *a, node_id name)
{
	const struct facts *f = a->f;
	const struct tree *t = f->tree;
	const struct occurrence *o = binding_of(f, name);
	node_id value;

	if (o == NULL)
		return false;
	if (o->binding == BINDING_PARAMETER)
		return ask_callers(a, o);
	if (o->binding != BINDING_ASSIGNMENT ||
	    tree_parent(t, o->node) != o->cause)
		return false;
	value = tree_value(t, tree_child(t, o->cause, FIELD_RIGHT));
	if (tree_kind(t, value) == KIND_LIST && tree_first(t, value) == NO_NODE)
		return is_filled(a, scopes_variable(&f->scopes, name));
	return ask_for(a, value);
}

/* -------------------------------------------------------------------- calls */

/* csv.reader(x), of x that is no text or list of lines made for it. */
static bool is_rows(struct asked *a, node_id call)
{
	static const char *const readers[] = {"csv.reader", "csv.DictReader",
	                                      NULL};
	const struct facts *f = a->f;
	const struct tree *t = f->tree;
	node_id file = tree_value(t, ask_argument(f, call, 0));
	enum kind kind = tree_kind(t, file);

	if (imports_which(&f->imports, tree_child(t, call, FIELD_FUNCTION),
	                  readers) < 0)
		return false;
	if (stream_is_file(f, file) || stream_is_stdin(f, file))
		return turns_is_major_file(f, file);
	if (kind == KIND_IDENTIFIER) {
		const struct occurrence *o = binding_of(f, file);

		/* Any file that is passed. */
		return o != NULL && (o->binding == BINDING_PARAMETER ||
		                     is_many_name(a, file));
	}
	return kind == KIND_CALL && ask_for(a, file);
}

/* iter(f.readline, b""), iter(lambda: f.read(n), "") */
static bool is_read_by_iter(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id reader = tree_value(t, ask_argument(f, call, 0)), end;

	if (ask_argument_count(f, call) != 2)
		return false;
	if (tree_kind(t, reader) == KIND_ATTRIBUTE)
		return str_is(data_called(t, reader), "readline") ||
		       str_is(data_called(t, reader), "recv");
	end = tree_end(t, reader);
	if (end - reader > LARGEST_READER)
		return false;
	for (node_id n = reader; n < end; n++)
		if (turns_is_reading(f, n) ||
		    (tree_kind(t, n) == KIND_ATTRIBUTE &&
		     tree_kind(t, tree_parent(t, n)) == KIND_ARGUMENT_LIST &&
		     str_is(data_called(t, n), "read")))
			return true;
	return false;
}

/* zip() ends with the shortest: all must be many, but for what never ends. */
static bool ask_all(struct asked *a, node_id call)
{
	static const char *const endless[] = {
	    "itertools.count", "itertools.repeat", "itertools.cycle", NULL};
	const struct facts *f = a->f;
	const struct tree *t = f->tree;
	uint32_t count = ask_argument_count(f, call), asked = 0;

	if (count == UINT32_MAX)
		return false;
	for (uint32_t i = 0; i < count; i++) {
		node_id n = tree_value(t, ask_argument(f, call, i));

		if (tree_kind(t, n) == KIND_CALL &&
		    imports_which(&f->imports, tree_child(t, n, FIELD_FUNCTION),
		                  endless) >= 0)
			continue;
		if (n == NO_NODE || !ask_for(a, n))
			return false;
		asked++;
	}
	return asked > 0;
}

/* A generator that yields at each turn of a loop over data, or a function that
 * returns what is many by its only return. */
static bool is_many_result(struct asked *a, node_id function)
{
	const struct facts *f = a->f;
	const struct tree *t = f->tree;
	node_id body = tree_child(t, function, FIELD_BODY), returned = NO_NODE;
	scope_id scope = scopes_opened_by(&f->scopes, function);

	if (body == NO_NODE || scope == NO_SCOPE ||
	    bounds_exceeded(t, REACHED_LOOP_NODES, tree_end(t, body) - body,
	                    body))
		return false;
	for (node_id n = body; n < tree_end(t, body); n++) {
		if (tree_kind(t, n) == KIND_FUNCTION_DEFINITION ||
		    tree_kind(t, n) == KIND_LAMBDA) {
			n = tree_end(t, n) - 1;
		} else if (tree_kind(t, n) == KIND_YIELD) {
			return ask_for_loop(a, repeats_loop(&f->repeats, n));
		} else if (tree_kind(t, n) == KIND_RETURN_STATEMENT) {
			if (returned != NO_NODE || tree_first(t, n) == NO_NODE)
				return false;
			returned = tree_first(t, n);
		}
	}
	return !(f->scopes.scopes[scope].flags & SCOPE_IS_ASYNC) &&
	       ask_for(a, returned);
}

/* What the call gives as many elements as; `index` of the argument. */
static node_id argument_like(const struct facts *f, node_id call)
{
	static const char *const first[] = {"builtins.enumerate",
	                                    "builtins.reversed",
	                                    "builtins.sorted",
	                                    "builtins.list",
	                                    "builtins.tuple",
	                                    "builtins.iter",
	                                    "collections.deque",
	                                    "itertools.chain.from_iterable",
	                                    NULL};
	static const char *const second[] = {"builtins.map", "builtins.filter",
	                                     NULL};
	node_id function = tree_child(f->tree, call, FIELD_FUNCTION);

	if (imports_which(&f->imports, function, first) >= 0)
		return ask_argument(f, call, 0);
	if (imports_which(&f->imports, function, second) >= 0)
		return ask_argument(f, call, 1);
	return NO_NODE;
}

static bool is_many_method(struct asked *a, node_id call)
{
	static const char *const same[] = {
	    "decode", "encode",     "strip", "lstrip",  "rstrip", "lower",
	    "upper",  "splitlines", "copy",  "replace", "split",  NULL};
	const struct facts *f = a->f;
	struct str name = turns_method(f->tree, call);
	node_id file = turns_read_whole(f, call);

	if (file != NO_NODE)
		return turns_is_major_file(f, file);
	if (turns_is_query(f, call))
		return true;
	return str_is_one_of(name, same) &&
	       !(str_is(name, "split") && ask_argument_count(f, call) > 1) &&
	       ask_for(a, turns_receiver(f->tree, call));
}

/* pandas.read_csv(path, chunksize=n): who asks for chunks has much data. */
static bool is_read_in_chunks(const struct facts *f, node_id call)
{
	static const char *const readers[] = {
	    "pandas.read_csv",       "pandas.read_table",
	    "pandas.read_json",      "pandas.read_fwf",
	    "pandas.read_sql",       "pandas.read_sql_query",
	    "pandas.read_sql_table", NULL};

	return imports_which(&f->imports,
	                     tree_child(f->tree, call, FIELD_FUNCTION),
	                     readers) >= 0 &&
	       ask_keyword(f, call, "chunksize") != NO_NODE;
}

static bool is_many_call(struct asked *a, node_id call)
{
	static const char *const walks[] = {
	    "os.walk", "os.fwalk", "fileinput.input",
	    "xml.etree.ElementTree.iterparse", NULL};
	const struct facts *f = a->f;
	node_id function = tree_child(f->tree, call, FIELD_FUNCTION), like;

	if (imports_which(&f->imports, function, walks) >= 0)
		return !minor_is_path(f, ask_argument(f, call, 0));
	if (imports_is(&f->imports, function, "builtins.iter") &&
	    ask_argument_count(f, call) == 2)
		return is_read_by_iter(f, call);
	if (imports_is(&f->imports, function, "builtins.zip"))
		return ask_all(a, call);
	like = argument_like(f, call);
	if (like != NO_NODE)
		return ask_for(a, like);
	if (is_rows(a, call) || is_read_in_chunks(f, call))
		return true;
	if (turns_receiver(f->tree, call) != NO_NODE && is_many_method(a, call))
		return true;
	like = calls_target(&f->scopes, call);
	return like != NO_NODE && is_many_result(a, like);
}

/* -------------------------------------------------------------------- all */

/* Does the comprehension leave out but what is empty or a comment? */
static bool is_little_left_out(const struct tree *t, node_id comprehension)
{
	for (node_id n = tree_first(t, comprehension); n != NO_NODE;
	     n = tree_sibling(t, n)) {
		node_id test;

		if (tree_kind(t, n) != KIND_IF_CLAUSE)
			continue;
		test = tree_value(t, tree_first(t, n));
		if (tree_kind(t, test) == KIND_NOT_OPERATOR)
			test =
			    tree_value(t, tree_child(t, test, FIELD_ARGUMENT));
		else if (tree_kind(t, test) == KIND_CALL &&
		         !str_is(turns_method(t, test), "strip") &&
		         !str_is(turns_method(t, test), "rstrip"))
			return false;
		if (tree_kind(t, test) != KIND_IDENTIFIER &&
		    tree_kind(t, test) != KIND_CALL)
			return false;
	}
	return true;
}

/* x[1:], x[::-1] */
static node_id most_of(const struct facts *f, node_id subscript)
{
	struct ask_slice slice;
	int64_t bound;

	if (!ask_slice(f, subscript, &slice) || slice.stop != NO_NODE ||
	    (slice.start != NO_NODE && (!ask_integer(f, slice.start, &bound) ||
	                                bound < 0 || bound > TINY)))
		return NO_NODE;
	return slice.value;
}

/* Is n many, if all that is asked for then is? */
static bool is_many(struct asked *a, node_id n)
{
	const struct facts *f = a->f;
	const struct tree *t = f->tree;

	n = tree_value(t, n);
	if (extent_least(&f->scopes, n) >= DATA_SIZED)
		return true;
	if (minor_is_place(f, n))
		return false;
	if (stream_is_file(f, n))
		return turns_is_major_file(f, n);
	if (stream_is_stdin(f, n) || turns_is_pipe(f, n))
		return true;
	switch (tree_kind(t, n)) {
	case KIND_IDENTIFIER:
		return is_many_name(a, n);
	case KIND_CALL:
		return is_many_call(a, n);
	case KIND_LIST_COMPREHENSION:
	case KIND_GENERATOR_EXPRESSION:
		return is_little_left_out(t, n) && ask_for(a, ask_source(f, n));
	case KIND_SUBSCRIPT:
		return ask_for(a, most_of(f, n));
	case KIND_AWAIT:
		return ask_for(a, tree_first(t, n));
	default:
		return false;
	}
}

static bool are_all_many(struct asked *a)
{
	for (uint32_t i = 0; i < a->count; i++) {
		uint32_t asked = a->count;

		if (!is_many(a, a->at[i]))
			return false;
		a->is_shown[i] = a->count == asked;
	}
	return true;
}

bool turns_are_many(const struct facts *f, node_id n)
{
	struct asked a = {.f = f};

	return ask_for(&a, n) && are_all_many(&a);
}

bool turns_are_passed(const struct facts *f, const struct occurrence *parameter)
{
	struct asked a = {.f = f};

	return ask_callers(&a, parameter) && are_all_many(&a);
}

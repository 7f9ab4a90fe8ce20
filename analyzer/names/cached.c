#include "cached.h"

#include "ask.h"

#include <string.h>

enum { DEFAULT_MOST = 128 };

/* The value that a name is bound to once, else n. */
static node_id behind_name(const struct facts *f, node_id n)
{
	symbol_id variable = scopes_variable(&f->scopes, n);
	const struct occurrence *only;

	if (variable == NO_SYMBOL)
		return n;
	only = scopes_only_binding(&f->scopes, variable);
	if (only == NULL || only->binding != BINDING_ASSIGNMENT)
		return n;
	n = classes_assigned(f->tree, only->cause, only->node);
	return n == NO_NODE ? only->node : n;
}

/* `maxsize`; false where nothing is kept. */
static bool take_bound(const struct facts *f, node_id n, struct cached *cached)
{
	int64_t most;
	node_id value;

	if (n == NO_NODE) {
		cached->most = DEFAULT_MOST;
		return true;
	}
	value = behind_name(f, n);
	if (tree_kind(f->tree, value) == KIND_NONE) {
		cached->is_unbounded = true;
		return true;
	}
	cached->bound = n;
	if (!ask_integer(f, value, &most))
		return tree_kind(f->tree, value) != KIND_FALSE &&
		       tree_kind(f->tree, value) != KIND_TRUE;
	cached->most = most > UINT32_MAX ? UINT32_MAX : (uint32_t)most;
	return most > 0;
}

/* lru_cache(...) */
static bool take_options(const struct facts *f, node_id call,
                         struct cached *cached)
{
	node_id most = ask_keyword(f, call, "maxsize");

	if (ask_argument_count(f, call) == UINT32_MAX ||
	    ask_keyword(f, call, "ttl") != NO_NODE)
		return false;
	if (most == NO_NODE)
		most = ask_argument(f, call, 0);
	return take_bound(f, most, cached);
}

/* cachetools.cached(cache) */
static bool take_mapping(const struct facts *f, node_id call,
                         struct cached *cached)
{
	static const char *const bounded[] = {
	    "cachetools.LRUCache", "cachetools.LFUCache", "cachetools.RRCache",
	    "cachetools.FIFOCache", NULL};
	static const char *const keys[] = {
	    "cachetools.keys.hashkey", "cachetools.keys.typedkey",
	    "cachetools.hashkey", "cachetools.typedkey", NULL};
	node_id key = ask_keyword(f, call, "key");
	node_id cache = ask_keyword(f, call, "cache"), most;

	if (ask_argument_count(f, call) == UINT32_MAX ||
	    ask_argument(f, call, 1) != NO_NODE ||
	    (key != NO_NODE && imports_which(&f->imports, key, keys) < 0))
		return false;
	if (cache == NO_NODE)
		cache = ask_argument(f, call, 0);
	if (cache == NO_NODE)
		return false;
	cache = behind_name(f, cache);
	if (ask_calls(f, cache, "builtins.dict") ||
	    (tree_kind(f->tree, cache) == KIND_DICTIONARY)) {
		cached->is_unbounded = true;
		return true;
	}
	if (tree_kind(f->tree, cache) != KIND_CALL ||
	    imports_which(&f->imports,
	                  tree_child(f->tree, cache, FIELD_FUNCTION),
	                  bounded) < 0)
		return false;
	most = ask_keyword(f, cache, "maxsize");
	if (most == NO_NODE)
		most = ask_argument(f, cache, 0);
	return most != NO_NODE && take_bound(f, most, cached);
}

bool cached_by(const struct facts *f, node_id n, struct cached *cached)
{
	enum which { LRU, BACKPORT, ASYNC, CACHE, MAPPING };
	static const char *const known[] = {
	    "functools.lru_cache",  "backports.functools_lru_cache.lru_cache",
	    "async_lru.alru_cache", "functools.cache",
	    "cachetools.cached",    NULL};
	bool is_call = tree_kind(f->tree, n) == KIND_CALL;
	node_id callee = is_call ? tree_child(f->tree, n, FIELD_FUNCTION) : n;

	*cached = (struct cached){.at = n, .bound = NO_NODE};
	switch (imports_which(&f->imports, callee, known)) {
	case CACHE:
		cached->is_unbounded = true;
		return !is_call;
	case LRU:
	case BACKPORT:
	case ASYNC:
		return is_call ? take_options(f, n, cached)
		               : take_bound(f, NO_NODE, cached);
	case MAPPING:
		return is_call && take_mapping(f, n, cached);
	default:
		return false;
	}
}

/* The number of the first comment from there on, or how many there are. */
static uint32_t first_comment(const struct tree *t, uint32_t start)
{
	uint32_t low = 0, high = t->comment_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (t->comments[middle].start < start)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Does a comment from there on, up to the function's body, name the check of
 * flake8-bugbear or pylint that looks for the same? */
static bool is_accepted(const struct tree *t, node_id from, node_id function)
{
	static const char *const checks[] = {"B019",
	                                     "method-cache-max-size-none"};
	uint32_t start = tree_span(t, from).start;
	uint32_t end = tree_span(t, tree_child(t, function, FIELD_BODY)).start;

	for (uint32_t i = first_comment(t, start);
	     i < t->comment_count && t->comments[i].start < end; i++) {
		struct span at = t->comments[i];
		struct str text = {t->source->text + at.start,
		                   at.end - at.start};

		for (size_t k = 0; k < sizeof(checks) / sizeof(*checks); k++)
			if (memmem(text.at, text.length, checks[k],
			           strlen(checks[k])) != NULL)
				return true;
	}
	return false;
}

bool cached_function(const struct facts *f, node_id function,
                     struct cached *cached)
{
	const struct tree *t = f->tree;
	node_id around = tree_parent(t, function);

	if (tree_kind(t, around) != KIND_DECORATED_DEFINITION)
		return false;
	for (node_id d = tree_first(t, around); d != NO_NODE && d < function;
	     d = tree_sibling(t, d))
		if (tree_first(t, d) != NO_NODE &&
		    cached_by(f, tree_first(t, d), cached)) {
			cached->is_accepted = is_accepted(t, d, function);
			return true;
		}
	return false;
}

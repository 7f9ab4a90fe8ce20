#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_module_keeps_data = {
    .code = "MEM609",
    .title = "Data built at import for one function",
    .why =
        "What a module builds at its top is made by every process that"
        " imports it, used or not, and stays as long as the process: a list of"
        " 200 000 numbers and the text of a file of 1 MB take 8 to 9 MB"
        " after the import. Built in the function that uses them they take"
        " nothing before the call and after it; behind functools.cache,"
        " nothing before the first (CPython 3.8 to 3.13).",
    .bad = "import pickle\n"
           "\n"
           "with open('words.pickle', 'rb') as file:\n"
           "    WORDS = pickle.load(file)\n"
           "\n"
           "\n"
           "def correct(text):\n"
           "    return [word for word in text.split() if word in WORDS]\n",
    .good = "import functools\n"
            "import pickle\n"
            "\n"
            "\n"
            "@functools.lru_cache(maxsize=None)\n"
            "def words():\n"
            "    with open('words.pickle', 'rb') as file:\n"
            "        return pickle.load(file)\n"
            "\n"
            "\n"
            "def correct(text):\n"
            "    return [word for word in text.split() if word in words()]\n",
    .see = SEE("https://docs.python.org/3/library/functools.html"
               "#functools.cache"),
    .messages = MESSAGES(
        {"'{0}' is built when this module is imported and kept as long as the"
         " process, and in this file only '{1}' uses it",
         "build it there, or at the first use: a function with"
         " functools.lru_cache"}),
    .level = LEVEL_NOTE,
    .levels = "Always a note: how large it is follows from the file, or from a"
              " number in the code.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_ASSIGNMENT),
    .check = check,
};

enum { MANY_ELEMENTS = 10000, MOST_STEPS = 4 };

/* Does n name a page, a script, a text for people? Those are small. */
static bool names_small_file(const struct tree *t, node_id n)
{
	static const char *const endings[] = {
	    ".html", ".htm", ".css", ".js",  ".md",   ".rst", ".sql",
	    ".glsl", ".ini", ".cfg", ".svg", ".toml", ".tpl", NULL};

	for (node_id i = n; i < tree_end(t, n); i++)
		for (const char *const *end = endings; *end != NULL; end++)
			if (tree_kind(t, i) == KIND_STRING &&
			    str_ends(tree_string_text(t, i), *end))
				return true;
	return false;
}

/* What the lines or parts of n, a text or a list of them, are taken from:
 * f.read() of f.read().splitlines(), f of {line.strip() for line in f}, n
 * itself of all else. */
static node_id source_of(const struct facts *f, node_id n)
{
	static const char *const parts[] = {"splitlines", "split", NULL};
	static const char *const makers[] = {"builtins.list",
	                                     "builtins.set",
	                                     "builtins.tuple",
	                                     "builtins.frozenset",
	                                     "builtins.dict",
	                                     "builtins.sorted",
	                                     NULL};
	const struct tree *t = f->tree;

	for (int step = 0; step < MOST_STEPS; step++) {
		node_id callee = tree_child(t, n, FIELD_FUNCTION);
		node_id inner = NO_NODE;

		switch (tree_kind(t, n)) {
		case KIND_LIST_COMPREHENSION:
		case KIND_SET_COMPREHENSION:
		case KIND_DICTIONARY_COMPREHENSION:
		case KIND_GENERATOR_EXPRESSION:
			inner = ask_source(f, n);
			break;
		case KIND_CALL:
			if (tree_kind(t, callee) == KIND_ATTRIBUTE &&
			    str_is_one_of(data_called(t, callee), parts))
				inner = tree_first(t, callee);
			else if (imports_which(&f->imports, callee, makers) >=
			         0)
				inner = ask_argument(f, n, 0);
			break;
		default:
			break;
		}
		if (inner == NO_NODE)
			return n;
		n = tree_value(t, inner);
	}
	return n;
}

/* Does it give all that a file has: f.read(), f.readlines(), the file to go
 * through, Path(...).read_text()? Not of a page, a script or the like. */
static bool is_whole_file(const struct facts *f, node_id n, bool is_iterated)
{
	static const char *const readers[] = {"read", "readlines", "read_text",
	                                      "read_bytes", NULL};
	const struct tree *t = f->tree;
	node_id callee = tree_child(t, n, FIELD_FUNCTION), file = n;
	bool is_path;

	if (is_iterated && stream_is_file(f, n))
		return !names_small_file(t, n);
	if (tree_kind(t, n) != KIND_CALL ||
	    tree_kind(t, callee) != KIND_ATTRIBUTE ||
	    !str_is_one_of(data_called(t, callee), readers))
		return false;
	file = tree_first(t, callee);
	is_path = str_starts(data_called(t, callee), "read_");
	return !names_small_file(t, file) &&
	       (is_path
	            ? str_is(types_of(f->types, file)->name, "pathlib.Path")
	            : stream_is_file(f, file) && ask_argument_count(f, n) == 0);
}

/* Is it read from a file that by its name, or by the name of the variable, has
 * data: pickle.load(file), json.load(file), open(path).read() for WORDS? */
static bool is_read_from_file(const struct facts *f, node_id n, node_id name)
{
	static const char *const readers[] = {
	    "pickle.load",        "json.load",     "marshal.load",
	    "pandas.read_csv",    "numpy.load",    "pandas.read_json",
	    "pandas.read_pickle", "numpy.loadtxt", "pandas.read_parquet",
	    "pandas.read_excel",  "joblib.load",   NULL};
	static const char *const words[] = {
	    "words",     "word",    "vocab",      "vocabulary", "corpus",
	    "lexicon",   "lines",   "dictionary", "dataset",    "rows",
	    "records",   "data",    "table",      "model",      "embeddings",
	    "index",     "weights", "samples",    "names",      "cities",
	    "stopwords", "text",    "entries",    "df",         NULL};
	node_id source = source_of(f, n);
	int which;

	which = tree_kind(f->tree, source) != KIND_CALL
	            ? -1
	            : imports_which(&f->imports,
	                            tree_child(f->tree, source, FIELD_FUNCTION),
	                            readers);
	if (which >= 0 && which != 1)
		return source == n;
	if (which < 0 && !is_whole_file(f, source, source != n))
		return false;
	return data_has_word_of(tree_text(f->tree, name), true, words);
}

/* list(range(1000000)), [0] * 1000000, [f(n) for n in range(1000000)] */
static bool is_large(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id source = n;

	if (ask_calls(f, n, "builtins.list") ||
	    ask_calls(f, n, "builtins.tuple") ||
	    ask_calls(f, n, "builtins.set"))
		source = ask_argument(f, n, 0);
	else if (tree_kind(t, n) == KIND_LIST_COMPREHENSION ||
	         tree_kind(t, n) == KIND_SET_COMPREHENSION)
		source = tree_child(t, n, FIELD_BODY) == NO_NODE
		             ? NO_NODE
		             : ask_source(f, n);
	else if (tree_kind(t, n) != KIND_BINARY_OPERATOR)
		return false;
	return source != NO_NODE &&
	       extent_least(&f->scopes, source) >= MANY_ELEMENTS;
}

/* The function that alone reads the global; NO_NODE if it is read at import, or
 * by several, or changed. */
static node_id only_reader(const struct facts *f, symbol_id variable,
                           node_id name)
{
	node_id reader = NO_NODE;
	uint32_t reads = 0;

	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		node_id body;

		if (o->node == name)
			continue;
		body = tree_enclosing_body(f->tree, o->node);
		if (o->access != ACCESS_READ ||
		    bounds_exceeded(f->tree, REACHED_USES, ++reads, o->node) ||
		    tree_kind(f->tree, body) != KIND_FUNCTION_DEFINITION ||
		    (reader != NO_NODE && body != reader))
			return NO_NODE;
		reader = body;
	}
	return reader;
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	node_id name = tree_child(t, n, FIELD_LEFT), value, reader;
	symbol_id variable;

	if (tree_kind(t, name) != KIND_IDENTIFIER || f->is_script ||
	    ask_place(f, name) != ASK_PLACE_MODULE)
		return;
	value = tree_value(t, tree_child(t, n, FIELD_RIGHT));
	variable = scopes_variable(&f->scopes, name);
	if (variable == NO_SYMBOL ||
	    scopes_only_binding(&f->scopes, variable) == NULL ||
	    (!is_read_from_file(f, value, name) && !is_large(f, value)) ||
	    tree_ancestor(t, n, KIND_IF_STATEMENT) != NO_NODE)
		return;
	reader = only_reader(f, variable, name);
	if (reader != NO_NODE)
		REPORT(pass, n, LEVEL_NOTE, 0, quote(pass, name),
		       quote(pass, tree_child(t, reader, FIELD_NAME)));
}

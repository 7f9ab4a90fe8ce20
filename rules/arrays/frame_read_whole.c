#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_frame_read_whole = {
    .code = "MEM807",
    .title = "A frame read or gone through whole for a part of it",
    .why = "read_csv makes a column of each that the file has, and what is not"
           " used is held all the same: of a file with ten columns of floats,"
           " read whole for one of them, the frame takes 4.0 MB and with"
           " usecols 0.4 MB (50 000 rows, pandas 1.5). The parts of the file"
           " that are skipped make no objects either, and with nrows=5 the peak"
           " is 0.5 MB instead of 8 MB. iterrows() makes a Series of each row,"
           " and where columns are of several types first an object of each"
           " value: 0.38 MB for 4 000 rows of three columns, where itertuples()"
           " takes 0.03 MB.",
    .bad = "import pandas as pd\n"
           "\n"
           "\n"
           "def mean_size(path):\n"
           "    df = pd.read_csv(path)\n"
           "    return df['size'].mean()\n",
    .good = "import pandas as pd\n"
            "\n"
            "\n"
            "def mean_size(path):\n"
            "    df = pd.read_csv(path, usecols=['size'])\n"
            "    return df['size'].mean()\n",
    .see = SEE("https://pandas.pydata.org/docs/reference/api/"
               "pandas.read_csv.html",
               "https://pandas.pydata.org/docs/user_guide/scale.html"
               "#load-less-data"),
    .messages = MESSAGES(
        {"'{0}' reads all columns, and only {1} used",
         "if the file has others, name those that are wanted in {2}="},
        {"'{0}' reads all rows, and at most the first of them are used",
         "say how many in nrows="},
        {"'{0}' makes a Series of each row, and where columns are of several"
         " types an object of each value first",
         "use itertuples(), whose rows have the columns as attributes"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_HIGH,
    .module = "pandas",
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

enum say { COLUMNS, ROWS, ITERROWS };

enum { MOST_COLUMNS = 4 };

/* The columns that are used, as they are written. */
struct columns {
	struct str names[MOST_COLUMNS];
	uint32_t count;
};

static bool add_named(struct columns *c, struct str name)
{
	for (uint32_t i = 0; i < c->count; i++)
		if (str_equal(c->names[i], name))
			return true;
	if (c->count == MOST_COLUMNS)
		return false;
	c->names[c->count++] = name;
	return true;
}

static bool add_column(struct columns *c, const struct facts *f, node_id n)
{
	struct str name;

	return ask_string(f, n, &name) && add_named(c, name);
}

/* The column `a` of df.a.mean(): what frames have by that name themselves, or
 * what is done with it could be done with something else, is none. */
static bool add_attribute(struct columns *c, const struct tree *t,
                          node_id attribute)
{
	static const char *const of_frames[] = {
	    "T",     "at",   "attrs", "axes",   "columns", "dtypes", "empty",
	    "flags", "iat",  "iloc",  "index",  "loc",     "ndim",   "plot",
	    "shape", "size", "style", "sparse", "values",  NULL};
	static const char *const of_columns[] = {
	    "mean",   "sum",      "min",      "max",     "std",
	    "median", "tolist",   "unique",   "nunique", "to_list",
	    "values", "to_numpy", "quantile", "isin",    "value_counts",
	    "astype", "str",      "dt",       NULL};
	node_id around = tree_parent(t, attribute);
	struct str name =
	    tree_text(t, tree_child(t, attribute, FIELD_ATTRIBUTE));

	return tree_kind(t, around) == KIND_ATTRIBUTE &&
	       !str_is_one_of(name, of_frames) && !str_starts(name, "_") &&
	       str_is_one_of(
	           tree_text(t, tree_child(t, around, FIELD_ATTRIBUTE)),
	           of_columns) &&
	       add_named(c, name);
}

/* df["a"], df[["a", "b"]] or df.a, read; not set. */
static bool add_read(struct columns *c, const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id item = tree_parent(t, n), index, around;

	if (tree_kind(t, item) == KIND_ATTRIBUTE)
		return add_attribute(c, t, item);
	if (tree_kind(t, item) != KIND_SUBSCRIPT ||
	    tree_field(t, n) != FIELD_VALUE || tree_child_count(t, item) != 2)
		return false;
	around = tree_parent(t, item);
	if (tree_kind(t, around) == KIND_DELETE_STATEMENT ||
	    tree_kind(t, around) == KIND_AUGMENTED_ASSIGNMENT ||
	    tree_kind(t, around) == KIND_PATTERN_LIST ||
	    (tree_kind(t, around) == KIND_ASSIGNMENT &&
	     tree_field(t, item) == FIELD_LEFT))
		return false;
	index = tree_value(t, tree_child(t, item, FIELD_SUBSCRIPT));
	if (tree_kind(t, index) != KIND_LIST)
		return add_column(c, f, index);
	for (node_id e = tree_first(t, index); e != NO_NODE;
	     e = tree_sibling(t, e))
		if (!add_column(c, f, e))
			return false;
	return tree_first(t, index) != NO_NODE;
}

/* The columns that all reads of the local that n is bound to are of; those of n
 * itself if it is read where it is. */
static bool find_columns(struct columns *c, const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id whole = tree_outermost(t, n), around = tree_parent(t, whole);
	uint32_t reads = 0;
	symbol_id variable;

	*c = (struct columns){.count = 0};
	if (tree_kind(t, around) == KIND_SUBSCRIPT ||
	    tree_kind(t, around) == KIND_ATTRIBUTE)
		return add_read(c, f, whole);
	if (tree_kind(t, around) != KIND_ASSIGNMENT ||
	    tree_field(t, whole) != FIELD_RIGHT)
		return false;
	variable =
	    scopes_variable(&f->scopes, tree_child(t, around, FIELD_LEFT));
	if (variable == NO_SYMBOL ||
	    ask_place(f, tree_child(t, around, FIELD_LEFT)) !=
	        ASK_PLACE_LOCAL ||
	    scopes_only_binding(&f->scopes, variable) == NULL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		if (o->access == ACCESS_BIND)
			continue;
		if (bounds_exceeded(f->tree, REACHED_USES, ++reads, o->node) ||
		    !add_read(c, f, o->node))
			return false;
	}
	return c->count != 0;
}

/* Is it said which rows or columns are wanted, or not known what is said? */
static bool is_limited(const struct facts *f, node_id call)
{
	static const char *const keywords[] = {
	    "usecols",   "columns",  "names",     "nrows", "header",
	    "chunksize", "iterator", "index_col", NULL};

	if (ask_argument_count(f, call) == UINT32_MAX)
		return true;
	for (const char *const *k = keywords; *k != NULL; k++)
		if (ask_keyword(f, call, *k) != NO_NODE)
			return true;
	return ask_argument(f, call, 2) != NO_NODE;
}

/* Does it make columns of several of the file's, under names that the file has
 * not: parse_dates={"when": ["day", "time"]}, [["day", "time"]], prefix="X"? */
static bool makes_columns(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id dates = tree_value(t, ask_keyword(f, call, "parse_dates"));

	if (ask_keyword(f, call, "prefix") != NO_NODE)
		return true;
	if (dates == NO_NODE || tree_kind(t, dates) == KIND_TRUE ||
	    tree_kind(t, dates) == KIND_FALSE)
		return false;
	if (tree_kind(t, dates) != KIND_LIST)
		return true;
	for (node_id e = tree_first(t, dates); e != NO_NODE;
	     e = tree_sibling(t, e))
		if (tree_kind(t, e) != KIND_STRING &&
		    tree_kind(t, e) != KIND_INTEGER)
			return true;
	return false;
}

static const char *in_words(struct pass *pass, const struct columns *c)
{
	const char *text = "";

	for (uint32_t i = 0; i < c->count; i++)
		text = arena_format(pass->scratch, "%s%s'%.*s'", text,
		                    i == 0 ? "" : ", ", STR_ARG(c->names[i]));
	return arena_format(pass->scratch, "%s %s", text,
	                    c->count == 1 ? "is" : "are");
}

static void check(struct pass *pass, node_id n)
{
	static const char *const readers[] = {
	    "pandas.read_csv",     "pandas.read_table",   "pandas.read_excel",
	    "pandas.read_parquet", "pandas.read_feather", NULL};
	const struct facts *f = pass->facts;
	node_id callee = tree_child(f->tree, n, FIELD_FUNCTION);
	int which = imports_which(&f->imports, callee, readers);
	struct columns columns;

	if (f->is_test)
		return;
	if (which < 0 && frame_rows_are_tuples(f, n))
		REPORT(pass, n, LEVEL_NOTE, ITERROWS, quote(pass, n));
	if (which < 0 || is_limited(f, n))
		return;
	if (!makes_columns(f, n) && find_columns(&columns, f, n))
		REPORT(pass, n, LEVEL_NOTE, COLUMNS, quote(pass, callee),
		       in_words(pass, &columns),
		       which < 3 ? "usecols" : "columns");
	else if (which < 3 && frame_is_of_first_rows(f, n))
		REPORT(pass, n, LEVEL_NOTE, ROWS, quote(pass, callee));
}

#include "ask.h"
#include "rule.h"

static rule_check check;

enum say { MATCHES, COUNTED, SEARCHED, PARTS, FIRST_PART, NAMES, ROWS };

const struct rule rule_findall_iterated = {
    .code = "MEM509",
    .title = "All matches, parts, names or rows made to be read once",
    .why = "findall(), split(), listdir(), fetchall() and list(csv.reader())"
           " make every element before the first is read. For 8 000 words"
           " findall() in a loop peaks at 0.5 MB and finditer() at 2 kB,"
           " len(text.split(x)) at 0.5 MB and text.count(x) at 60 bytes; a"
           " list of all rows of a CSV file of 0.15 MB takes 1.7 MB, reading"
           " them one by one 40 kB. Where the pattern has groups, finditer()"
           " gives them as m.group(1) or m.groups() of each match m.",
    .bad = "import re\n"
           "\n"
           "\n"
           "def words(path):\n"
           "    text = open(path).read()\n"
           "    for word in re.findall(r'\\w+', text):\n"
           "        print(word)\n",
    .good = "import re\n"
            "\n"
            "\n"
            "def words(path):\n"
            "    text = open(path).read()\n"
            "    for match in re.finditer(r'\\w+', text):\n"
            "        print(match.group())\n",
    .see = SEE("https://docs.python.org/3/library/re.html#re.finditer",
               "https://docs.python.org/3/library/os.html#os.scandir",
               "https://docs.python.org/3/library/csv.html#csv.reader"),
    .messages = MESSAGES(
        {"'{0}' makes a list of all matches, a string or tuple each, which is"
         " read once",
         "iterate over finditer() of the same, and take {1} of each match m"},
        {"'{0}' makes a list of all matches, a string or tuple each, only to"
         " count them",
         "sum(1 for match in finditer()), or search() if one is enough"},
        {"'{0}' makes a list of all matches, a string or tuple each, and no"
         " more than the first is looked at",
         "search() stops at the first (and gives None without any)"},
        {"'{0}' makes a list of all parts, a string each, only to count them",
         "count() of the same separator, plus one, needs no list"},
        {"'{0}' makes a list of all parts, a string each, and only the first"
         " is used",
         "partition() of the same separator cuts once"},
        {"'{0}' makes a list of all names, a string each, which is read once",
         "read them one by one from {1}"},
        {"'{0}' makes a list of all rows, which is read once",
         "iterate over '{1}'"}),
    .level = LEVEL_NOTE,
    .levels =
        "A note: of ten warnings that were judged two were worth it. Most"
        " tables are short, and nothing in the source says which are not.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

enum { SMALL = 16, MOST_NAME = 64 };

/* Is the value of n only counted, or is only its first element asked for? */
static bool is_counted(const struct facts *f, node_id n)
{
	node_id around = tree_parent(f->tree, tree_outermost(f->tree, n));

	return tree_kind(f->tree, around) == KIND_ARGUMENT_LIST &&
	       ask_calls(f, tree_parent(f->tree, around), "builtins.len");
}

static bool is_first(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id value = tree_outermost(t, n), around = tree_parent(t, value);
	int64_t index;

	return tree_kind(t, around) == KIND_SUBSCRIPT &&
	       tree_field(t, value) == FIELD_VALUE &&
	       tree_field(t, around) != FIELD_LEFT &&
	       tree_child_count(t, around) == 2 &&
	       ask_integer(f, tree_child(t, around, FIELD_SUBSCRIPT), &index) &&
	       index == 0;
}

/* ---------------------------------------------------------- findall, split */

static bool find_matches(const struct facts *f, node_id n, enum say *say,
                         node_id *text)
{
	char name[MOST_NAME];
	node_id place, part;

	if (!types_callee(f->types, n, name, sizeof(name)))
		return false;
	*text = str_is(str_of(name), "re.findall") ? ask_argument(f, n, 1)
	        : str_is(str_of(name), "re.Pattern.findall")
	            ? ask_argument(f, n, 0)
	            : NO_NODE;
	if (*text == NO_NODE || ask_is_small(f, *text, SMALL))
		return false;
	if (is_counted(f, n))
		*say = COUNTED;
	else if (is_first(f, n) || uses_of(f->uses, n) == USE_TESTED)
		*say = SEARCHED;
	else
		*say = MATCHES;
	if (*say == SEARCHED)
		return ask_is_data_sized(f, *text);
	if (*say == COUNTED)
		return true;
	part = slices_reader_by_name(f, n, true, &place);
	return part != NO_NODE && !slices_replaces(f, part, *text) &&
	       pattern_groups(f, n) != PATTERN_OF_LINES;
}

/* len(text.split(x)), text.split(x)[0] */
static bool find_parts(const struct facts *f, node_id n, enum say *say,
                       node_id *text)
{
	node_id receiver = ask_receiver(f, n, "split");
	struct stream_lines lines;
	enum type_kind type;

	if (receiver == NO_NODE || ask_argument_count(f, n) != 1 ||
	    ask_argument(f, n, 0) == NO_NODE ||
	    tree_kind(f->tree, ask_argument(f, n, 0)) == KIND_NONE)
		return false;
	*text = receiver;
	type = types_of(f->types, receiver)->kind;
	*say = is_counted(f, n) ? PARTS : FIRST_PART;
	return (type == TYPE_STR || type == TYPE_BYTES) &&
	       (*say == PARTS || is_first(f, n)) &&
	       ask_is_data_sized(f, receiver) &&
	       !stream_find_lines(f, n, &lines); /* MEM504 */
}

/* -------------------------------------------------------------- the names */

/* Does the code in `part` call nothing that may add or remove files? */
static bool leaves_files(const struct facts *f, node_id part)
{
	static const char *const starts[] = {"builtins.", "os.path.", "re.",
	                                     NULL};
	char name[MOST_NAME];

	if (bounds_exceeded(f->tree, REACHED_LOOP_NODES,
	                    tree_end(f->tree, part) - part, part))
		return false;
	for (node_id n = part; n < tree_end(f->tree, part); n++) {
		bool is_harmless;

		if (tree_kind(f->tree, n) == KIND_YIELD ||
		    tree_kind(f->tree, n) == KIND_AWAIT)
			return false;
		if (tree_kind(f->tree, n) != KIND_CALL || ask_is_pure(f, n) ||
		    ask_calls(f, n, "os.listdir") ||
		    ask_calls(f, n, "glob.glob"))
			continue;
		is_harmless = false;
		if (types_callee(f->types, n, name, sizeof(name)) &&
		    !str_is(str_of(name), "builtins.open"))
			for (size_t i = 0; starts[i] != NULL; i++)
				is_harmless |=
				    str_starts(str_of(name), starts[i]);
		if (!is_harmless)
			return false;
	}
	return true;
}

static const char *find_names(const struct facts *f, node_id n)
{
	bool is_listdir = ask_calls(f, n, "os.listdir");
	node_id part;

	if (!is_listdir && !ask_calls(f, n, "glob.glob"))
		return NULL;
	part = slices_reader(f, n, false);
	if (part == NO_NODE || !leaves_files(f, part))
		return NULL;
	return is_listdir ? "os.scandir(), as entry.name" : "glob.iglob()";
}

/* --------------------------------------------------------------- the rows */

/* The list's pointers to what the message says that it makes. */
static void say_list(struct pass *pass, struct finding *finding)
{
	if (finding != NULL)
		finding->estimate = cost_list(pass->facts->target);
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	node_id text, rows;
	const char *names;
	enum say say;

	if (f->is_test)
		return;
	if (find_matches(f, n, &say, &text) || find_parts(f, n, &say, &text)) {
		say_list(pass, REPORT(pass, n, LEVEL_NOTE, say, quote(pass, n),
		                      pattern_match_words(f, n)));
		return;
	}
	names = find_names(f, n);
	if (names != NULL) {
		say_list(pass, REPORT(pass, n, LEVEL_NOTE, NAMES,
		                      quote(pass, n), names));
		return;
	}
	rows = stream_find_rows(f, n);
	if (rows == NO_NODE)
		rows = stream_find_cursor(f, n);
	if (rows != NO_NODE)
		say_list(pass, REPORT(pass, n, LEVEL_NOTE, ROWS, quote(pass, n),
		                      quote(pass, rows)));
}

#include "ask.h"
#include "rule.h"

static rule_check check;

enum say { LOOP, NAME, KEPT, COUNT, FIRST, SEARCH, CLOSED, KEPT_CLOSED };

const struct rule rule_whole_file_lines = {
    .code = "MEM504",
    .title = "All lines of a file held at once",
    .why = "readlines(), list(file) and read().splitlines() hold every line of"
           " the file as an object of its own before the first is looked at:"
           " 57 bytes more than its text (49 from Python 3.12; 41 for bytes),"
           " and read() holds the whole text besides. A file of 240 kB with"
           " lines of 29 characters peaks at 0.7 MB by readlines(), at 0.9 MB"
           " by read().splitlines() and at 22 kB when the file itself is"
           " iterated over. What sorts the lines or keeps them all needs them.",
    .bad = "def count_errors(path):\n"
           "    count = 0\n"
           "    with open(path) as log:\n"
           "        for line in log.readlines():\n"
           "            if 'error' in line:\n"
           "                count += 1\n"
           "    return count\n",
    .good = "def count_errors(path):\n"
            "    count = 0\n"
            "    with open(path) as log:\n"
            "        for line in log:\n"
            "            if 'error' in line:\n"
            "                count += 1\n"
            "    return count\n",
    .see = SEE("https://docs.python.org/3/tutorial/"
               "inputoutput.html#methods-of-file-objects"),
    .messages = MESSAGES(
        {"'{0}' holds all lines of the file at once ({1}), and they are read"
         " one by one, once",
         "iterate over {2}"},
        {"'{3}' holds all lines of the file at once ({1}), and they are read"
         " one by one, once",
         "iterate over {2} there"},
        {"'{0}' holds all lines of the file at once ({1}) besides what is made"
         " of them",
         "iterate over {2}"},
        {"'{0}' holds all lines of the file at once ({1}) only to be counted",
         "add up 1 for each line of {2}"},
        {"'{0}' holds all lines of the file at once ({1}), and only the first"
         " is used",
         "read one line of {2} with readline()"},
        {"'{0}' holds all lines of the file at once ({1}) to be searched once",
         "search {2}, which ends at the first match"},
        {"'{3}' holds all lines of the file at once ({1}), and they are read"
         " one by one, once, behind the with statement that closes it",
         "iterate over {2} in the with statement"},
        {"'{3}' holds all lines of the file at once ({1}) besides what is made"
         " of them behind the with statement that closes it",
         "iterate over {2} in the with statement"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_MEDIUM,
    .fix = FIX_SAFE,
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

/* What is done with the lines: the part of the code that reads them, where it
 * begins. */
static bool find_reader(const struct facts *f, const struct stream_lines *l,
                        node_id *place, node_id *part, enum say *say)
{
	const struct tree *t = f->tree;
	node_id n = tree_outermost(t, l->call), around = tree_parent(t, n),
	        call;
	int64_t index;

	*place = n;
	*part = slices_reader_by_name(f, l->call, false, place);
	*say = *place == NO_NODE ? LOOP : NAME;
	if (*place == NO_NODE)
		*place = n;
	if (*part != NO_NODE) {
		if (tree_kind(t, *part) == KIND_LIST_COMPREHENSION ||
		    tree_kind(t, *part) == KIND_SET_COMPREHENSION ||
		    tree_kind(t, *part) == KIND_DICTIONARY_COMPREHENSION)
			*say = KEPT;
		return true;
	}
	*part = around;
	*place = n;
	if (ask_reducer(f, n, &call) == REDUCER_IN) {
		*say = SEARCH;
		return true;
	}
	if (tree_kind(t, around) == KIND_SUBSCRIPT &&
	    tree_field(t, n) == FIELD_VALUE) {
		*say = FIRST;
		return ask_integer(f, tree_child(t, around, FIELD_SUBSCRIPT),
		                   &index) &&
		       index == 0 && tree_child_count(t, around) == 2;
	}
	*part = tree_parent(t, around);
	*say = COUNT;
	return tree_kind(t, around) == KIND_ARGUMENT_LIST &&
	       ask_calls(f, *part, "builtins.len");
}

/* A line, without its text, and the list's pointer to it. */
static uint32_t bytes_of(const struct facts *f, const struct stream_lines *l)
{
	const struct type *type = types_of(f->types, l->call);

	if (type->kind == TYPE_LIST &&
	    types_at(f->types, type->element)->kind == TYPE_BYTES)
		return 41;
	return f->target >= 312 ? 49 : 57;
}

/* Does the loop add each line as it is to a list, `else: lines.append(line)`,
 * so that only the first list's pointers are too many? */
static bool keeps_each(const struct facts *f, node_id loop)
{
	const struct tree *t = f->tree;
	node_id line = tree_child(t, loop, FIELD_LEFT);

	if (tree_kind(t, loop) != KIND_FOR_STATEMENT ||
	    tree_kind(t, line) != KIND_IDENTIFIER)
		return false;
	for (node_id n = loop; n < tree_end(t, loop); n++) {
		node_id at = n, given;
		symbol_id list;

		if (tree_kind(t, n) != KIND_CALL ||
		    ask_receiver(f, n, "append") == NO_NODE)
			continue;
		given = ask_argument(f, n, 0);
		list =
		    scopes_variable(&f->scopes, ask_receiver(f, n, "append"));
		if (given == NO_NODE || !tree_same(t, given, line) ||
		    list == NO_SYMBOL || repeats_binds(&f->repeats, loop, list))
			continue;
		while (at != loop && !(tree_kind(t, at) == KIND_BLOCK &&
		                       tree_field(t, at) == FIELD_CONSEQUENCE))
			at = tree_parent(t, at);
		if (at == loop)
			return true;
	}
	return false;
}

static void mend(struct pass *pass, const struct stream_lines *l, enum say say,
                 struct finding *finding)
{
	const struct facts *f = pass->facts;
	bool is_safe = types_of(f->types, l->file)->is_exact &&
	               tree_kind(f->tree, l->file) != KIND_ATTRIBUTE;
	struct fix *fix;

	if (l->text != NO_NODE || say == COUNT || say == FIRST || say == NAME ||
	    say >= CLOSED)
		return;
	fix = finding_fix(pass->findings, finding,
	                  is_safe ? FIX_SAFE : FIX_UNSAFE,
	                  "iterate over the file");
	fix_replace(
	    pass->findings, fix, f->source, tree_span(f->tree, l->call),
	    str_copy(pass->findings->arena, tree_text(f->tree, l->file)));
}

static void check(struct pass *pass, node_id n)
{
	const struct tree *t = pass->tree;
	const struct facts *f = pass->facts;
	struct stream_lines l;
	node_id place, part, from;
	struct finding *finding;
	const char *file;
	enum say say;

	if (!stream_find_lines(f, n, &l) ||
	    !find_reader(f, &l, &place, &part, &say) || keeps_each(f, part))
		return;
	from = l.text == NO_NODE ? n : l.text;
	if (!stream_can_last(f, l.file, from, place, part)) {
		if (f->is_test ||
		    !stream_can_move(f, l.file, from, place, part))
			return;
		say = say == NAME ? CLOSED : say == KEPT ? KEPT_CLOSED : say;
	}
	file = l.file == l.text ? "the opened file" : quote(pass, l.file);
	if (l.file != l.text)
		file = arena_format(pass->scratch, "'%s'", file);
	if (l.text != NO_NODE && say != COUNT)
		file = arena_format(pass->scratch,
		                    "%s, whose lines keep their ends%s", file,
		                    say >= CLOSED ? "," : "");
	finding =
	    REPORT(pass, n, LEVEL_NOTE, say, quote(pass, n),
	           arena_format(pass->scratch, "%u bytes each and the text",
	                        bytes_of(f, &l)),
	           file, quote(pass, place));
	if (finding == NULL)
		return;
	finding->estimate = cost_element(f->target, bytes_of(f, &l));
	if (say == NAME || say >= CLOSED)
		finding_relate(pass->findings, finding, tree_span(t, place),
		               "read here, once");
	mend(pass, &l, say, finding);
}

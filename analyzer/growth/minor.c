#include "minor.h"

/* Nodes of an expression and names that stand for others. */
enum { MOST_NODES = 64, MOST_STEPS = 3, LONGEST_WORD = 16 };

/* What is read for these is read whole by whoever wants it. */
static const char *const minor[] = {
    "config",   "configs",     "configuration", "conf",        "cfg",
    "ini",      "settings",    "setting",       "options",     "option",
    "opts",     "preferences", "prefs",         "profile",     "profiles",
    "rc",       "env",         "environ",       "environment", "defaults",
    "header",   "headers",     "preamble",      "meta",        "metadata",
    "manifest", "shebang",     "proc",          "hosts",       "mounts",
    "passwd",   "cpuinfo",     "meminfo",       "credentials", "netrc",
    "password", "cookie",      "requirements",  "requires",    "dependencies",
    "version",  "versions",    "license",       "licenses",    "copyright",
    "authors",  "readme",      "setup",

    "schema",   "alias",       "aliases",       "macros",      "macro",
    "theme",    "palette",     "colormap",      "keymap",      NULL};

/* Of paths alone: functions of such names do other things. */
static const char *const files[] = {
    "template",   "templates", "help",     "usage",        "doc",
    "docs",       "docstring", "plugin",   "plugins",      "demo",
    "example",    "examples",  "toml",     "yaml",         "yml",
    "properties", "pkg",       "package",  "dockerignore", "gitignore",
    "resolver",   "info",      "title",    "etc",          "mtab",
    "fstab",      "pid",       "lock",     "status",       "interfaces",
    "cmdline",    "uname",     "platform", "release",      "key",
    "keys",       "changelog", "install",  "build",        "ignore",
    "ignores",    "excludes",  "exclude",  "colors",       "locale",
    "test",       "tests",     "testing",  "argv",         "args",
    "comment",    "comments",  "param",    "params",       "parameter",
    "parameters", "rule",      "rules",    "resource",     "resources",
    "static",     "cert",      "certs",    "certificate",  "certificates",
    "pem",        "crt",       "privkey",  "driver",       "sysfs",
    NULL};

/* What is called so is there to hold much. */
static const char *const major[] = {
    "data",    "dataset",   "log",     "logs",    "logfile",  "csv",
    "tsv",     "dat",       "corpus",  "corpora", "records",  "record",
    "rows",    "dump",      "archive", "history", "events",   "samples",
    "train",   "training",  "report",  "stdin",   "messages", "mbox",
    "fasta",   "sequences", "points",  "results", "output",   "transactions",
    "entries", "traces",    "trace",   "access",  "journal",  "dictionary",
    "words",   "wordlist",  "stream",  NULL};

/* Of these, files that have no end to speak of. */
static const char *const endless[] = {
    "dataset", "log",     "logs",    "logfile",      "csv",   "tsv",
    "corpus",  "corpora", "dump",    "archive",      "stdin", "mbox",
    "fasta",   "history", "journal", "transactions", "train", "training",
    "traces",  "trace",   "access",  "wordlist",     NULL};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* The word without the "file" or "filename" that it ends in. */
static struct str without_file(struct str word)
{
	static const char *const ends[] = {"filename", "file", "path"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		uint32_t length = str_of(ends[i]).length;

		if (word.length > length && str_ends(word, ends[i]))
			return (struct str){word.at, word.length - length};
	}
	return word;
}

static bool is_word(const char *word, const char *const *words)
{
	return str_is_one_of(str_of(word), words) ||
	       str_is_one_of(without_file(str_of(word)), words);
}

/* Is one of the words of any text, "/etc/hosts" or configFile, in a list? */
static bool has_word(struct str text, const char *const *words)
{
	char word[LONGEST_WORD + 1];
	uint32_t length = 0;

	for (uint32_t i = 0; i <= text.length; i++) {
		char c = i < text.length ? text.at[i] : '_';
		bool is_hump = is_upper(c) && i > 0 &&
		               is_letter(text.at[i - 1]) &&
		               !is_upper(text.at[i - 1]);

		if (!is_letter(c) || is_hump) {
			word[length < LONGEST_WORD ? length : 0] = '\0';
			if (is_word(word, words))
				return true;
			length = 0;
		}
		if (is_letter(c) && length < LONGEST_WORD)
			word[length++] =
			    (char)(is_upper(c) ? c - 'A' + 'a' : c);
	}
	return false;
}

static bool has_minor_word(struct str text, bool is_path)
{
	return has_word(text, minor) || (is_path && has_word(text, files));
}

/* The last two parts of "package.config.reader". */
static struct str end_of_module(const char *module)
{
	struct str text = str_of(module);
	uint32_t dots = 0, i = text.length;

	while (i > 0 && dots < 2)
		dots += text.at[--i] == '.';
	return (struct str){text.at + i, text.length - i};
}

/* if __name__ == "__main__": what tries a module by hand, or begins a script.
 */
static bool is_by_hand(const struct tree *t, node_id n)
{
	node_id condition, what;

	if (tree_kind(t, n) != KIND_IF_STATEMENT)
		return false;
	condition = tree_value(t, tree_child(t, n, FIELD_CONDITION));
	if (tree_kind(t, condition) != KIND_COMPARISON_OPERATOR)
		return false;
	what = tree_first(t, condition);
	return tree_kind(t, what) == KIND_IDENTIFIER &&
	       tree_name(t, what) == NAME_NAME;
}

bool minor_is_place(const struct facts *f, node_id n)
{
	static const char *const tests[] = {"test", "tests", "testing", NULL};
	const struct tree *t = f->tree;

	if (f->is_test || has_word(str_of(f->module), tests) ||
	    has_minor_word(end_of_module(f->module), false))
		return true;
	for (; n != 0 && n != NO_NODE; n = tree_parent(t, n)) {
		enum kind kind = tree_kind(t, n);

		struct str name;

		if (is_by_hand(t, n))
			return true;
		if (kind != KIND_FUNCTION_DEFINITION &&
		    kind != KIND_CLASS_DEFINITION)
			continue;
		name = tree_text(t, tree_child(t, n, FIELD_NAME));
		if (has_minor_word(name, false) || has_word(name, tests))
			return true;
	}
	return false;
}

/* What a name or a string says; nothing of other nodes. */
static struct str words_of(const struct tree *t, node_id n)
{
	switch (tree_kind(t, n)) {
	case KIND_IDENTIFIER:
		return tree_text(t, n);
	case KIND_STRING:
		return tree_string_text(t, n);
	default:
		return STR("");
	}
}

static bool says(const struct facts *f, node_id n, node_id path,
                 const char *const *words)
{
	const struct tree *t = f->tree;
	node_id function = tree_ancestor(t, n, KIND_FUNCTION_DEFINITION), end;

	if (function != NO_NODE &&
	    has_word(tree_text(t, tree_child(t, function, FIELD_NAME)), words))
		return true;
	if (path == NO_NODE)
		return false;
	end = tree_end(t, path);
	for (node_id k = path; k < end && k < path + MOST_NODES; k++)
		if (has_word(words_of(t, k), words))
			return true;
	return false;
}

bool minor_is_major(const struct facts *f, node_id n, node_id path)
{
	return says(f, n, path, major);
}

bool minor_is_endless(const struct facts *f, node_id n, node_id path)
{
	return says(f, n, path, endless);
}

bool minor_is_path(const struct facts *f, node_id path)
{
	const struct tree *t = f->tree;

	for (int step = 0; path != NO_NODE && step < MOST_STEPS; step++) {
		node_id next = NO_NODE, end = tree_end(t, path);

		if (end - path > MOST_NODES)
			end = path + MOST_NODES;
		for (node_id n = path; n < end; n++) {
			struct str words = words_of(t, n);

			if (has_minor_word(words, true) ||
			    str_is(words, "__file__"))
				return true;
			if (tree_kind(t, n) == KIND_IDENTIFIER &&
			    next == NO_NODE)
				next = scopes_only_value(&f->scopes, n);
		}
		path = next;
	}
	return false;
}

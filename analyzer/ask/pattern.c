#include "pattern.h"

#include "ask.h"

static bool has(struct str s, char c)
{
	for (uint32_t i = 0; i < s.length; i++)
		if (s.at[i] == c)
			return true;
	return false;
}

/* What is between the quotes of one string without interpolation. */
static bool find_text(const struct tree *t, node_id n, struct str *text)
{
	struct str start;
	bool is_raw = false;

	n = tree_value(t, n);
	if (tree_kind(t, n) != KIND_STRING)
		return false;
	for (node_id c = tree_first(t, n); c != NO_NODE; c = tree_sibling(t, c))
		if (tree_kind(t, c) == KIND_INTERPOLATION)
			return false;
	start = tree_string_start(t, n);
	*text = tree_string_text(t, n);
	for (uint32_t i = 0; i < start.length; i++)
		is_raw |= (start.at[i] | 32) == 'r';
	/* a backslash may stand for another character; '#' begins a comment */
	return (is_raw || !has(*text, '\\')) && !has(*text, '#');
}

int pattern_groups(const struct facts *f, node_id call)
{
	node_id n = ask_calls(f, call, "re.findall") ? ask_argument(f, call, 0)
	                                             : NO_NODE;
	bool is_class = false;
	struct str s;
	int groups = 0;

	if (n == NO_NODE || !find_text(f->tree, n, &s))
		return PATTERN_UNKNOWN;
	if (str_starts(s, ".*") && str_ends(s, ".*"))
		return PATTERN_OF_LINES;
	for (uint32_t i = 0; i < s.length; i++) {
		char next = i + 1 < s.length ? s.at[i + 1] : 0;

		if (s.at[i] == '\\')
			i++;
		else if (is_class)
			is_class = s.at[i] != ']';
		else if (s.at[i] == '[') {
			/* []...] and [^]...] begin with a bracket */
			i += next == '^';
			next = i + 1 < s.length ? s.at[i + 1] : 0;
			i += next == ']';
			is_class = true;
		} else if (s.at[i] == '(')
			groups += next != '?' ||
			          (i + 2 < s.length && s.at[i + 2] == 'P' &&
			           i + 3 < s.length && s.at[i + 3] == '<');
	}
	return groups;
}

const char *pattern_match_words(const struct facts *f, node_id call)
{
	switch (pattern_groups(f, call)) {
	case PATTERN_UNKNOWN:
		return "m.group() (m.group(1) where the pattern has one group,"
		       " m.groups() where it has more)";
	case 0:
		return "m.group()";
	case 1:
		return "m.group(1)";
	default:
		return "m.groups()";
	}
}

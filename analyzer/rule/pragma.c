#include "pragma.h"

#include "pragma_read.h"

/* ------------------------------------------------------------ lines */

struct lines {
	const struct tree *tree;
	uint32_t *first, *last;
};

static uint32_t line_of(const struct lines *lines, uint32_t byte)
{
	return source_line(lines->tree->source, byte);
}

static void join_lines(struct lines *lines, uint32_t start, uint32_t end)
{
	uint32_t first = line_of(lines, start);
	uint32_t last = line_of(lines, end > start ? end - 1 : start);

	/* a line may hold the end of one and the beginning of another */
	if (lines->first[first] < first)
		first = lines->first[first];
	for (uint32_t line = line_of(lines, start); line <= last; line++)
		lines->first[line] = first;
	if (lines->last[first] < last)
		lines->last[first] = last;
}

/* A compound statement's head, or a clause's: up to what stands before its
 * block, with its decorators. NO_NODE has none. */
static void join_head(struct lines *lines, node_id block)
{
	const struct tree *t = lines->tree;
	node_id owner = tree_parent(t, block), before = owner;
	node_id above = tree_parent(t, owner), top = owner;
	uint32_t end = t->nodes[owner].start + 1;

	for (before = tree_first(t, owner); before != block;
	     before = tree_sibling(t, before))
		end = t->nodes[before].end;
	if (tree_kind(t, above) == KIND_DECORATED_DEFINITION)
		top = above;
	join_lines(lines, t->nodes[top].start, end);
}

static bool has_block(const struct tree *t, node_id n)
{
	for (node_id c = tree_first(t, n); c != NO_NODE; c = tree_sibling(t, c))
		if (tree_kind(t, c) == KIND_BLOCK)
			return true;
	return false;
}

static void join_statement(struct lines *lines, node_id n)
{
	const struct tree *t = lines->tree;
	enum kind around = tree_kind(t, tree_parent(t, n));

	if (tree_kind(t, n) == KIND_BLOCK)
		join_head(lines, n);
	else if (tree_kind(t, n) == KIND_DECORATOR ||
	         ((around == KIND_BLOCK || around == KIND_MODULE) &&
	          tree_kind(t, n) != KIND_DECORATED_DEFINITION &&
	          !has_block(t, n)))
		join_lines(lines, t->nodes[n].start, t->nodes[n].end);
}

void pragmas_find_lines(struct pragmas *pragmas, struct arena *arena,
                        const struct tree *tree)
{
	uint32_t count = tree->source->line_count;
	struct lines lines = {tree, ARENA_ARRAY(arena, count, uint32_t),
	                      ARENA_ARRAY(arena, count, uint32_t)};

	for (uint32_t line = 0; line < count; line++)
		lines.first[line] = lines.last[line] = line;
	for (node_id n = 1; n < tree->count; n++)
		join_statement(&lines, n);
	for (uint32_t line = 0; line < count; line++)
		lines.last[line] = lines.last[lines.first[line]];
	pragmas->first_line = lines.first;
	pragmas->last_line = lines.last;
}

/* ------------------------------------------------------------ where */

static bool is_on_own_line(const struct source *source, struct span comment)
{
	uint32_t at = source->lines[source_line(source, comment.start)];

	while (at < comment.start && strchr(" \t\f", source->text[at]) != NULL)
		at++;
	return at == comment.start;
}

/* The next line with code after a line with a comment only. */
struct next_code {
	uint32_t comment, code;
};

/* The first line after this one with more than a comment on it; `seen` is what
 * was found for the last line that was asked for, which came after it. */
static uint32_t next_code_line(const struct source *source, uint32_t line,
                               const struct next_code *seen)
{
	while (++line < source->line_count) {
		struct str text = source_line_text(source, line);
		uint32_t at = 0;

		if (line == seen->comment)
			return seen->code;
		while (at < text.length &&
		       strchr(" \t\f\r", text.at[at]) != NULL)
			at++;
		if (at < text.length && text.at[at] != '#')
			return line;
	}
	return UINT32_MAX;
}

static void find_line(const struct pragmas *pragmas, struct pragma *pragma,
                      const struct source *source, struct next_code *seen)
{
	uint32_t line = source_line(source, pragma->span.start);
	bool is_inside = pragmas->last_line[line] > pragmas->first_line[line];

	if (!is_inside && pragma->kind == PRAGMA_LINE &&
	    is_on_own_line(source, pragma->comment)) {
		uint32_t code = next_code_line(source, line, seen);

		*seen = (struct next_code){line, code};
		line = code;
	}
	pragma->line =
	    line == UINT32_MAX ? UINT32_MAX : pragmas->first_line[line];
}

static void index_lines(struct pragmas *pragmas, struct arena *arena,
                        const struct source *source)
{
	uint32_t *by_line = ARENA_ARRAY(arena, source->line_count, uint32_t);
	uint32_t *next = ARENA_ARRAY(arena, pragmas->list.count, uint32_t);
	struct next_code seen = {UINT32_MAX, UINT32_MAX};

	for (uint32_t i = pragmas->list.count; i-- > 0;) {
		struct pragma *pragma = &pragmas->list.at[i];

		find_line(pragmas, pragma, source, &seen);
		if (pragma->line == UINT32_MAX || pragma->kind == PRAGMA_FILE)
			continue;
		next[i] = by_line[pragma->line];
		by_line[pragma->line] = i + 1;
	}
	pragmas->by_line = by_line;
	pragmas->next = next;
}

struct pragmas *pragmas_find(struct arena *arena, const struct tree *tree)
{
	struct pragmas *pragmas = ARENA_NEW(arena, struct pragmas);
	struct registry *registry = &pragmas->registry;

	for (uint32_t i = 0; i < tree->comment_count; i++) {
		struct span comment = tree->comments[i];

		if (!pragma_may_be_in(source_text(tree->source, comment)))
			continue;
		if (registry->count == 0)
			registry_make(registry, arena);
		pragma_read(pragmas, arena, registry, tree->source, comment);
	}
	if (pragmas->list.count == 0)
		return pragmas;
	pragmas_find_lines(pragmas, arena, tree);
	index_lines(pragmas, arena, tree->source);
	return pragmas;
}

/* ------------------------------------------------------------ findings */

static bool suppresses(struct pragma *pragma, uint32_t rule)
{
	bool any = false;

	for (uint32_t i = 0; i < pragma->words.count; i++) {
		struct pragma_word *word = &pragma->words.at[i];

		if (word->rules == NULL || !word->rules[rule])
			continue;
		word->is_used = true;
		any = true;
	}
	return any;
}

/* What was found for a rule on a line, and in the whole file: many findings of
 * one rule may stand on one line, and many comments. */
struct applied {
	uint32_t line;                 /* 1 + the line; 0: none yet */
	bool is_asked;                 /* in the whole file */
	const char *on_line, *in_file; /* the reason, or NULL */
};

static const char *first_reason(const char *reason, struct pragma *pragma,
                                uint32_t rule)
{
	return suppresses(pragma, rule) && reason == NULL ? pragma->reason
	                                                  : reason;
}

static const char *reason_for(struct pragmas *pragmas, struct applied *a,
                              uint32_t line, uint32_t rule)
{
	if (a->line != line + 1) {
		*a = (struct applied){line + 1, a->is_asked, NULL, a->in_file};
		for (uint32_t i = pragmas->by_line[line]; i != 0;
		     i = pragmas->next[i - 1])
			a->on_line = first_reason(
			    a->on_line, &pragmas->list.at[i - 1], rule);
	}
	for (uint32_t i = 0; !a->is_asked && i < pragmas->list.count; i++)
		if (pragmas->list.at[i].kind == PRAGMA_FILE)
			a->in_file = first_reason(a->in_file,
			                          &pragmas->list.at[i], rule);
	a->is_asked = true;
	return a->on_line != NULL ? a->on_line : a->in_file;
}

void pragmas_apply(struct pragmas *pragmas, const struct registry *registry,
                   const struct source *source, struct findings *findings)
{
	struct applied *applied =
	    ARENA_ARRAY(findings->arena, registry->count, struct applied);

	for (uint32_t i = 0; i < findings->list.count; i++) {
		struct finding *finding = &findings->list.at[i];
		uint32_t line = source_line(source, finding->span.start);
		uint32_t rule =
		    (uint32_t)(registry_entry(registry, finding->rule) -
		               registry->rules);

		if (finding->suppressed == NULL)
			finding->suppressed =
			    reason_for(pragmas, &applied[rule],
			               pragmas->first_line[line], rule);
	}
}

static bool have_run(const struct pragma_word *word, uint32_t count,
                     const bool *ran, const bool *ignored)
{
	for (uint32_t i = 0; i < count; i++)
		if (word->rules[i] &&
		    (!ran[i] || (ignored != NULL && ignored[i])))
			return false;
	return true;
}

void pragmas_judge(struct pragmas *pragmas, const struct registry *registry,
                   const bool *ran, const bool *ignored)
{
	for (uint32_t i = 0; i < pragmas->list.count; i++)
		for (uint32_t w = 0; w < pragmas->list.at[i].words.count; w++) {
			struct pragma_word *word =
			    &pragmas->list.at[i].words.at[w];

			word->is_unused =
			    word->rules != NULL && !word->is_used &&
			    have_run(word, registry->count, ran, ignored);
		}
}

const char *pragma_hint(const struct pragmas *pragmas, struct arena *arena,
                        const char *word)
{
	return registry_hint(&pragmas->registry, arena, word);
}

/* ------------------------------------------------------------ removal */

/* Those that are unused, or those that stay, as "A, B". */
static const char *join_words(struct arena *arena, const struct pragma *pragma,
                              bool unused)
{
	size_t room = 1;
	char *joined, *at;

	for (uint32_t i = 0; i < pragma->words.count; i++)
		room += strlen(pragma->words.at[i].text) + 2;
	joined = at = arena_alloc(arena, room);
	for (uint32_t i = 0; i < pragma->words.count; i++) {
		const struct pragma_word *word = &pragma->words.at[i];

		if (word->is_unused != unused ||
		    (!unused && !word->is_foreign && word->rules == NULL))
			continue;
		at = stpcpy(at, at == joined ? "" : ", ");
		at = stpcpy(at, word->text);
	}
	return joined;
}

const char *pragma_unused(struct arena *arena, const struct pragma *pragma)
{
	return join_words(arena, pragma, true);
}

/* All of it, and what has no use without it: the space before it, or its
 * line. */
static struct span removal_of_all(const struct source *source,
                                  const struct pragma *pragma)
{
	struct span span = pragma->whole;
	bool is_last = span.end == pragma->comment.end;
	bool is_first = span.start == pragma->comment.start;
	uint32_t line = source_line(source, span.start);
	uint32_t start = source->lines[line];

	if (is_first && !is_last) {
		while (strchr(" \t", source->text[span.end]) != NULL)
			span.end++;
		return span;
	}
	if (is_first && is_on_own_line(source, pragma->comment)) {
		span.start = start;
		span.end = line + 1 < source->line_count
		               ? source->lines[line + 1]
		               : source->length;
		return span;
	}
	while (span.start > start &&
	       strchr(" \t", source->text[span.start - 1]) != NULL)
		span.start--;
	return span;
}

struct span pragma_removal(struct arena *arena, const struct source *source,
                           const struct pragma *pragma, const char **text)
{
	struct span words = {0, 0};
	const char *kept = join_words(arena, pragma, false);

	for (uint32_t i = 0; i < pragma->words.count; i++) {
		const struct pragma_word *word = &pragma->words.at[i];

		if (words.end == 0)
			words.start = word->span.start;
		words.end = word->span.end;
	}
	*text = kept;
	return *kept != '\0' ? words : removal_of_all(source, pragma);
}

#include "lr.h"
#include "lr_model.h"

#include <stdlib.h>
#include <string.h>

void *lr_room(void *old, size_t size)
{
	void *room = realloc(old, size);

	if (room == NULL)
		arena_exhausted(size);
	return room;
}

struct lr *lr_new(const struct flatten_maps *maps)
{
	const TSLanguage *language = maps->language;
	struct lr *lr;

	if (language->abi_version < LANGUAGE_VERSION_WITH_RESERVED_WORDS ||
	    language->large_state_count != language->state_count)
		return NULL;
	lr = lr_room(NULL, sizeof(*lr));
	memset(lr, 0, sizeof(*lr));
	lr->maps = maps;
	lr->language = language;
	lr->main.entries = lr_room(NULL, LR_MOST_DEPTH * sizeof(struct entry));
	for (int i = 0; i < LR_MOST_VERSIONS; i++)
		lr->forks[i].entries =
		    lr_room(NULL, LR_MOST_DEPTH * sizeof(struct entry));
	return lr;
}

static void free_version(struct version *v)
{
	free(v->entries);
	free(v->records);
}

static void forget_records(struct version *v)
{
	v->count = v->shared = 0;
	v->below = NULL;
	if (v->room <= LR_MOST_KEPT)
		return;
	free(v->records);
	v->records = NULL;
	v->room = 0;
}

void lr_forget_forks(struct lr *lr, const struct version *but)
{
	for (int i = 0; i < LR_MOST_VERSIONS; i++) {
		struct version *v = &lr->forks[i];

		if (v == but)
			continue;
		forget_records(v);
		lr->in_forks -= v->most;
		v->most = 0;
	}
}

void lr_forget(struct lr *lr)
{
	forget_records(&lr->main);
	lr_forget_shared(lr);
	lr_forget_forks(lr, NULL);
}

void lr_free(struct lr *lr)
{
	if (lr == NULL)
		return;
	free_version(&lr->main);
	for (int i = 0; i < LR_MOST_VERSIONS; i++)
		free_version(&lr->forks[i]);
	lr_forget_shared(lr);
	free(lr);
}

/* ------------------------------------------------------------ records */

void lr_make_room(struct version *v, uint32_t count)
{
	if (count <= v->room && v->room != 0)
		return;
	v->room = v->room == 0 ? 4096 : v->room;
	while (v->room < count)
		v->room *= 2;
	v->records = lr_room(v->records, v->room * sizeof(struct record));
}

struct record *lr_add_record(struct version *v)
{
	if (v->count - v->shared == v->room)
		lr_make_room(v, v->room + 1);
	return lr_record(v, v->count++);
}

/* A token is kept for what it is to its parent. */
static inline uint32_t keep(struct record *r, uint8_t parent)
{
	if (r->kind >= KIND_NAMED_COUNT && r->field == NO_FIELD &&
	    !flatten_keeps_token((enum kind)r->kind, (enum kind)parent))
		r->kept = 0;
	return r->kept;
}

/* A node of the records from `first` up to `end`, and put it there. */
static void enclose(struct version *v, const struct entry *e, uint32_t end,
                    uint8_t kind)
{
	uint32_t kept = 1;

	for (uint32_t at = end; at > e->first;) {
		struct record *r = lr_record(v, at - 1);

		at -= r->size;
		kept += keep(r, kind);
	}
	lr_add_record(v);
	if (end != v->count - 1)
		memmove(lr_record(v, end + 1), lr_record(v, end),
		        (v->count - 1 - end) * sizeof(struct record));
	*lr_record(v, end) = (struct record){.start = e->start,
	                                     .end = e->end,
	                                     .size = end + 1 - e->first,
	                                     .kept = kept,
	                                     .kind = kind};
}

/* The fields and other names that a production gives its children. */
static void give_roles(const struct lr *lr, struct version *v,
                       struct entry *children, uint32_t count,
                       uint32_t production)
{
	const struct role *roles = lr->maps->roles + production * lr->maps->row;

	for (uint32_t i = 0; i < count && i < lr->maps->row; i++) {
		struct entry *e = &children[i];
		uint32_t end = i + 1 < count ? e[1].first : v->count;

		if (roles[i].kind != NO_KIND && lr_is_visible(lr, e)) {
			lr_record(v, end - 1)->kind = roles[i].kind;
		} else if (roles[i].kind != NO_KIND) {
			enclose(v, e, end++, roles[i].kind);
			for (uint32_t k = i + 1; k < count; k++)
				children[k].first++;
		}
		if (roles[i].field == NO_FIELD)
			continue;
		for (uint32_t at = end; at > e->first;) {
			struct record *r = lr_record(v, at - 1);

			at -= r->size;
			if (r->field == NO_FIELD)
				r->field = roles[i].field;
		}
	}
}

/* A string of nothing but text: neither escapes nor parts that are put in. */
static bool is_plain_string(const struct lr *lr, const struct version *v,
                            const struct entry *children, uint32_t count)
{
	const struct record *text;

	if (count != 3)
		return count == 2;
	text = lr_record(v, children[1].first);
	return lr_is_visible(lr, &children[1]) &&
	       text->kind == KIND_STRING_CONTENT && text->size == 1;
}

/* ------------------------------------------------------------ actions */

bool lr_reduce(struct lr *lr, struct version *v, const TSParseAction *action)
{
	uint32_t count = action->reduce.child_count;
	uint16_t symbol = action->reduce.symbol;
	bool is_visible = lr->language->symbol_metadata[symbol].visible;
	struct entry *e;

	if (count >= v->depth)
		return false;
	e = &v->entries[v->depth - count];
	if (count != 0 && (is_visible || action->reduce.production_id != 0))
		lr_own_records(lr, v, e->first);
	if (count == 0) {
		if (v->depth == LR_MOST_DEPTH)
			return false;
		*e = (struct entry){v->count, lr->position, lr->position, 0, 0};
	} else if (action->reduce.production_id != 0) {
		give_roles(lr, v, e, count, action->reduce.production_id);
	}
	if (count != 0)
		e->end = e[count - 1].end;
	v->precedence += action->reduce.dynamic_precedence;
	v->depth += 1 - count;
	e->state = lr_lookup(lr, e[-1].state, symbol);
	e->symbol = symbol;
	if (is_visible) {
		uint8_t kind = lr->maps->kind_of_symbol[symbol];

		if (kind == KIND_STRING && is_plain_string(lr, v, e, count))
			v->count = e->first;
		enclose(v, e, v->count, kind);
	}
	return true;
}

static bool shift_extra(struct lr *lr, const struct token *token)
{
	uint32_t count = lr->comments.count;

	/* in a string it is between two parts of its text */
	if (lr->scanner.string_count != 0)
		return false;
	/* versions shift it one after another */
	if (lr->maps->kind_of_symbol[token->symbol] == KIND_COMMENT &&
	    (count == 0 || lr->comments.at[count - 1].start != token->start)) {
		struct span span = {token->start, token->end};

		ARRAY_PUSH(lr->arena, &lr->comments, span);
	}
	/* an empty one would be found again and again */
	return token->end > lr->position;
}

bool lr_shift(struct lr *lr, struct version *v, const TSParseAction *action,
              const struct token *token)
{
	struct entry *e = &v->entries[v->depth];

	if (action->shift.extra)
		return shift_extra(lr, token);
	if (v->depth == LR_MOST_DEPTH)
		return false;
	v->depth++;
	e->first = v->count;
	e->start = token->start;
	e->end = token->end;
	e->state = action->shift.state;
	e->symbol = token->symbol;
	if (lr_is_visible(lr, e)) {
		struct record *r = lr_add_record(v);

		r->start = token->start;
		r->end = token->end;
		r->size = r->kept = 1;
		r->kind = lr->maps->kind_of_symbol[token->symbol];
		r->field = NO_FIELD;
	}
	return true;
}

const TSParseActionEntry *lr_actions(const struct lr *lr, uint16_t state,
                                     struct token *token)
{
	const TSParseActionEntry *actions = lr->language->parse_actions;
	const TSParseActionEntry *found =
	    &actions[lr_lookup(lr, state, token->symbol)];

	if (found->entry.count != 0 || token->keyword == 0 ||
	    token->symbol != token->keyword ||
	    ts_language_is_reserved_word(lr->language, state, token->symbol))
		return found;
	token->symbol = lr->language->keyword_capture_token;
	return &actions[lr_lookup(lr, state, token->symbol)];
}

enum lr_outcome lr_step(struct lr *lr, struct version *v, struct token *token,
                        const TSParseActionEntry **actions)
{
	const TSParseActionEntry *found = lr_actions(lr, lr_state(v), token);
	uint8_t count = found->entry.count;
	const TSParseAction *action = &found[1].action;

	if (count == 0)
		return LR_DEAD;
	if (count != 1 &&
	    !(count == 2 && found[2].action.type == TSParseActionTypeShift &&
	      found[2].action.shift.repetition)) {
		*actions = found;
		return LR_FORKED;
	}
	switch (action->type) {
	case TSParseActionTypeShift:
		return lr_shift(lr, v, action, token) ? LR_SHIFTED
		                                      : LR_GIVEN_UP;
	case TSParseActionTypeReduce:
		return lr_reduce(lr, v, action) ? LR_REDUCED : LR_GIVEN_UP;
	case TSParseActionTypeAccept:
		return LR_ACCEPTED;
	default:
		return LR_GIVEN_UP;
	}
}

/* ------------------------------------------------------------ the parse */

/* The scanner's first three tokens end and begin lines. */
static bool ends_line(const struct lr *lr, const struct token *token)
{
	const TSSymbol *symbols = lr->language->external_scanner.symbol_map;

	return token->is_external &&
	       (token->symbol == symbols[0] || token->symbol == symbols[1] ||
	        token->symbol == symbols[2]);
}

static bool is_between_lines(const struct lr *lr, const struct token *token)
{
	uint8_t kind = lr->maps->kind_of_symbol[token->symbol];

	return kind == KIND_COMMENT || kind == KIND_LINE_CONTINUATION;
}

/* False where tree-sitter has to look. */
static bool read(struct lr *lr)
{
	const TSParseActionEntry *actions;
	bool is_first = true, begins_line = true;

	for (;;) {
		struct token token;
		enum lr_outcome outcome;

		if (lr_is_too_large(lr) ||
		    !lr_lex(lr, lr_state(&lr->main), &token))
			return false;
		if (is_first)
			lr->start = token.start;
		is_first = false;
		do
			outcome = lr_step(lr, &lr->main, &token, &actions);
		while (outcome == LR_REDUCED);
		if (outcome == LR_ACCEPTED) {
			lr->position = token.end;
			return true;
		}
		if (outcome == LR_FORKED) {
			if (!lr_forks(lr, &token))
				return false;
		} else if (outcome != LR_SHIFTED) {
			return false;
		}
		lr->position = token.end;
		if (is_between_lines(lr, &token))
			continue;
		if (begins_line && outcome == LR_SHIFTED)
			lr->line = lr->main.depth - 1;
		begins_line = ends_line(lr, &token);
	}
}

bool lr_parse(struct lr *lr, struct arena *arena, const struct lr_input *input)
{
	bool is_read;

	lr->input = input;
	lr->arena = arena;
	lr->memory = input->memory;
	lr->position = lr->start = 0;
	lr->work = 0;
	lr->is_late = false;
	lr->comments.at = NULL;
	lr->comments.count = lr->comments.room = 0;
	lr->line = 1;
	lr->fork_work = 0;
	lr->main.count = 0;
	lr->main.depth = 1;
	lr->main.entries[0] = (struct entry){.state = 1};
	lr_lex_begin(lr);
	is_read = read(lr);
	lr_lex_end(lr);
	return is_read;
}

/* Where the grammar leaves open what something is: several versions of the
 * stack, from the beginning of the logical line on, each of which takes the
 * same tokens. */
#include "lr_model.h"

#include <stdlib.h>
#include <string.h>

enum { FEW = 3 /* versions */ };

/* What versions with the same lexers find, and how it leaves the scanner. */
struct lexed {
	const struct version *by;
	struct token token;
	bool is_found;
	struct lr_scanner scanner;
};

/* The versions that there are, in tree-sitter's order, and those that are free.
 */
struct forks {
	struct lr *lr;
	struct version *live[LR_MOST_VERSIONS];
	struct version *spare[LR_MOST_VERSIONS];
	uint32_t live_count, spare_count;
	/* in the step that is being made: which token each takes */
	const struct lexed *lexed[LR_MOST_VERSIONS];
};

/* Another that has read the same. */
static void copy(struct lr *lr, struct version *to, struct version *from)
{
	to->depth = from->depth;
	memcpy(to->entries, from->entries, to->depth * sizeof(struct entry));
	lr_share_records(lr, to, from);
	to->precedence = from->precedence;
	to->rival_count = 0;
	to->is_moved = from->is_moved;
}

/* One of what was read since the line began. */
static void part(struct lr *lr, struct version *to)
{
	const struct version *main = &lr->main;
	uint32_t first = lr->line < main->depth ? main->entries[lr->line].first
	                                        : main->count;

	to->depth = main->depth - lr->line + 1;
	memcpy(to->entries, main->entries + lr->line - 1,
	       to->depth * sizeof(struct entry));
	for (uint32_t i = 1; i < to->depth; i++)
		to->entries[i].first -= first;
	lr_share_main(lr, to, first);
	to->precedence = main->precedence;
	to->rival_count = 0;
	to->is_moved = false;
}

/* The one that is left is the parse again. */
static bool join(struct lr *lr, const struct version *only)
{
	struct version *main = &lr->main;
	uint32_t first = lr->line < main->depth ? main->entries[lr->line].first
	                                        : main->count;

	if (lr->line + only->depth > LR_MOST_DEPTH)
		return false;
	lr_forget_forks(lr, only);
	if (!lr_give_to_main(lr, only, first))
		return false;
	for (uint32_t i = 1; i < only->depth; i++) {
		struct entry *e = &main->entries[lr->line + i - 1];

		*e = only->entries[i];
		e->first += first;
	}
	main->depth = lr->line + only->depth - 1;
	lr_forget_forks(lr, NULL);
	lr_forget_shared(lr);
	return true;
}

static void forget_rival(struct version *v, const struct version *rival)
{
	for (uint32_t i = 0; i < v->rival_count; i++)
		if (v->rivals[i].version == rival)
			v->rivals[i--] = v->rivals[--v->rival_count];
}

static void drop(struct forks *f, uint32_t i)
{
	f->spare[f->spare_count++] = f->live[i];
	for (uint32_t k = 0; k < f->live_count; k++)
		forget_rival(f->live[k], f->live[i]);
	f->live_count--;
	for (; i < f->live_count; i++) {
		f->live[i] = f->live[i + 1];
		f->lexed[i] = f->lexed[i + 1];
	}
}

/* ------------------------------------------------------------ merging */

/* Of few, what was moved is where tree-sitter has it; of more it may not be. */
static struct version *better(const struct forks *f, struct version *a,
                              struct version *b)
{
	bool is_moved = a->is_moved || b->is_moved;

	return lr_better(f->lr, a, b, !is_moved || f->live_count <= FEW);
}

/* Of those that have come to the same, keep the best; those of the higher
 * precedence go first. */
static bool merge(struct forks *f)
{
	for (uint32_t i = 1; i < f->live_count; i++)
		for (uint32_t k = 0; k < i; k++) {
			struct version *a = f->live[k], *b = f->live[i];

			if (lr_have_met(a, b)) {
				struct version *best = better(f, a, b);

				if (best == NULL)
					return false;
				f->live[k] = best;
				f->live[i] = best == a ? b : a;
				drop(f, i--);
				break;
			}
			lr_note_rivals(a, b);
			if (b->precedence > a->precedence) {
				f->live[k] = b;
				f->live[i] = a;
			}
		}
	return true;
}

/* ------------------------------------------------------------ one token */

enum settled { SETTLED, MOVED, DROPPED, UNSETTLED };

/* False if it is there already. */
static bool move_behind(struct forks *f, uint32_t from, uint32_t to)
{
	struct version *v = f->live[from];
	const struct lexed *lexed = f->lexed[from];

	if (from > to)
		return false;
	for (; from < to; from++) {
		f->live[from] = f->live[from + 1];
		f->lexed[from] = f->lexed[from + 1];
	}
	f->live[to] = v;
	f->lexed[to] = lexed;
	v->is_moved = true;
	return true;
}

/* What was reduced to the state of one that has yet to take the token goes
 * behind it, or the better of the two is kept. */
static enum settled settle(struct forks *f, uint32_t i, uint32_t reduced)
{
	struct version *v = f->live[reduced];

	for (uint32_t k = i + 1; k < f->live_count; k++) {
		struct version *other = f->live[k], *best;

		if (k == reduced || lr_state(other) != lr_state(v))
			continue;
		if (!lr_have_met(other, v)) {
			lr_note_rivals(other, v);
			return move_behind(f, reduced, k) ? MOVED : SETTLED;
		}
		best = better(f, other, v);
		if (best == NULL)
			return UNSETTLED;
		f->live[k] = best;
		f->live[reduced] = best == v ? other : v;
		drop(f, reduced);
		return DROPPED;
	}
	return SETTLED;
}

/* All ways but the last in versions of their own, which have yet to take the
 * token; the last in this one. */
static enum lr_outcome branch(struct forks *f, uint32_t i,
                              const TSParseActionEntry *actions,
                              const struct token *token)
{
	struct version *v = f->live[i];
	const TSParseAction *last = &actions[actions->entry.count].action;

	/* for tree-sitter they are one, which goes the ways of both */
	for (uint32_t k = i + 1; k < f->live_count; k++)
		if (lr_state(f->live[k]) == lr_state(v) &&
		    f->live[k]->depth != v->depth)
			return LR_GIVEN_UP;
	for (uint32_t k = 1; k < actions->entry.count; k++) {
		struct version *own;

		if (actions[k].action.type != TSParseActionTypeReduce ||
		    f->spare_count == 0)
			return LR_GIVEN_UP;
		own = f->spare[--f->spare_count];
		f->live[f->live_count] = own;
		f->lexed[f->live_count++] = f->lexed[i];
		copy(f->lr, own, v);
		if (!lr_reduce(f->lr, own, &actions[k].action) ||
		    settle(f, i, f->live_count - 1) == UNSETTLED)
			return LR_GIVEN_UP;
	}
	if (last->type == TSParseActionTypeReduce)
		return lr_reduce(f->lr, v, last) ? LR_REDUCED : LR_GIVEN_UP;
	return last->type == TSParseActionTypeShift &&
	               !last->shift.repetition &&
	               lr_shift(f->lr, v, last, token)
	           ? LR_SHIFTED
	           : LR_GIVEN_UP;
}

/* What a version comes to with its token; LR_REDUCED: another has its place. */
static enum lr_outcome advance(struct forks *f, uint32_t i)
{
	struct token token = f->lexed[i]->token;

	lr_lex_decide(f->lr, lr_state(f->live[i]), &token);
	for (;;) {
		const TSParseActionEntry *actions;
		enum lr_outcome outcome =
		    lr_step(f->lr, f->live[i], &token, &actions);

		if (outcome == LR_FORKED)
			outcome = branch(f, i, actions, &token);
		if (outcome != LR_REDUCED)
			return outcome;
		lr_note_reduced(f->live[i]);
		switch (settle(f, i, i)) {
		case SETTLED:
			break;
		case MOVED:
		case DROPPED:
			return LR_REDUCED;
		case UNSETTLED:
			return LR_GIVEN_UP;
		}
	}
}

static bool is_same_token(const struct token *a, const struct token *b)
{
	return a->start == b->start && a->end == b->end &&
	       a->is_external == b->is_external && a->keyword == b->keyword &&
	       (a->keyword != 0 || a->symbol == b->symbol);
}

/* All take their token. The one that was shifted; NULL if there is none, or
 * another. */
static const struct lexed *take(struct forks *f)
{
	const struct lexed *taken = NULL;

	for (uint32_t i = 0; i < f->live_count; i++) {
		const struct lexed *own = f->lexed[i];
		enum lr_outcome outcome =
		    own->is_found ? advance(f, i) : LR_DEAD;

		if (outcome == LR_DEAD)
			drop(f, i);
		if (outcome == LR_DEAD || outcome == LR_REDUCED) {
			i--;
			continue;
		}
		if (outcome != LR_SHIFTED ||
		    (taken != NULL &&
		     !is_same_token(&taken->token, &own->token)))
			return NULL;
		taken = own;
	}
	return taken == NULL || !merge(f) ? NULL : taken;
}

/* ------------------------------------------------------------ all tokens */

static bool has_same_lexers(const struct lr *lr, const struct version *a,
                            const struct version *b)
{
	const TSLexerMode *modes = lr->language->lex_modes;
	const TSLexerMode *x = &modes[lr_state(a)], *y = &modes[lr_state(b)];

	return x->lex_state == y->lex_state &&
	       x->external_lex_state == y->external_lex_state;
}

/* The next token of each version, as they differ in `found`. False: there is
 * too little time. */
static bool lex_all(struct forks *f, struct lexed *found, uint32_t *found_count)
{
	struct lr *lr = f->lr;
	const struct lr_scanner before = lr->scanner;

	*found_count = 0;
	for (uint32_t i = 0; i < f->live_count; i++) {
		struct lexed *own = found;

		while (own < found + *found_count &&
		       !has_same_lexers(lr, own->by, f->live[i]))
			own++;
		f->lexed[i] = own;
		if (own < found + *found_count)
			continue;
		if ((*found_count)++ != 0)
			lr->scanner = before;
		own->by = f->live[i];
		own->is_found = lr_lex(lr, lr_state(f->live[i]), &own->token);
		if (lr->is_late)
			return false;
		own->scanner = lr->scanner;
	}
	return true;
}

static bool is_comment(const struct lr *lr, const struct token *token)
{
	return lr->maps->kind_of_symbol[token->symbol] == KIND_COMMENT;
}

/* Has a version no use for what follows its comment? */
static bool ends_behind(const struct forks *f, const struct lexed *lexed,
                        uint16_t state)
{
	struct lr *lr = f->lr;
	struct token token = lexed->token;
	uint32_t position = lr->position;
	bool is_found = true;

	lr->scanner = lexed->scanner;
	while (is_found && is_comment(lr, &token)) {
		lr->position = token.end;
		is_found = lr_lex(lr, state, &token);
	}
	lr->position = position;
	return !lr->is_late &&
	       (!is_found || lr_actions(lr, state, &token)->entry.count == 0);
}

/* Where a line ends for one version, another may take the comment behind it;
 * then it is to end there. */
static bool drop_open(struct forks *f)
{
	uint32_t comments = 0;

	for (uint32_t i = 0; i < f->live_count; i++)
		comments += f->lexed[i]->is_found &&
		            is_comment(f->lr, &f->lexed[i]->token);
	if (comments == f->live_count)
		return true;
	for (uint32_t i = f->live_count; comments > 0 && i-- > 0;) {
		const struct lexed *lexed = f->lexed[i];

		if (!lexed->is_found || !is_comment(f->lr, &lexed->token))
			continue;
		if (!ends_behind(f, lexed, lr_state(f->live[i])))
			return false;
		drop(f, i);
	}
	return true;
}

/* Their room is not given back while there are several. */
static void count_records(struct forks *f)
{
	for (uint32_t i = 0; i < f->live_count; i++) {
		struct version *v = f->live[i];

		uint32_t own = v->count - v->shared;

		if (own <= v->most)
			continue;
		f->lr->in_forks += own - v->most;
		v->most = own;
	}
}

/* All go one token further. */
static bool step(struct forks *f, struct token *token)
{
	struct lr *lr = f->lr;
	struct lexed found[LR_MOST_VERSIONS];
	const struct lexed *taken;
	uint32_t count;

	count_records(f);
	if (lr_is_too_large(lr) || lr_forks_too_much(lr) ||
	    !lex_all(f, found, &count) || !drop_open(f))
		return false;
	taken = take(f);
	if (taken == NULL)
		return false;
	*token = taken->token;
	lr->position = token->end;
	if (count != 1)
		lr->scanner = taken->scanner;
	return true;
}

bool lr_forks(struct lr *lr, struct token *token)
{
	struct forks f = {.lr = lr};
	struct lexed first = {.token = *token, .is_found = true};

	for (int i = 0; i < LR_MOST_VERSIONS; i++)
		f.spare[f.spare_count++] = &lr->forks[i];
	if (lr->line >= lr->main.depth)
		lr->line = lr->main.depth - 1;
	f.live[0] = f.spare[--f.spare_count];
	f.lexed[0] = &first;
	f.live_count = 1;
	if (lr->line == 0 || lr_forks_too_much(lr))
		return false;
	part(lr, f.live[0]);
	if (take(&f) == NULL)
		return false;
	lr->position = token->end;
	while (f.live_count != 1)
		if (!step(&f, token))
			return false;
	return join(lr, f.live[0]);
}

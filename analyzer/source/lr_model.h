/* What an LR parse is made of; for lr.c and lr_*.c. */
#ifndef HEAPLINT_LR_MODEL_H
#define HEAPLINT_LR_MODEL_H

#include "flatten_maps.h"
#include "lr.h"

#include <src/lexer.h>

enum {
	LR_MOST_DEPTH = 1024, /* of the stack */
	LR_MOST_VERSIONS =
	    16, /* tree-sitter has 6, which may be ways at once */
	LR_FORK_WORK_EACH = 16,    /* records copied or compared, a byte */
	LR_FORK_WORK_MORE = 65536, /* and in all */
	LR_MOST_INDENTS = 128,
	LR_MOST_STRINGS = 32, /* in one another */
	LR_MOST_KEPT = 65536, /* records, for the next text */
};

/* A visible node or token, after those that are in it. */
struct record {
	uint32_t start, end; /* bytes of the text */
	uint32_t size;       /* records, with those in it */
	uint32_t kept;       /* nodes of them that the tree keeps */
	uint8_t kind, field;
};

/* What is on the stack. A hidden symbol's records are those of its children: it
 * has none of its own. */
struct entry {
	uint32_t first; /* record; they end where the next entry's begin */
	uint32_t start, end;
	uint16_t state;
	uint16_t symbol; /* where it is visible, the last record is its own */
};

struct version;

/* A version that has come to the same state in another way. Which of the two is
 * better counts when what differs, the entries from `low` to `high`, is reduced
 * to one; when less is, they part. */
struct rival {
	const struct version *version;
	uint32_t low, high;
	bool is_worse;
};

/* Records that versions hold who have parted since: lr_shared.c. */
struct shared {
	struct shared *next;        /* of all that there are */
	const struct shared *below; /* those before them, or NULL */
	uint32_t first;             /* which of a version's they begin with */
	const struct record *records;
};

/* One way to read the text so far. The records of its own follow those that it
 * shares. */
struct version {
	struct entry *entries; /* LR_MOST_DEPTH; the first is not popped */
	uint32_t depth;
	struct record *records; /* its own */
	uint32_t count;         /* of all its records */
	uint32_t shared;        /* those in `below` and what is below that */
	const struct shared *below;
	uint32_t room;      /* for records of its own */
	uint32_t most;      /* of its own that a fork has come to hold */
	int32_t precedence; /* of what was reduced: the higher, the better */
	struct rival rivals[LR_MOST_VERSIONS];
	uint32_t rival_count;
	bool is_moved; /* from its place among the others */
};

/* The scanner's tokens, by its numbers. */
enum external {
	NEWLINE,
	INDENT,
	DEDENT,
	STRING_START,
	STRING_CONTENT,
	ESCAPE_INTERPOLATION,
	STRING_END,
	EXCEPT = 11
};

/* What is open where the scanner is. */
struct lr_string {
	unsigned char quote;
	uint8_t flags;
};

struct lr_scanner {
	uint16_t indents[LR_MOST_INDENTS]; /* the first is 0 */
	struct lr_string strings[LR_MOST_STRINGS];
	uint32_t indent_count, string_count;
	bool is_in_format; /* the string that was opened last */
};

struct token {
	uint32_t start, end;
	uint16_t symbol;
	uint16_t keyword; /* that it may be, where it is a word; or 0 */
	bool is_external; /* the scanner's */
};

enum lr_outcome {
	LR_REDUCED,
	LR_SHIFTED,
	LR_ACCEPTED,
	LR_DEAD,
	LR_FORKED,
	LR_GIVEN_UP
};

struct lr {
	const struct flatten_maps *maps;
	const TSLanguage *language;
	struct version main;
	struct version forks[LR_MOST_VERSIONS];
	uint64_t in_forks;     /* the sum of their `most` */
	struct shared in_main; /* what forks share with `main` */
	struct shared *shared; /* and with each other */
	uint64_t in_shared;    /* records of these */
	uint64_t fork_work;    /* records copied or compared for versions */
	uint64_t memory;       /* bytes that a text may take */
	uint32_t line;         /* the depth where the logical line began */
	const struct lr_input *input; /* while it is read */
	uint32_t position;            /* behind the last token */
	uint32_t start;               /* of the first token */
	uint64_t work;                /* since the last look at the clock */
	bool is_late;                 /* it took too long */
	Lexer lexer;                  /* for the grammar's */
	struct lr_scanner scanner;
	struct arena *arena; /* the file's */
	ARRAY(struct span) comments;
};

/* lr_lex.c. False where there is no token, or too little time. */
void lr_lex_begin(struct lr *lr);
void lr_lex_end(struct lr *lr);
bool lr_lex(struct lr *lr, uint16_t state, struct token *token);
/* What a word is in a state: itself, or a keyword. */
void lr_lex_decide(const struct lr *lr, uint16_t state, struct token *token);

/* lr_scan.c: one that only the scanner knows. False: there is none. */
void lr_scan_begin(struct lr_scanner *scanner);
bool lr_scan(struct lr *lr, const bool *valid, struct token *token);

/* lr.c: what may be done with a token; a word that is no keyword in this state
 * is a word. */
const TSParseActionEntry *lr_actions(const struct lr *lr, uint16_t state,
                                     struct token *token);
/* The next action on a token. Where there is more than one, none of them
 * is done: `actions` has them. */
enum lr_outcome lr_step(struct lr *lr, struct version *v, struct token *token,
                        const TSParseActionEntry **actions);
bool lr_reduce(struct lr *lr, struct version *v, const TSParseAction *action);
bool lr_shift(struct lr *lr, struct version *v, const TSParseAction *action,
              const struct token *token);
struct record *lr_add_record(struct version *v);
void *lr_room(void *old, size_t size); /* realloc; ends where that fails */
void lr_make_room(struct version *v, uint32_t count); /* records of its own */
/* Give back what many records of forks took, but for one of them or NULL. */
void lr_forget_forks(struct lr *lr, const struct version *but);

/* lr_shared.c: what is to be changed, from a record on, is the version's. */
void lr_own_records(struct lr *lr, struct version *v, uint32_t first);
/* Give one all records that `main` has from `first` on, or that another has. */
void lr_share_main(struct lr *lr, struct version *to, uint32_t first);
void lr_share_records(struct lr *lr, struct version *to, struct version *from);
/* Give `main` all that one has, from its record `first` on. False: that would
 * take too much memory. */
bool lr_give_to_main(struct lr *lr, const struct version *from, uint32_t first);
void lr_forget_shared(struct lr *lr);
/* How many of their first records are the same ones. */
uint32_t lr_in_common(struct lr *lr, const struct version *a,
                      const struct version *b);

/* lr_rivals.c: will both go on in the same way? What they took one thing for
 * may differ: what follows is the same, and it is reduced with it. */
bool lr_have_met(const struct version *a, const struct version *b);
/* The better of two that go on in the same way, as tree-sitter has it: that of
 * the higher precedence; what the choice from both was, where they were rivals;
 * that of the lower symbol; the first, where they have an order. NULL where
 * that does not say. */
struct version *lr_better(struct lr *lr, struct version *a, struct version *b,
                          bool has_order);
/* Note which of two in the same state is to be chosen where they meet. */
void lr_note_rivals(const struct version *a, struct version *b);
/* After a reduction: what is left of that. */
void lr_note_reduced(struct version *v);

/* lr_forks.c: go all ways from here until one is left. */
bool lr_forks(struct lr *lr, struct token *token);

/* For a token, where its actions are; for a rule, the state after it. */
static inline uint16_t lr_lookup(const struct lr *lr, uint16_t state,
                                 uint16_t symbol)
{
	return lr->language
	    ->parse_table[state * lr->language->symbol_count + symbol];
}

/* A record that is a version's own. */
static inline struct record *lr_record(const struct version *v, uint32_t i)
{
	return &v->records[i - v->shared];
}

/* Bytes of all records. */
static inline uint64_t lr_held(const struct lr *lr)
{
	return (lr->main.count + lr->in_forks + lr->in_shared) *
	       sizeof(struct record);
}

static inline bool lr_is_too_large(const struct lr *lr)
{
	return lr_held(lr) > lr->memory || lr->main.count > UINT32_MAX / 4;
}

static inline bool lr_forks_too_much(const struct lr *lr)
{
	return lr->fork_work >
	       (uint64_t)lr->position * LR_FORK_WORK_EACH + LR_FORK_WORK_MORE;
}

static inline bool lr_is_visible(const struct lr *lr, const struct entry *e)
{
	return lr->language->symbol_metadata[e->symbol].visible;
}

static inline uint16_t lr_state(const struct version *v)
{
	return v->entries[v->depth - 1].state;
}

#endif

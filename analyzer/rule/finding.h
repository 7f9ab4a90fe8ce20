/* What the analysis has to say: findings about the code, and notices about the
 * run. No formatting here; output/ does that. */
#ifndef HEAPLINT_FINDING_H
#define HEAPLINT_FINDING_H

#include "arena.h"
#include "position.h"

#include <stdbool.h>
#include <stdint.h>

struct rule;

enum level { LEVEL_NOTE, LEVEL_WARNING, LEVEL_ERROR };

/* "note", "warning", "error". */
const char *level_name(enum level level);

/* A place that belongs to a finding. */
struct place {
	const char *path; /* NULL: the finding's own file */
	struct span span;
	const char *text; /* what it says there: lower case, no full stop */
};

/* Replace the bytes of `span` (whose text has hash XXH3-64 `hash`). */
struct edit {
	struct span span;
	uint64_t hash;
	const char *text;
	bool is_import; /* a line `import module`, which several fixes share */
};

enum fix_safety { FIX_NONE, FIX_UNSAFE, FIX_SAFE };

struct fix {
	enum fix_safety safety;
	const char *description;  /* imperative: "iterate over the generator" */
	ARRAY(struct edit) edits; /* one change: all or none of them */
};

/* What to do with a reference of a cycle. */
enum edge_mark { EDGE_STAYS, EDGE_TO_WEAKEN, EDGE_TO_CUT, EDGE_MARK_COUNT };

/* A reference of a cycle: `object` refers to the next one's object, the last to
 * the first's. */
struct cycle_edge {
	const char *object; /* in the code's words */
	const char *class;  /* its class, "package.module.C"; NULL if unknown */
	const char *field;  /* ".nodes[]" */
	const char *path;   /* where it is made; NULL: the finding's own file */
	struct span span;
	uint8_t mark;    /* enum edge_mark */
	bool is_to_mend; /* rather than the others, as far as is known */
};

/* A cycle that the same references make of other objects. */
struct likewise {
	const char *path; /* where it is told, had it a finding of its own */
	struct span span;
	const struct cycle_edge *objects; /* in the order of the finding's */
};

/* A question that only the whole project can answer (DESIGN: conditional
 * findings). The finding holds if every answer is "surely yes". */
struct condition {
	const char *subject; /* a dotted name: "package.module.Class" */
	const char *detail;  /* an attribute or parameter, or NULL */
	uint8_t question;    /* enum question of summary.h */
	uint8_t edge; /* 1 + the cycle's edge that the answer spells out */
};

/* What one takes in CPython `target` ("3.13"), and what the advice leaves of
 * it; without what it refers to. */
enum estimate_unit {
	ESTIMATE_INSTANCE,
	ESTIMATE_ELEMENT,
	ESTIMATE_CYCLE, /* its objects of known classes: at least */
	ESTIMATE_CALL
};
struct estimate {
	uint32_t bytes;   /* 0: nothing is known */
	uint32_t instead; /* or BYTES_UNKNOWN */
	enum estimate_unit unit;
	const char *target;
};
#define BYTES_UNKNOWN UINT32_MAX

enum { ARGUMENTS_MOST = 5 }; /* more are lost by readers of SARIF */

struct finding {
	const struct rule *rule;
	enum level level;
	struct span span;
	struct position start; /* of the span, as it is shown */
	uint16_t message;      /* index into the rule's messages */
	uint16_t argument_count;
	/* The message to give instead if a method of another file cuts the
	 * cycle later, and which argument names that; 0: the same. */
	uint16_t message_until, argument_until;
	const char *arguments[ARGUMENTS_MOST]; /* for {0} ... {4} */
	ARRAY(struct place) related;
	ARRAY(struct place) steps; /* made here, stored here, ... in order */
	ARRAY(struct cycle_edge) cycle;  /* of a reference cycle */
	ARRAY(struct likewise) likewise; /* those that it stands for too */
	struct fix *fix;                 /* or NULL */
	struct estimate estimate;
	ARRAY(struct condition) conditions;
	const char *suppressed; /* why, or ""; NULL: it is not */
	bool is_known;          /* it is in the baseline */
	bool is_elsewhere;      /* outside of what the run was to report on */
};

/* The findings of one file; all memory is `arena`'s. */
struct findings {
	struct arena *arena;
	ARRAY(struct finding) list;
};

/* Something that went wrong with one file, or was left out. */
struct notice {
	enum level level; /* LEVEL_ERROR makes the exit code 2 */
	const char *path;
	const char *text; /* lower case, no full stop */
};

/* Give it a list of its own, which is `arena`'s. */
void findings_copy(struct findings *findings, struct arena *arena);

/* For qsort: notices by path, then by text. */
int notice_compare(const void *left, const void *right);

/* Append a place. `text` is kept. */
void finding_relate(struct findings *findings, struct finding *finding,
                    struct span span, const char *text);
/* If a method of another file cuts its cycle later, the finding gets this
 * message instead, with the method's name as this argument. */
void finding_until(struct finding *finding, unsigned message,
                   unsigned argument);
/* Append a reference to its cycle; the texts are copied. */
void finding_refer(struct findings *findings, struct finding *finding,
                   struct cycle_edge edge);
/* Make the cycle's edges the finding's steps, if it has none yet:
 * "Tree.nodes[] -> Node". */
void finding_draw(struct findings *findings, struct finding *finding);
void finding_require(struct findings *findings, struct finding *finding,
                     uint8_t question, const char *subject, const char *detail);

/* Give the finding a fix without edits yet, or return the one it has. */
struct fix *finding_fix(struct findings *findings, struct finding *finding,
                        enum fix_safety safety, const char *description);

/* Add the replacement of `span` by `text` to a fix. */
void fix_replace(struct findings *findings, struct fix *fix,
                 const struct source *source, struct span span,
                 const char *text);

/* Take out what of a span is not of a part of it. */
void fix_keep(struct findings *findings, struct fix *fix,
              const struct source *source, struct span span, struct span part);

/* Add a line with an import that the fix needs. Several fixes that are made at
 * once need it once. */
void fix_import(struct findings *findings, struct fix *fix, uint32_t at,
                const char *text);

/* Replace the brackets of what is at `span`, its first and last byte. */
void fix_replace_brackets(struct findings *findings, struct fix *fix,
                          const struct source *source, struct span span,
                          const char *open, const char *close);

/* Take away the fixes that would lose a comment, but those that are about
 * comments. */
void findings_keep_comments(struct findings *findings,
                            const struct source *source);

/* A message with its {0} ... {4} filled in; "{{" is a brace. */
char *finding_text(struct arena *arena, const char *template,
                   const struct finding *finding);

/* Find where each starts. */
void findings_locate(struct findings *findings, struct positions *positions);

/* By start, end, rule code, and level from the highest down; equal ones are
 * dropped. */
void findings_sort(struct findings *findings);

/* Take out those that were left without a rule. */
void findings_clean(struct findings *findings);

#endif

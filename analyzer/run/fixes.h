/* Which fixes of a file's findings are made together, and whether the findings
 * are gone then. */
#ifndef HEAPLINT_FIXES_H
#define HEAPLINT_FIXES_H

#include "finding.h"
#include "rewrite.h"

/* A finding, as it is known again after edits: its place moves with them. */
struct fixes_mark {
	const struct rule *rule;
	uint32_t at, before; /* the edits */
	uint16_t message;
	bool is_known; /* it is in the baseline */
};

struct fixes_marks {
	ARRAY(struct fixes_mark) list;
};

/* What may be fixed. */
struct fixes_limits {
	bool is_unsafe;                    /* unsafe ones too */
	enum level level;                  /* from this one on */
	const struct fixes_marks *dropped; /* but not these */
};

/* Those of a file's findings that are fixed together. */
struct fixes {
	ARRAY(uint32_t) taken;           /* their indices */
	ARRAY(struct rewrite_edit) list; /* their edits, in order */
};

/* Is it one that may be fixed? */
bool fixes_may(const struct finding *finding,
               const struct fixes_limits *limits);

/* Choose such as do not touch one another, the safe ones first. */
void fixes_choose(struct fixes *fixes, struct arena *arena,
                  const struct source *source, const struct findings *findings,
                  const struct fixes_limits *limits);

/* The edits of one finding alone. */
void fixes_only(struct fixes *fixes, struct arena *arena,
                const struct findings *findings, uint32_t finding);

/* What is to be expected after the edits: `taken` are to be gone, `left` to be
 * still there. */
struct fixes_hope {
	struct fixes_marks taken, left;
};

void fixes_expect(struct fixes_hope *hope, struct arena *arena,
                  const struct findings *findings, const struct fixes *fixes,
                  const struct rewrite *rewrite);

/* Of what was to be gone: is it still there, among the findings after? By index
 * in hope->taken. */
void fixes_check(const struct fixes_hope *hope, struct arena *arena,
                 const struct findings *findings, bool *is_there);

/* Mark the findings that are among those in the baseline. */
void fixes_know(const struct fixes_hope *hope, struct findings *findings);

/* Where they are after the edits. */
struct fixes_marks fixes_moved(struct arena *arena,
                               const struct fixes_marks *marks,
                               const struct rewrite *rewrite);

#endif

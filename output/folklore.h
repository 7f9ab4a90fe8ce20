/* Advice that circulates and does not hold: folklore.def, with what
 * docs/folklore/evidence.py measured. */
#ifndef HEAPLINT_FOLKLORE_H
#define HEAPLINT_FOLKLORE_H

#include <stdint.h>

struct folklore {
	const char *name;  /* "join-saves-memory" */
	const char *said;  /* the advice: a clause */
	const char *so;    /* what is so instead: sentences, no full stop */
	const char *holds; /* where it does hold: "for ..." */
	const char *see;
};

extern const struct folklore folklore_entries[];
extern const uint32_t folklore_count;

#endif

/* The hash by which GitHub knows a result again when lines above it change:
 * partialFingerprints.primaryLocationLineHash of SARIF, as the action
 * github/codeql-action computes it (src/fingerprints.ts). Any other value
 * makes GitHub warn and alerts reopen. */
#ifndef HEAPLINT_FINGERPRINT_H
#define HEAPLINT_FINGERPRINT_H

#include "arena.h"

#include <stddef.h>
#include <stdint.h>

struct fingerprint {
	uint64_t hash;  /* of the 100 characters from the line's start on */
	uint32_t count; /* it is the count-th line of the file with this hash */
};

struct fingerprints {
	struct fingerprint *lines; /* by line, from 0 */
	uint32_t count;
};

/* Hash all lines of a file, from its bytes as they lie on the disk. */
void fingerprints_find(struct fingerprints *found, struct arena *arena,
                       const char *bytes, size_t size);

enum { FINGERPRINT_SIZE = 32 };

/* "36ee90a93dd4996d:1" into `text`, which it returns. */
char *fingerprint_text(char text[FINGERPRINT_SIZE],
                       const struct fingerprint *fingerprint);

#endif

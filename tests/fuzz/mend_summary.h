/* The checksum at the end of a summary, made right after its bytes were
 * changed: else all would end there. */
#ifndef HEAPLINT_MEND_SUMMARY_H
#define HEAPLINT_MEND_SUMMARY_H

#include <stdint.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

static inline void mend_summary(char *bytes, size_t size)
{
	uint64_t hash = XXH3_64bits(bytes, size - sizeof(hash));

	memcpy(bytes + size - sizeof(hash), &hash, sizeof(hash));
}

static inline bool is_summary(const char *bytes, size_t size)
{
	return size >= 12 && memcmp(bytes, "HLSM", 4) == 0;
}

#endif

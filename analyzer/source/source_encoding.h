/* A file's bytes -> UTF-8. */
#ifndef HEAPLINT_SOURCE_ENCODING_H
#define HEAPLINT_SOURCE_ENCODING_H

#include "source.h"

/* Find the encoding as PEP 263 has it and fill in `text`, `length` and
 * `encoding` of a source whose byte order mark was looked for; the text is
 * `arena`'s, and nobody else's. Returns NULL, or why not. */
const char *source_encoding_decode(struct source *source, struct arena *arena,
                                   const char *bytes, size_t size);

#define SOURCE_ENCODING_OTHER UINT32_MAX

/* How many of the bytes are this text, which ends with a character; a lone CR
 * is an LF of the text. SOURCE_ENCODING_OTHER: they are others. */
uint32_t source_encoding_follow(const char *encoding, struct str text,
                                const char *bytes, size_t size);

/* UTF-8 -> bytes in an encoding that was decoded from; they are `arena`'s or
 * the text's own. Returns NULL, or why not: a character that it does not have.
 */
const char *source_encoding_encode(struct arena *arena, const char *encoding,
                                   struct str text, const char **bytes,
                                   size_t *size);

#endif

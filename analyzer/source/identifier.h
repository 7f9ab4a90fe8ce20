/* Identifiers of Python, as bytes of UTF-8. */
#ifndef HEAPLINT_IDENTIFIER_H
#define HEAPLINT_IDENTIFIER_H

#include <stdbool.h>

/* Can the byte be part of an identifier? (Which characters beyond ASCII can is
 * the parser's to say.) */
static inline bool identifier_has(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
	       c == '_' || (unsigned char)c >= 0x80;
}

#endif

/* What a function's name, decorators, parameters and class say of how often it
 * runs; lifetime.c asks its callers as well. */
#ifndef HEAPLINT_LIFETIME_SIGN_H
#define HEAPLINT_LIFETIME_SIGN_H

#include "lifetime.h"

struct lifetime lifetime_sign(const struct facts *f, node_id function);

/* Is it one that a program which stays up calls for each request, event, task
 * or message, by its decorator, class or name? Events of parsers and windows
 * are none: `sign` is lifetime_sign of it. */
bool lifetime_sign_serves(const struct facts *f, struct lifetime sign);

#endif

/* What a function's name, decorators, parameters and class say of how often it
 * runs; lifetime.c asks its callers as well. */
#ifndef HEAPLINT_LIFETIME_SIGN_H
#define HEAPLINT_LIFETIME_SIGN_H

#include "lifetime.h"

struct lifetime lifetime_sign(const struct facts *f, node_id function);

#endif

/* The texts and numbers of TOML, as they are written. */
#ifndef HEAPLINT_CONFIG_TEXT_H
#define HEAPLINT_CONFIG_TEXT_H

#include "config_toml.h"
#include "str.h"

/* What a text in quotes of any kind says. */
const char *config_unquoted(struct arena *arena, struct str quoted);

/* False if the number does not fit. */
bool config_integer(struct arena *arena, struct str written, int64_t *number);

/* Is it all UTF-8? If not, where not. */
bool config_is_utf8(const char *text, size_t length, struct toml_place *where);

#endif

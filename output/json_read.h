/* JSON that others wrote, as json-c's values. Its own reader does not see where
 * there is no memory: it crashes, or leaves something out. */
#ifndef HEAPLINT_JSON_READ_H
#define HEAPLINT_JSON_READ_H

#include "json_text.h"
#include "str.h"

/* The value, which the caller releases; NULL: it is null, nests deeper than 64
 * or is no JSON in valid UTF-8. */
struct json_object *json_read(struct str bytes);

#endif

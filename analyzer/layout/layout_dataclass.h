/* Dataclasses: which attributes are fields, and what slots=True would break
 * that __slots__ in a plain class would not. */
#ifndef HEAPLINT_LAYOUT_DATACLASS_H
#define HEAPLINT_LAYOUT_DATACLASS_H

#include "facts.h"

/* Is it a field, `x: int` or `x: int = 0` in the body of a dataclass? */
bool layout_is_field(const struct facts *f, const struct class_info *info,
                     const struct attribute_set *set);

/* The decorator's expression, `dataclass` or the call; NO_NODE if the class is
 * no dataclass. */
node_id layout_dataclass(const struct facts *f, const struct class_info *info);

/* Is slots= given already, or would it break the class: the class that is made
 * with slots is a second one, which zero-argument super() and __class__ do not
 * know. */
bool layout_blocks_dataclass(const struct facts *f,
                             const struct class_info *info);

/* Does n, an attribute, read a field of a dataclass from the class, where a
 * slot would be in the place of the default? The class then, else NO_CLASS. */
class_id layout_default_read(const struct facts *f, node_id n);

#endif

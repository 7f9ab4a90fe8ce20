/* Edits that give a class __slots__. */
#ifndef HEAPLINT_LAYOUT_EDIT_H
#define HEAPLINT_LAYOUT_EDIT_H

#include "facts.h"
#include "finding.h"

/* Does the body begin on a line of its own? */
bool layout_has_block(const struct facts *f, const struct class_info *info);

/* Does the class or a base of it, of this file, set at class level what it sets
 * on its instances? Slots would take its place. */
bool layout_has_defaults(const struct facts *f, class_id class);

/* Put the line `__slots__ = SLOTS` in front of the first statement of such a
 * class, or of what comes after its docstring. */
void layout_insert_slots(struct findings *findings, struct fix *fix,
                         const struct facts *f, const struct class_info *info,
                         const char *slots);

#endif

/* Classes made from builtin types, whose own instances have no __dict__. */
#ifndef HEAPLINT_LAYOUT_BUILTIN_H
#define HEAPLINT_LAYOUT_BUILTIN_H

#include "cost.h"

/* The builtin that is the class's only base, or NO_BUILTIN; a namedtuple(...)
 * is a tuple. No metaclass, unknown decorator, slots or the like changes what
 * its instances have. */
enum { NO_BUILTIN = -1 };
int layout_builtin(const struct facts *f, const struct class_info *info);

/* Does code in the class set attributes on anything but self, as on the new
 * object in __new__? */
bool layout_sets_elsewhere(const struct facts *f,
                           const struct class_info *info);

#endif

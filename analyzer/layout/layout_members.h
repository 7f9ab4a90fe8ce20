/* Which attributes instances of a class have, and what is no instance. */
#ifndef HEAPLINT_LAYOUT_MEMBERS_H
#define HEAPLINT_LAYOUT_MEMBERS_H

#include "layout.h"

/* Does the class, or a base of it in this file, set the attribute or have a
 * method of this name? */
bool layout_has_member(const struct facts *f, class_id class, name_id name);

/* Does the class or a base of it set the attribute on instances, or have a slot
 * or a property for it? */
bool layout_is_settable(const struct facts *f, const struct layout *layouts,
                        class_id class, name_id name);

/* Has the class a method or a class-level name of its own, or a base a default,
 * that a slot for one of the attributes would collide with or hide? */
bool layout_collides(const struct facts *f, class_id class,
                     const struct layout *layout);

/* Does the class, without its bases, surely give its instances a __dict__ that
 * __slots__ could take the place of: has it no __slots__, nothing that may add
 * them, and no method that goes through the __dict__? */
bool layout_leaves_dict(const struct facts *f, const struct class_info *info);

/* Is it a class of the library whose instances have no __dict__? */
bool layout_is_slotted_origin(struct str origin);

/* Does more than one of its bases perhaps bring a __dict__? */
bool layout_has_two_dicts(const struct facts *f, const struct class_info *info);

/* Has the class __slots__, and does it set on its instances what no slot of a
 * class of this file holds, go through their __dict__, or have a name of its
 * own for what a base sets? Some base then has to leave a __dict__. */
bool layout_needs_dict(const struct facts *f, const struct class_info *info);

/* Is its __slots__ a table of more than names and their descriptions, for code
 * that reads it: {'x': int}? */
bool layout_slots_are_data(const struct facts *f,
                           const struct class_info *info);

bool layout_has_name(const name_id *names, uint32_t count, name_id name);

/* A variable, which may hold anything: not a builtin, nor what an import, a
 * function or a class binds. */
bool layout_is_of_variable(const struct facts *f, node_id name);

/* What is not an instance of a class of this file: an imported name, a
 * function, a class. */
bool layout_is_bound_otherwise(const struct facts *f, node_id object);

#endif

/* Parts of classes.c: the methods of classes, and where attributes are set. */
#ifndef HEAPLINT_CLASSES_ATTRIBUTES_H
#define HEAPLINT_CLASSES_ATTRIBUTES_H

#include "classes.h"

/* Fill in the methods, what they mean for the class's flags, and who is self;
 * `of_scope` gives 1 + the class that opens a scope. */
void classes_find_methods(struct classes *classes, struct arena *arena,
                          struct class_info *list, const uint32_t *of_scope);

/* Fill in where attributes are set, and the slots. */
void classes_find_attributes(struct classes *classes, struct arena *arena,
                             struct class_info *list);

/* Fill in the slots that the class's body assigns. */
void classes_find_slots(struct arena *arena, const struct tree *tree,
                        struct class_info *info);

/* The text of a string literal; false if it has a prefix, escapes or parts. */
bool classes_string(const struct tree *t, node_id n, struct str *text);

/* Does the class's body bind the name? `method` becomes the function that it is
 * in the end (a property's getter), NO_NODE if it is something else. */
bool classes_own_name(const struct classes *c, class_id class, name_id name,
                      node_id *method);

/* Is the attribute n given a value where it stands: not read, not deleted? */
bool classes_is_set(const struct tree *t, node_id n);

#endif

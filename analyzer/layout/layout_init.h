/* Which attributes an instance has once it is made, and which come later. */
#ifndef HEAPLINT_LAYOUT_INIT_H
#define HEAPLINT_LAYOUT_INIT_H

#include "layout.h"

/* How many attributes the class surely sets in __init__, those of its bases of
 * this file counted where their __init__ is surely called. */
uint32_t layout_count_set(const struct facts *f, class_id class);

/* Attributes that only methods set which neither __init__ nor what it calls on
 * self is: into `names`, at most LAYOUT_MOST_ATTRIBUTES. 0 where not all bases
 * are known. */
uint32_t layout_late(const struct facts *f, class_id class, name_id *names);

#endif

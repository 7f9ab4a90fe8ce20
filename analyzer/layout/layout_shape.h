/* What a class is for, by its attributes and methods: to hold data, or to do
 * something. */
#ifndef HEAPLINT_LAYOUT_SHAPE_H
#define HEAPLINT_LAYOUT_SHAPE_H

#include "layout.h"

/* LAYOUT_IS_RECORD and LAYOUT_IS_AGENT, as they hold. */
uint32_t layout_shape(const struct facts *facts, class_id class,
                      const struct layout *layout);

#endif

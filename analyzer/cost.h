/* What things cost in bytes, by CPython version: figures that cost.py measured
 * and cost.def holds. */
#ifndef HEAPLINT_COST_H
#define HEAPLINT_COST_H

#include "facts.h"

/* Bytes of one instance with this many attributes (at least 1), without their
 * values: with a __dict__, or with __slots__ and no base that has one. For a
 * version after 3.13 the figure of 3.13; 0 where nothing was measured (before
 * 3.8, more than 32 attributes). */
uint32_t cost_instance(version version, uint32_t attributes, bool has_slots);

/* The version whose figure is used: "3.11". */
const char *cost_version(version version);

#endif

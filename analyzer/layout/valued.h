/* Classes whose instances are compared by value, or are one for each name: a
 * table by them does not grow with the instances that are made. */
#ifndef HEAPLINT_VALUED_H
#define HEAPLINT_VALUED_H

#include "facts.h"

/* Are instances of the class, as far as this file tells, compared by identity?
 * Not where it or a base of this file has __eq__ or __hash__, is a dataclass,
 * an Enum, a metaclass, a named tuple; where a base is unknown or such of the
 * standard library; where a decorator or metaclass is unknown that may make
 * it so. What bases of other files do is to be asked (QUESTION_IS_IDENTITY). */
bool valued_is_identity(const struct facts *f, class_id class);

/* Is it declared to have one instance: made by a metaclass or base that is
 * called a singleton, or by a __new__ of its own? */
bool valued_is_singleton(const struct facts *f, class_id class);

/* Is a base of this dotted name one whose instances are compared by value, an
 * Enum or a metaclass? */
bool valued_is_base(struct str dotted);

/* Is it named for what a program has one or a few of: a manager, a server? */
bool valued_is_one_of_few(const struct facts *f, class_id class);

#endif

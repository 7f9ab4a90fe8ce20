/* Part of heap_model.h: what loops and subscripts take out of an object,
 * and what `with` binds. */
#ifndef HEAPLINT_HEAP_ITERATED_H
#define HEAPLINT_HEAP_ITERATED_H

#include "heap_model.h"

/* heap_iterated.c */

/* Whose items a loop over the call is given: what the method that is called
 * yields one by one, or returns an iterator of; NO_OBJECT if not known. */
object_id heap_iterated(struct heap_builder *b, struct heap_function *f,
                        node_id call);
/* Is it ast.iter_child_nodes(x), ast.walk(x): of what x holds? */
bool heap_is_over_nodes(struct heap_builder *b, node_id call);

/* heap_items_passed.c */

/* stack[-1] once more, where nothing was done since that may put another item
 * there: what it was before, or NO_OBJECT. */
object_id heap_item_read_before(const struct heap_builder *b,
                                const struct heap_function *f, object_id holder,
                                node_id n);

/* heap_entered.c */

/* with x as name: the name is x, where x's own __enter__ gives back x. */
void heap_enter(struct heap_builder *b, struct heap_function *f, node_id n);

#endif

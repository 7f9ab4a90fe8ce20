#include "growth_place.h"

#include "ask.h"

enum { MOST_STEPS = 16, MOST_NODES = 4000 };

bool growth_is_guarded(const struct tree *t, const struct growth *g)
{
	node_id end = g->where, n = g->parts.statement;

	if (g->carrier > CARRIER_FEW_TURNS)
		end = tree_enclosing_body(t, n);
	for (int step = 0; n != end && n != 0 && step < MOST_STEPS; step++) {
		n = tree_parent(t, n);
		switch (tree_kind(t, n)) {
		case KIND_IF_STATEMENT:
		case KIND_EXCEPT_CLAUSE:
		case KIND_MATCH_STATEMENT:
			return n != end;
		default:
			break;
		}
	}
	return false;
}

/* Does a class or a base of it in this file set the attribute at class level,
 * and none in __init__? */
bool growth_is_shared(const struct facts *f, const struct growth *g)
{
	const struct classes *c = &f->classes;
	const struct tree *t = f->tree;
	name_id name =
	    tree_name(t, tree_child(t, g->parts.target, FIELD_ATTRIBUTE));
	class_id class;
	bool is_shared = false;

	if (tree_kind(t, g->parts.target) != KIND_ATTRIBUTE)
		return false;
	class = classes_of_self(c, tree_first(t, g->parts.target));
	for (uint32_t k = 0;
	     class != NO_CLASS && k < c->list[class].order_count; k++) {
		const struct class_info *info =
		    &c->list[c->list[class].order[k]];

		for (uint32_t i = 0; i < info->set_count; i++) {
			const struct attribute_set *set = &info->sets[i];

			if (set->name != name)
				continue;
			if (set->is_class_level)
				is_shared = true;
			else if (set->method != NO_NODE &&
			         tree_name(t, tree_child(t, set->method,
			                                 FIELD_NAME)) ==
			             NAME_INIT)
				return false;
		}
	}
	return is_shared;
}

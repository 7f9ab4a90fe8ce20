#include "uses_named.h"

#include "uses_facts.h"

struct named_attributes {
	const uint32_t *first; /* by name: where its nodes begin */
	const node_id *list;   /* all of them, by name */
	name_id names;         /* how many names there were */
};

static name_id name_of(const struct tree *t, node_id attribute)
{
	return tree_name(t, tree_child(t, attribute, FIELD_ATTRIBUTE));
}

static const struct named_attributes *find_all(const struct uses *uses)
{
	const struct tree *t = uses->facts.tree;
	struct named_attributes *found =
	    ARENA_NEW(uses->arena, struct named_attributes);
	name_id names = names_count(t->names);
	uint32_t *end = ARENA_ARRAY(uses->arena, names + 2, uint32_t);
	uint32_t total = 0;
	node_id *list;

	for (node_id n = tree_first_of(t, KIND_ATTRIBUTE); n != NO_NODE;
	     n = tree_next_of(t, n), total++)
		end[name_of(t, n) + 2]++;
	for (name_id name = 1; name <= names; name++)
		end[name + 1] += end[name];
	list = ARENA_ARRAY(uses->arena, total + 1, node_id);
	for (node_id n = tree_first_of(t, KIND_ATTRIBUTE); n != NO_NODE;
	     n = tree_next_of(t, n))
		list[end[name_of(t, n) + 1]++] = n;
	*found = (struct named_attributes){end, list, names};
	return found;
}

struct attributes uses_named(const struct uses *uses, name_id name)
{
	const struct named_attributes *named = uses->index->named;

	if (named == NULL)
		named = uses->index->named = find_all(uses);
	if (name >= named->names)
		return (struct attributes){NULL, 0};
	return (struct attributes){named->list + named->first[name],
	                           named->first[name + 1] - named->first[name]};
}

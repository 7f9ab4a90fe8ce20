/* What an LR parse found -> nodes, in preorder. */
#include "lr_model.h"

enum { NODE_BYTES = sizeof(struct node) + sizeof(name_id) + sizeof(node_id) };

/* What a record becomes when its node is made, and those in it are to be. */
static inline void open_record(struct record *r, uint32_t around, node_id id)
{
	r->start = around;     /* the record of the node around it */
	r->end = id + r->kept; /* behind the next of its nodes, from the last */
	r->kept = id;
}

/* Backwards through the records is through the tree from the last child to the
 * first. How many nodes a record holds says where each of its own is. */
static void place(struct node *nodes, struct record *records, uint32_t root)
{
	uint32_t around = root;

	open_record(&records[root], root, 0);
	for (uint32_t i = root; i-- > 0;) {
		struct record *r = &records[i], *parent;
		struct node *node;
		node_id id;

		while (i + records[around].size <= around)
			around = records[around].start;
		if (r->kept == 0) {
			i -= r->size - 1;
			continue;
		}
		parent = &records[around];
		id = parent->end -= r->kept;
		node = &nodes[id];
		node->start = r->start;
		node->end = r->end;
		node->parent = parent->kept;
		node->next = id + r->kept;
		node->kind = r->kind;
		node->field = r->field;
		node->flags = 0;
		if (r->size != 1) {
			open_record(r, around, id);
			around = i;
		}
	}
}

/* What else the tree says of its nodes. */
static void link(struct tree *tree, struct arena *arena,
                 const struct node *nodes)
{
	name_id *name_of = arena_room(arena, tree->count * sizeof(name_id));
	node_id *same = arena_room(arena, tree->count * sizeof(node_id));
	node_id *last_of[KIND_COUNT];

	for (int kind = 0; kind < KIND_COUNT; kind++)
		last_of[kind] = &tree->first_of[kind];
	for (node_id n = 0; n < tree->count; n++) {
		const struct node *node = &nodes[n];

		*last_of[node->kind] = n;
		last_of[node->kind] = &same[n];
		name_of[n] = NAME_NONE;
		if (node->kind == KIND_IDENTIFIER)
			name_of[n] = flatten_name(
			    tree->names, arena,
			    (struct str){tree->source->text + node->start,
			                 node->end - node->start});
	}
	for (int kind = 0; kind < KIND_COUNT; kind++)
		*last_of[kind] = NO_NODE;
	tree->name_of = name_of;
	tree->same = same;
}

struct node *lr_nodes(struct lr *lr, struct tree *tree, struct arena *arena)
{
	struct record *module = &lr->main.records[lr->main.count - 1];
	uint32_t count = module->kept;
	struct node *nodes;

	if ((uint64_t)count * NODE_BYTES + lr_held(lr) > lr->memory)
		return NULL;
	nodes = arena_room(arena, count * sizeof(struct node));
	nodes[0] = (struct node){.start = lr->start,
	                         .end = lr->position,
	                         .parent = NO_NODE,
	                         .next = count,
	                         .kind = KIND_MODULE};
	place(nodes, lr->main.records, lr->main.count - 1);
	tree->nodes = nodes;
	tree->count = count;
	link(tree, arena, nodes);
	tree->comments = lr->comments.at;
	tree->comment_count = lr->comments.count;
	tree->errors = NULL;
	tree->error_count = 0;
	return nodes;
}

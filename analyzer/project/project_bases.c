/* What is true of a class by the classes above it, or below. */
#include "project_model.h"

/* Classes to look at, each once. */
struct class_queue {
	const struct class_summary *at[BOUND_SUBCLASSES];
	uint32_t count;
};

static void queue_add(const struct project *p, struct class_queue *queue,
                      const struct class_summary *class)
{
	for (uint32_t i = 0; i < queue->count; i++)
		if (queue->at[i] == class)
			return;
	if (queue->count == BOUND_SUBCLASSES)
		project_reach(p, REACHED_SUBCLASSES);
	else
		queue->at[queue->count++] = class;
}

static void queue_add_bases(const struct project *p, struct class_queue *queue,
                            const struct class_summary *class)
{
	for (uint32_t i = 0; i < class->base_count; i++) {
		const struct entry *e = index_first(
		    &p->classes, names_find(p->names, str_of(class->bases[i])));

		for (; e != NULL; e = index_next(&p->classes, e))
			queue_add(p, queue, p->all_classes.at[e->value].class);
	}
}

static void queue_add_derived(const struct project *p,
                              struct class_queue *queue, const char *name)
{
	const struct entry *e =
	    index_first(&p->derived, names_find(p->names, str_of(name)));

	for (; e != NULL; e = index_next(&p->derived, e)) {
		const struct summary *file = p->files[e->value];

		for (uint32_t i = 0; i < file->class_count; i++)
			for (uint32_t k = 0; k < file->classes[i].base_count;
			     k++)
				if (strcmp(file->classes[i].bases[k], name) ==
				    0)
					queue_add(p, queue, &file->classes[i]);
	}
}

bool project_is_emptied(const struct project *p,
                        const struct class_summary *class)
{
	struct class_queue queue = {.count = 0};

	if (class == NULL)
		return false;
	queue_add(p, &queue, class);
	queue_add_derived(p, &queue, class->name);
	for (uint32_t i = 0; i < queue.count; i++) {
		if (queue.at[i]->empties_itself)
			return true;
		queue_add_bases(p, &queue, queue.at[i]);
	}
	return false;
}

bool project_is_singleton(const struct project *p,
                          const struct class_summary *class)
{
	struct class_queue queue = {.count = 0};

	if (class == NULL)
		return false;
	queue_add(p, &queue, class);
	for (uint32_t i = 0; i < queue.count; i++) {
		if (queue.at[i]->is_singleton)
			return true;
		queue_add_bases(p, &queue, queue.at[i]);
	}
	return false;
}

/* What calling a function of another file leaves behind. */
#include "answers.h"
#include "heap.h"
#include "project_model.h"

#include <stdlib.h>
#include <string.h>

static bool is_same_edge(const struct cycle_edge *a, const struct cycle_edge *b)
{
	return a->span.start == b->span.start && a->path == b->path &&
	       strcmp(a->object, b->object) == 0 &&
	       strcmp(a->field, b->field) == 0;
}

bool project_share_an_edge(const struct finding *a, const struct finding *b)
{
	for (uint32_t i = 0; i < a->cycle.count; i++)
		for (uint32_t k = 0; k < b->cycle.count; k++)
			if (is_same_edge(&a->cycle.at[i], &b->cycle.at[k]))
				return true;
	return a->cycle.count == 0 || b->cycle.count == 0;
}

/* --------------------------------------------------------------------- linking
 */

/* Of the edge's object: does the caller know its class, or the callee not, or
 * are there others? */
static bool knows_better(const struct cycle_edge *caller,
                         const struct cycle_edge *callee, bool is_only)
{
	return caller->class != NULL || callee->class == NULL || !is_only;
}

/* The callee's object, of the class that the condition says: the callee may be
 * a method of a base. */
static struct cycle_edge first_edge(const struct answer *answer)
{
	struct cycle_edge edge = answer->keep->edges[0];
	const char *dot;

	if (answer->class == NULL || edge.class == NULL)
		return edge;
	edge.class = answer->class;
	dot = strrchr(edge.class, '.');
	edge.object = dot == NULL ? edge.class : dot + 1;
	return edge;
}

/* Whose edges are spelled: of a keep that is linked, or of a file's finding. */
struct asking {
	const struct project *project;
	const struct summary *asker;
	struct answers *answers; /* the asker's; NULL: ask the project */
	struct arena *scratch;
	const char *undone_by; /* the first method that cuts a spelled edge
	                          later, or NULL */
	uint64_t reached;      /* bounds, by what was asked */
};

static struct answer ask(struct asking *asking,
                         const struct condition *condition)
{
	return asking->answers == NULL
	           ? answer_of(asking->project, asking->asker, condition)
	           : answers_find(asking->answers, condition);
}

/* The edges, with those that conditions answer put in their places: *count of
 * them, in scratch, or NULL if one does not hold or there are too many. */
static struct cycle_edge *spell(struct asking *asking,
                                const struct cycle_edge *edges, uint32_t *count,
                                const struct condition *conditions,
                                uint32_t condition_count)
{
	ARRAY(struct cycle_edge) list = {0};
	struct arena *arena = asking->scratch;

	for (uint32_t i = 0; i < *count; i++) {
		const struct condition *condition = NULL;
		struct answer answer;
		const struct keep *keep;
		struct cycle_edge edge;

		for (uint32_t k = 0; k < condition_count; k++)
			if (conditions[k].edge == i + 1 &&
			    conditions[k].question == QUESTION_KEEPS)
				condition = &conditions[k];
		if (condition == NULL) {
			ARRAY_PUSH(arena, &list, edges[i]);
			continue;
		}
		answer = ask(asking, condition);
		asking->reached |= answer.reached;
		keep = answer.keep;
		if (keep == NULL)
			return NULL;
		/* a finding's own are few, and each keep's are as many */
		if (asking->answers == NULL &&
		    list.count + keep->edge_count > BOUND_CYCLE_EDGES) {
			asking->reached |= (uint64_t)1 << REACHED_CYCLE_EDGES;
			return NULL;
		}
		if (asking->undone_by == NULL)
			asking->undone_by = keep->undone_by;
		edge = first_edge(&answer);
		if (knows_better(&edges[i], &edge, answer.is_only)) {
			edge.object = edges[i].object;
			edge.class = edges[i].class;
		}
		ARRAY_PUSH(arena, &list, edge);
		for (uint32_t k = 1; k < keep->edge_count; k++)
			ARRAY_PUSH(arena, &list, keep->edges[k]);
		list.at[list.count - 1].mark = edges[i].mark;
		list.at[list.count - 1].is_to_mend = edges[i].is_to_mend;
	}
	*count = list.count;
	return list.at;
}

/* The keep with its conditions answered, or NULL. */
static const struct keep *hold(const struct project *p,
                               struct function_place *place,
                               const struct keep *keep)
{
	struct asking asking = {
	    .project = p, .asker = place->file, .scratch = p->scratch};
	struct keep *held;
	const struct cycle_edge *edges;
	struct cycle_edge *kept;
	uint32_t count = keep->edge_count;

	if (keep->condition_count == 0)
		return keep;
	arena_reset(p->scratch);
	/* what any class of a name does is asked last, of what is known then */
	for (uint32_t i = 0; i < keep->condition_count; i++)
		if (keep->conditions[i].subject[0] == '*' &&
		    !project_is_by_name(&keep->conditions[i]))
			return NULL;
	edges = spell(&asking, keep->edges, &count, keep->conditions,
	              keep->condition_count);
	place->reached |= asking.reached;
	if (edges == NULL)
		return NULL;
	kept = ARENA_ARRAY(p->arena, count, struct cycle_edge);
	memcpy(kept, edges, count * sizeof(*kept));
	held = ARENA_NEW(p->arena, struct keep);
	*held = *keep;
	held->edges = kept;
	held->edge_count = count;
	if (held->undone_by == NULL)
		held->undone_by = asking.undone_by;
	return held;
}

/* Find keeps that hold, of those with conditions or without. True: of one more
 * than before it is known, or that a bound was reached. */
static bool hold_more(struct project *p, bool has_conditions)
{
	bool has_more = false;

	for (uint32_t i = 0; i < p->all_functions.count; i++) {
		struct function_place *place = &p->all_functions.at[i];
		const struct function_summary *f = place->function;
		uint64_t reached = place->reached;

		for (uint32_t k = 0; k < f->keep_count; k++) {
			if (place->held[k] != NULL ||
			    has_conditions != (f->keeps[k].condition_count > 0))
				continue;
			place->held[k] = hold(p, place, &f->keeps[k]);
			has_more |= place->held[k] != NULL;
		}
		has_more |= place->reached != reached;
	}
	return has_more;
}

/* A keep may hold as another one does, which is known next. */
static void hold_all(struct project *p)
{
	uint32_t left = BOUND_CALLS_PASSED;

	hold_more(p, false);
	while (hold_more(p, true) && left > 0)
		left--;
	for (uint32_t i = 0; left == 0 && i < p->all_functions.count; i++)
		p->all_functions.at[i].reached |= (uint64_t)1
		                                  << REACHED_CALLS_PASSED;
}

void project_link_keeps(struct project *p)
{
	project_order_classes(p);
	for (uint32_t f = 0; f < p->count; f++)
		for (uint32_t i = 0; i < p->files[f]->function_count; i++) {
			const struct function_summary *function =
			    &p->files[f]->functions[i];
			struct function_place place = {p->files[f], function,
			                               NULL, 0};

			place.held = ARENA_ARRAY(p->arena, function->keep_count,
			                         const struct keep *);
			index_add(p, &p->functions, str_of(function->name),
			          p->all_functions.count);
			ARRAY_PUSH(p->arena, &p->all_functions, place);
		}
	for (uint32_t i = 0; i < p->all_classes.count; i++) {
		const struct class_summary *class = p->all_classes.at[i].class;

		for (uint32_t k = 0; k < class->method_count; k++)
			index_add(p, &p->methods, str_of(class->methods[k]), i);
		for (uint32_t k = 0; k < class->set_count; k++)
			index_add(p, &p->setters, str_of(class->sets[k]), i);
	}
	hold_all(p);
	p->has_all_keeps = true;
}

/* Is the argument one of those after the objects' names, and names an edge
 * ("Tree.root") that is known? The object that it leads to may be called so. */
static bool names_edge(const struct finding *finding, uint32_t argument)
{
	const char *name = finding->arguments[argument];

	for (uint32_t i = 0; argument >= 2 && i < finding->cycle.count; i++) {
		const struct cycle_edge *e = &finding->cycle.at[i];
		size_t length = strlen(e->object);

		if (strncmp(name, e->object, length) == 0 &&
		    e->field[0] != '?' && strcmp(name + length, e->field) == 0)
			return true;
	}
	return false;
}

/* The message names the condition's edge, and its object, as the callee does.
 */
static void spell_arguments(struct asking *asking, struct arena *arena,
                            struct finding *finding,
                            const struct condition *condition)
{
	const struct answer answer = ask(asking, condition);
	const struct keep *keep = answer.keep;
	const struct cycle_edge *edge = &finding->cycle.at[condition->edge - 1];
	const struct cycle_edge *last = &keep->edges[keep->edge_count - 1];
	const char *object = str_copy(
	    arena, str_of(knows_better(edge, &keep->edges[0], answer.is_only)
	                      ? edge->object
	                      : first_edge(&answer).object));
	const char *unknown =
	    arena_format(arena, "%s%s", edge->object, edge->field);
	/* what a closure captures is no attribute that one can cut */
	const char *known = arena_format(
	    arena, "%s%s", keep->edge_count == 1 ? object : last->object,
	    last->field[0] == ' ' ? "" : last->field);

	for (uint32_t i = 0; i < finding->argument_count; i++)
		if (strcmp(finding->arguments[i], unknown) == 0)
			finding->arguments[i] = known;
		else if (strcmp(finding->arguments[i], edge->object) == 0 &&
		         !names_edge(finding, i))
			finding->arguments[i] = object;
}

/* The class of an object of which only an attribute tells it. */
static void name_classes(struct answers *answers, struct arena *arena,
                         struct finding *finding)
{
	for (uint32_t i = 0; i < finding->conditions.count; i++) {
		const struct condition *condition = &finding->conditions.at[i];
		struct cycle_edge *edge =
		    condition->edge == 0
		        ? NULL
		        : &finding->cycle.at[condition->edge - 1];
		const char *class;

		if (edge == NULL || edge->class != NULL ||
		    condition->question == QUESTION_KEEPS)
			continue;
		class = answers_find(answers, condition).class;
		if (class != NULL)
			edge->class = str_copy(arena, str_of(class));
	}
}

void project_spell_cycle(struct answers *answers, struct findings *findings,
                         struct finding *finding)
{
	struct arena *arena = findings->arena;
	struct asking asking = {.answers = answers,
	                        .scratch = answers->scratch};
	uint32_t count = finding->cycle.count;
	struct cycle_edge *edges;

	name_classes(answers, arena, finding);
	edges = spell(&asking, finding->cycle.at, &count,
	              finding->conditions.at, finding->conditions.count);

	if (edges == NULL)
		return;
	for (uint32_t i = 0; i < finding->conditions.count; i++)
		if (finding->conditions.at[i].edge != 0 &&
		    finding->conditions.at[i].question == QUESTION_KEEPS)
			spell_arguments(&asking, arena, finding,
			                &finding->conditions.at[i]);
	if (asking.undone_by != NULL && finding->message_until != 0) {
		finding->message = finding->message_until;
		finding->level = LEVEL_NOTE;
		finding->arguments[finding->argument_until] =
		    str_copy(arena, str_of(asking.undone_by));
	}
	memset(&finding->cycle, 0, sizeof(finding->cycle));
	for (uint32_t i = 0; i < count; i++) {
		struct cycle_edge edge = edges[i];

		if (edge.path != NULL)
			edge.path = str_copy(arena, str_of(edge.path));
		finding_refer(findings, finding, edge);
	}
	finding_draw(findings, finding);
}

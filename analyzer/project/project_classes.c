/* The classes of all files: what names stand for, and where methods are found.
 */
#include "project_model.h"
#include "valued.h"

#include <string.h>

/* The only value of the name, or UINT32_MAX. */
static uint32_t only_value(const struct index *index, name_id name)
{
	const struct entry *e =
	    name == NAME_NONE ? NULL : index_first(index, name);

	return e != NULL && index_next(index, e) == NULL ? e->value
	                                                 : UINT32_MAX;
}

/* The name in the one of the modules that its own module takes all names from,
 * which has it; NAME_NONE if none has, or it is not known which. */
static name_id from_star(const struct project *p, struct str name,
                         const struct index *wanted)
{
	struct str module = name;
	const struct entry *e;
	name_id found = NAME_NONE;
	uint32_t seen = 0;

	while (module.length > 0 && module.at[module.length - 1] != '.')
		module.length--;
	if (module.length == 0)
		return NAME_NONE;
	e = index_first(
	    &p->origins,
	    names_find(p->names, str_of(arena_format(p->scratch, "%.*s*",
	                                             STR_ARG(module)))));
	for (; e != NULL; e = index_next(&p->origins, e)) {
		const char *candidate;
		name_id id;

		if (seen++ == BOUND_STARS) {
			project_reach(p, REACHED_STARS);
			break;
		}
		candidate =
		    arena_format(p->scratch, "%.*s.%.*s",
		                 STR_ARG(names_text(p->names, e->value)),
		                 (int)(name.length - module.length),
		                 name.at + module.length);
		id = names_find(p->names, str_of(candidate));
		if (id == NAME_NONE || (index_first(wanted, id) == NULL &&
		                        index_first(&p->origins, id) == NULL))
			continue;
		if (found != NAME_NONE && found != id)
			return NAME_NONE;
		found = id;
	}
	return found;
}

name_id project_original(const struct project *p, struct str name,
                         const struct index *wanted)
{
	name_id id = names_find(p->names, name), first = id;

	for (int i = 0; i < BOUND_REEXPORTS; i++) {
		uint32_t origin;

		if (id != NAME_NONE && index_first(wanted, id) != NULL)
			return id;
		origin = only_value(&p->origins, id);
		if (origin == UINT32_MAX)
			origin = from_star(
			    p, i == 0 ? name : names_text(p->names, id),
			    wanted);
		if (origin == NAME_NONE || origin == first)
			return NAME_NONE;
		id = origin;
	}
	if (index_first(wanted, id) != NULL)
		return id;
	project_reach(p, REACHED_REEXPORTS);
	return NAME_NONE;
}

uint32_t project_class(const struct project *p, struct str name)
{
	return only_value(&p->classes, project_original(p, name, &p->classes));
}

/* ------------------------------------------------------------------ C3 order
 */

/* Bases that have no methods of interest and are in no order. */
static bool is_plain_base(const char *name)
{
	static const char *const names[] = {
	    "builtins.object", "abc.ABC", "typing.Generic", "typing.Protocol"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* The orders of the bases, and the bases, from which C3 takes heads. */
struct merge {
	const uint32_t *lists[BOUND_ANCESTORS + 1];
	uint32_t counts[BOUND_ANCESTORS + 1];
	uint32_t count;
};

static bool is_in_a_tail(const struct merge *m, uint32_t class)
{
	for (uint32_t i = 0; i < m->count; i++)
		for (uint32_t k = 1; k < m->counts[i]; k++)
			if (m->lists[i][k] == class)
				return true;
	return false;
}

static void drop_head(struct merge *m, uint32_t class)
{
	for (uint32_t i = 0; i < m->count; i++)
		if (m->counts[i] > 0 && m->lists[i][0] == class) {
			m->lists[i]++;
			m->counts[i]--;
		}
}

/* The next class of the order, or false: all are taken, or there is none. */
static bool take_head(struct merge *m, uint32_t *class)
{
	for (uint32_t i = 0; i < m->count; i++)
		if (m->counts[i] > 0 && !is_in_a_tail(m, m->lists[i][0])) {
			*class = m->lists[i][0];
			drop_head(m, *class);
			return true;
		}
	return false;
}

static const uint32_t unknown[] = {UNKNOWN_CLASS};

/* The bases by number; false if there are too many. */
static bool list_bases(const struct project *p, uint32_t class, uint32_t *bases,
                       uint32_t *count)
{
	const struct class_summary *c = p->all_classes.at[class].class;

	*count = 0;
	for (uint32_t i = 0; i < c->base_count; i++) {
		const char *name = c->bases[i];

		name += *name == BASE_IS_ONE_OF_SEVERAL;
		if (is_plain_base(name))
			continue;
		if (*count == BOUND_ANCESTORS)
			return false;
		bases[(*count)++] = project_class(p, str_of(name));
	}
	return true;
}

/* Every base is known to have an order: make this one's. A class whose order
 * CPython would refuse has itself and unknown ones. */
static void make_order(struct project *p, uint32_t class)
{
	struct order *order = &p->orders[class];
	struct merge m = {.count = 0};
	uint32_t bases[BOUND_ANCESTORS] = {0}, count, next;
	uint32_t made[BOUND_ANCESTORS];
	bool is_known = list_bases(p, class, bases, &count);

	order->is_cut = !is_known;
	made[0] = class;
	order->count = 1;
	for (uint32_t i = 0; is_known && i < count; i++) {
		const struct order *of_base =
		    bases[i] == UNKNOWN_CLASS ? NULL : &p->orders[bases[i]];

		is_known = of_base == NULL || of_base->is_done;
		order->is_cut |= of_base != NULL && of_base->is_cut;
		m.lists[m.count] = of_base == NULL ? unknown : of_base->at;
		m.counts[m.count++] = of_base == NULL ? 1 : of_base->count;
	}
	m.lists[m.count] = bases;
	m.counts[m.count++] = count;
	while (is_known && order->count < BOUND_ANCESTORS &&
	       take_head(&m, &next))
		made[order->count++] = next;
	order->is_cut |= is_known && take_head(&m, &next);
	for (uint32_t i = 0; is_known && i < m.count; i++)
		is_known = m.counts[i] == 0;
	if (!is_known) {
		made[1] = UNKNOWN_CLASS;
		order->count = 2;
	}
	order->at = ARENA_ARRAY(p->arena, order->count, uint32_t);
	memcpy(order->at, made, order->count * sizeof(*made));
	order->is_done = true;
}

/* Orders of bases first, with a stack of its own. */
static void order_class(struct project *p, uint32_t class)
{
	ARRAY(uint32_t) stack = {0};

	arena_reset(p->scratch);
	ARRAY_PUSH(p->scratch, &stack, class);
	while (stack.count > 0) {
		uint32_t at = stack.at[stack.count - 1];
		uint32_t bases[BOUND_ANCESTORS], count, waiting = 0;

		if (!p->orders[at].is_open && !p->orders[at].is_done &&
		    list_bases(p, at, bases, &count))
			for (uint32_t i = 0; i < count; i++)
				if (bases[i] != UNKNOWN_CLASS &&
				    !p->orders[bases[i]].is_done &&
				    !p->orders[bases[i]].is_open) {
					ARRAY_PUSH(p->scratch, &stack,
					           bases[i]);
					waiting++;
				}
		p->orders[at].is_open = true;
		if (waiting > 0)
			continue;
		stack.count--;
		if (!p->orders[at].is_done)
			make_order(p, at);
	}
}

void project_order_classes(struct project *p)
{
	uint32_t bases[BOUND_ANCESTORS], count;

	p->orders = ARENA_ARRAY(p->arena, p->all_classes.count, struct order);
	for (uint32_t c = 0; c < p->all_classes.count; c++) {
		if (!p->orders[c].is_done)
			order_class(p, c);
		if (!list_bases(p, c, bases, &count))
			continue;
		for (uint32_t i = 0; i < count; i++)
			if (bases[i] != UNKNOWN_CLASS)
				ARRAY_PUSH(p->arena,
				           &p->orders[bases[i]].subclasses, c);
	}
}

const struct order *project_order(const struct project *p, uint32_t class)
{
	if (p->orders[class].is_cut)
		project_reach(p, REACHED_ANCESTORS);
	return &p->orders[class];
}

uint32_t project_method_class(const struct project *p, uint32_t class,
                              const char *method, bool is_after)
{
	const struct order *order = project_order(p, class);

	for (uint32_t i = is_after ? 1 : 0; i < order->count; i++) {
		const struct class_summary *c;

		if (order->at[i] == UNKNOWN_CLASS)
			return UNKNOWN_CLASS;
		c = p->all_classes.at[order->at[i]].class;
		if (project_lists(c->methods, c->method_count, method))
			return order->at[i];
	}
	return UNKNOWN_CLASS;
}

bool project_has_attribute(const struct project *p,
                           const struct condition *condition, bool is_container)
{
	uint32_t number = project_class(p, str_of(condition->subject));
	const char *name = condition->detail;
	const struct order *order;
	bool is_set = false;

	if (number == UNKNOWN_CLASS)
		return false;
	order = project_order(p, number);
	for (uint32_t i = 0; i < order->count; i++) {
		const struct class_summary *c;

		if (order->at[i] == UNKNOWN_CLASS)
			return false;
		c = p->all_classes.at[order->at[i]].class;
		if (project_lists(c->methods, c->method_count, name) ||
		    project_lists(c->computed, c->computed_count, name))
			return false;
		if (!project_lists(c->sets, c->set_count, name))
			continue;
		is_set = true;
		if (is_container &&
		    !project_lists(c->containers, c->container_count, name))
			return false;
	}
	return is_set;
}

bool project_stores(const struct project *p, const struct condition *condition)
{
	uint32_t number = project_class(p, str_of(condition->subject));
	const struct order *order =
	    number == UNKNOWN_CLASS ? NULL : project_order(p, number);

	for (uint32_t i = 0; order != NULL && i < order->count; i++) {
		const struct class_summary *c;

		if (order->at[i] == UNKNOWN_CLASS)
			return true;
		c = p->all_classes.at[order->at[i]].class;
		if (project_lists(c->computed, c->computed_count,
		                  "__setattr__") ||
		    project_lists(c->computed, c->computed_count,
		                  condition->detail))
			return false;
	}
	return true;
}

/* Does a class that derives from it rely on its __dict__? True as well of one
 * with too many subclasses to be looked through. */
static bool is_dict_needed(const struct project *p, uint32_t number)
{
	uint32_t queue[BOUND_SUBCLASSES], count = 0;

	queue[count++] = number;
	for (uint32_t i = 0; i < count; i++) {
		const struct order *order = &p->orders[queue[i]];

		if (p->all_classes.at[queue[i]].class->needs_dict)
			return true;
		if (count + order->subclasses.count > BOUND_SUBCLASSES) {
			project_reach(p, REACHED_SUBCLASSES);
			return true;
		}
		for (uint32_t k = 0; k < order->subclasses.count; k++)
			queue[count++] = order->subclasses.at[k];
	}
	return false;
}

bool project_leaves_dict(const struct project *p,
                         const struct condition *condition)
{
	uint32_t number = project_class(p, str_of(condition->subject));
	const struct order *order;
	bool is_used = condition->detail == NULL;

	if (number == UNKNOWN_CLASS ||
	    !p->all_classes.at[number].class->leaves_dict)
		return false;
	order = project_order(p, number);
	for (uint32_t i = 0; i < order->count; i++)
		if (order->at[i] != UNKNOWN_CLASS)
			is_used |=
			    p->all_classes.at[order->at[i]].class->set_count >
			    0;
	return is_used && !is_dict_needed(p, number);
}

bool project_is_identity(const struct project *p, const char *class)
{
	uint32_t number = project_class(p, str_of(class));
	const struct order *order =
	    number == UNKNOWN_CLASS ? NULL : project_order(p, number);

	for (uint32_t i = 0; order != NULL && i < order->count; i++) {
		const struct class_summary *c;

		if (order->at[i] == UNKNOWN_CLASS)
			continue;
		c = p->all_classes.at[order->at[i]].class;
		if (project_lists(c->methods, c->method_count, "__eq__"))
			return false;
		for (uint32_t k = 0; k < c->base_count; k++)
			if (valued_is_base(str_of(c->bases[k])))
				return false;
	}
	return true;
}

enum circle project_circle(const struct summary *asker,
                           const struct summary *file)
{
	size_t length = strcspn(asker->module, ".");

	if (asker == file)
		return CIRCLE_FILE;
	return length > 0 && strcspn(file->module, ".") == length &&
	               memcmp(asker->module, file->module, length) == 0
	           ? CIRCLE_PACKAGE
	           : CIRCLE_ALL;
}

bool project_may_mean(const struct summary *asker, const struct summary *file)
{
	return asker->is_test || !file->is_test;
}

bool project_any_has_attribute(const struct project *p,
                               const struct summary *asker,
                               const struct condition *condition,
                               bool is_container, uint32_t *only)
{
	name_id name = names_find(p->names, str_of(condition->detail));
	enum circle nearest = CIRCLE_ALL;
	uint32_t count = 0;

	*only = UNKNOWN_CLASS;
	for (const struct entry *e = index_first(&p->setters, name); e != NULL;
	     e = index_next(&p->setters, e)) {
		const struct summary *file = p->all_classes.at[e->value].file;
		enum circle circle = project_circle(asker, file);

		if (circle > nearest && project_may_mean(asker, file))
			nearest = circle;
		if (++count > BOUND_NAMESAKES) {
			project_reach(p, REACHED_NAMESAKES);
			return false;
		}
	}
	if (nearest == CIRCLE_ALL &&
	    !summary_is_telling_name(str_of(condition->detail)))
		return false;
	count = 0;
	for (const struct entry *e = index_first(&p->setters, name); e != NULL;
	     e = index_next(&p->setters, e)) {
		const struct class_place *place = &p->all_classes.at[e->value];
		const struct class_summary *c = place->class;

		if (project_circle(asker, place->file) < nearest ||
		    !project_may_mean(asker, place->file))
			continue;
		if (project_lists(c->computed, c->computed_count,
		                  condition->detail) ||
		    (is_container &&
		     !project_lists(c->containers, c->container_count,
		                    condition->detail)))
			return false;
		*only = ++count == 1 ? e->value : UNKNOWN_CLASS;
	}
	return count > 0;
}

void project_index_base(struct project *p, uint32_t file, const char *base)
{
	const struct summary *s = p->files[file];
	size_t length = strlen(s->module);

	index_add(p, &p->derived, str_of(base), file);
	if (length == 0 || strncmp(base, s->module, length) != 0 ||
	    base[length] != '.' || strchr(base + length + 1, '.') != NULL)
		return;
	for (uint32_t i = 0; i < s->export_count; i++)
		if (s->exports[i][0] == '*' && s->exports[i][1] == '=')
			index_add(p, &p->derived,
			          str_of(arena_format(p->arena, "%s%s",
			                              s->exports[i] + 2,
			                              base + length)),
			          file);
}

/* Which function a condition names, and what calling it leaves behind. */
#include "project_model.h"

#include "heap.h"

#include <string.h>

/* A condition's called function, taken apart (enum callee_sign). */
struct callee {
	const struct function_place *function;
	bool is_constructor;  /* its result is the first argument */
	bool is_new;          /* it is __new__: its first one is the class */
	bool gets_a_receiver; /* argument 0 is the object before the dot */
	uint32_t made;        /* of __new__: the class, whose __init__ runs
	                         next */
};

/* ---------------------------------------------------------------- the function
 */

static const struct function_place *function_named(const struct project *p,
                                                   struct str name)
{
	const struct entry *e = index_first(
	    &p->functions, project_original(p, name, &p->functions));

	return e != NULL && index_next(&p->functions, e) == NULL
	           ? &p->all_functions.at[e->value]
	           : NULL;
}

static const struct function_place *method_named(const struct project *p,
                                                 uint32_t class,
                                                 const char *method)
{
	const char *name;

	if (class == UNKNOWN_CLASS)
		return NULL;
	name = arena_format(p->scratch, "%s.%s",
	                    p->all_classes.at[class].class->name, method);
	return function_named(p, str_of(name));
}

static struct callee initializer(const struct project *p, uint32_t class)
{
	uint32_t maker = project_method_class(p, class, "__init__", false);

	return (struct callee){.function = method_named(p, maker, "__init__"),
	                       .is_constructor = true};
}

/* A class is called: its constructor. */
static struct callee constructor(const struct project *p, uint32_t class)
{
	uint32_t maker = project_method_class(p, class, "__new__", false);
	struct callee callee = {.is_new = true, .made = class};

	if (maker == UNKNOWN_CLASS)
		return initializer(p, class);
	callee.function = method_named(p, maker, "__new__");
	return callee;
}

/* "package.module.f", "package.module.C" or "package.module.C.m" */
static struct callee plain_callee(const struct project *p, struct str name)
{
	struct callee callee = {.function = function_named(p, name)};
	struct str class = name;
	uint32_t number;

	if (callee.function != NULL)
		return callee;
	number = project_class(p, name);
	if (number != UNKNOWN_CLASS)
		return constructor(p, number);
	while (class.length > 0 && class.at[class.length - 1] != '.')
		class.length--;
	if (class.length == 0)
		return callee;
	class.length--;
	number = project_class(p, class);
	if (number != UNKNOWN_CLASS) {
		const char *method = name.at + class.length + 1;

		callee.function = method_named(
		    p, project_method_class(p, number, method, false), method);
	}
	return callee;
}

static struct callee find_callee(const struct project *p, const char *subject)
{
	static const char signs[] = {CALLEE_METHOD, CALLEE_EXACT, CALLEE_SUPER,
	                             '\0'};
	const char *sign = strpbrk(subject, signs);
	struct callee callee = {.gets_a_receiver = true};
	uint32_t class;

	if (sign == NULL)
		return plain_callee(p, str_of(subject));
	class =
	    project_class(p, (struct str){subject, (uint32_t)(sign - subject)});
	if (class == UNKNOWN_CLASS)
		return callee;
	callee.function = method_named(
	    p, project_method_class(p, class, sign + 1, *sign == CALLEE_SUPER),
	    sign + 1);
	return callee;
}

/* ------------------------------------------------------------------- the roles
 */

#define NO_ROLE UINT32_MAX

/* Is the parameter called so, or one that a **parameter takes and hands on
 * ("name*2", heap.h)? */
static bool is_called(const char *parameter, struct str name)
{
	return strncmp(parameter, name.at, name.length) == 0 &&
	       (parameter[name.length] == '\0' ||
	        parameter[name.length] == '*');
}

/* What any argument is that goes to the *parameter or **parameter. */
static uint32_t item_of(const struct function_summary *f, const char *parameter)
{
	for (uint32_t i = 0; i < f->parameter_count; i++)
		if (strcmp(f->parameters[i], parameter) == 0)
			return KEEP_ITEMS + i;
	return NO_ROLE;
}

/* The parameter that *args has at this place, and the function hands on; or any
 * item of it. */
static uint32_t handed_on(const struct function_summary *f, uint32_t place)
{
	for (uint32_t i = f->positional_count; i < f->parameter_count; i++) {
		const char *sign = strchr(f->parameters[i], '*');

		if (sign != NULL && sign[1] == (char)('0' + place) &&
		    sign[2] == '\0')
			return i;
	}
	return item_of(f, "*");
}

/* The parameter that "2", "name" or "return" of a condition is. */
static uint32_t role_of(const struct callee *callee, struct str text)
{
	const struct function_summary *f = callee->function->function;
	uint32_t number = 0;

	if (str_is(text, "return"))
		return callee->is_constructor ? 0 : KEEP_RESULT;
	if (text.length == 0)
		return NO_ROLE;
	if (text.at[0] < '0' || text.at[0] > '9') {
		for (uint32_t i = 0; i < f->parameter_count; i++)
			if (is_called(f->parameters[i], text))
				return i;
		return item_of(f, "**");
	}
	for (uint32_t i = 0; i < text.length && number < KEEP_RESULT; i++)
		number = 10 * number + (uint32_t)(text.at[i] - '0');
	if (callee->is_constructor || callee->is_new ||
	    (f->kind == FUNCTION_CLASS && !callee->gets_a_receiver))
		number++;
	else if (callee->gets_a_receiver && f->kind != FUNCTION_PLAIN &&
	         number == 0)
		return NO_ROLE;
	else if (callee->gets_a_receiver && f->kind == FUNCTION_STATIC)
		number--;
	return number < f->positional_count
	           ? number
	           : handed_on(f, number - f->positional_count);
}

/* May the function be called with what the condition speaks of: has it such
 * parameters? */
static bool takes_roles(const struct callee *callee, const char *detail)
{
	const char *arrow = strchr(detail, '>');

	return callee->function == NULL || arrow == NULL ||
	       (role_of(callee,
	                (struct str){detail, (uint32_t)(arrow - detail)}) !=
	            NO_ROLE &&
	        role_of(callee, str_of(arrow + 1)) != NO_ROLE);
}

static const struct keep *kept_by(const struct project *p,
                                  const struct callee *callee,
                                  const char *detail)
{
	const char *arrow = strchr(detail, '>');
	const struct function_summary *f;
	uint32_t from, to;

	if (callee->function == NULL || arrow == NULL)
		return NULL;
	f = callee->function->function;
	from =
	    role_of(callee, (struct str){detail, (uint32_t)(arrow - detail)});
	to = role_of(callee, str_of(arrow + 1));
	for (uint32_t i = 0; i < f->keep_count; i++)
		if (f->keeps[i].from == from && f->keeps[i].to == to) {
			*p->reached |= callee->function->reached;
			return callee->function->held[i];
		}
	return NULL;
}

/* The same, of what __new__ makes with what its __init__ does to it. */
static const struct keep *held_keep(const struct project *p,
                                    const struct callee *callee,
                                    const char *detail)
{
	const struct keep *keep = kept_by(p, callee, detail);
	struct callee next;

	if (keep != NULL || !callee->is_new)
		return keep;
	next = initializer(p, callee->made);
	return kept_by(p, &next, detail);
}

/* Does the class have a method of this name that does something? */
static bool has_own(const struct class_summary *class, const char *method)
{
	return project_lists(class->methods, class->method_count, method) &&
	       !project_lists(class->hooks, class->hook_count, method);
}

/* Do all subclasses' own methods keep it as well? *keep: the first one's. */
static bool subclasses_agree(const struct project *p, const char *subject,
                             const char *sign, const char *detail,
                             const struct keep **keep)
{
	const char *method = sign + 1, *first = NULL;
	uint32_t queue[BOUND_SUBCLASSES], count = 1;
	const struct keep *kept;

	queue[0] =
	    project_class(p, (struct str){subject, (uint32_t)(sign - subject)});
	for (uint32_t i = 0; i < count; i++) {
		const struct order *order = &p->orders[queue[i]];
		const struct class_summary *class =
		    p->all_classes.at[queue[i]].class;
		struct callee callee = {.gets_a_receiver = true};

		if (count + order->subclasses.count > BOUND_SUBCLASSES) {
			project_reach(p, REACHED_SUBCLASSES);
			return false;
		}
		for (uint32_t k = 0; k < order->subclasses.count; k++)
			queue[count++] = order->subclasses.at[k];
		if (i == 0 || !has_own(class, method))
			continue;
		callee.function = method_named(p, queue[i], method);
		kept = held_keep(p, &callee, detail);
		if (kept == NULL)
			return false;
		/* one that does not depend on the order of files */
		if (first == NULL || strcmp(class->name, first) < 0) {
			first = class->name;
			*keep = kept;
		}
	}
	return true;
}

/* Is it a method of the class that does nothing, for subclasses to define? */
static bool is_hook(const struct project *p, const char *subject,
                    const char *sign)
{
	uint32_t number =
	    project_class(p, (struct str){subject, (uint32_t)(sign - subject)});
	const struct class_summary *class;

	if (number != UNKNOWN_CLASS)
		number = project_method_class(p, number, sign + 1, false);
	if (number == UNKNOWN_CLASS)
		return false;
	class = p->all_classes.at[number].class;
	return project_lists(class->hooks, class->hook_count, sign + 1);
}

/* More classes near by than this, and the name tells nothing. */
enum { MOST_NAMESAKES = 8 };

/* Do all classes with a method of this name keep it: those of the file that
 * asks, if it has one, else of its package, else of the project? *is_only:
 * there is one such method. */
static const struct keep *keep_of_any(const struct project *p,
                                      const struct summary *asker,
                                      const char *method, const char *detail,
                                      bool *is_only)
{
	name_id name = names_find(p->names, str_of(method));
	const struct keep *first = NULL;
	const char *first_name = NULL;
	enum circle nearest = CIRCLE_ALL;
	uint32_t count = 0, entries = 0;

	for (const struct entry *e = index_first(&p->methods, name); e != NULL;
	     e = index_next(&p->methods, e)) {
		const struct summary *file = p->all_classes.at[e->value].file;
		enum circle circle = project_circle(asker, file);

		if (circle > nearest && project_may_mean(asker, file))
			nearest = circle;
		if (++entries > BOUND_NAMESAKES) {
			project_reach(p, REACHED_NAMESAKES);
			return NULL;
		}
	}
	if (nearest == CIRCLE_ALL && !summary_is_telling_name(str_of(method)))
		return NULL;
	for (const struct entry *e = index_first(&p->methods, name); e != NULL;
	     e = index_next(&p->methods, e)) {
		struct callee callee = {.gets_a_receiver = true,
		                        .function =
		                            method_named(p, e->value, method)};
		const struct class_place *place = &p->all_classes.at[e->value];
		const struct keep *keep;

		if (project_circle(asker, place->file) < nearest ||
		    !project_may_mean(asker, place->file) ||
		    !has_own(place->class, method) ||
		    !takes_roles(&callee, detail))
			continue;
		keep = held_keep(p, &callee, detail);
		if (keep == NULL || ++count > MOST_NAMESAKES)
			return NULL;
		/* one that does not depend on the order of files */
		if (first == NULL ||
		    strcmp(callee.function->function->name, first_name) < 0) {
			first = keep;
			first_name = callee.function->function->name;
		}
	}
	*is_only = count == 1;
	return first;
}

bool project_is_by_name(const struct condition *condition)
{
	return condition->question == QUESTION_KEEPS &&
	       condition->subject[0] == '*' &&
	       condition->subject[1] != CALLEE_METHOD;
}

/* The method that an object of the class has, or the class's constructor. */
static struct callee callee_of(const struct project *p, uint32_t class,
                               const char *sign)
{
	struct callee callee = {.gets_a_receiver = true};

	if (*sign == CALLEE_EXACT)
		return constructor(p, class);
	callee.function = method_named(
	    p, project_method_class(p, class, sign + 1, false), sign + 1);
	return callee;
}

/* Do all classes of this name keep it: those of the file that asks, if it has
 * one, else of its package? *is_none: there is none of that name. */
static const struct keep *keep_of_namesakes(const struct project *p,
                                            const struct summary *asker,
                                            const struct condition *condition,
                                            const char *sign, bool *is_none)
{
	struct str text = {condition->subject + 1,
	                   (uint32_t)(sign - condition->subject - 1)};
	name_id name = names_find(p->names, text);
	const struct keep *first = NULL;
	const char *first_name = NULL;
	enum circle nearest = CIRCLE_PACKAGE;
	uint32_t count = 0;

	for (const struct entry *e = index_first(&p->namesakes, name);
	     e != NULL && count <= BOUND_NAMESAKES;
	     e = index_next(&p->namesakes, e)) {
		const struct summary *file = p->all_classes.at[e->value].file;
		enum circle circle = project_circle(asker, file);

		count++;
		if (!project_may_mean(asker, file))
			continue;
		*is_none &= circle < CIRCLE_PACKAGE;
		if (circle > nearest)
			nearest = circle;
	}
	if (count > BOUND_NAMESAKES) {
		project_reach(p, REACHED_NAMESAKES);
		return NULL;
	}
	for (const struct entry *e = index_first(&p->namesakes, name);
	     e != NULL; e = index_next(&p->namesakes, e)) {
		const struct class_place *place = &p->all_classes.at[e->value];
		struct callee callee;
		const struct keep *keep;

		if (project_circle(asker, place->file) < nearest ||
		    !project_may_mean(asker, place->file))
			continue;
		callee = callee_of(p, e->value, sign);
		keep = held_keep(p, &callee, condition->detail);
		if (keep == NULL)
			return NULL;
		if (first == NULL ||
		    strcmp(place->class->name, first_name) < 0) {
			first = keep;
			first_name = place->class->name;
		}
	}
	return first;
}

const struct keep *project_keep(const struct project *p,
                                const struct summary *asker,
                                const struct condition *condition,
                                bool *is_only)
{
	const char *sign = strchr(condition->subject, CALLEE_METHOD);
	struct callee callee;
	const struct keep *keep, *derived;
	bool is_none = true;

	*is_only = true;
	if (project_is_by_name(condition)) {
		keep = keep_of_namesakes(p, asker, condition,
		                         strpbrk(condition->subject, "#!^"),
		                         &is_none);
		return is_none && sign != NULL && p->has_all_keeps
		           ? keep_of_any(p, asker, sign + 1, condition->detail,
		                         is_only)
		           : keep;
	}
	if (condition->subject[0] == '*')
		return keep_of_any(p, asker, condition->subject + 2,
		                   condition->detail, is_only);
	callee = find_callee(p, condition->subject);
	keep = held_keep(p, &callee, condition->detail);
	if (sign != NULL &&
	    (keep != NULL || is_hook(p, condition->subject, sign)) &&
	    !subclasses_agree(p, condition->subject, sign, condition->detail,
	                      keep == NULL ? &keep : &derived))
		return NULL;
	return keep;
}

uint32_t project_condition_class(const struct project *p,
                                 const struct condition *condition)
{
	static const char signs[] = {CALLEE_METHOD, CALLEE_EXACT, '\0'};
	const char *subject = condition->subject;
	const char *sign = strpbrk(subject, signs);

	if (subject[0] == '*' || strchr(subject, CALLEE_SUPER) != NULL)
		return UNKNOWN_CLASS;
	if (sign == NULL)
		return str_starts(str_of(condition->detail), "return>") &&
		               function_named(p, str_of(subject)) == NULL
		           ? project_class(p, str_of(subject))
		           : UNKNOWN_CLASS;
	return str_starts(str_of(condition->detail), "0>")
	           ? project_class(
	                 p, (struct str){subject, (uint32_t)(sign - subject)})
	           : UNKNOWN_CLASS;
}

#include "answers.h"

#include "project_model.h"

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { SLOTS_FIRST = 16 };

/* ------------------------------------------------------------ the table */

static uint32_t *slot_of(const struct answers *a, uint64_t asked)
{
	uint32_t at = (uint32_t)asked & (a->slot_count - 1);

	while (a->slots[at] != 0 && a->list.at[a->slots[at] - 1].asked != asked)
		at = (at + 1) & (a->slot_count - 1);
	return &a->slots[at];
}

static void add(struct answers *a, struct answer answer)
{
	ARRAY_PUSH(a->arena, &a->list, answer);
	if (a->list.count <= a->slot_count / 2) {
		*slot_of(a, answer.asked) = a->list.count;
		return;
	}
	a->slot_count = a->slot_count == 0 ? SLOTS_FIRST : a->slot_count * 2;
	a->slots = ARENA_ARRAY(a->arena, a->slot_count, uint32_t);
	for (uint32_t i = 0; i < a->list.count; i++)
		*slot_of(a, a->list.at[i].asked) = i + 1;
}

/* ------------------------------------------------------------ asking */

/* Is the condition about an object of which only an attribute tells the class?
 */
static bool is_of_any_class(const struct condition *condition)
{
	return condition->edge != 0 && condition->question != QUESTION_KEEPS;
}

static uint64_t hash_of(const struct condition *condition)
{
	const char *detail = condition->detail;
	uint64_t seed = (uint64_t)condition->question << 1 |
	                (uint64_t)is_of_any_class(condition);

	if (detail != NULL)
		seed ^= XXH3_64bits(detail, strlen(detail) + 1);
	return XXH3_64bits_withSeed(condition->subject,
	                            strlen(condition->subject), seed);
}

static const char *class_name(const struct project *p, uint32_t class)
{
	return class == UNKNOWN_CLASS ? NULL
	                              : p->all_classes.at[class].class->name;
}

struct answer answer_of(const struct project *p, const struct summary *asker,
                        const struct condition *condition)
{
	struct answer answer = {.is_only = true};
	uint32_t only;

	*p->reached = 0;
	if (condition->question == QUESTION_KEEPS) {
		answer.keep =
		    project_keep(p, asker, condition, &answer.is_only);
		answer.holds = answer.keep != NULL;
		only = answer.holds ? project_condition_class(p, condition)
		                    : UNKNOWN_CLASS;
		answer.class = class_name(p, only);
		answer.reached = *p->reached;
		return answer;
	}
	answer.holds = project_answers(p, asker, condition);
	if (answer.holds && is_of_any_class(condition) &&
	    project_any_has_attribute(p, asker, condition, false, &only))
		answer.class = class_name(p, only);
	answer.reached = *p->reached;
	return answer;
}

struct answer answers_find(struct answers *a, const struct condition *condition)
{
	uint64_t asked = hash_of(condition);
	uint32_t at = a->slot_count == 0 ? 0 : *slot_of(a, asked);
	struct answer answer = {.asked = asked};

	if (at != 0) {
		answer = a->list.at[at - 1];
	} else if (a->project == NULL) {
		a->is_short = true;
	} else {
		answer = answer_of(a->project, a->asker, condition);
		answer.asked = asked;
		add(a, answer);
	}
	a->reached |= answer.reached;
	return answer;
}

/* ------------------------------------------------------------ keeping */

/* What an answer's function is, as a kind of function. */
enum answer_kind { ANSWER_NO, ANSWER_YES, ANSWER_OF_SEVERAL };

void answers_tell(const struct answers *a, struct summary *summary)
{
	struct function_summary *functions =
	    ARENA_ARRAY(a->arena, a->list.count, struct function_summary);

	for (uint32_t i = 0; i < a->list.count; i++) {
		const struct answer *answer = &a->list.at[i];
		enum answer_kind kind =
		    answer->is_only ? ANSWER_YES : ANSWER_OF_SEVERAL;

		if (!answer->holds)
			kind = ANSWER_NO;
		functions[i] = (struct function_summary){
		    .name = arena_format(a->arena, "%llx %llx",
		                         (unsigned long long)answer->asked,
		                         (unsigned long long)answer->reached),
		    .kind = (enum function_kind)kind,
		    .parameters = &answer->class,
		    .parameter_count = answer->class != NULL,
		    .keeps = answer->keep,
		    .keep_count = answer->keep != NULL,
		};
	}
	summary->functions = functions;
	summary->function_count = a->list.count;
}

void answers_take(struct answers *a, const struct summary *summary)
{
	for (uint32_t i = 0; i < summary->function_count; i++) {
		const struct function_summary *f = &summary->functions[i];
		enum answer_kind kind = (enum answer_kind)f->kind;
		char *reached;
		uint64_t asked = strtoull(f->name, &reached, 16);

		add(a, (struct answer){
		           .asked = asked,
		           .reached = strtoull(reached, NULL, 16),
		           .holds = kind != ANSWER_NO,
		           .is_only = kind != ANSWER_OF_SEVERAL,
		           .keep = f->keep_count > 0 ? f->keeps : NULL,
		           .class =
		               f->parameter_count > 0 ? f->parameters[0] : NULL,
		       });
	}
}

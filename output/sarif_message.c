/* The messages of SARIF: their ids, arguments and links. */
#include "sarif.h"

#include "sentence.h"

#include <string.h>

uint32_t sarif_related_count(const struct finding *finding)
{
	uint32_t count = finding->related.count + finding->steps.count;

	return count < SARIF_RELATED_MOST ? count : SARIF_RELATED_MOST;
}

const struct place *sarif_related(const struct finding *finding, uint32_t i)
{
	return i < finding->related.count
	           ? &finding->related.at[i]
	           : &finding->steps.at[i - finding->related.count];
}

static unsigned placeholders_in(const char *template)
{
	unsigned count = 0;

	while (template != NULL && (template = strchr(template, '{'))) {
		unsigned index = (unsigned)(template[1] - '0');

		if (index < ARGUMENTS_MOST && template[2] == '}' &&
		    index >= count)
			count = index + 1;
		template += template[1] == '{' ? 2 : 1;
	}
	return count;
}

static unsigned placeholders(const struct message *message)
{
	unsigned in_text = placeholders_in(message->text);
	unsigned in_advice = placeholders_in(message->advice);

	return in_text > in_advice ? in_text : in_advice;
}

/* A message's form for a pair that is called the same follows its other one.
 */
static uint32_t form_number(const struct finding *finding)
{
	return 2u * finding->message + finding_is_alike(finding);
}

struct sarif_form *sarif_forms(struct sarif *sarif, const struct rule *rule)
{
	struct sarif_form *forms;
	uint32_t count = 0;

	while (rule->messages[count].text != NULL)
		count++;
	count *= 2;
	forms = ARENA_ARRAY(&sarif->arena, count, struct sarif_form);
	for (uint32_t i = 0; i < count; i++)
		forms[i].placeholders = placeholders(&rule->messages[i / 2]);
	return forms;
}

static struct sarif_form *form_of(struct sarif *sarif,
                                  const struct finding *finding)
{
	uint32_t rule = sarif_rule_index(sarif, finding->rule);

	return &sarif->rules[rule].forms[form_number(finding)];
}

/* Links are one argument more, where there is room for it. */
static bool is_linked(const struct sarif_form *form,
                      const struct finding *finding)
{
	return sarif_related_count(finding) > 0 &&
	       form->placeholders < ARGUMENTS_MOST;
}

static void make_form(struct arena *arena, struct sarif_form *form,
                      const struct rule *rule, uint32_t number, bool linked)
{
	bool is_alike = number % 2 == 1;
	char *plain;

	if (form->ids[linked] != NULL)
		return;
	plain = sentence_template(arena, &rule->messages[number / 2], is_alike);
	form->ids[linked] =
	    arena_format(arena, "form-%u%s%s", number / 2 + 1,
	                 is_alike ? "-same" : "", linked ? "-linked" : "");
	form->templates[linked] =
	    linked
	        ? arena_format(arena, "%s See {%u}.", plain, form->placeholders)
	        : plain;
}

/* "a[0](x)" would be taken for a link. Answers the end of what is put. */
static char *put_escaped(char *to, const char *text, const char *which)
{
	size_t plain;

	while (text[plain = strcspn(text, which)] != '\0') {
		memcpy(to, text, plain);
		to += plain;
		*to++ = '\\';
		*to++ = text[plain];
		text += plain + 1;
	}
	return stpcpy(to, text);
}

static char *escaped(struct arena *arena, const char *text, const char *which)
{
	char *copy = arena_alloc(arena, strlen(text) * 2 + 1);

	put_escaped(copy, text, which);
	return copy;
}

/* "[the first](1), [the second](2)" */
static char *links(struct arena *arena, const struct finding *finding)
{
	uint32_t count = sarif_related_count(finding);
	size_t length = 0;
	char *text, *to;

	for (uint32_t i = 0; i < count; i++)
		length += strlen(sarif_related(finding, i)->text) * 2 +
		          strlen(", [](4294967295)");
	text = to = arena_alloc(arena, length + 1);
	for (uint32_t i = 0; i < count; i++) {
		to = stpcpy(to, i == 0 ? "[" : ", [");
		to = put_escaped(to, sarif_related(finding, i)->text, "[]\\");
		to += sprintf(to, "](%u)", i + 1);
	}
	return text;
}

/* The finding with just the arguments that the template has places for. */
static struct finding fitted(struct arena *arena, const struct finding *f,
                             const struct sarif_form *form)
{
	struct finding fit = *f;

	fit.argument_count = (uint16_t)form->placeholders;
	for (unsigned i = 0; i < fit.argument_count; i++) {
		if (i >= f->argument_count)
			fit.arguments[i] = "";
		else if (strstr(f->arguments[i], "](") != NULL)
			fit.arguments[i] =
			    escaped(arena, f->arguments[i], "[]");
	}
	if (is_linked(form, f))
		fit.arguments[fit.argument_count++] = links(arena, f);
	return fit;
}

void sarif_message(struct sarif *sarif, const struct finding *finding)
{
	struct sarif_form *form = form_of(sarif, finding);
	struct arena *scratch = &sarif->scratch;
	struct json_writer *to = &sarif->writer;
	bool linked = is_linked(form, finding);
	struct finding fit = fitted(scratch, finding, form);
	char *text;

	make_form(&sarif->arena, form, finding->rule, form_number(finding),
	          linked);
	text = finding_text(scratch, form->templates[linked], &fit);
	if (!linked && sarif_related_count(finding) > 0)
		text = arena_format(scratch, "%s See %s.", text,
		                    links(scratch, finding));
	json_open(to, "message", '{');
	json_put_text(to, "text", text);
	json_put_text(to, "id", form->ids[linked]);
	json_open(to, "arguments", '[');
	for (unsigned i = 0; i < fit.argument_count; i++)
		json_put_text(to, NULL, fit.arguments[i]);
	json_close(to, ']');
	json_close(to, '}');
}

void sarif_use_rule(struct sarif *sarif, const struct finding *finding)
{
	struct sarif_rule *rule =
	    &sarif->rules[sarif_rule_index(sarif, finding->rule)];
	struct sarif_form *form = &rule->forms[form_number(finding)];

	rule->is_written = true;
	if (is_linked(form, finding))
		form->is_linked = true;
}

struct json_object *sarif_message_strings(struct sarif *sarif, uint32_t index)
{
	const struct rule *rule = sarif->report->registry->rules[index].rule;
	struct json_object *strings = json_object_new_object();

	for (uint32_t i = 0; rule->messages[i / 2].text != NULL; i++)
		for (int linked = 0; linked < 2; linked++) {
			struct sarif_form *form = &sarif->rules[index].forms[i];

			if ((linked && !form->is_linked) ||
			    (i % 2 == 1 &&
			     !message_is_of_pair(&rule->messages[i / 2])))
				continue;
			make_form(&sarif->arena, form, rule, i, linked);
			json_object_object_add(
			    strings, form->ids[linked],
			    json_message(form->templates[linked]));
		}
	return strings;
}

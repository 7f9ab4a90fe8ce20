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

/* Links are one argument more, where there is room for it. */
static bool can_link(const struct message *message)
{
	return placeholders(message) < ARGUMENTS_MOST;
}

static const struct message *message_of(const struct finding *finding)
{
	return &finding->rule->messages[finding->message];
}

static bool is_linked(const struct finding *finding)
{
	return sarif_related_count(finding) > 0 &&
	       can_link(message_of(finding));
}

static char *form_id(struct arena *arena, uint32_t message, bool linked)
{
	return arena_format(arena, "form-%u%s", message + 1,
	                    linked ? "-linked" : "");
}

static char *template_of(struct arena *arena, const struct message *message,
                         bool linked)
{
	char *template = sentence_template(arena, message);

	if (!linked)
		return template;
	return arena_format(arena, "%s See {%u}.", template,
	                    placeholders(message));
}

/* "a[0](x)" would be taken for a link. */
static char *escaped(struct arena *arena, const char *text, const char *which)
{
	char *copy = arena_alloc(arena, strlen(text) * 2 + 1), *to = copy;

	for (; *text != '\0'; text++) {
		if (strchr(which, *text) != NULL)
			*to++ = '\\';
		*to++ = *text;
	}
	return copy;
}

/* "[the first](1), [the second](2)" */
static char *links(struct arena *arena, const struct finding *finding)
{
	uint32_t count = sarif_related_count(finding);
	char **parts = ARENA_ARRAY(arena, count, char *);
	size_t length = 0;
	char *text, *to;

	for (uint32_t i = 0; i < count; i++) {
		parts[i] = arena_format(
		    arena, "%s[%s](%u)", i == 0 ? "" : ", ",
		    escaped(arena, sarif_related(finding, i)->text, "[]\\"),
		    i + 1);
		length += strlen(parts[i]);
	}
	text = to = arena_alloc(arena, length + 1);
	for (uint32_t i = 0; i < count; i++)
		to = stpcpy(to, parts[i]);
	return text;
}

/* The finding with just the arguments that the template has places for. */
static struct finding fitted(struct arena *arena, const struct finding *f)
{
	struct finding fit = *f;

	fit.argument_count = (uint16_t)placeholders(message_of(f));
	for (unsigned i = 0; i < fit.argument_count; i++) {
		if (i >= f->argument_count)
			fit.arguments[i] = "";
		else if (strstr(f->arguments[i], "](") != NULL)
			fit.arguments[i] =
			    escaped(arena, f->arguments[i], "[]");
	}
	if (is_linked(f))
		fit.arguments[fit.argument_count++] = links(arena, f);
	return fit;
}

void sarif_message(struct sarif *sarif, const struct finding *finding)
{
	struct arena *scratch = &sarif->scratch;
	struct json_writer *to = &sarif->writer;
	bool linked = is_linked(finding);
	struct finding fit = fitted(scratch, finding);
	char *text = finding_text(
	    scratch, template_of(scratch, message_of(finding), linked), &fit);

	if (!linked && sarif_related_count(finding) > 0)
		text = arena_format(scratch, "%s See %s.", text,
		                    links(scratch, finding));
	json_open(to, "message", '{');
	json_put_text(to, "text", text);
	json_put_text(to, "id", form_id(scratch, finding->message, linked));
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

	rule->is_written = true;
	if (is_linked(finding))
		rule->is_linked[finding->message] = true;
}

struct json_object *sarif_message_strings(struct sarif *sarif, uint32_t index)
{
	const struct message *messages =
	    sarif->report->registry->rules[index].rule->messages;
	struct json_object *strings = json_object_new_object();
	struct arena *scratch = &sarif->scratch;

	for (uint32_t i = 0; messages[i].text != NULL; i++)
		for (int linked = 0; linked < 2; linked++) {
			if (linked && !sarif->rules[index].is_linked[i])
				continue;
			json_object_object_add(
			    strings, form_id(scratch, i, linked),
			    json_message(
			        template_of(scratch, &messages[i], linked)));
		}
	return strings;
}

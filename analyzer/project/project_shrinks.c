/* Whether any file takes elements out of a container that lasts. */
#include "project_model.h"

#include <string.h>

void project_index_shrinks(struct project *p, uint32_t file)
{
	const struct summary *s = p->files[file];

	for (uint32_t i = 0; i < s->shrink_count; i++)
		index_add(p, &p->shrinkers, str_of(s->shrinks[i]), file);
}

/* By this name, in another file; if it is no dotted one, of the same package.
 */
static bool is_shrunk_as(const struct project *p, const struct summary *asker,
                         name_id name)
{
	struct str text;

	if (name == NAME_NONE)
		return false;
	text = names_text(p->names, name);
	for (const struct entry *e = index_first(&p->shrinkers, name);
	     e != NULL; e = index_next(&p->shrinkers, e))
		if (p->files[e->value] != asker &&
		    ((text.at[0] != '?' && text.at[0] != '@') ||
		     project_circle(asker, p->files[e->value]) != CIRCLE_ALL))
			return true;
	return false;
}

/* By "?name" or "@name" of the dotted subject. */
static bool is_shrunk_by_name(const struct project *p,
                              const struct summary *asker, const char *subject,
                              char sign)
{
	const char *dot = strrchr(subject, '.');
	const char *text = arena_format(p->scratch, "%c%s", sign,
	                                dot == NULL ? subject : dot + 1);

	return is_shrunk_as(p, asker, names_find(p->names, str_of(text)));
}

static bool is_among(const name_id *names, uint32_t count, name_id name)
{
	for (uint32_t i = 0; i < count; i++)
		if (names[i] == name)
			return true;
	return false;
}

static bool is_shrunk_by_alias(const struct project *p,
                               const struct summary *asker, const char *subject)
{
	name_id names[BOUND_ALIASES] = {names_find(p->names, str_of(subject))};
	uint32_t count = 1;

	for (uint32_t i = 0; i < count; i++) {
		if (names[i] == NAME_NONE)
			continue;
		if (is_shrunk_as(p, asker, names[i]))
			return true;
		for (const struct entry *e = index_first(&p->aliases, names[i]);
		     e != NULL; e = index_next(&p->aliases, e)) {
			if (is_among(names, count, e->value))
				continue;
			if (count == BOUND_ALIASES) {
				project_reach(p, REACHED_ALIASES);
				return true; /* there may be more */
			}
			names[count++] = e->value;
		}
	}
	return false;
}

/* Does the class come from files of this run alone, or classes known for it, so
 * that nothing gives its instances copies of what its body binds? */
static bool is_of_known_bases(const struct project *p, uint32_t class)
{
	static const char *const plain[] = {
	    "builtins.object",
	    "abc.ABC",
	    "typing.Generic",
	    "typing.Protocol",
	    "threading.Thread",
	    "builtins.Exception",
	    "builtins.ValueError",
	    "builtins.dict",
	    "builtins.list",
	    "asyncio.Protocol",
	    "asyncio.DatagramProtocol",
	    "socketserver.BaseRequestHandler",
	    "socketserver.StreamRequestHandler",
	    "socketserver.DatagramRequestHandler",
	    "http.server.BaseHTTPRequestHandler",
	    "http.server.SimpleHTTPRequestHandler",
	    "tornado.web.RequestHandler",
	    "flask.views.View",
	    "flask.views.MethodView",
	    NULL};
	const struct order *order = project_order(p, class);

	for (uint32_t i = 0; i < order->count; i++) {
		const struct class_summary *c;

		if (order->at[i] == UNKNOWN_CLASS)
			continue;
		c = p->all_classes.at[order->at[i]].class;
		for (uint32_t k = 0; k < c->base_count; k++)
			if (!str_is_one_of(str_of(c->bases[k]), plain) &&
			    project_class(p, str_of(c->bases[k])) ==
			        UNKNOWN_CLASS)
				return false;
	}
	return order->count > 0;
}

/* Is `base` in the order of the class? */
static bool is_above(const struct project *p, uint32_t class, uint32_t base)
{
	const struct order *order = project_order(p, class);

	for (uint32_t i = 0; i < order->count; i++)
		if (order->at[i] == base)
			return true;
	return false;
}

/* Have instances of the attribute's class, and of those derived from it, the
 * one that the class gives them: does no method of the others set one? (Of the
 * class's own methods that is known where it is asked: self.x += y sets what it
 * was.) `is_object`: an __init__ of the class gives it to them. */
static bool is_left_alone(const struct project *p, const char *subject,
                          bool is_object)
{
	const char *dot = strrchr(subject, '.');
	uint32_t class;
	name_id name;

	if (dot == NULL)
		return false;
	class =
	    project_class(p, (struct str){subject, (uint32_t)(dot - subject)});
	name = names_find(p->names, str_of(dot + 1));
	if (class == UNKNOWN_CLASS ||
	    (!is_object && !is_of_known_bases(p, class)))
		return false;
	if (name == NAME_NONE)
		return true;
	for (const struct entry *e = index_first(&p->setters, name); e != NULL;
	     e = index_next(&p->setters, e))
		if (e->value != class && (is_above(p, e->value, class) ||
		                          is_above(p, class, e->value)))
			return false;
	return true;
}

bool project_is_not_shrunk(const struct project *p, const struct summary *asker,
                           const struct condition *condition)
{
	const char *subject = condition->subject;

	if (is_shrunk_by_alias(p, asker, subject) ||
	    is_shrunk_by_name(p, asker, subject, '?'))
		return false;
	return condition->detail[0] == 'g' ||
	       (!is_shrunk_by_name(p, asker, subject, '@') &&
	        is_left_alone(p, subject, condition->detail[0] == 'o'));
}

#include "pack.h"

#include "graph.h"

#include <string.h>

enum { TEXT_BLOCK = 64 * 1024 };

struct packer {
	struct arena *kept;
	struct names *names;
	char *free; /* of the last block of texts */
	size_t free_size;
};

struct packer *packer_new(struct arena *kept, struct arena *words)
{
	struct packer *packer = ARENA_NEW(words, struct packer);

	packer->kept = kept;
	packer->names = names_new(words);
	return packer;
}

/* Texts need no alignment, which takes 8 bytes of each. */
static char *text_room(struct packer *packer, size_t size)
{
	char *room;

	if (size > TEXT_BLOCK / 16)
		return arena_room(packer->kept, size);
	if (size > packer->free_size) {
		packer->free = arena_room(packer->kept, TEXT_BLOCK);
		packer->free_size = TEXT_BLOCK;
	}
	room = packer->free;
	packer->free += size;
	packer->free_size -= size;
	return room;
}

const char *pack_text(struct packer *packer, const char *text)
{
	struct str s;
	name_id known;

	if (text == NULL || *text == '\0')
		return text == NULL ? NULL : "";
	s = str_of(text);
	known = names_find(packer->names, s);
	if (known == NAME_NONE) {
		s.at = memcpy(text_room(packer, (size_t)s.length + 1), text,
		              (size_t)s.length + 1);
		known = names_intern(packer->names, s);
	}
	return names_text(packer->names, known).at;
}

static const char *const *pack_texts(struct packer *packer,
                                     const char *const *texts, uint32_t count)
{
	const char **kept;

	if (count == 0)
		return NULL;
	kept = arena_room(packer->kept, count * sizeof(*kept));
	for (uint32_t i = 0; i < count; i++)
		kept[i] = pack_text(packer, texts[i]);
	return kept;
}

/* A copy of the list's own memory; NULL if it is empty. */
static void *pack_list(struct packer *packer, const void *list, uint32_t count,
                       size_t size)
{
	if (count == 0)
		return NULL;
	return memcpy(arena_room(packer->kept, count * size), list,
	              count * size);
}

#define PACK_LIST(packer, list, count)                                         \
	pack_list((packer), (list), (count), sizeof(*(list)))
/* The same of an ARRAY, in its place. */
#define PACK_ARRAY(packer, array)                                              \
	((array)->at = PACK_LIST((packer), (array)->at, (array)->count),       \
	 (array)->room = (array)->count)

static struct cycle_edge *pack_edges(struct packer *packer,
                                     const struct cycle_edge *edges,
                                     uint32_t count, const char *own_path)
{
	struct cycle_edge *kept = PACK_LIST(packer, edges, count);

	for (uint32_t i = 0; i < count; i++) {
		kept[i].object = pack_text(packer, kept[i].object);
		kept[i].class = pack_text(packer, kept[i].class);
		kept[i].field = pack_text(packer, kept[i].field);
		if (kept[i].path != own_path)
			kept[i].path = pack_text(packer, kept[i].path);
	}
	return kept;
}

static struct condition *pack_conditions(struct packer *packer,
                                         const struct condition *conditions,
                                         uint32_t count)
{
	struct condition *kept = PACK_LIST(packer, conditions, count);

	for (uint32_t i = 0; i < count; i++) {
		kept[i].subject = pack_text(packer, kept[i].subject);
		kept[i].detail = pack_text(packer, kept[i].detail);
	}
	return kept;
}

static void pack_places(struct packer *packer, struct place *places,
                        uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		places[i].path = pack_text(packer, places[i].path);
		places[i].text = pack_text(packer, places[i].text);
	}
}

static struct fix *pack_fix(struct packer *packer, const struct fix *fix)
{
	struct fix *kept;

	if (fix == NULL)
		return NULL;
	kept = PACK_LIST(packer, fix, 1);
	kept->description = pack_text(packer, kept->description);
	PACK_ARRAY(packer, &kept->edits);
	for (uint32_t i = 0; i < kept->edits.count; i++)
		kept->edits.at[i].text =
		    pack_text(packer, kept->edits.at[i].text);
	return kept;
}

static void pack_finding(struct packer *packer, struct finding *f)
{
	for (uint32_t i = 0; i < f->argument_count; i++)
		f->arguments[i] = pack_text(packer, f->arguments[i]);
	PACK_ARRAY(packer, &f->related);
	pack_places(packer, f->related.at, f->related.count);
	PACK_ARRAY(packer, &f->steps);
	pack_places(packer, f->steps.at, f->steps.count);
	f->cycle.at = pack_edges(packer, f->cycle.at, f->cycle.count, NULL);
	f->cycle.room = f->cycle.count;
	f->fix = pack_fix(packer, f->fix);
	f->estimate.target = pack_text(packer, f->estimate.target);
	f->suppressed = pack_text(packer, f->suppressed);
	f->conditions.at =
	    pack_conditions(packer, f->conditions.at, f->conditions.count);
	f->conditions.room = f->conditions.count;
}

void pack_findings(struct packer *packer, struct findings *findings)
{
	PACK_ARRAY(packer, &findings->list);
	for (uint32_t i = 0; i < findings->list.count; i++)
		pack_finding(packer, &findings->list.at[i]);
	findings->arena = packer->kept;
}

static void pack_class(struct packer *packer, struct class_summary *c)
{
	c->name = pack_text(packer, c->name);
	c->bases = pack_texts(packer, c->bases, c->base_count);
	c->attributes = pack_texts(packer, c->attributes, c->attribute_count);
	c->sets = pack_texts(packer, c->sets, c->set_count);
	c->containers = pack_texts(packer, c->containers, c->container_count);
	c->methods = pack_texts(packer, c->methods, c->method_count);
	c->hooks = pack_texts(packer, c->hooks, c->hook_count);
	c->computed = pack_texts(packer, c->computed, c->computed_count);
}

static void pack_function(struct packer *packer, struct function_summary *f,
                          const char *own_path)
{
	struct keep *keeps = PACK_LIST(packer, f->keeps, f->keep_count);

	f->name = pack_text(packer, f->name);
	f->parameters = pack_texts(packer, f->parameters, f->parameter_count);
	for (uint32_t i = 0; i < f->keep_count; i++) {
		struct keep *k = &keeps[i];

		k->edges =
		    pack_edges(packer, k->edges, k->edge_count, own_path);
		k->conditions =
		    pack_conditions(packer, k->conditions, k->condition_count);
		k->undone_by = pack_text(packer, k->undone_by);
	}
	f->keeps = keeps;
}

static void pack_reference(struct packer *packer, struct class_reference *r)
{
	r->from = pack_text(packer, r->from);
	r->field = pack_text(packer, r->field);
	r->to = pack_text(packer, r->to);
}

struct summary *pack_summary(struct packer *packer,
                             const struct summary *summary)
{
	struct summary *s = PACK_LIST(packer, summary, 1);
	struct class_summary *classes =
	    PACK_LIST(packer, s->classes, s->class_count);
	struct function_summary *functions =
	    PACK_LIST(packer, s->functions, s->function_count);
	struct class_reference *references =
	    PACK_LIST(packer, s->references, s->reference_count);
	struct finding *findings =
	    PACK_LIST(packer, s->findings, s->finding_count);

	s->module = pack_text(packer, s->module);
	s->missed = pack_texts(packer, s->missed, s->missed_count);
	s->exports = pack_texts(packer, s->exports, s->export_count);
	s->writes = pack_texts(packer, s->writes, s->write_count);
	s->makes = pack_texts(packer, s->makes, s->make_count);
	s->shrinks = pack_texts(packer, s->shrinks, s->shrink_count);
	for (uint32_t i = 0; i < s->class_count; i++)
		pack_class(packer, &classes[i]);
	for (uint32_t i = 0; i < s->function_count; i++)
		pack_function(packer, &functions[i], s->path);
	for (uint32_t i = 0; i < s->reference_count; i++)
		pack_reference(packer, &references[i]);
	for (uint32_t i = 0; i < s->finding_count; i++)
		pack_finding(packer, &findings[i]);
	s->classes = classes;
	s->functions = functions;
	s->references = references;
	s->findings = findings;
	return s;
}

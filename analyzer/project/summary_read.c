/* Summaries from bytes, of which nothing is trusted. */
#include "summary_format.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* After the first fault everything reads as 0 and `is_bad` stays set. */
struct reader {
	struct arena *arena;
	const struct registry *registry;
	const unsigned char *at, *end;
	const char *own_path; /* of the summary; NULL: as it is written */
	bool is_bad;
};

static uint64_t get_number(struct reader *r)
{
	uint64_t number = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		unsigned char byte;

		if (r->at == r->end)
			break;
		byte = *r->at++;
		number |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return number;
	}
	r->is_bad = true;
	return 0;
}

/* A number below `limit`. */
static uint32_t get_below(struct reader *r, uint64_t limit)
{
	uint64_t number = get_number(r);

	if (number >= limit)
		r->is_bad = true;
	return r->is_bad ? 0 : (uint32_t)number;
}

/* How many items follow; each takes a byte at least. */
static uint32_t get_count(struct reader *r)
{
	return get_below(r, (uint64_t)(r->end - r->at) + 1);
}

static void get_bytes(struct reader *r, void *to, size_t size)
{
	if ((size_t)(r->end - r->at) < size) {
		r->is_bad = true;
		memset(to, 0, size);
		return;
	}
	memcpy(to, r->at, size);
	r->at += size;
}

/* The text stays where it is, among the bytes. */
static const char *get_text(struct reader *r)
{
	uint32_t size = get_below(r, (uint64_t)(r->end - r->at) + 1);
	const char *text = (const char *)r->at;

	if (size == 0)
		return NULL;
	if ((size_t)(r->end - r->at) < size || text[size - 1] != '\0') {
		r->is_bad = true;
		return NULL;
	}
	r->at += size;
	return text;
}

/* A text that must be there. */
static const char *get_word(struct reader *r)
{
	const char *text = get_text(r);

	if (text == NULL)
		r->is_bad = true;
	return text != NULL ? text : "";
}

static const char *const *get_words(struct reader *r, uint32_t *count)
{
	const char **words;

	*count = get_count(r);
	words = ARENA_ARRAY(r->arena, *count, const char *);
	for (uint32_t i = 0; i < *count; i++)
		words[i] = get_word(r);
	return words;
}

static struct span get_span(struct reader *r)
{
	struct span span = {get_below(r, UINT32_MAX), 0};

	span.end = get_below(r, UINT32_MAX);
	if (span.end < span.start)
		r->is_bad = true;
	return span;
}

static void get_position(struct reader *r, struct position *position)
{
	position->cell = get_below(r, UINT32_MAX);
	position->line = get_below(r, UINT32_MAX);
	position->column = get_below(r, UINT32_MAX);
	position->utf16 = get_below(r, UINT32_MAX);
	position->file_line = get_below(r, UINT32_MAX);
}

static void get_place(struct reader *r, struct place *place)
{
	place->path = get_text(r);
	place->span = get_span(r);
	place->text = get_word(r);
}

static void get_edge(struct reader *r, struct cycle_edge *edge)
{
	edge->object = get_word(r);
	edge->class = get_text(r);
	edge->field = get_word(r);
	edge->mark = (uint8_t)get_below(r, EDGE_MARK_COUNT);
	edge->is_to_mend = get_below(r, 2) != 0;
	edge->path = get_text(r);
}

/* What is asked of every class of a name says what it calls (summary.h). */
static bool is_callee(const char *subject)
{
	static const char signs[] = {CALLEE_METHOD, CALLEE_EXACT, CALLEE_SUPER,
	                             '\0'};

	return subject[0] != '*' || strpbrk(subject + 1, signs) != NULL;
}

/* Does what asks this read the condition's detail? */
static bool needs_detail(enum question question)
{
	switch (question) {
	case QUESTION_IS_MADE:
	case QUESTION_KEEPS:
	case QUESTION_HAS_ATTRIBUTE:
	case QUESTION_HAS_CONTAINER:
	case QUESTION_STORES:
	case QUESTION_IS_NOT_SHRUNK:
	case QUESTION_LEAVES_ALONE:
		return true;
	case QUESTION_IS_UNTOUCHED:
	case QUESTION_IS_EMPTIED:
	case QUESTION_IS_NOT_EMPTIED:
	case QUESTION_IS_NOT_SINGLE:
	case QUESTION_IS_DROPPED:
	case QUESTION_IS_NOT_DROPPED:
	case QUESTION_LEAVES_DICT:
	case QUESTION_IS_IDENTITY:
	case QUESTION_IS_NOT_SINGLETON:
	case QUESTION_COUNT:
		break;
	}
	return false;
}

/* A condition about one of `edge_count` edges, and an argument. */
static void get_condition(struct reader *r, struct condition *condition,
                          uint32_t edge_count)
{
	condition->question = (uint8_t)get_below(r, QUESTION_COUNT);
	condition->subject = get_word(r);
	condition->detail = get_text(r);
	condition->edge = (uint8_t)get_below(
	    r, edge_count < UINT8_MAX ? edge_count + 1 : UINT8_MAX);
	if (needs_detail((enum question)condition->question) &&
	    condition->detail == NULL)
		r->is_bad = true;
	if (condition->question == QUESTION_KEEPS &&
	    (condition->edge == 0 || !is_callee(condition->subject)))
		r->is_bad = true;
}

static void get_keep(struct reader *r, struct keep *keep)
{
	struct cycle_edge *edges;
	struct condition *conditions;

	keep->from = get_below(r, UINT8_MAX + 1);
	keep->to = get_below(r, UINT8_MAX + 1);
	keep->edge_count = get_count(r);
	edges = ARENA_ARRAY(r->arena, keep->edge_count, struct cycle_edge);
	for (uint32_t i = 0; i < keep->edge_count && !r->is_bad; i++) {
		get_edge(r, &edges[i]);
		if (edges[i].path == NULL)
			edges[i].path = r->own_path;
	}
	keep->edges = edges;
	keep->condition_count = get_count(r);
	conditions =
	    ARENA_ARRAY(r->arena, keep->condition_count, struct condition);
	for (uint32_t i = 0; i < keep->condition_count && !r->is_bad; i++)
		get_condition(r, &conditions[i], keep->edge_count);
	keep->conditions = conditions;
	keep->undone_by = get_text(r);
	if (keep->edge_count == 0)
		r->is_bad = true;
}

static void get_function(struct reader *r, struct function_summary *function)
{
	struct keep *keeps;

	function->name = get_word(r);
	function->kind = (enum function_kind)get_below(r, FUNCTION_STATIC + 1);
	function->parameters = get_words(r, &function->parameter_count);
	function->positional_count =
	    get_below(r, (uint64_t)function->parameter_count + 1);
	function->keep_count = get_count(r);
	keeps = ARENA_ARRAY(r->arena, function->keep_count, struct keep);
	for (uint32_t i = 0; i < function->keep_count && !r->is_bad; i++)
		get_keep(r, &keeps[i]);
	function->keeps = keeps;
}

static struct fix *get_fix(struct reader *r)
{
	struct fix *fix;
	uint32_t count;

	if (get_below(r, 2) == 0)
		return NULL;
	fix = ARENA_NEW(r->arena, struct fix);
	fix->safety = (enum fix_safety)get_below(r, FIX_SAFE + 1);
	fix->description = get_word(r);
	count = get_count(r);
	for (uint32_t i = 0; i < count && !r->is_bad; i++) {
		struct edit edit = {.span = get_span(r)};

		edit.hash = get_number(r);
		edit.text = get_word(r);
		edit.is_import = get_below(r, 2) != 0;
		ARRAY_PUSH(r->arena, &fix->edits, edit);
	}
	return fix;
}

static uint32_t message_count(const struct rule *rule)
{
	uint32_t count = 0;

	while (rule->messages[count].text != NULL)
		count++;
	return count;
}

static void get_arguments(struct reader *r, struct finding *finding)
{
	finding->argument_count = (uint16_t)get_below(r, ARGUMENTS_MOST + 1);
	for (uint32_t i = 0; i < finding->argument_count; i++)
		finding->arguments[i] = get_word(r);
}

static void get_estimate(struct reader *r, struct estimate *estimate)
{
	uint64_t limit = (uint64_t)UINT32_MAX + 1;

	estimate->bytes = get_below(r, limit);
	estimate->instead = get_below(r, limit);
	estimate->unit = (enum estimate_unit)get_below(r, ESTIMATE_CALL + 1);
	estimate->target = get_text(r);
	if (estimate->bytes > 0 && estimate->target == NULL)
		r->is_bad = true;
}

static void get_finding(struct reader *r, struct finding *finding)
{
	const struct registered *rule = registry_find(r->registry, get_word(r));
	uint32_t count;

	if (rule == NULL) {
		r->is_bad = true;
		return;
	}
	finding->rule = rule->rule;
	finding->level = (enum level)get_below(r, LEVEL_ERROR + 1);
	finding->span = get_span(r);
	get_position(r, &finding->start);
	finding->message = (uint16_t)get_below(r, message_count(rule->rule));
	finding->message_until =
	    (uint16_t)get_below(r, message_count(rule->rule));
	finding->argument_until = (uint16_t)get_below(r, ARGUMENTS_MOST);
	get_arguments(r, finding);
	for (int list = 0; list < 2; list++) {
		count = get_count(r);
		for (uint32_t i = 0; i < count && !r->is_bad; i++) {
			struct place place;

			get_place(r, &place);
			if (list == 0)
				ARRAY_PUSH(r->arena, &finding->related, place);
			else
				ARRAY_PUSH(r->arena, &finding->steps, place);
		}
	}
	finding->fix = get_fix(r);
	get_estimate(r, &finding->estimate);
	finding->suppressed = get_text(r);
	count = get_count(r);
	for (uint32_t i = 0; i < count && !r->is_bad; i++) {
		struct cycle_edge edge = {0};

		get_edge(r, &edge);
		ARRAY_PUSH(r->arena, &finding->cycle, edge);
	}
	for (uint32_t i = 0; i < count && !r->is_bad; i++)
		finding->cycle.at[i].span = get_span(r);
	count = get_count(r);
	for (uint32_t i = 0; i < count && !r->is_bad; i++) {
		struct condition condition;

		get_condition(r, &condition, finding->cycle.count);
		ARRAY_PUSH(r->arena, &finding->conditions, condition);
	}
}

static void get_head(struct reader *r, struct summary *s)
{
	s->path = get_word(r);
	if (r->own_path != NULL)
		s->path = r->own_path;
	r->own_path = s->path;
	s->module = get_word(r);
	get_bytes(r, s->hash, sizeof(s->hash));
	s->is_unsure = get_below(r, 2) != 0;
	s->is_generated = get_below(r, 2) != 0;
	s->level = (enum level)get_below(r, LEVEL_ERROR + 1);
	s->fail_on = (enum level)get_below(r, LEVEL_ERROR + 1);
	s->missed = get_words(r, &s->missed_count);
}

static void get_class(struct reader *r, struct class_summary *class)
{
	class->name = get_word(r);
	class->bases = get_words(r, &class->base_count);
	class->attributes = get_words(r, &class->attribute_count);
	class->sets = get_words(r, &class->set_count);
	class->containers = get_words(r, &class->container_count);
	class->methods = get_words(r, &class->method_count);
	class->hooks = get_words(r, &class->hook_count);
	class->computed = get_words(r, &class->computed_count);
	class->leaves_dict = get_below(r, 2) != 0;
	class->empties_itself = get_below(r, 2) != 0;
	class->is_singleton = get_below(r, 2) != 0;
	class->needs_dict = get_below(r, 2) != 0;
}

/* The spans of the functions' edges. */
static void get_places(struct reader *r, struct function_summary *functions,
                       uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t k = 0; k < functions[i].keep_count; k++) {
			const struct keep *keep = &functions[i].keeps[k];
			struct cycle_edge *edges = /* (just made) */
			    (struct cycle_edge *)(uintptr_t)keep->edges;

			for (uint32_t e = 0; e < keep->edge_count; e++)
				edges[e].span = get_span(r);
		}
}

/* What other files need to know of it. */
static void get_told(struct reader *r, struct summary *s)
{
	const unsigned char *start = r->at;
	struct class_summary *classes;
	struct function_summary *functions;

	s->is_test = get_below(r, 2) != 0;
	s->exports = get_words(r, &s->export_count);
	s->writes = get_words(r, &s->write_count);
	s->makes = get_words(r, &s->make_count);
	s->shrinks = get_words(r, &s->shrink_count);
	s->class_count = get_count(r);
	classes = ARENA_ARRAY(r->arena, s->class_count, struct class_summary);
	for (uint32_t i = 0; i < s->class_count && !r->is_bad; i++)
		get_class(r, &classes[i]);
	s->classes = classes;
	s->function_count = get_count(r);
	functions =
	    ARENA_ARRAY(r->arena, s->function_count, struct function_summary);
	for (uint32_t i = 0; i < s->function_count && !r->is_bad; i++)
		get_function(r, &functions[i]);
	s->functions = functions;
	s->told.what = XXH3_64bits(start, (size_t)(r->at - start));
	start = r->at;
	if (!r->is_bad)
		get_places(r, functions, s->function_count);
	s->told.where = XXH3_64bits(start, (size_t)(r->at - start));
}

static void get_body(struct reader *r, struct summary *s)
{
	struct finding *findings;

	get_head(r, s);
	get_told(r, s);
	s->finding_count = get_count(r);
	findings = ARENA_ARRAY(r->arena, s->finding_count, struct finding);
	for (uint32_t i = 0; i < s->finding_count && !r->is_bad; i++)
		get_finding(r, &findings[i]);
	s->findings = findings;
}

const char *summary_read(struct summary *summary, struct arena *arena,
                         const struct registry *registry, const char *bytes,
                         size_t size)
{
	return summary_read_as(summary, arena, registry, NULL,
	                       (struct summary_bytes){bytes, size});
}

const char *summary_read_as(struct summary *summary, struct arena *arena,
                            const struct registry *registry, const char *path,
                            struct summary_bytes written)
{
	const char *bytes = written.at;
	const size_t size = written.size;
	struct reader r = {.arena = arena,
	                   .registry = registry,
	                   .own_path = path,
	                   .at = (const unsigned char *)bytes};
	uint64_t checksum;

	*summary = (struct summary){.path = "", .module = ""};
	if (size < SUMMARY_MAGIC_SIZE + sizeof(checksum) ||
	    memcmp(bytes, SUMMARY_MAGIC, SUMMARY_MAGIC_SIZE) != 0)
		return "not a summary";
	r.end = r.at + size - sizeof(checksum);
	memcpy(&checksum, r.end, sizeof(checksum));
	if (checksum != XXH3_64bits(bytes, size - sizeof(checksum)))
		return "damaged";
	r.at += SUMMARY_MAGIC_SIZE;
	if (get_number(&r) != SUMMARY_FORMAT ||
	    strcmp(get_word(&r), HEAPLINT_VERSION) != 0)
		return "written by another version";
	get_body(&r, summary);
	if (r.is_bad || r.at != r.end)
		return "damaged";
	return NULL;
}

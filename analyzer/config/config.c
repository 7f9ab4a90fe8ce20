#include "config.h"

#include "config_version.h"
#include "path.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* While one document is read. */
struct reading {
	struct config *config;
	const struct config_source *source;
	const struct toml_entry *entry;
	const char *key;     /* as problems name it */
	const char *unknown; /* the last one, or NULL */
};

typedef void read_key(struct reading *r, void *where);

static read_key read_many, read_text, read_rules, read_level, read_version,
    read_texts, read_directories, read_baseline, read_patterns, read_classes,
    read_given, read_extend, read_file_size, read_size, read_time;

struct known_key {
	const char *name;
	read_key *read;
	size_t member;
};

static const struct known_key known_keys[] = {
#define CONFIG_KEY(name, read, member)                                         \
	{name, read, offsetof(struct config, member)},
#include "config_keys.def"
#undef CONFIG_KEY
};

/* The options of rules: [tool.heaplint.rules.missing-slots] min-instances */
static const struct rule_key {
	const char *rule;
	struct known_key key;
} rule_keys[] = {
    {"missing-slots",
     {"min-instances", read_many, offsetof(struct config, slots_from)}},
};

enum { RULE_KEYS = sizeof(rule_keys) / sizeof(*rule_keys) };

enum { KNOWN_KEYS = sizeof(known_keys) / sizeof(*known_keys) };

/* ------------------------------------------------------------ problems */

void config_wrong(const struct config_source *source, struct toml_place place,
                  const char *format, ...)
{
	struct arena *arena = source->arena;
	char text[512];
	va_list arguments;
	const char *line;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	if (source->is_word)
		line =
		    arena_format(arena, "--config %s: %s", source->shown, text);
	else
		line = arena_format(arena, "%s:%u:%u: %s", source->shown,
		                    place.line, place.column, text);
	for (uint32_t i = 0; i < source->problems->lines.count; i++)
		if (strcmp(source->problems->lines.at[i], line) == 0)
			return; /* a file that several extend */
	ARRAY_PUSH(arena, &source->problems->lines, line);
}

static bool has_type(struct reading *r, enum toml_type type, const char *wanted)
{
	const struct toml_value *value = &r->entry->value;

	if (value->type == type)
		return true;
	config_wrong(r->source, value->place, "'%s' takes %s, not %s", r->key,
	             wanted, toml_type_name(value->type));
	return false;
}

/* Of a table that is not known, each key would be told. */
static bool is_told(struct reading *r, const char *unknown)
{
	bool is_again = r->unknown != NULL && strcmp(unknown, r->unknown) == 0;

	r->unknown = unknown;
	return is_again;
}

static void unknown_key(struct reading *r, const char *key)
{
	static const char *const tables[] = {"per-file-ignores", "rules"};
	enum { TABLES = sizeof(tables) / sizeof(*tables) };
	const char *names[KNOWN_KEYS + TABLES], *nearest;
	struct arena *arena = r->source->arena;
	const char *hint = "";

	if (is_told(r, key))
		return;
	for (int i = 0; i < KNOWN_KEYS; i++)
		names[i] = known_keys[i].name;
	for (int i = 0; i < TABLES; i++)
		names[KNOWN_KEYS + i] = tables[i];
	nearest = str_nearest(key, names, KNOWN_KEYS + TABLES);
	if (nearest != NULL)
		hint = arena_format(arena, ", did you mean '%s'?", nearest);
	else if (strcmp(key, "tool") == 0)
		hint = ": here the keys stand without [tool.heaplint]";
	config_wrong(r->source, r->entry->place, "unknown key '%s'%s", key,
	             hint);
}

/* ------------------------------------------------------------ values */

static void read_text(struct reading *r, void *where)
{
	const char **text = where;

	if (has_type(r, TOML_TEXT, "a text"))
		*text = r->entry->value.text;
}

static void read_many(struct reading *r, void *where)
{
	static const char *const words[] = {"one", "many", "data"};
	enum given_many *many = where;
	const char *text = r->entry->value.text;

	if (!has_type(r, TOML_TEXT, "a text"))
		return;
	for (int i = 0; i < 3; i++)
		if (strcmp(text, words[i]) == 0) {
			*many = (enum given_many)(MANY_ONE + i);
			return;
		}
	config_wrong(r->source, r->entry->value.place,
	             "'%s' is \"one\", \"many\" or \"data\", not \"%s\"",
	             r->key, text);
}

static void read_texts(struct reading *r, void *where)
{
	struct texts *texts = where;
	const struct toml_value *value = &r->entry->value;

	if (!has_type(r, TOML_LIST, "a list of texts"))
		return;
	*texts = (struct texts){.is_given = true};
	for (uint32_t i = 0; i < value->count; i++) {
		const struct toml_value *item = &value->list[i];

		if (item->type == TOML_TEXT)
			ARRAY_PUSH(r->source->arena, texts, item->text);
		else
			config_wrong(r->source, item->place,
			             "'%s' takes a list of texts, not of %s",
			             r->key, toml_type_name(item->type));
	}
}

static void read_baseline(struct reading *r, void *where)
{
	read_text(r, where);
	r->config->baseline_place = r->entry->value.place;
}

/* What no text of the list may be. */
static void refuse_texts(struct reading *r,
                         bool is_wrong(struct reading *r, const char *text),
                         const char *wanted)
{
	const struct toml_value *value = &r->entry->value;

	for (uint32_t i = 0; value->type == TOML_LIST && i < value->count; i++)
		if (value->list[i].type == TOML_TEXT &&
		    is_wrong(r, value->list[i].text))
			config_wrong(r->source, value->list[i].place,
			             "'%s' takes %s, not \"%s\"", r->key,
			             wanted, value->list[i].text);
}

/* (what is left out is never taken in again) */
static bool is_no_pattern(struct reading *r, const char *text)
{
	(void)r;
	return *text == '\0' || *text == '!';
}

static bool is_no_directory(struct reading *r, const char *text)
{
	if (*text != '/')
		text = arena_format(r->source->arena, "%s/%s",
		                    r->config->directory, text);
	return !path_is_directory(text);
}

static void read_directories(struct reading *r, void *where)
{
	read_texts(r, where);
	refuse_texts(r, is_no_directory, "directories that are there");
}

static void read_patterns(struct reading *r, void *where)
{
	read_texts(r, where);
	refuse_texts(r, is_no_pattern, "patterns of paths");
}

/* "package.module.Class"; a module's name may be a file's, so with anything in
 * it but blanks. */
static bool is_no_class(struct reading *r, const char *text)
{
	const char *dot = strrchr(text, '.');

	(void)r;
	return dot == NULL || dot == text || dot[1] == '\0' ||
	       strpbrk(text, " \t\n/\\:") != NULL || strstr(text, "..") != NULL;
}

static void read_classes(struct reading *r, void *where)
{
	struct config_classes *classes = where;

	read_texts(r, &classes->names);
	classes->value = &r->entry->value;
	classes->key = r->key;
	classes->config = r->config;
	refuse_texts(r, is_no_class,
	             "classes such as \"package.module.Class\"");
}

static void read_rules(struct reading *r, void *where)
{
	const struct registry *registry = r->source->registry;
	struct arena *arena = r->source->arena;
	bool *any = ARENA_ARRAY(arena, registry->count, bool);
	const struct toml_value *value = &r->entry->value;

	read_texts(r, where);
	for (uint32_t i = 0; i < value->count; i++) {
		const struct toml_value *item = &value->list[i];

		if (item->type == TOML_TEXT &&
		    !registry_select(registry, item->text, any, true))
			config_wrong(
			    r->source, item->place, "%s",
			    select_unknown(arena, registry, item->text));
	}
}

static void read_level(struct reading *r, void *where)
{
	struct given_level *given = where;
	const char *text = r->entry->value.text;

	if (!has_type(r, TOML_TEXT, "a text"))
		return;
	for (int i = LEVEL_NOTE; i <= LEVEL_ERROR; i++)
		if (strcmp(text, level_name((enum level)i)) == 0) {
			*given = (struct given_level){(enum level)i, true};
			return;
		}
	config_wrong(r->source, r->entry->value.place,
	             "'%s' is \"note\", \"warning\" or \"error\", not \"%s\"",
	             r->key, text);
}

static void read_version(struct reading *r, void *where)
{
	version *target = where;

	if (!has_type(r, TOML_TEXT, "a text such as \"3.11\""))
		return;
	*target = config_version(r->entry->value.text);
	if (*target == 0)
		config_wrong(r->source, r->entry->value.place,
		             "'%s' is \"3.7\" to \"3.15\", not \"%s\"", r->key,
		             r->entry->value.text);
}

/* A text, or a number without its unit. */
static void read_limit(struct reading *r, uint64_t *where, const char *wanted,
                       bool (*read)(const char *, uint64_t *))
{
	const struct toml_value *value = &r->entry->value;
	const char *text = value->text;

	if (value->type == TOML_NUMBER)
		text = arena_format(r->source->arena, "%lld",
		                    (long long)value->number);
	else if (!has_type(r, TOML_TEXT, wanted))
		return;
	if (!read(text, where))
		config_wrong(r->source, value->place, "'%s' takes %s, not '%s'",
		             r->key, wanted, text);
}

static void read_file_size(struct reading *r, void *where)
{
	read_limit(r, where, BUDGET_FILE_SIZE_WANTED, budget_read_file_size);
}

static void read_size(struct reading *r, void *where)
{
	read_limit(r, where, BUDGET_SIZE_WANTED, budget_read_size);
}

static void read_time(struct reading *r, void *where)
{
	read_limit(r, where, BUDGET_TIME_WANTED, budget_read_time);
}

static void read_given(struct reading *r, void *where)
{
	enum given *given = where;

	if (has_type(r, TOML_TRUTH, "true or false"))
		*given = r->entry->value.number != 0 ? GIVEN_YES : GIVEN_NO;
}

static void read_extend(struct reading *r, void *where)
{
	const char **extend = where;

	if (!has_type(r, TOML_TEXT, "a text"))
		return;
	*extend = r->entry->value.text;
	r->config->extend_place = r->entry->value.place;
	if (r->source->is_word)
		config_wrong(r->source, r->entry->place,
		             "'extend' is for settings files");
}

/* ------------------------------------------------------------ tables */

static void read_ignores(struct reading *r, const char *const *keys,
                         uint32_t count)
{
	struct config_ignores ignores = {.glob = ""};

	if (count == 0) {
		has_type(r, TOML_TABLE, "a table");
		return;
	}
	r->key = keys[0];
	if (count > 1) { /* a.py = [..] is a key "a" with a key "py" */
		config_wrong(r->source, r->entry->place,
		             "put the pattern in quotes: '.' parts keys");
		return;
	}
	if (!has_type(r, TOML_LIST, "a list of rules"))
		return;
	if (is_no_pattern(r, keys[0] + (*keys[0] == '!')))
		config_wrong(r->source, r->entry->place,
		             "\"%s\" is no pattern of paths", keys[0]);
	ignores.glob = keys[0];
	read_rules(r, &ignores.rules);
	ARRAY_PUSH(r->source->arena, &r->config->per_file_ignores, ignores);
}

static const struct rule_key *rule_key_of(const struct registered *rule,
                                          const char *name)
{
	for (int i = 0; i < RULE_KEYS; i++)
		if (strcmp(rule_keys[i].rule, rule->name) == 0 &&
		    (name == NULL || strcmp(rule_keys[i].key.name, name) == 0))
			return &rule_keys[i];
	return NULL;
}

/* rules.NAME.OPTION */
static void read_rule(struct reading *r, const char *const *keys,
                      uint32_t count)
{
	const struct registry *registry = r->source->registry;
	const struct registered *rule;
	const struct rule_key *known;

	if (count <= 1)
		has_type(r, TOML_TABLE, "a table");
	if (count == 0)
		return;
	rule = registry_find(registry, keys[0]);
	if (rule == NULL || rule_key_of(rule, NULL) == NULL) {
		if (is_told(r, keys[0]))
			return;
		config_wrong(
		    r->source, r->entry->place, "%s",
		    rule == NULL
		        ? select_unknown(r->source->arena, registry, keys[0])
		        : arena_format(r->source->arena, "'%s' has no options",
		                       keys[0]));
		return;
	}
	if (count == 1)
		return;
	known = rule_key_of(rule, keys[1]);
	r->key = keys[1];
	if (known != NULL && count == 2)
		known->key.read(r, (char *)r->config + known->key.member);
	else
		config_wrong(r->source, r->entry->place,
		             "unknown option '%s' of '%s', did you mean '%s'?",
		             keys[1], keys[0],
		             rule_key_of(rule, NULL)->key.name);
}

static void read_entry(struct reading *r, const char *const *keys,
                       uint32_t count)
{
	const char *key = keys[0];

	r->key = key;
	if (strcmp(key, "per-file-ignores") == 0) {
		read_ignores(r, keys + 1, count - 1);
		return;
	}
	if (strcmp(key, "rules") == 0) {
		read_rule(r, keys + 1, count - 1);
		return;
	}
	for (int i = 0; i < KNOWN_KEYS; i++) {
		const struct known_key *known = &known_keys[i];

		if (strcmp(key, known->name) != 0)
			continue;
		if (count == 1)
			known->read(r, (char *)r->config + known->member);
		else
			config_wrong(r->source, r->entry->place,
			             "'%s' is no table", key);
		return;
	}
	unknown_key(r, key);
}

static bool is_ours(const struct toml_entry *entry)
{
	return entry->key_count >= 2 && strcmp(entry->keys[0], "tool") == 0 &&
	       strcmp(entry->keys[1], "heaplint") == 0;
}

const struct toml_entry *config_own_entry(const struct toml *toml)
{
	for (uint32_t i = 0; i < toml->entries.count; i++)
		if (is_ours(&toml->entries.at[i]))
			return &toml->entries.at[i];
	return NULL;
}

bool config_read(struct config *config, const struct config_source *source,
                 const struct toml *toml)
{
	struct reading r = {.config = config, .source = source};
	uint32_t skipped = source->is_pyproject ? 2 : 0;
	bool is_there = !source->is_pyproject;

	for (uint32_t i = 0; i < toml->entries.count; i++) {
		r.entry = &toml->entries.at[i];
		r.key = "tool.heaplint";
		if (source->is_pyproject && !is_ours(r.entry))
			continue;
		is_there = true;
		if (r.entry->key_count == skipped)
			has_type(&r, TOML_TABLE, "a table");
		else
			read_entry(&r, r.entry->keys + skipped,
			           r.entry->key_count - skipped);
	}
	return is_there;
}

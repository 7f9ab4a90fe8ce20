#include "required.h"

#include <string.h>

const char *required_take(const struct required *required, struct arena *arena,
                          const char *file, version *lowest, const char **by)
{
	if (required->key == NULL)
		return NULL;
	if (required->lowest == 0)
		return arena_format(arena,
		                    "%s %s is not understood or allows none of"
		                    " 3.7 to 3.15, so 3.11 is assumed",
		                    required->key, required->said);
	*lowest = required->lowest;
	*by = arena_format(arena, "%s in %s", required->key, file);
	return NULL;
}

/* ------------------------------------------------------------ pyproject */

struct key {
	const char *name; /* as messages have it */
	const char *keys[6];
};

static const struct key of_project = {"requires-python",
                                      {"project", "requires-python", NULL}};

/* python = "^3.9" and python = {version = "^3.9"} */
static const struct key of_poetry[] = {
    {"Poetry's python", {"tool", "poetry", "dependencies", "python", NULL}},
    {"Poetry's python",
     {"tool", "poetry", "dependencies", "python", "version", NULL}},
};

static const struct toml_entry *find_entry(const struct toml *toml,
                                           const struct key *key)
{
	for (uint32_t i = 0; i < toml->entries.count; i++) {
		const struct toml_entry *entry = &toml->entries.at[i];
		uint32_t k = 0;

		while (k < entry->key_count && key->keys[k] != NULL &&
		       strcmp(entry->keys[k], key->keys[k]) == 0)
			k++;
		if (k == entry->key_count && key->keys[k] == NULL &&
		    entry->value.type != TOML_TABLE)
			return entry;
	}
	return NULL;
}

static struct required read_entry(struct arena *arena,
                                  const struct toml_entry *entry,
                                  const struct key *key)
{
	struct required r = {.key = key->name, .line = entry->value.place.line};

	if (entry->value.type != TOML_TEXT) {
		r.said = arena_format(arena, "(%s)",
		                      toml_type_name(entry->value.type));
		return r;
	}
	r.said = arena_format(arena, "'%s'", entry->value.text);
	r.lowest = key == &of_project
	               ? config_version_lowest(entry->value.text)
	               : config_version_lowest_poetry(arena, entry->value.text);
	return r;
}

struct required required_in_pyproject(struct arena *arena,
                                      const struct toml *toml)
{
	const struct key *key = &of_project;
	const struct toml_entry *entry = find_entry(toml, key);

	for (size_t i = 0;
	     entry == NULL && i < sizeof(of_poetry) / sizeof(*of_poetry); i++) {
		key = &of_poetry[i];
		entry = find_entry(toml, key);
	}
	return entry == NULL ? (struct required){0}
	                     : read_entry(arena, entry, key);
}

/* ------------------------------------------------------------ setup.cfg */

/* Its lines, as configparser reads them. */
struct lines {
	struct str rest;
	uint32_t number; /* of the line that was read last */
};

static struct str trimmed(struct str s)
{
	while (s.length > 0 && strchr(" \t\r", s.at[s.length - 1]) != NULL)
		s.length--;
	while (s.length > 0 && strchr(" \t\r", *s.at) != NULL) {
		s.at++;
		s.length--;
	}
	return s;
}

static bool next_line(struct lines *lines, struct str *line)
{
	const char *end;

	if (lines->rest.length == 0)
		return false;
	end = memchr(lines->rest.at, '\n', lines->rest.length);
	*line = lines->rest;
	if (end != NULL)
		line->length = (uint32_t)(end - line->at);
	lines->rest.at += line->length + (end != NULL);
	lines->rest.length -= line->length + (end != NULL);
	lines->number++;
	return true;
}

static bool is_comment(struct str line)
{
	line = trimmed(line);
	return line.length > 0 && (*line.at == '#' || *line.at == ';');
}

/* "[options]", and "[metadata]", where pbr looks for it. */
static bool is_section(struct str line)
{
	static const char *const sections[] = {"[options]", "[metadata]", NULL};

	return str_is_one_of(trimmed(line), sections);
}

/* The value behind `python_requires =`; false if the line sets something else.
 */
static bool sets_version(struct str line, struct str *value)
{
	static const char *const keys[] = {"python_requires", "python-requires",
	                                   "requires_python", "requires-python",
	                                   NULL};
	struct str key = line;

	key.length = 0;
	while (key.length < line.length &&
	       strchr("=:", line.at[key.length]) == NULL)
		key.length++;
	if (key.length == line.length || !str_is_one_of(trimmed(key), keys))
		return false;
	value->at = line.at + key.length + 1;
	value->length = line.length - key.length - 1;
	*value = trimmed(*value);
	return true;
}

/* The value with the lines below that are indented, as one line. */
static const char *whole_value(struct arena *arena, struct lines lines,
                               struct str value)
{
	struct str line;
	char *text;

	while (next_line(&lines, &line) && line.length > 0 &&
	       strchr(" \t", *line.at) != NULL)
		value.length = (uint32_t)(line.at + line.length - value.at);
	text = str_copy(arena, trimmed(value));
	for (char *at = text; *at != '\0'; at++)
		if (strchr("\r\n", *at) != NULL)
			*at = ' ';
	text += strspn(text, " \t");
	return text;
}

struct required required_in_setup(struct arena *arena, struct str text)
{
	struct lines lines = {.rest = text};
	bool is_ours = false;
	struct str line, value;

	while (next_line(&lines, &line)) {
		struct required r = {.key = "python_requires",
		                     .line = lines.number};
		const char *said;

		if (is_comment(line))
			continue;
		if (line.length > 0 && *line.at == '[')
			is_ours = is_section(line);
		if (!is_ours || !sets_version(line, &value))
			continue;
		said = whole_value(arena, lines, value);
		r.said = arena_format(arena, "'%s'", said);
		r.lowest = config_version_lowest(said);
		return r;
	}
	return (struct required){0};
}

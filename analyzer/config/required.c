#include "required.h"

#include <string.h>

const char *required_take(const struct required *required, struct arena *arena,
                          const char *file, version *lowest, const char **by)
{
	if (required->key == NULL)
		return NULL;
	*lowest = required->lowest;
	*by = NULL;
	if (required->lowest == 0)
		return arena_format(arena,
		                    "%s %s is not understood or allows none of"
		                    " 3.7 to 3.15, so 3.11 is assumed",
		                    required->key, required->said);
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
	if (entry == NULL)
		return (struct required){0};
	return read_entry(arena, entry, key);
}

/* ------------------------------------------------------------ setup.cfg */

/* Its lines, as configparser reads them. */
struct lines {
	struct str rest;
	uint32_t number; /* of the line that was read last */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static struct str trimmed(struct str s)
{
	while (s.length > 0 && is_blank(s.at[s.length - 1]))
		s.length--;
	while (s.length > 0 && is_blank(*s.at)) {
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

/* Is it the key, in whatever case? */
static bool is_key(struct str name, const char *key)
{
	if (name.length != strlen(key))
		return false;
	for (uint32_t i = 0; i < name.length; i++) {
		char c = name.at[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c != key[i])
			return false;
	}
	return true;
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
	while (key.length < line.length && line.at[key.length] != '=' &&
	       line.at[key.length] != ':')
		key.length++;
	if (key.length == line.length)
		return false;
	value->at = line.at + key.length + 1;
	value->length = line.length - key.length - 1;
	*value = trimmed(*value);
	for (size_t i = 0; keys[i] != NULL; i++)
		if (is_key(trimmed(key), keys[i]))
			return true;
	return false;
}

/* The value with the lines below that are indented, as one line. Comments and
 * empty lines do not end it. */
static const char *whole_value(struct arena *arena, struct lines lines,
                               struct str value)
{
	char *text =
	    arena_alloc(arena, (size_t)value.length + lines.rest.length + 1);
	char *to = text;
	struct str line = value;

	do {
		struct str part = trimmed(line);

		if (part.length == 0 ||
		    (line.at != value.at && is_comment(part)))
			continue;
		if (to != text)
			*to++ = ' ';
		memcpy(to, part.at, part.length);
		to += part.length;
	} while (next_line(&lines, &line) &&
	         (trimmed(line).length == 0 || is_comment(line) ||
	          is_blank(*line.at)));
	*to = '\0';
	return text;
}

/* A line that begins with a blank goes on with a value: it is no key. */
static struct required read_section(struct arena *arena, struct str text,
                                    const char *section)
{
	struct lines lines = {.rest = text};
	bool is_ours = false;
	struct str line, value;

	while (next_line(&lines, &line)) {
		struct required r = {.key = "python_requires",
		                     .line = lines.number};
		const char *said;

		if (line.length == 0 || is_blank(*line.at) || is_comment(line))
			continue;
		if (*line.at == '[')
			is_ours = str_is(trimmed(line), section);
		if (!is_ours || !sets_version(line, &value))
			continue;
		said = whole_value(arena, lines, value);
		r.said = arena_format(arena, "'%s'", said);
		r.lowest = config_version_lowest(said);
		return r;
	}
	return (struct required){0};
}

/* In [options]; else in [metadata], where pbr looks for it. */
struct required required_in_setup(struct arena *arena, struct str text)
{
	struct required r = read_section(arena, text, "[options]");

	return r.key != NULL ? r : read_section(arena, text, "[metadata]");
}

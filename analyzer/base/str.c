#include "str.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct str str_of(const char *text)
{
	return (struct str){text, (uint32_t)strlen(text)};
}

bool str_starts(struct str s, const char *prefix)
{
	size_t length = strlen(prefix);

	return s.length >= length && memcmp(s.at, prefix, length) == 0;
}

bool str_ends(struct str s, const char *suffix)
{
	size_t length = strlen(suffix);

	return s.length >= length &&
	       memcmp(s.at + s.length - length, suffix, length) == 0;
}

char *str_copy(struct arena *arena, struct str s)
{
	return arena_copy(arena, s.at, s.length);
}

enum { LONGEST_WORD = 64 };

/* Levenshtein's distance; words longer than LONGEST_WORD are never near. */
static unsigned edit_distance(const char *a, const char *b)
{
	size_t a_length = strlen(a), b_length = strlen(b);
	unsigned row[LONGEST_WORD + 1];

	if (a_length > LONGEST_WORD || b_length > LONGEST_WORD)
		return LONGEST_WORD;
	for (unsigned j = 0; j <= b_length; j++)
		row[j] = j;
	for (unsigned i = 1; i <= a_length; i++) {
		unsigned diagonal = row[0];

		row[0] = i;
		for (unsigned j = 1; j <= b_length; j++) {
			unsigned best = diagonal + (a[i - 1] != b[j - 1]);

			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[b_length];
}

const char *str_nearest(const char *word, const char *const *known,
                        uint32_t count)
{
	const char *nearest = NULL;
	unsigned least = (unsigned)strlen(word) / 3 + 2;

	for (uint32_t i = 0; i < count; i++) {
		unsigned distance = edit_distance(word, known[i]);

		if (distance < least) {
			least = distance;
			nearest = known[i];
		}
	}
	return nearest;
}

/* Open addressing over `slots`; a slot holds a name_id, 0 is free. */
/* With its hash, most names that are another are told without their text. */
struct slot {
	uint32_t hash;
	name_id name; /* NAME_NONE: it is free */
};

struct names {
	struct arena *arena;
	ARRAY(struct str) texts; /* by name_id; [0] is empty */
	struct slot *slots;
	uint32_t mask;
};

static uint32_t hash_of(struct str text)
{
	return (uint32_t)XXH3_64bits(text.at, text.length);
}

static struct slot *slot_of(const struct names *names, struct str text,
                            uint32_t hash)
{
	uint32_t at = hash & names->mask;

	while (names->slots[at].name != NAME_NONE &&
	       (names->slots[at].hash != hash ||
	        !str_equal(names->texts.at[names->slots[at].name], text)))
		at = (at + 1) & names->mask;
	return &names->slots[at];
}

static void grow_slots(struct names *names)
{
	const struct slot *old = names->slots;
	uint32_t count = names->mask + 1;

	names->mask = 2 * count - 1;
	names->slots = ARENA_ARRAY(names->arena, 2 * count, struct slot);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t at = old[i].hash & names->mask;

		if (old[i].name == NAME_NONE)
			continue;
		while (names->slots[at].name != NAME_NONE)
			at = (at + 1) & names->mask;
		names->slots[at] = old[i];
	}
}

struct names *names_new(struct arena *arena)
{
	static const struct str known[] = {
	    {"", 0},
#define KNOWN_NAME(symbol, text) {text, sizeof(text) - 1},
#include "names.def"
#undef KNOWN_NAME
	};
	struct names *names = ARENA_NEW(arena, struct names);

	names->arena = arena;
	names->mask = 255;
	names->slots = ARENA_ARRAY(arena, names->mask + 1, struct slot);
	ARRAY_PUSH(arena, &names->texts, known[0]);
	for (uint32_t i = 1; i < NAMES_KNOWN; i++)
		names_intern(names, known[i]);
	return names;
}

name_id names_intern(struct names *names, struct str text)
{
	uint32_t hash = hash_of(text);
	struct slot *slot;

	if (text.length == 0)
		return NAME_NONE;
	slot = slot_of(names, text, hash);
	if (slot->name != NAME_NONE)
		return slot->name;
	*slot = (struct slot){hash, names->texts.count};
	ARRAY_PUSH(names->arena, &names->texts, text);
	if (names->texts.count > names->mask / 2)
		grow_slots(names);
	return names->texts.count - 1;
}

name_id names_find(const struct names *names, struct str text)
{
	return text.length == 0 ? NAME_NONE
	                        : slot_of(names, text, hash_of(text))->name;
}

struct str names_text(const struct names *names, name_id name)
{
	return names->texts.at[name];
}

uint32_t names_count(const struct names *names)
{
	return names->texts.count;
}

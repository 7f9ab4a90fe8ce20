#include "library.h"
#include "types.h"

#include <string.h>

#define PURE (CALL_IS_KNOWN | CALL_IS_PURE)
#define KNOWN CALL_IS_KNOWN
#define REDUCES (PURE | CALL_ITERATES_FIRST | CALL_REDUCES)
#define COLLECTS (PURE | CALL_ITERATES_FIRST | CALL_KEEPS_ELEMENTS)
#define LAZY (KNOWN | CALL_IS_LAZY)
#define KEEPS (KNOWN | CALL_KEEPS_ARGUMENTS)
#define MUTATES (KNOWN | CALL_MUTATES_RECEIVER)

static const struct library_fact facts[] = {
#define FUNCTION(name, type, effects)                                          \
	{{name, sizeof(name) - 1}, LIBRARY_FUNCTION, type, effects},
#define CLASS(name, type, effects)                                             \
	{{name, sizeof(name) - 1}, LIBRARY_CLASS, type, effects},
#define ATTRIBUTE(name, type)                                                  \
	{{name, sizeof(name) - 1}, LIBRARY_ATTRIBUTE, type, 0},
#include "stdlib.def"
#include "arrays.def"
#undef FUNCTION
#undef CLASS
#undef ATTRIBUTE
};

/* How many of them are of the standard library: each part is sorted. */
enum {
	OF_STDLIB = 0
#define FUNCTION(name, type, effects) +1
#define CLASS(name, type, effects) +1
#define ATTRIBUTE(name, type) +1
#include "stdlib.def"
#undef FUNCTION
#undef CLASS
#undef ATTRIBUTE
};

static bool is_of_arrays(struct str name)
{
	if (name.length == 0 || strchr("npt", name.at[0]) == NULL)
		return false;
	return str_starts(name, "numpy.") || str_starts(name, "pandas.") ||
	       str_starts(name, "torch.");
}

const struct library_fact *library_find(struct str name)
{
	size_t low = 0, high = OF_STDLIB;

	if (is_of_arrays(name)) {
		low = OF_STDLIB;
		high = sizeof(facts) / sizeof(*facts);
	}

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(name, facts[middle].name);

		if (order == 0)
			return &facts[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

uint32_t library_index(const struct library_fact *fact)
{
	return (uint32_t)(fact - facts);
}

const struct library_fact *library_at(uint32_t index)
{
	return &facts[index];
}

uint32_t library_count(void)
{
	return sizeof(facts) / sizeof(*facts);
}

/* Where the facts of one class stand for another's. */
static struct str parent_of(struct str class)
{
	static const char *const parents[][2] = {
	    {"typing.MutableSequence", "typing.Sequence"},
	    {"typing.MutableMapping", "typing.Mapping"},
	    {"pathlib.PosixPath", "pathlib.Path"},
	    {"pathlib.Path", "pathlib.PurePath"},
	    {"pathlib.PurePosixPath", "pathlib.PurePath"},
	    {"pathlib.PureWindowsPath", "pathlib.PurePath"},
	    {"collections.OrderedDict", "builtins.dict"},
	    {"collections.defaultdict", "builtins.dict"},
	    {"collections.Counter", "builtins.dict"},
	    {"datetime.datetime", "datetime.date"},
	    {"builtins.bytearray", "builtins.bytes"},
	};

	for (size_t i = 0; i < sizeof(parents) / sizeof(*parents); i++)
		if (str_is(class, parents[i][0]))
			return str_of(parents[i][1]);
	return (struct str){NULL, 0};
}

const struct library_fact *library_find_member(struct str class,
                                               struct str member)
{
	char name[96];
	const struct library_fact *fact = NULL;

	while (fact == NULL && class.length != 0) {
		uint32_t length = class.length + 1 + member.length;

		if (length >= sizeof(name))
			return NULL;
		memcpy(name, class.at, class.length);
		name[class.length] = '.';
		memcpy(name + class.length + 1, member.at, member.length);
		fact = library_find((struct str){name, length});
		class = parent_of(class);
	}
	return fact;
}

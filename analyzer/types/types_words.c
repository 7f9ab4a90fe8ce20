#include "types_words.h"

#include <string.h>

static const struct word known_words[] = {
    {"b", "str", TYPE_STR, PARTS_NONE},
    {"b", "int", TYPE_INT, PARTS_NONE},
    {"b", "bool", TYPE_BOOL, PARTS_NONE},
    {"b", "float", TYPE_FLOAT, PARTS_NONE},
    {"b", "bytes", TYPE_BYTES, PARTS_NONE},
    {"b", "list", TYPE_LIST, PARTS_ELEMENT},
    {"b", "dict", TYPE_DICT, PARTS_MAPPING},
    {"b", "tuple", TYPE_TUPLE, PARTS_TUPLE},
    {"b", "set", TYPE_SET, PARTS_ELEMENT},
    {"b", "frozenset", TYPE_FROZENSET, PARTS_ELEMENT},
    {"b", "bytearray", TYPE_BYTEARRAY, PARTS_NONE},
    {"b", "memoryview", TYPE_MEMORYVIEW, PARTS_NONE},
    {"b", "complex", TYPE_COMPLEX, PARTS_NONE},
    {"b", "range", TYPE_RANGE, PARTS_NONE},
    {"b", "slice", TYPE_UNKNOWN, PARTS_NONE},
    {"b", "object", TYPE_UNKNOWN, PARTS_NONE},
    {"b", "type", TYPE_UNKNOWN, PARTS_NONE},
    {"t", "Optional", TYPE_UNKNOWN, PARTS_OPTIONAL},
    {"t", "Union", TYPE_UNKNOWN, PARTS_UNION},
    {"t", "List", TYPE_LIST, PARTS_ELEMENT},
    {"t", "Dict", TYPE_DICT, PARTS_MAPPING},
    {"t", "DefaultDict", TYPE_DICT, PARTS_MAPPING},
    {"t", "OrderedDict", TYPE_DICT, PARTS_MAPPING},
    {"t", "Tuple", TYPE_TUPLE, PARTS_TUPLE},
    {"t", "Set", TYPE_SET, PARTS_ELEMENT},
    {"t", "FrozenSet", TYPE_FROZENSET, PARTS_ELEMENT},
    {"t", "Deque", TYPE_DEQUE, PARTS_ELEMENT},
    {"t", "Text", TYPE_STR, PARTS_NONE},
    {"t", "LiteralString", TYPE_STR, PARTS_NONE},
    {"t", "Iterator", TYPE_ITERATOR, PARTS_ELEMENT},
    {"t", "Generator", TYPE_GENERATOR, PARTS_ELEMENT},
    {"t", "IO", TYPE_UNKNOWN, PARTS_IO},
    {"t", "TextIO", TYPE_TEXT_FILE, PARTS_NONE},
    {"t", "BinaryIO", TYPE_BINARY_FILE, PARTS_NONE},
    {"t", "Final", TYPE_UNKNOWN, PARTS_SAME},
    {"t", "ClassVar", TYPE_UNKNOWN, PARTS_SAME},
    {"t", "Annotated", TYPE_UNKNOWN, PARTS_SAME},
    {"t", "Required", TYPE_UNKNOWN, PARTS_SAME},
    {"t", "NotRequired", TYPE_UNKNOWN, PARTS_SAME},
    {"t", "ReadOnly", TYPE_UNKNOWN, PARTS_SAME},
    {"t", "Iterable", TYPE_INSTANCE, PARTS_ELEMENT},
    {"t", "Sequence", TYPE_INSTANCE, PARTS_ELEMENT},
    {"t", "MutableSequence", TYPE_INSTANCE, PARTS_ELEMENT},
    {"t", "Collection", TYPE_INSTANCE, PARTS_ELEMENT},
    {"t", "Container", TYPE_INSTANCE, PARTS_ELEMENT},
    {"t", "Reversible", TYPE_INSTANCE, PARTS_ELEMENT},
    {"t", "AbstractSet", TYPE_INSTANCE, PARTS_ELEMENT},
    {"t", "MutableSet", TYPE_INSTANCE, PARTS_ELEMENT},
    {"t", "Mapping", TYPE_INSTANCE, PARTS_MAPPING},
    {"t", "MutableMapping", TYPE_INSTANCE, PARTS_MAPPING},
    {"t", "KeysView", TYPE_VIEW, PARTS_ELEMENT},
    {"t", "ValuesView", TYPE_VIEW, PARTS_ELEMENT},
    {"t", "Match", TYPE_INSTANCE, PARTS_ELEMENT},
    {"t", "Pattern", TYPE_INSTANCE, PARTS_ELEMENT},
    {"re", "Match", TYPE_INSTANCE, PARTS_ELEMENT},
    {"re", "Pattern", TYPE_INSTANCE, PARTS_ELEMENT},
    {"collections", "deque", TYPE_DEQUE, PARTS_ELEMENT},
    {"collections", "defaultdict", TYPE_DICT, PARTS_MAPPING},
    {"collections", "OrderedDict", TYPE_DICT, PARTS_MAPPING},
    {"array", "array", TYPE_ARRAY, PARTS_NONE},
    {"_typeshed.wsgi", "WSGIEnvironment", TYPE_DICT, PARTS_NONE},
    {"wsgiref.types", "WSGIEnvironment", TYPE_DICT, PARTS_NONE},
    {"dataclasses", "InitVar", TYPE_UNKNOWN, PARTS_SAME},
    {"io", "TextIOWrapper", TYPE_TEXT_FILE, PARTS_NONE},
    {"io", "TextIOBase", TYPE_TEXT_FILE, PARTS_NONE},
    {"io", "BufferedReader", TYPE_BINARY_FILE, PARTS_NONE},
    {"io", "BufferedWriter", TYPE_BINARY_FILE, PARTS_NONE},
    {"io", "BufferedRandom", TYPE_BINARY_FILE, PARTS_NONE},
    {"io", "BufferedIOBase", TYPE_BINARY_FILE, PARTS_NONE},
    {"io", "RawIOBase", TYPE_BINARY_FILE, PARTS_NONE},
    {"io", "FileIO", TYPE_BINARY_FILE, PARTS_NONE},
    {NULL, NULL, TYPE_UNKNOWN, PARTS_NONE},
};

static bool is_typing(struct str module)
{
	return str_is(module, "typing") ||
	       str_is(module, "typing_extensions") ||
	       str_is(module, "collections.abc");
}

const struct word *types_word(struct str dotted)
{
	struct str module = dotted, name;

	while (module.length != 0 && module.at[module.length - 1] != '.')
		module.length--;
	if (module.length == 0)
		return NULL;
	name.at = dotted.at + module.length;
	name.length = dotted.length - module.length;
	module.length--;
	for (const struct word *w = known_words; w->name != NULL; w++)
		if (str_is(name, w->name) &&
		    (str_is(module, w->module) ||
		     (w->module[0] == 't' && is_typing(module)) ||
		     (w->module[0] == 'b' && str_is(module, "builtins"))))
			return w;
	return NULL;
}

struct str types_word_class(const struct word *word)
{
	static const char *const names[] = {"typing.Iterable",
	                                    "typing.Sequence",
	                                    "typing.MutableSequence",
	                                    "typing.Collection",
	                                    "typing.Container",
	                                    "typing.Reversible",
	                                    "typing.AbstractSet",
	                                    "typing.MutableSet",
	                                    "typing.Mapping",
	                                    "typing.MutableMapping",
	                                    "re.Match",
	                                    "re.Pattern",
	                                    NULL};

	for (int i = 0; names[i] != NULL; i++)
		if (strcmp(strchr(names[i], '.') + 1, word->name) == 0)
			return str_of(names[i]);
	return str_of(word->name);
}

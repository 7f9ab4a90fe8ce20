#include "valued.h"

#include "ask.h"

bool valued_is_base(struct str dotted)
{
	/* Of other builtins, exceptions and object have identity; dict, list
	 * and set have no hash. */
	static const char *const whole[] = {
	    "builtins.str",      "builtins.int",       "builtins.float",
	    "builtins.complex",  "builtins.bytes",     "builtins.tuple",
	    "builtins.dict",     "builtins.list",      "builtins.set",
	    "builtins.type",     "builtins.frozenset", "builtins.bytearray",
	    "typing.NamedTuple", "abc.ABCMeta",        NULL};
	static const char *const starts[] = {
	    "enum.",       "pathlib.",   "datetime.",  "collections.",
	    "uuid.",       "decimal.",   "fractions.", "ipaddress.",
	    "pydantic.",   "pydantic_",  "sqlmodel.",  "msgspec.",
	    "typing.Dict", "typing.List"};

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (str_starts(dotted, starts[i]))
			return true;
	return str_is_one_of(dotted, whole) || str_ends(dotted, "Enum") ||
	       str_ends(dotted, "Flag") || str_ends(dotted, "Meta") ||
	       str_ends(dotted, "MetaClass") || str_ends(dotted, "Metaclass") ||
	       str_ends(dotted, "BaseModel");
}

/* Is one of them compared by value, as its own code says? */
static bool has_value(const struct facts *f, const struct class_info *info)
{
	static const char *const methods[] = {"__eq__", "__hash__", NULL};

	if (info->flags &
	    (CLASS_IS_DATACLASS | CLASS_UNKNOWN_DECORATOR | CLASS_IS_UNSURE))
		return true;
	for (uint32_t i = 0; i < info->method_count; i++)
		if (str_is_one_of(
		        tree_text(f->tree, tree_child(f->tree, info->methods[i],
		                                      FIELD_NAME)),
		        methods))
			return true;
	for (uint32_t i = 0; i < info->set_count; i++)
		if (info->sets[i].is_class_level &&
		    str_is_one_of(
		        names_text(f->tree->names, info->sets[i].name),
		        methods))
			return true;
	for (uint32_t i = 0; i < info->base_count; i++)
		if (info->bases[i].class == NO_CLASS &&
		    (info->bases[i].origin.length == 0 ||
		     valued_is_base(info->bases[i].origin)))
			return true;
	return false;
}

/* What is known of a class: whether that was asked, and the answer. */
enum { IDENTITY_KNOWN = 1, IS_IDENTITY = 2, SINGLE_KNOWN = 4, IS_SINGLE = 8 };

static bool is_identity(const struct facts *f, class_id class)
{
	const struct class_info *info = &f->classes.list[class];

	for (uint32_t i = 0; i < info->order_count; i++)
		if (has_value(f, &f->classes.list[info->order[i]]))
			return false;
	return true;
}

bool valued_is_identity(const struct facts *f, class_id class)
{
	if (!(f->valued[class] & IDENTITY_KNOWN))
		f->valued[class] |=
		    IDENTITY_KNOWN | (is_identity(f, class) ? IS_IDENTITY : 0);
	return f->valued[class] & IS_IDENTITY;
}

static bool says_single(struct str text)
{
	static const char word[] = "ingleton";
	uint32_t length = sizeof(word) - 1;

	for (uint32_t i = 0; i + length <= text.length; i++)
		if (memcmp(text.at + i, word, length) == 0)
			return true;
	return false;
}

static bool is_singleton(const struct facts *f, class_id class)
{
	const struct class_info *own = &f->classes.list[class];

	for (uint32_t i = 0; i < own->order_count; i++) {
		const struct class_info *info = &f->classes.list[own->order[i]];
		node_id bases =
		    tree_child(f->tree, info->node, FIELD_SUPERCLASSES);

		if (says_single(names_text(f->tree->names, info->name)) ||
		    (bases != NO_NODE &&
		     says_single(tree_text(f->tree, bases))))
			return true;
		for (uint32_t k = 0; k < info->method_count; k++)
			if (tree_name(f->tree,
			              tree_child(f->tree, info->methods[k],
			                         FIELD_NAME)) == NAME_NEW)
				return true;
	}
	return false;
}

bool valued_is_singleton(const struct facts *f, class_id class)
{
	if (!(f->valued[class] & SINGLE_KNOWN))
		f->valued[class] |=
		    SINGLE_KNOWN | (is_singleton(f, class) ? IS_SINGLE : 0);
	return f->valued[class] & IS_SINGLE;
}

bool valued_is_one_of_few(const struct facts *f, class_id class)
{
	static const char *const words[] = {
	    "manager", "backend", "service",     "server",   "registry",
	    "session", "auth",    "engine",      "finder",   "palette",
	    "app",     "factory", "application", "provider", NULL};
	struct str name =
	    names_text(f->tree->names, f->classes.list[class].name);

	return data_has_word_of(name, true, words);
}

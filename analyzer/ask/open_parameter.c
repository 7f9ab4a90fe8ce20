#include "open_parameter.h"

#include "data.h"
#include "grown.h"

/* Of what is called so there are as many as come in. */
static bool is_open_name(struct str name)
{
	static const char *const words[] = {
	    "url",      "uri",     "text",      "line",   "string",
	    "word",     "token",   "query",     "sql",    "address",
	    "ip",       "email",   "title",     "html",   "content",
	    "message",  "request", "row",       "record", "id",
	    "uid",      "uuid",    "user",      "hash",   "digest",
	    "sentence", "phrase",  "timestamp", "body",   "payload",
	    "document", NULL};
	static const char *const few[] = {"name", "type", "kind", "class",
	                                  "cls",  "base", "root", "path",
	                                  "file", NULL};

	return data_has_word_of(name, true, words) &&
	       !data_has_word_of(name, true, few);
}

/* Are there few values of the annotation: bool, Literal, a class? */
static bool is_few(const struct facts *f, node_id parameter)
{
	static const char *const words[] = {"bool", "Literal",  "Type", "type",
	                                    "Enum", "Callable", "int",  NULL};
	static const char *const enums[] = {"enum.Enum", "enum.IntEnum",
	                                    "enum.StrEnum", NULL};
	node_id type = tree_child(f->tree, parameter, FIELD_TYPE);
	enum kind value =
	    tree_kind(f->tree, tree_child(f->tree, parameter, FIELD_VALUE));

	if (value == KIND_TRUE || value == KIND_FALSE)
		return true;
	for (node_id n = type; n != NO_NODE && n < tree_end(f->tree, type); n++)
		if (tree_kind(f->tree, n) == KIND_IDENTIFIER &&
		    (str_is_one_of(tree_text(f->tree, n), words) ||
		     (classes_named(&f->classes, n) != NO_CLASS &&
		      classes_has_base(&f->classes,
		                       classes_named(&f->classes, n), enums))))
			return true;
	return false;
}

/* Is there no end of what the parameter is given, as calls of this file show
 * or, if they do not, its name? */
static bool is_open(const struct facts *f, node_id name)
{
	switch (grown_given(f, name)) {
	case GROWN_GIVEN_CONSTANTS:
		return false;
	case GROWN_GIVEN_DATA:
		return true;
	default:
		return is_open_name(tree_text(f->tree, name));
	}
}

node_id open_parameter(const struct facts *f, node_id function)
{
	const struct tree *t = f->tree;
	node_id list = tree_child(t, function, FIELD_PARAMETERS);

	if (list == NO_NODE)
		return NO_NODE;
	for (node_id p = tree_first(t, list); p != NO_NODE;
	     p = tree_sibling(t, p)) {
		node_id name = tree_kind(t, p) == KIND_IDENTIFIER ? p
		               : tree_kind(t, p) == KIND_TYPED_PARAMETER
		                   ? tree_first(t, p)
		                   : tree_child(t, p, FIELD_NAME);

		if (tree_kind(t, name) == KIND_IDENTIFIER && !is_few(f, p) &&
		    is_open(f, name))
			return name;
	}
	return NO_NODE;
}

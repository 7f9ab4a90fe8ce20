#include "dotted.h"

#include <string.h>

const char *dotted_join(struct arena *arena, struct str module, struct str name)
{
	uint32_t dots = module.length != 0 && name.length != 0;
	size_t length = (size_t)module.length + dots + name.length;
	char *text = arena_room(arena, length + 1);

	if (module.length != 0)
		memcpy(text, module.at, module.length);
	if (dots != 0)
		text[module.length] = '.';
	if (name.length != 0)
		memcpy(text + module.length + dots, name.at, name.length);
	text[length] = '\0';
	return text;
}

struct str dotted_absolute(struct arena *arena, const struct facts *facts,
                           struct str module)
{
	struct str package = str_of(facts->module);
	const char *path = facts->source->path;
	uint32_t dots = 0;

	while (dots < module.length && module.at[dots] == '.')
		dots++;
	if (dots == 0)
		return module;
	if (str_ends(str_of(path), "__init__.py") ||
	    str_ends(str_of(path), "__init__.pyi"))
		dots--;
	while (dots > 0) {
		if (package.length == 0)
			return package;
		while (package.length > 0 &&
		       package.at[package.length - 1] != '.')
			package.length--;
		if (package.length > 0)
			package.length--;
		dots--;
	}
	while (module.length > 0 && module.at[0] == '.') {
		module.at++;
		module.length--;
	}
	return module.length == 0 ? package
	                          : str_of(dotted_join(arena, package, module));
}

const char *dotted_by_stars(struct arena *arena, const struct facts *facts,
                            node_id n)
{
	struct str name = tree_text(facts->tree, n);

	if (tree_kind(facts->tree, n) != KIND_IDENTIFIER ||
	    facts->module[0] == '\0' ||
	    scopes_variable(&facts->scopes, n) != NO_SYMBOL ||
	    imports_is_builtin(name) || !imports_has_stars(&facts->imports))
		return "";
	return dotted_join(arena, str_of(facts->module), name);
}

const char *class_dotted_name(struct arena *arena, const struct facts *facts,
                              const struct class_info *class)
{
	return dotted_join(arena, str_of(facts->module), class->qualified);
}

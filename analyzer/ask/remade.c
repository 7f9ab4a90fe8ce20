#include "remade.h"

#include "ask.h"

static const struct remade things[] = {
    {"collections.namedtuple", "namedtuple", COST_NAMEDTUPLE, REMADE_CLASS},
    {"typing.NamedTuple", "NamedTuple", COST_NAMEDTUPLE, REMADE_CLASS},
    {"typing.TypedDict", "TypedDict", COST_CLASS, REMADE_CLASS},
    {"enum.Enum", "Enum", COST_ENUM, REMADE_CLASS},
    {"dataclasses.make_dataclass", "dataclass", COST_DATACLASS, REMADE_CLASS},
    {"argparse.ArgumentParser", "ArgumentParser", COST_ARGUMENT_PARSER,
     REMADE_OBJECT},
    {"configparser.ConfigParser", "ConfigParser", COST_CONFIG_PARSER,
     REMADE_FILLED},
    {"configparser.RawConfigParser", "ConfigParser", COST_CONFIG_PARSER,
     REMADE_FILLED},
    {"unittest.mock.Mock", "Mock", COST_MOCK, REMADE_USED},
    {"unittest.mock.MagicMock", "MagicMock", COST_MAGIC_MOCK, REMADE_USED},
    {"xml.dom.minidom.parse", "document", COST_CLASS, REMADE_DOCUMENT},
    {"xml.dom.minidom.parseString", "document", COST_CLASS, REMADE_DOCUMENT},
};

static const struct remade type = {"builtins.type", "class", COST_CLASS,
                                   REMADE_CLASS};

const struct remade *remade_by_call(const struct facts *f, node_id call)
{
	if (tree_kind(f->tree, call) != KIND_CALL)
		return NULL;
	for (size_t i = 0; i < sizeof(things) / sizeof(*things); i++)
		if (ask_calls(f, call, things[i].origin))
			return &things[i];
	return ask_calls(f, call, type.origin) &&
	               ask_argument_count(f, call) == 3
	           ? &type
	           : NULL;
}

const struct remade *remade_by_class(const struct facts *f, node_id class)
{
	static const struct remade plain = {"", "class", COST_CLASS,
	                                    REMADE_CLASS};
	static const struct remade enumeration = {"", "Enum", COST_ENUM,
	                                          REMADE_CLASS};
	static const struct remade dataclass = {"", "dataclass", COST_DATACLASS,
	                                        REMADE_CLASS};
	static const char *const enums[] = {"enum.Enum",    "enum.IntEnum",
	                                    "enum.StrEnum", "enum.Flag",
	                                    "enum.IntFlag", NULL};
	class_id id = classes_at(&f->classes, class);

	if (id == NO_CLASS)
		return &plain;
	if (f->classes.list[id].flags & CLASS_IS_DATACLASS)
		return &dataclass;
	return classes_has_base(&f->classes, id, enums) ? &enumeration : &plain;
}

/* Is the variable's value only called, or its attributes read, in the function
 * that makes it? What is handed on may be kept. */
static bool is_dropped(const struct facts *f, node_id name)
{
	const struct tree *t = f->tree;
	symbol_id variable = scopes_variable(&f->scopes, name);
	uint32_t reads = 0;

	if (variable == NO_SYMBOL ||
	    f->scopes.symbols[variable].scope != f->scopes.scope_of[name] ||
	    scopes_only_binding(&f->scopes, variable) == NULL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		node_id parent = tree_parent(t, o->node);

		if (o->node == name)
			continue;
		if (bounds_exceeded(t, REACHED_USES, reads + 1, o->node) ||
		    o->access != ACCESS_READ ||
		    scopes_body(&f->scopes, o->node) !=
		        scopes_body(&f->scopes, name))
			return false;
		if (tree_field(t, o->node) == FIELD_FUNCTION ||
		    (tree_kind(t, parent) == KIND_ATTRIBUTE &&
		     tree_first(t, parent) == o->node))
			reads++;
		else
			return false;
	}
	return reads > 0;
}

/* Is what the class makes handed on, so that the class lives with it? Only of
 * C(...).x, C(...).run() and the like is it known that it is not. */
static bool is_instance_dropped(const struct facts *f, node_id name,
                                bool is_class)
{
	const struct tree *t = f->tree;
	symbol_id variable = scopes_variable(&f->scopes, name);

	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		node_id call = tree_parent(t, o->node), statement;
		symbol_id made;

		if (o->node == name || tree_kind(t, call) != KIND_CALL)
			continue;
		statement = tree_parent(t, call);
		/* C().run is a method that may be kept, and keep the class */
		if (tree_kind(t, statement) == KIND_ATTRIBUTE) {
			if (is_class &&
			    tree_field(t, statement) != FIELD_FUNCTION)
				return false;
			continue;
		}
		made =
		    tree_kind(t, statement) == KIND_ASSIGNMENT
		        ? scopes_variable(&f->scopes,
		                          tree_child(t, statement, FIELD_LEFT))
		        : NO_SYMBOL;
		if (made == NO_SYMBOL || !uses_stays_local(f->uses, made))
			return false;
	}
	return true;
}

/* Does the file say that documents are unlinked, by name or by `with`? */
static bool is_unlinked(const struct facts *f)
{
	return names_find(f->tree->names, STR("unlink")) != NAME_NONE;
}

enum remade_fate remade_fate(const struct facts *f, node_id name,
                             const struct remade *thing, bool is_class)
{
	if (!is_dropped(f, name) ||
	    (thing->kind == REMADE_DOCUMENT && is_unlinked(f)))
		return REMADE_UNKNOWN;
	return thing->kind == REMADE_CLASS &&
	               !is_instance_dropped(f, name, is_class)
	           ? REMADE_WITH_INSTANCES
	           : REMADE_DROPPED;
}

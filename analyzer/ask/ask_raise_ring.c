/* The ring that a finding about an exception or a frame speaks of. */
#include "ask_raise.h"

#include "dotted.h"

/* "C.f", as CPython's co_qualname but for "<locals>". */
static struct str frame_name(struct arena *arena, const struct facts *f,
                             node_id function)
{
	const struct tree *t = f->tree;
	struct str name = tree_text(t, tree_child(t, function, FIELD_NAME));

	for (node_id a = tree_parent(t, function); a != NO_NODE;
	     a = tree_parent(t, a))
		if (tree_kind(t, a) == KIND_FUNCTION_DEFINITION ||
		    tree_kind(t, a) == KIND_CLASS_DEFINITION)
			name = str_of(dotted_join(
			    arena, tree_text(t, tree_child(t, a, FIELD_NAME)),
			    name));
	return name;
}

/* Short in the steps, which are for people; with the module, which depends on
 * the project's root, in the cycle. */
static void draw(struct findings *findings, struct finding *finding,
                 const struct facts *f, struct str frame)
{
	finding_draw(findings, finding);
	finding->cycle.at[0].object = arena_format(
	    findings->arena, "frame of %s",
	    dotted_join(findings->arena, str_of(f->module), frame));
}

/* The class of the object that n gives, as other files know it, or NULL. */
static const char *class_name(struct arena *arena, const struct facts *f,
                              node_id n)
{
	const struct type *type = types_of(f->types, n);
	class_id class = classes_of_self(&f->classes, n);
	struct str name;

	if (type->kind == TYPE_INSTANCE && type->class != NO_CLASS)
		class = type->class;
	if (class != NO_CLASS)
		return class_dotted_name(arena, f, &f->classes.list[class]);
	if (type->kind != TYPE_INSTANCE || type->name.length == 0)
		return NULL;
	name = dotted_absolute(arena, f, type->name);
	return name.length == 0 ? NULL : str_copy(arena, name);
}

enum { LONGEST_PLACE = 8 };

/* self.a.errors: the nodes from the name on; 0 if there are too many. */
static uint32_t way_to(const struct tree *t, node_id place, node_id *way)
{
	uint32_t count = 0;

	for (node_id n = tree_value(t, place);; n = tree_value(t, n)) {
		if (count == LONGEST_PLACE)
			return 0;
		way[count++] = n;
		if (tree_kind(t, n) != KIND_ATTRIBUTE &&
		    tree_kind(t, n) != KIND_SUBSCRIPT)
			break;
		n = tree_first(t, n);
	}
	for (uint32_t i = 0; i < count / 2; i++) {
		node_id other = way[i];

		way[i] = way[count - 1 - i];
		way[count - 1 - i] = other;
	}
	return count;
}

/* From the object at way[i - 1] to the next one: its attributes and items. */
static const char *field_of(struct arena *arena, const struct tree *t,
                            node_id n, const char *items)
{
	if (tree_kind(t, n) == KIND_SUBSCRIPT)
		return arena_format(arena, "[]%s", items);
	return arena_format(
	    arena, ".%.*s%s",
	    STR_ARG(tree_text(t, tree_child(t, n, FIELD_ATTRIBUTE))), items);
}

static void refer_place(struct findings *findings, struct finding *finding,
                        const struct facts *f,
                        const struct ask_raise_ring *ring,
                        struct cycle_edge edge)
{
	struct arena *arena = findings->arena;
	node_id way[LONGEST_PLACE];
	uint32_t count = way_to(f->tree, ring->place, way);
	const char *items = ring->field != NULL ? ring->field
	                    : ring->is_added    ? "[]"
	                                        : "";

	if (count < 2 && ring->is_added) {
		edge.object = str_copy(arena, tree_text(f->tree, ring->place));
		edge.class =
		    class_name(arena, f, tree_value(f->tree, ring->place));
		edge.field = items;
		finding_refer(findings, finding, edge);
	}
	for (uint32_t i = 1; i < count; i++) {
		edge.object = str_copy(arena, tree_text(f->tree, way[i - 1]));
		edge.class = class_name(arena, f, way[i - 1]);
		edge.field = field_of(arena, f->tree, way[i],
		                      i == count - 1 ? items : "");
		finding_refer(findings, finding, edge);
	}
}

void ask_raise_refer(struct findings *findings, struct finding *finding,
                     const struct facts *f, const struct ask_raise_ring *ring)
{
	struct arena *arena = findings->arena;
	struct str frame =
	    frame_name(arena, f, ask_raise_function(f, ring->statement));
	struct cycle_edge edge = {
	    .span = tree_span(f->tree, ring->statement),
	    .object = arena_format(arena, "frame of %.*s", STR_ARG(frame)),
	    .class = "types.FrameType",
	    .field = arena_format(
	        arena, ".f_locals['%.*s']",
	        STR_ARG(names_text(f->tree->names,
	                           f->scopes.symbols[ring->variable].name))),
	};

	finding_refer(findings, finding, edge);
	edge.class = NULL;
	if (ring->place != NO_NODE)
		refer_place(findings, finding, f, ring, edge);
	if (ring->holds == ASK_RAISE_OTHER) {
		draw(findings, finding, f, frame);
		return;
	}
	if (ring->holds != ASK_RAISE_TRACEBACK) {
		edge.object = str_copy(arena, tree_text(f->tree, ring->value));
		edge.class = ring->holds == ASK_RAISE_EXCEPTION
		                 ? class_name(arena, f, ring->value)
		                 : NULL;
		edge.field = ".__traceback__";
		finding_refer(findings, finding, edge);
	}
	edge.object = "traceback";
	edge.class = "types.TracebackType";
	edge.field = ".tb_frame";
	finding_refer(findings, finding, edge);
	draw(findings, finding, f, frame);
}

/* Classes, and objects that are rings of references, which a function makes at
 * each call and drops again. */
#ifndef HEAPLINT_REMADE_H
#define HEAPLINT_REMADE_H

#include "cost.h"
#include "facts.h"

enum remade_kind {
	REMADE_CLASS,
	REMADE_OBJECT,  /* with what it is told once: a parser of arguments */
	REMADE_FILLED,  /* with what it reads as well */
	REMADE_USED,    /* with what is done with it, as mocks are */
	REMADE_DOCUMENT /* of a text, with all its nodes */
};

struct remade {
	const char *origin, *words;
	enum cost_call cost; /* not of a document */
	enum remade_kind kind;
};

/* What the class_definition, or the call, makes; NULL if it is none. */
const struct remade *remade_by_class(const struct facts *f, node_id class);
const struct remade *remade_by_call(const struct facts *f, node_id call);

/* Does it surely go with the function that binds the local `name` to it: is it
 * only called, or its attributes read there, and what it makes dropped? Not of
 * a document that is unlinked. `is_class`: by a class_definition. */
bool remade_is_dropped(const struct facts *f, node_id name,
                       const struct remade *thing, bool is_class);

#endif

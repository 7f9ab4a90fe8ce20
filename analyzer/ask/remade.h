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

enum remade_fate {
	REMADE_UNKNOWN,
	REMADE_DROPPED,
	REMADE_WITH_INSTANCES /* a class lives as long as what it makes, which
	                         may be long */
};

/* What becomes of what the local `name` is bound to, which is only called, or
 * its attributes read, in the function that binds it. Unknown, too, of a
 * document that is unlinked. `is_class`: by a class_definition. */
enum remade_fate remade_fate(const struct facts *f, node_id name,
                             const struct remade *thing, bool is_class);

#endif

/* What grows by concatenation, turn by turn: which value, in what way, kept
 * where, and what repeats it. */
#ifndef HEAPLINT_GROWTH_H
#define HEAPLINT_GROWTH_H

#include "carry.h"
#include "finding.h"
#include "growth_form.h"

/* Where the grown value is kept. CPython's unicode_concatenate() extends a str
 * in place in a plain local only, and in those marked * up to 3.10. */
enum growth_store {
	STORE_LOCAL,
	STORE_CAPTURED, /* * a local that an inner function reads */
	STORE_OUTER,    /* * nonlocal: the variable of an outer function */
	STORE_MODULE,   /* * at module level */
	STORE_CLASS,    /* * in a class body */
	STORE_GLOBAL,   /* a global, in a function */
	STORE_ATTRIBUTE,
	STORE_ITEM
};

struct growth {
	struct growth_parts parts;
	enum growth_form form;
	enum growth_store store;
	enum carrier carrier;
	node_id where;       /* of the carrier: see carry_find */
	enum type_kind type; /* TYPE_STR ..., TYPE_LIST ... */
	node_id seed;        /* what proves the type, or NO_NODE */
	enum level level;    /* of a container's: how much its copies cost */
};

struct growths {
	ARRAY(struct growth) list;
	struct carry *carry;
};

/* The statements of a file that make a value of its old self and more, with
 * nothing told of it but its form: found once for all that ask. */
struct growth_statements {
	ARRAY(struct growth) list;
};
const struct growth_statements *growth_statements(const struct facts *facts);

/* All str, bytes and bytearrays that surely grow in a file, in order of their
 * statements. */
void growth_find(struct growths *growths, struct arena *arena,
                 const struct facts *facts);

/* All lists, tuples, dicts, sets and frozensets that are surely copied to grow,
 * and that nothing keeps as they were before; warnings first, then in order of
 * their statements. Not those of numbers that an array may be added to. */
void growth_find_containers(struct growths *growths, struct arena *arena,
                            const struct facts *facts);

/* Where a name, attribute or item is kept. */
enum growth_store growth_store_of(const struct growths *growths,
                                  const struct facts *facts, node_id target);

/* What keeps the text as it is before a growth alive in a plain local's loop,
 * so that it has to be copied: an alias, a container, a yield. The identifier
 * there, or NO_NODE. */
node_id growth_other_reference(const struct growths *growths,
                               const struct facts *facts,
                               const struct growth *growth);

/* Is the text of a plain local hashed at a turn and grown at the next, so that
 * it has to be copied? It is a key then, and those are short. */
bool growth_is_hashed(const struct growths *growths, const struct facts *facts,
                      const struct growth *growth);

/* Is the name bound together with another one, `t = u = b""`? To change the
 * value in place would change the other as well, while a copy parts them. */
bool growth_has_two_names(const struct facts *facts, struct carry *carry,
                          node_id name);

#endif

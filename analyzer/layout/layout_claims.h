/* How often a class is made, as a rule about its layout may claim it: by this
 * file alone, or if the other files say so. */
#ifndef HEAPLINT_LAYOUT_CLAIMS_H
#define HEAPLINT_LAYOUT_CLAIMS_H

#include "finding.h"
#include "layout.h"

struct layout_claim {
	enum made made;
	uint8_t question; /* enum question; QUESTION_COUNT: none */
};

enum { LAYOUT_CLAIMS_MOST = 5 };

/* What may hold, in the order of its weight: a rule reports all of them on one
 * place, and project_settle keeps the first that holds. Returns how many. A
 * class that is no record must be kept in bulk, and a record that does
 * something be made in bulk. */
uint32_t layout_claims(const struct facts *facts, class_id class,
                       struct layout_claim *claims);

/* The claim's level, and that in words: a rule's `levels`. */
#define LAYOUT_LEVELS                                                          \
	"A warning where one is surely kept for each row of data that is"      \
	" read, such as the lines of a file, and a name there says that there" \
	" is much, as 'log' or 'load_records' do; a note else."
/* Of other files it is not known what they are made of. */
enum level layout_level(const struct facts *facts, class_id class,
                        struct layout_claim claim);

/* The claim that it is made at least so often: by this file, or if the others
 * say so. False if that cannot be. */
bool layout_claim_of(const struct facts *facts, class_id class, enum made least,
                     struct layout_claim *claim);

/* The same as claims to be told like those of layout_claims: that one is kept
 * for each row of data goes before. What has a role must be made of data. */
uint32_t layout_claims_of(const struct facts *facts, class_id class,
                          enum made least, struct layout_claim *claims);

/* Make the finding depend on the claim. */
void layout_require_made(struct findings *findings, struct finding *finding,
                         const struct facts *facts, class_id class,
                         struct layout_claim claim);

/* The same, and on that no other file does to the class's instances what
 * another layout would break: by itself, or in a function that the class's
 * methods give them. */
void layout_require(struct findings *findings, struct finding *finding,
                    const struct facts *facts, class_id class,
                    struct layout_claim claim);

/* How often this file makes the class, where those count as well that are made
 * in bulk, or for each request or the like, and dropped. */
enum made layout_made_in_bulk(const struct facts *facts, class_id class);

/* Do names say, where one is made at each turn of a loop, that there is much to
 * go through? */
bool layout_is_of_much(const struct facts *facts, node_id made_at);

#endif

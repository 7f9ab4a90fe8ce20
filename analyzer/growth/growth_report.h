/* What rules say of something that grows, and how they mend it. */
#ifndef HEAPLINT_GROWTH_REPORT_H
#define HEAPLINT_GROWTH_REPORT_H

#include "finding.h"
#include "growth.h"

/* "at every turn of the loop", "at each turn of the loop that adds to it", "at
 * each call of 'feed' that adds to what is there". */
const char *growth_when(struct arena *arena, const struct facts *facts,
                        const struct growth *growth);

/* "an attribute", "a local that an inner function reads". */
const char *growth_store_in_words(enum growth_store store);

/* Add the places of what repeats it and of what it starts as. */
void growth_relate(struct findings *findings, struct finding *finding,
                   const struct facts *facts, const struct growth *growth);

/* What was reported of one file's growths so far. One value that grows in
 * several statements of a loop is one finding: the first, with the others as
 * its places. Zero-initialised is empty. */
struct growth_reports {
	ARRAY(struct growth_reported {
		const struct growth *growth;
		uint32_t finding;  /* index in the findings */
		uint32_t previous; /* of the same loop, plus 1; 0 if none */
	})
	list;
	uint32_t *last; /* by node: the last one of a loop, plus 1 */
};

/* Was the same target reported before, in the same loop or one around or in it?
 * Then the growth becomes a place of that finding. */
bool growth_join_earlier(const struct growth_reports *reports,
                         struct findings *findings, const struct facts *facts,
                         const struct growth *growth);

/* Keep the last of the findings as the growth's. */
void growth_remember(struct growth_reports *reports, struct arena *arena,
                     const struct findings *findings, const struct facts *facts,
                     const struct growth *growth);

/* Offer to build an attribute in a local of the loop's function; not where the
 * loop could be left in between, or where other code could see it. Of several
 * growths of one target in a loop, the first is offered a fix for all. */
void growth_offer_local(struct findings *findings, struct finding *finding,
                        const struct facts *facts, struct carry *carry,
                        const struct growth *growth);

/* Offer to grow a local of bytes as a bytearray; only where nothing else reads
 * it in the loop. */
void growth_offer_bytearray(struct findings *findings, struct finding *finding,
                            const struct facts *facts, struct carry *carry,
                            const struct growth *growth);

/* Offer to change a list, dict or set in place; only where it is a local that
 * is made before the loop, in the same block, and that nothing else holds. */
void growth_offer_in_place(struct findings *findings, struct finding *finding,
                           const struct facts *facts,
                           const struct growths *growths,
                           const struct growth *growth);

#endif

/* A rule's messages are clauses; here they become sentences, and text that is
 * safe to be shown. */
#ifndef HEAPLINT_SENTENCE_H
#define HEAPLINT_SENTENCE_H

#include "finding.h"
#include "rule.h"

#include <stdbool.h>
#include <stdint.h>

/* "made here" -> "Made here.". A word of code keeps its first letter. */
char *sentence(struct arena *arena, const char *clause);

/* Does the message begin "'{0}' and '{1}'", which may be called the same? */
bool message_is_of_pair(const struct message *message);

/* Is it of such a pair, and are they? */
bool finding_is_alike(const struct finding *finding);

/* A message's template, text and advice, as one or two sentences; as it is for
 * a pair that is called the same, where `is_alike`. */
char *sentence_template(struct arena *arena, const struct message *message,
                        bool is_alike);

/* A finding's message, and its advice or NULL, filled in. */
char *finding_message(struct arena *arena, const struct finding *finding);
char *finding_advice(struct arena *arena, const struct finding *finding);

/* Would the character command a terminal, end a line, or turn the direction of
 * writing, so that code looks other than it is (CVE-2021-42574)? */
bool is_unsafe(int32_t point);

/* A path as UTF-8: what is not becomes "\xff", and where `for_terminal` so does
 * what is unsafe there. */
char *readable_path(struct arena *arena, const char *path, bool for_terminal);

/* The longest beginning of `text` of at most `size` bytes that does not end
 * inside a character. */
struct str text_beginning(struct str text, uint32_t size);

#endif

/* What a rule is, and all that a rule may see. A rule file includes this and
 * ask.h, and nothing else of the analyzer. */
#ifndef HEAPLINT_RULE_H
#define HEAPLINT_RULE_H

#include "facts.h"
#include "finding.h"
#include "tree.h"

struct pass;
typedef void rule_check(struct pass *pass, node_id n);

/* How often a finding is right, as SARIF's readers know it: very-high means
 * 97 % on judged code, high 90 %, medium 75 %. */
enum precision { PRECISION_MEDIUM, PRECISION_HIGH, PRECISION_VERY_HIGH };

/* One thing that the rule can say. `text` names the object and the harm,
 * `advice` the way out (or NULL); both lower case, without a full stop, with
 * {0} ... {4} for the arguments, the user's names in single quotes. A text that
 * begins "'{0}' and '{1}'" reads "'a' and another 'a'" where both are the same:
 * which they are is known when all files are linked. */
struct message {
	const char *text;
	const char *advice;
};

/* Its name ("string-concat-in-loop") and family ("building") are its path, and
 * stand in the registry. */
struct rule {
	const char *code;  /* "MEM301": never reused */
	const char *title; /* the pattern that is found */
	const char *why;   /* the harm, in CPython's terms, with the figure */
	const char *bad;   /* an example that must be reported */
	const char *good;  /* what to write instead; must be silent */
	const char *left_out;   /* what is like it and not reported, and why;
	                           or NULL */
	const char *const *see; /* references; SEE(...) */
	const char *const *was; /* names it had once; WAS(...) */
	const struct message *messages; /* MESSAGES(...) */
	enum level level;               /* the default; findings carry theirs */
	const char *levels;             /* when it is which, from the highest
	                                   down; NULL: always `level` */
	enum precision precision;
	enum fix_safety fix; /* the best it offers */
	bool is_off;         /* not run unless it is selected by name or code */
	bool is_last;        /* run when all others have, on files with comments
	                        that suppress findings */
	bool is_told_once;   /* of the same cycle: same_cycle.h */
	const char *module;  /* only files that import it are shown; or NULL */
	version target;      /* that the example is for; 0: 311 */
	const uint8_t *kinds; /* the nodes it is shown: KINDS(...) */
	rule_check *check;
};

#define SEE(...) ((const char *const[]){__VA_ARGS__, NULL})
#define WAS(...) SEE(__VA_ARGS__)
#define KINDS(...) ((const uint8_t[]){__VA_ARGS__, NO_KIND})
#define MESSAGES(...) ((const struct message[]){__VA_ARGS__, {NULL, NULL}})

/* What one rule works with on one file. */
struct pass {
	const struct rule *rule;
	const struct facts *facts;
	const struct tree *tree; /* facts->tree, for short */
	struct findings *findings;
	struct arena *scratch; /* emptied after the file */
};

/* Report message number `message` at node n; the further arguments, at least
 * one, are C strings for {0} ... {4}. Returns the finding, to be added to, or
 * NULL where nothing may be reported (the code around n was not read; n =
 * NO_NODE: report all the same). The pointer is good until the next report. */
#define REPORT(pass, n, level, message, ...)                                   \
	report((pass), tree_span((pass)->tree, (n)), (n), (level), (message),  \
	       (const char *const[]){__VA_ARGS__, NULL})
struct finding *report(struct pass *pass, struct span span, node_id n,
                       enum level level, unsigned message,
                       const char *const *arguments);

/* A node's text as an argument: on one line, at most 40 characters. */
const char *quote(struct pass *pass, node_id n);
/* A name, a number of bytes ("8 MB", "56 bytes"), a number. */
const char *quote_name(struct pass *pass, name_id name);
const char *quote_number(struct pass *pass, uint64_t number);

#endif

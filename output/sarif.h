/* What the parts of the SARIF writer share. SARIF 2.1.0 as its readers use it:
 * GitHub code scanning, VS Code's viewer, flycheck, nvim-lint, DefectDojo. */
#ifndef HEAPLINT_SARIF_H
#define HEAPLINT_SARIF_H

#include "fingerprint.h"
#include "json_text.h"
#include "opened.h"

enum {
	SARIF_RESULTS_MOST = 25000, /* of a run: GitHub refuses more */
	SARIF_RESULTS_KEPT = 5000,  /* of them, in GitHub: the first */
	SARIF_RELATED_MOST = 100,   /* locations of a result, likewise */
	SARIF_STEPS_MOST = 1000     /* locations of a flow, likewise */
};

/* A message of a rule, or its text for a pair that is called the same. */
struct sarif_form {
	unsigned placeholders; /* how many arguments its text has places for */
	bool is_linked;        /* some result links */
	/* Without and with links; made when the first result needs them. */
	const char *ids[2], *templates[2];
};

/* What is written of one rule. */
struct sarif_rule {
	bool is_written;
	uint32_t index;           /* among those that are written */
	struct sarif_form *forms; /* two for each message */
};

struct sarif {
	FILE *stream;
	const struct report *report;
	const char *directory;    /* where the run started, or NULL */
	struct sarif_rule *rules; /* by index in the registry */
	struct openings openings;
	const struct opened *opened; /* the file that is written */
	struct region at;            /* of the finding that is written, there */
	struct fingerprints fingerprints;
	const struct file_result *hashed; /* whose fingerprints these are */
	const char *uri_path;
	const char *uri;      /* of that; or NULL */
	struct arena arena;   /* the rules' */
	struct arena hashes;  /* the fingerprints' */
	struct arena uris;    /* the URI's */
	struct arena scratch; /* emptied after each result */
	struct json_writer writer;
};

/* A path as a relative reference of RFC 3986, seen from `directory` (absolute,
 * or NULL if it is not known). */
char *sarif_uri(struct arena *arena, const char *directory, const char *path);

/* The places that a finding's message links to: what is related, and each step,
 * for readers that show no flows. At most SARIF_RELATED_MOST. */
uint32_t sarif_related_count(const struct finding *finding);
const struct place *sarif_related(const struct finding *finding, uint32_t i);

/* Write a finding's message as SARIF has it: an id, arguments, and the text
 * that they make. */
void sarif_message(struct sarif *sarif, const struct finding *finding);

/* The forms of a rule's messages, none of them used; in `sarif->arena`. */
struct sarif_form *sarif_forms(struct sarif *sarif, const struct rule *rule);

/* The rule's messageStrings: its messages, and those forms of them with links
 * that some result uses. */
struct json_object *sarif_message_strings(struct sarif *sarif, uint32_t index);

/* Remember that the finding's rule has a result, and which form of its messages
 * that uses. */
void sarif_use_rule(struct sarif *sarif, const struct finding *finding);

/* Write one result, in the file that is opened. */
void sarif_result(struct sarif *sarif, const struct finding *finding);

/* Write one notice about a file, or (path is NULL) about the run. */
void sarif_notification(struct sarif *sarif, enum level level, const char *path,
                        const char *text);

/* A log up to its first run. */
#define SARIF_HEAD                                                             \
	"{\"$schema\":\"https://schemastore.azurewebsites.net/schemas/json/"   \
	"sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[\n"

/* The notice that of so many findings only SARIF_RESULTS_MOST are there. */
struct json_object *sarif_left_out(struct arena *scratch, uint64_t count);

/* {"id": "category/"}: what is behind the '/' would be the run's. */
struct json_object *sarif_automation(struct arena *scratch,
                                     const char *category);

/* The rule's index in the registry. */
uint32_t sarif_rule_index(const struct sarif *sarif, const struct rule *rule);

#endif

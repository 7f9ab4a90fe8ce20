/* What SARIF says of findings and notices, with their places. */
#include "sarif.h"

#include "excerpt.h"
#include "path.h"
#include "sentence.h"

#include <string.h>

/* The characters of RFC 3986's pchar but ':', which in a first segment would
 * make a scheme, and '%'. */
static bool may_stand(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr("-._~!$&'()*+,;=@/", c) != NULL);
}

/* (Readers refuse absolute ones, and a log should be the same on every
 * machine.) */
char *sarif_uri(struct arena *arena, const char *directory, const char *path)
{
	char *uri, *to;

	if (path[0] == '/')
		path = directory == NULL
		           ? path + strspn(path, "/")
		           : path_seen_from(arena, directory, path);
	uri = to = arena_alloc(arena, strlen(path) * 3 + 1);
	for (; *path != '\0'; path++) {
		unsigned char c = (unsigned char)*path;

		if (may_stand(c))
			*to++ = *path;
		else
			to += sprintf(to, "%%%02X", c);
	}
	return uri;
}

/* Of a notebook the lines of the file that it is, as it shows where there is no
 * more than the file; where in the cells is in `properties`. */
static void put_ends(struct json_writer *to, struct region region)
{
	bool is_notebook = region.start.cell != 0;

	json_put_number(to, "startLine",
	                is_notebook ? region.start.file_line
	                            : region.start.line);
	if (!is_notebook)
		json_put_number(to, "startColumn", region.start.utf16);
	json_put_number(to, "endLine",
	                is_notebook ? region.end.file_line : region.end.line);
	if (!is_notebook)
		json_put_number(to, "endColumn", region.end.utf16);
}

/* KEY: {"text": ...} */
static void put_message(struct json_writer *to, const char *key,
                        const char *text)
{
	json_open(to, key, '{');
	json_put_text(to, "text", text);
	json_close(to, '}');
}

/* Most places of a file's results are in it: they share one URI. */
static const char *uri_of(struct sarif *sarif, const char *path)
{
	if (sarif->uri == NULL || strcmp(sarif->uri_path, path) != 0) {
		arena_reset(&sarif->uris);
		sarif->uri = sarif_uri(&sarif->uris, sarif->directory, path);
		sarif->uri_path = path;
	}
	return sarif->uri;
}

static void put_artifact(struct sarif *sarif, const char *path)
{
	struct json_writer *to = &sarif->writer;

	json_open(to, "artifactLocation", '{');
	json_put_text(to, "uri", uri_of(sarif, path));
	json_close(to, '}');
}

static void put_physical(struct sarif *sarif, const char *path,
                         struct span span)
{
	const struct opened *opened = openings_other(&sarif->openings, path);
	struct json_writer *to = &sarif->writer;

	json_open(to, "physicalLocation", '{');
	put_artifact(sarif, path == NULL ? sarif->opened->file->path : path);
	if (opened != NULL) {
		struct region at = opened_region(opened, span);

		json_open(to, "region", '{');
		put_ends(to, at);
		put_message(to, "snippet",
		            excerpt_snippet(&sarif->scratch, opened, at));
		json_close(to, '}');
	}
	json_close(to, '}');
}

/* A location that says something; an id of 0 is none. */
static void put_location(struct sarif *sarif, const char *key,
                         const struct place *place, uint32_t id)
{
	struct json_writer *to = &sarif->writer;

	json_open(to, key, '{');
	if (id != 0)
		json_put_number(to, "id", id);
	put_physical(sarif, place->path, place->span);
	put_message(to, "message", sentence(&sarif->scratch, place->text));
	json_close(to, '}');
}

static void put_locations(struct sarif *sarif, const struct finding *f)
{
	struct json_writer *to = &sarif->writer;

	json_open(to, "locations", '[');
	json_open(to, NULL, '{');
	put_physical(sarif, NULL, f->span);
	json_close(to, '}');
	json_close(to, ']');
}

static void put_related(struct sarif *sarif, const struct finding *f)
{
	struct json_writer *to = &sarif->writer;

	json_open(to, "relatedLocations", '[');
	for (uint32_t i = 0; i < sarif_related_count(f); i++)
		put_location(sarif, NULL, sarif_related(f, i), i + 1);
	json_close(to, ']');
}

/* "codeFlows": [{"threadFlows": [{"locations": [{"location": ...}]}]}] */
static void put_flow(struct sarif *sarif, const struct finding *f)
{
	static const char *const keys[] = {"codeFlows", "threadFlows",
	                                   "locations"};
	struct json_writer *to = &sarif->writer;

	for (unsigned i = 0; i < 3; i++) {
		if (i > 0)
			json_open(to, NULL, '{');
		json_open(to, keys[i], '[');
	}
	for (uint32_t i = 0; i < f->steps.count && i < SARIF_STEPS_MOST; i++) {
		json_open(to, NULL, '{');
		put_location(sarif, "location", &f->steps.at[i], 0);
		json_close(to, '}');
	}
	for (unsigned i = 0; i < 3; i++) {
		json_close(to, ']');
		if (i < 2)
			json_close(to, '}');
	}
}

static void put_replacement(struct sarif *sarif, const struct edit *edit)
{
	struct json_writer *to = &sarif->writer;

	json_open(to, NULL, '{');
	json_open(to, "deletedRegion", '{');
	put_ends(to,
	         (struct region){
	             .start = opened_position(sarif->opened, edit->span.start),
	             .end = opened_position(sarif->opened, edit->span.end),
	         });
	json_close(to, '}');
	put_message(to, "insertedContent", edit->text);
	json_close(to, '}');
}

static void put_fix(struct sarif *sarif, const struct fix *fix)
{
	struct json_writer *to = &sarif->writer;

	json_open(to, "fixes", '[');
	json_open(to, NULL, '{');
	json_open(to, "artifactChanges", '[');
	json_open(to, NULL, '{');
	put_artifact(sarif, sarif->opened->file->path);
	json_open(to, "replacements", '[');
	for (uint32_t i = 0; i < fix->edits.count; i++)
		put_replacement(sarif, &fix->edits.at[i]);
	json_close(to, ']');
	json_close(to, '}');
	json_close(to, ']');
	put_message(to, "description",
	            sentence(&sarif->scratch, fix->description));
	json_close(to, '}');
	json_close(to, ']');
}

/* Only for files with results, and once for each. */
static const struct fingerprints *hash_lines(struct sarif *sarif)
{
	if (sarif->hashed != sarif->opened->file) {
		arena_reset(&sarif->hashes);
		fingerprints_find(&sarif->fingerprints, &sarif->hashes,
		                  sarif->opened->bytes, sarif->opened->size);
		sarif->hashed = sarif->opened->file;
	}
	return &sarif->fingerprints;
}

static void put_fingerprint(struct sarif *sarif)
{
	const struct fingerprints *found = hash_lines(sarif);
	uint32_t line = sarif->at.start.file_line - 1;
	struct json_writer *to = &sarif->writer;
	char text[FINGERPRINT_SIZE];

	if (line >= found->count)
		return;
	json_open(to, "partialFingerprints", '{');
	json_put_text(to, "primaryLocationLineHash",
	              fingerprint_text(text, &found->lines[line]));
	json_close(to, '}');
}

/* The classes of each cycle that it stands for, in the order of its own. */
static void put_likewise(struct json_writer *to, const struct finding *f)
{
	json_open(to, "likewise", '[');
	for (uint32_t i = 0; i < f->likewise.count; i++) {
		json_open(to, NULL, '[');
		for (uint32_t k = 0; k < f->cycle.count; k++)
			json_put_text(to, NULL,
			              f->likewise.at[i].objects[k].class);
		json_close(to, ']');
	}
	json_close(to, ']');
}

static void put_properties(struct sarif *sarif, const struct finding *f)
{
	struct position at = sarif->at.start;
	struct json_writer *to = &sarif->writer;

	if (f->estimate.bytes == 0 && at.cell == 0 && f->likewise.count == 0)
		return;
	json_open(to, "properties", '{');
	if (f->estimate.bytes != 0)
		json_put(to, "estimatedBytes", json_estimate(&f->estimate));
	if (f->likewise.count > 0)
		put_likewise(to, f);
	if (at.cell != 0) {
		json_open(to, "notebook", '{');
		json_put_number(to, "cell", at.cell);
		json_put_number(to, "line", at.line);
		json_put_number(to, "column", at.utf16);
		json_close(to, '}');
	}
	json_close(to, '}');
}

/* Only with --show-suppressed: GitHub opens alerts for them. */
static void put_suppression(struct json_writer *to, const struct finding *f)
{
	if (f->suppressed == NULL)
		return;
	json_open(to, "suppressions", '[');
	json_open(to, NULL, '{');
	json_put_text(to, "kind", "inSource");
	if (*f->suppressed != '\0')
		json_put_text(to, "justification", f->suppressed);
	json_close(to, '}');
	json_close(to, ']');
}

void sarif_result(struct sarif *sarif, const struct finding *f)
{
	struct json_writer *to = &sarif->writer;

	sarif->at = opened_region(sarif->opened, f->span);
	json_open(to, NULL, '{');
	json_put_text(to, "ruleId", f->rule->code);
	json_put_number(to, "ruleIndex",
	                sarif->rules[sarif_rule_index(sarif, f->rule)].index);
	json_put_text(to, "level", level_name(f->level));
	json_put_text(to, "kind", "fail");
	sarif_message(sarif, f);
	put_locations(sarif, f);
	if (sarif_related_count(f) > 0)
		put_related(sarif, f);
	if (f->steps.count > 1)
		put_flow(sarif, f);
	/* Readers apply these at a click, so only what cannot go wrong; into a
	 * notebook's file they would write Python where JSON is. */
	if (f->fix != NULL && f->fix->safety == FIX_SAFE &&
	    f->fix->edits.count > 0 && sarif->opened->source.notebook == NULL)
		put_fix(sarif, f->fix);
	put_fingerprint(sarif);
	put_properties(sarif, f);
	put_suppression(to, f);
	json_close(to, '}');
}

void sarif_notification(struct sarif *sarif, enum level level, const char *path,
                        const char *text)
{
	struct arena *scratch = &sarif->scratch;
	struct json_writer *to = &sarif->writer;

	json_open(to, NULL, '{');
	json_put_text(to, "level", level_name(level));
	put_message(to, "message",
	            sentence(scratch, readable_path(scratch, text, false)));
	if (path != NULL) {
		json_open(to, "locations", '[');
		json_open(to, NULL, '{');
		json_open(to, "physicalLocation", '{');
		put_artifact(sarif, path);
		json_close(to, '}');
		json_close(to, '}');
		json_close(to, ']');
	}
	json_close(to, '}');
}

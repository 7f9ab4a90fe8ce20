/* One result of SARIF. */
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
static struct json_object *region_object(struct region region)
{
	struct json_object *o = json_object_new_object();

	if (region.start.cell != 0) {
		json_add_number(o, "startLine", region.start.file_line);
		json_add_number(o, "endLine", region.end.file_line);
		return o;
	}
	json_add_number(o, "startLine", region.start.line);
	json_add_number(o, "startColumn", region.start.utf16);
	json_add_number(o, "endLine", region.end.line);
	json_add_number(o, "endColumn", region.end.utf16);
	return o;
}

/* Most places of a file's results are in it: they share one. */
static struct json_object *artifact(struct sarif *sarif, const char *path)
{
	if (sarif->artifact == NULL ||
	    strcmp(sarif->artifact_path, path) != 0) {
		json_object_put(sarif->artifact);
		sarif->artifact = json_object_new_object();
		sarif->artifact_path = path;
		json_add_text(
		    sarif->artifact, "uri",
		    sarif_uri(&sarif->scratch, sarif->directory, path));
	}
	return json_object_get(sarif->artifact);
}

struct json_object *sarif_file_location(struct sarif *sarif, const char *path)
{
	struct json_object *o = json_object_new_object();
	struct json_object *location = json_object_new_object();

	json_add(o, "artifactLocation", artifact(sarif, path));
	json_add(location, "physicalLocation", o);
	return location;
}

static struct json_object *physical(struct sarif *sarif, const char *path,
                                    struct span span)
{
	const struct opened *opened = openings_other(&sarif->openings, path);
	struct json_object *o = json_object_new_object(), *region;
	struct region at;

	json_add(
	    o, "artifactLocation",
	    artifact(sarif, path == NULL ? sarif->opened->file->path : path));
	if (opened == NULL)
		return o;
	at = opened_region(opened, span);
	region = region_object(at);
	json_add(region, "snippet",
	         json_message(excerpt_snippet(&sarif->scratch, opened, at)));
	json_add(o, "region", region);
	return o;
}

/* A location that says something; an id of 0 is none. */
static struct json_object *location(struct sarif *sarif,
                                    const struct place *place, uint32_t id)
{
	struct json_object *o = json_object_new_object();

	if (id != 0)
		json_add_number(o, "id", id);
	json_add(o, "physicalLocation",
	         physical(sarif, place->path, place->span));
	json_add(o, "message",
	         json_message(sentence(&sarif->scratch, place->text)));
	return o;
}

static struct json_object *locations(struct sarif *sarif,
                                     const struct finding *f)
{
	struct json_object *list = json_object_new_array();
	struct json_object *o = json_object_new_object();

	json_add(o, "physicalLocation", physical(sarif, NULL, f->span));
	json_object_array_add(list, o);
	return list;
}

static struct json_object *related_locations(struct sarif *sarif,
                                             const struct finding *f)
{
	struct json_object *list = json_object_new_array();

	for (uint32_t i = 0; i < sarif_related_count(f); i++)
		json_object_array_add(
		    list, location(sarif, sarif_related(f, i), i + 1));
	return list;
}

/* {KEY: [item]} */
static struct json_object *in_list(const char *key, struct json_object *item)
{
	struct json_object *o = json_object_new_object();
	struct json_object *list = json_object_new_array();

	json_object_array_add(list, item);
	json_add(o, key, list);
	return o;
}

static struct json_object *code_flows(struct sarif *sarif,
                                      const struct finding *f)
{
	struct json_object *list = json_object_new_array();
	struct json_object *flows = json_object_new_array();
	struct json_object *flow = json_object_new_object();

	for (uint32_t i = 0; i < f->steps.count && i < SARIF_STEPS_MOST; i++) {
		struct json_object *step = json_object_new_object();

		json_add(step, "location", location(sarif, &f->steps.at[i], 0));
		json_object_array_add(list, step);
	}
	json_add(flow, "locations", list);
	json_object_array_add(flows, in_list("threadFlows", flow));
	return flows;
}

static struct json_object *replacement(struct sarif *sarif,
                                       const struct edit *edit)
{
	struct json_object *o = json_object_new_object();
	struct region region = {
	    .start = opened_position(sarif->opened, edit->span.start),
	    .end = opened_position(sarif->opened, edit->span.end),
	};

	json_add(o, "deletedRegion", region_object(region));
	json_add(o, "insertedContent", json_message(edit->text));
	return o;
}

static struct json_object *fixes(struct sarif *sarif, const struct fix *fix)
{
	struct json_object *replacements = json_object_new_array();
	struct json_object *change = json_object_new_object();
	struct json_object *o;
	struct json_object *list = json_object_new_array();

	for (uint32_t i = 0; i < fix->edits.count; i++)
		json_object_array_add(replacements,
		                      replacement(sarif, &fix->edits.at[i]));
	json_add(change, "artifactLocation",
	         artifact(sarif, sarif->opened->file->path));
	json_add(change, "replacements", replacements);
	o = in_list("artifactChanges", change);
	json_add(o, "description",
	         json_message(sentence(&sarif->scratch, fix->description)));
	json_object_array_add(list, o);
	return list;
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

static void add_fingerprint(struct sarif *sarif, struct json_object *result,
                            const struct finding *f)
{
	const struct fingerprints *found = hash_lines(sarif);
	uint32_t line =
	    opened_region(sarif->opened, f->span).start.file_line - 1;
	struct json_object *o;
	char text[FINGERPRINT_SIZE];

	if (line >= found->count)
		return;
	o = json_object_new_object();
	json_add_text(o, "primaryLocationLineHash",
	              fingerprint_text(text, &found->lines[line]));
	json_add(result, "partialFingerprints", o);
}

static struct json_object *in_notebook(struct position at)
{
	struct json_object *o = json_object_new_object();

	json_add_number(o, "cell", at.cell);
	json_add_number(o, "line", at.line);
	json_add_number(o, "column", at.utf16);
	return o;
}

static void add_properties(struct sarif *sarif, struct json_object *result,
                           const struct finding *f)
{
	struct position at = opened_region(sarif->opened, f->span).start;
	struct json_object *o;

	if (f->estimate.bytes == 0 && at.cell == 0)
		return;
	o = json_object_new_object();
	if (f->estimate.bytes != 0)
		json_add(o, "estimatedBytes", json_estimate(&f->estimate));
	if (at.cell != 0)
		json_add(o, "notebook", in_notebook(at));
	json_add(result, "properties", o);
}

/* Only with --show-suppressed: GitHub opens alerts for them. */
static void add_suppression(struct json_object *result, const struct finding *f)
{
	struct json_object *o, *list;

	if (f->suppressed == NULL)
		return;
	o = json_object_new_object();
	json_add_text(o, "kind", "inSource");
	if (*f->suppressed != '\0')
		json_add_text(o, "justification", f->suppressed);
	list = json_object_new_array();
	json_object_array_add(list, o);
	json_add(result, "suppressions", list);
}

struct json_object *sarif_result(struct sarif *sarif, const struct finding *f)
{
	struct json_object *o = json_object_new_object();

	json_add_text(o, "ruleId", f->rule->code);
	json_add_number(o, "ruleIndex",
	                sarif->rules[sarif_rule_index(sarif, f->rule)].index);
	json_add_text(o, "level", level_name(f->level));
	json_add_text(o, "kind", "fail");
	json_add(o, "message", sarif_message(sarif, f));
	json_add(o, "locations", locations(sarif, f));
	if (sarif_related_count(f) > 0)
		json_add(o, "relatedLocations", related_locations(sarif, f));
	if (f->steps.count > 1)
		json_add(o, "codeFlows", code_flows(sarif, f));
	/* Readers apply these at a click, so only what cannot go wrong; into a
	 * notebook's file they would write Python where JSON is. */
	if (f->fix != NULL && f->fix->safety == FIX_SAFE &&
	    f->fix->edits.count > 0 && sarif->opened->source.notebook == NULL)
		json_add(o, "fixes", fixes(sarif, f->fix));
	add_fingerprint(sarif, o, f);
	add_properties(sarif, o, f);
	add_suppression(o, f);
	return o;
}

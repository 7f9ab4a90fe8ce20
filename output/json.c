/* --output json and json-lines: docs/json.md. */
#include "output.h"

#include "json_text.h"
#include "opened.h"
#include "sentence.h"

/* docs/json.md describes the object; its "version" grows when a reader of it
 * would have to change. */
enum { FORMAT_VERSION = 1 };

struct json {
	struct openings openings;
	const struct report *report;
	const struct opened *opened; /* the file whose findings are written */
	struct json_list list;
	struct arena scratch; /* emptied after each finding */
};

static struct json_object *position(struct position at)
{
	struct json_object *o = json_object_new_object();

	if (at.cell != 0)
		json_add_number(o, "cell", at.cell);
	json_add_number(o, "line", at.line);
	json_add_number(o, "column", at.column);
	json_add_number(o, "utf16_column", at.utf16);
	return o;
}

/* Add a region's two ends; null if the file can no longer be read. */
static void add_region(struct json_object *o, const struct opened *opened,
                       struct span span)
{
	struct region region;

	if (opened == NULL) {
		json_add(o, "start", NULL);
		json_add(o, "end", NULL);
		return;
	}
	region = opened_region(opened, span);
	json_add(o, "start", position(region.start));
	json_add(o, "end", position(region.end));
}

/* The line that a region starts on, for readers that want no more. */
static void add_line(struct json_object *o, const struct opened *opened,
                     struct span span)
{
	if (opened == NULL)
		json_add(o, "line", NULL);
	else
		json_add_number(o, "line",
		                opened_region(opened, span).start.line);
}

static void add_path(struct json *json, struct json_object *o, const char *path)
{
	json_add_text(
	    o, "path",
	    path == NULL ? NULL : readable_path(&json->scratch, path, false));
}

static struct json_object *places(struct json *json, const struct place *at,
                                  uint32_t count)
{
	struct json_object *list = json_object_new_array();

	for (uint32_t i = 0; i < count; i++) {
		struct json_object *o = json_object_new_object();
		const char *path =
		    at[i].path == NULL ? json->opened->file->path : at[i].path;

		add_path(json, o, path);
		add_region(o, openings_other(&json->openings, at[i].path),
		           at[i].span);
		json_add_text(o, "text", at[i].text);
		json_object_array_add(list, o);
	}
	return list;
}

static struct json_object *fix(struct json *json, const struct fix *fix)
{
	struct json_object *o, *edits;

	if (fix == NULL || fix->edits.count == 0)
		return NULL;
	o = json_object_new_object();
	edits = json_object_new_array();
	json_add_text(o, "safety", fix->safety == FIX_SAFE ? "safe" : "unsafe");
	json_add_text(o, "description", fix->description);
	for (uint32_t i = 0; i < fix->edits.count; i++) {
		struct json_object *edit = json_object_new_object();
		struct span span = fix->edits.at[i].span;

		json_add(edit, "start",
		         position(opened_position(json->opened, span.start)));
		json_add(edit, "end",
		         position(opened_position(json->opened, span.end)));
		json_add_text(edit, "text", fix->edits.at[i].text);
		json_object_array_add(edits, edit);
	}
	json_add(o, "edits", edits);
	return o;
}

static void add_object(struct json_object *list, const struct cycle_edge *at)
{
	struct json_object *object = json_object_new_object();

	json_add_text(object, "name", at->object);
	json_add_text(object, "class", at->class);
	json_object_array_add(list, object);
}

/* What its references make of other objects. */
static struct json_object *likewise(struct json *json, const struct finding *f)
{
	struct json_object *list = json_object_new_array();

	for (uint32_t i = 0; i < f->likewise.count; i++) {
		const struct likewise *at = &f->likewise.at[i];
		struct json_object *o = json_object_new_object();
		struct json_object *objects = json_object_new_array();

		add_path(json, o, at->path);
		add_region(o, openings_other(&json->openings, at->path),
		           at->span);
		for (uint32_t k = 0; k < f->cycle.count; k++)
			add_object(objects, &at->objects[k]);
		json_add(o, "objects", objects);
		json_object_array_add(list, o);
	}
	return list;
}

/* Each object refers to the next, the last to the first. */
static struct json_object *cycle(struct json *json, const struct finding *f)
{
	struct json_object *o, *objects, *edges;

	if (f->cycle.count == 0)
		return NULL;
	o = json_object_new_object();
	objects = json_object_new_array();
	edges = json_object_new_array();
	for (uint32_t i = 0; i < f->cycle.count; i++) {
		const struct cycle_edge *at = &f->cycle.at[i];
		struct json_object *edge = json_object_new_object();

		add_object(objects, at);
		json_add_number(edge, "from", i);
		json_add_text(edge, "field", at->field);
		json_add_number(edge, "to", (i + 1) % f->cycle.count);
		add_path(json, edge,
		         at->path == NULL ? json->opened->file->path
		                          : at->path);
		add_line(edge, openings_other(&json->openings, at->path),
		         at->span);
		add_region(edge, openings_other(&json->openings, at->path),
		           at->span);
		json_object_array_add(edges, edge);
	}
	json_add(o, "objects", objects);
	json_add(o, "edges", edges);
	json_add(o, "likewise", likewise(json, f));
	return o;
}

static struct json_object *suppressed(const struct finding *f)
{
	struct json_object *o = json_object_new_object();

	json_add_text(o, "reason",
	              *f->suppressed != '\0' ? f->suppressed : NULL);
	return o;
}

static struct json_object *finding(struct json *json, const struct finding *f)
{
	const struct registered *entry =
	    registry_entry(json->report->registry, f->rule);
	struct json_object *o = json_object_new_object();

	add_path(json, o, json->opened->file->path);
	json_add_text(o, "code", f->rule->code);
	json_add_text(o, "name", entry == NULL ? NULL : entry->name);
	json_add_text(o, "level", level_name(f->level));
	json_add_text(o, "message", finding_message(&json->scratch, f));
	json_add_text(o, "advice", finding_advice(&json->scratch, f));
	add_region(o, json->opened, f->span);
	json_add(o, "related", places(json, f->related.at, f->related.count));
	json_add(o, "steps", places(json, f->steps.at, f->steps.count));
	json_add(o, "cycle", cycle(json, f));
	json_add(o, "estimatedBytes", json_estimate(&f->estimate));
	json_add(o, "fix", fix(json, f->fix));
	if (f->suppressed != NULL)
		json_add(o, "suppressed", suppressed(f));
	return o;
}

/* As items of the list, or each as a line of its own. */
static void write_findings(struct json *json, bool are_lines)
{
	const struct report *report = json->report;

	json->list.has_items = false;
	for (uint32_t i = 0; i < report->file_count; i++) {
		const struct file_result *file = &report->files[i];

		if (file->findings.list.count == 0)
			continue;
		json->opened = openings_main(&json->openings, file);
		for (uint32_t j = 0;
		     json->opened != NULL && j < file->findings.list.count;
		     j++) {
			struct json_object *o =
			    finding(json, &file->findings.list.at[j]);

			if (are_lines)
				json_line(json->list.stream, o);
			else
				json_list_add(&json->list, o);
			arena_reset(&json->scratch);
		}
	}
}

static void write_notice(struct json *json, enum level level, const char *path,
                         const char *text)
{
	struct json_object *o = json_object_new_object();

	json_add_text(o, "level", level_name(level));
	add_path(json, o, path);
	json_add_text(o, "text", readable_path(&json->scratch, text, false));
	json_list_add(&json->list, o);
	arena_reset(&json->scratch);
}

/* Those of the run, then one for each file that changed meanwhile. */
static void write_notices(struct json *json)
{
	const struct report *report = json->report;

	json->list.has_items = false;
	for (uint32_t i = 0; i < report->notice_count; i++)
		write_notice(json, report->notices[i].level,
		             report->notices[i].path, report->notices[i].text);
	for (uint32_t i = 0; i < json->openings.changed.count; i++)
		write_notice(json, LEVEL_ERROR,
		             json->openings.changed.at[i]->path,
		             output_changed(report));
}

static struct json_object *summary(const struct report *report)
{
	struct json_object *o = json_object_new_object();
	uint64_t with = 0, all = 0;

	for (uint32_t i = 0; i < report->file_count; i++)
		with += report->files[i].findings.list.count > 0;
	for (unsigned level = 0; level < 3; level++)
		all += report->totals[level];
	json_add_number(o, "findings", all);
	json_add_number(o, "errors", report->totals[LEVEL_ERROR]);
	json_add_number(o, "warnings", report->totals[LEVEL_WARNING]);
	json_add_number(o, "notes", report->totals[LEVEL_NOTE]);
	json_add_number(o, "files_with_findings", with);
	json_add_number(o, "files", report->file_count);
	json_add_number(o, "lines", report->lines);
	json_add_number(o, "bytes", report->bytes);
	json_add_number(o, "fixed", report->fixes.made);
	json_add_number(o, "fixable", report->fixes.ready);
	json_add_number(o, "fixable_unsafe", report->fixes.unsafe);
	return o;
}

static struct json started(FILE *stream, const struct report *report)
{
	return (struct json){
	    .openings = {.report = report},
	    .report = report,
	    .list = {.stream = stream},
	};
}

/* Flush, release all; was no file changed? */
static bool finish(struct json *json)
{
	bool is_whole = json->openings.changed.count == 0;

	openings_close(&json->openings);
	arena_release(&json->scratch);
	fflush(json->list.stream);
	return is_whole;
}

bool output_json(FILE *stream, const struct report *report,
                 const struct output_options *options)
{
	struct json json = started(stream, report);

	(void)options;
	fprintf(stream,
	        "{\"version\":%d,"
	        "\"tool\":{\"name\":\"heaplint\",\"version\":\"%s\"},\n"
	        "\"findings\":[",
	        FORMAT_VERSION, HEAPLINT_VERSION);
	write_findings(&json, false);
	fputs("],\n\"notices\":[", stream);
	write_notices(&json);
	fputs("],\n\"summary\":", stream);
	json_write(stream, summary(report));
	fputs("}\n", stream);
	return finish(&json);
}

bool output_json_lines(FILE *stream, const struct report *report,
                       const struct output_options *options)
{
	struct json json = started(stream, report);

	(void)options;
	write_findings(&json, true);
	return finish(&json);
}

/* The SARIF log's shape. With LOGS=DIRECTORY in the environment the logs and
 * the sources they speak of are left there, for the validator and for
 * fingerprints.mjs (make sarif). */
#include "report_fixture.h"

#include "json_text.h"
#include "sarif.h"

#include <errno.h>
#include <sys/stat.h>

static void save(const char *path, const void *bytes, size_t size)
{
	FILE *stream = fopen(path, "wb");

	if (stream == NULL)
		fail_msg("%s: %s", path, strerror(errno));
	assert_int_equal(fwrite(bytes, 1, size, stream), size);
	fclose(stream);
}

static void leave(const char *name, const char *log)
{
	const char *directory = getenv("LOGS");
	char path[512];

	if (directory == NULL)
		return;
	snprintf(path, sizeof(path), "%s/%s", directory, name);
	save(path, log, strlen(log));
	snprintf(path, sizeof(path), "%s/%s.d", directory, name);
	mkdir(path, 0777);
	for (uint32_t i = 0; i < fixture.report.file_count; i++) {
		const struct file_result *file = &fixture.files[i];

		snprintf(path, sizeof(path), "%s/%s.d/%s", directory, name,
		         file->path);
		save(path, file->bytes, file->size);
	}
}

static struct json_object *parse(const char *text)
{
	struct json_tokener *tokener = json_tokener_new();
	struct json_object *value;

	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT |
	                                    JSON_TOKENER_VALIDATE_UTF8);
	value = json_tokener_parse_ex(tokener, text, (int)strlen(text) + 1);
	assert_int_equal(json_tokener_get_error(tokener), json_tokener_success);
	json_tokener_free(tokener);
	return value;
}

/* The member at a path: "results/0/ruleId". */
static struct json_object *at(struct json_object *value, const char *path)
{
	while (*path != '\0') {
		size_t length = strcspn(path, "/");
		char key[64];

		snprintf(key, sizeof(key), "%.*s", (int)length, path);
		if (json_object_is_type(value, json_type_array))
			value = json_object_array_get_idx(
			    value, strtoul(key, NULL, 10));
		else
			value = json_object_object_get(value, key);
		path += length + (path[length] == '/');
	}
	return value;
}

static void check_text(struct json_object *value, const char *path,
                       const char *expected)
{
	const char *text = json_object_get_string(at(value, path));

	if (text == NULL)
		fail_msg("nothing at %s", path);
	else
		assert_string_equal(text, expected);
}

/* Write the log, leave it, and parse it; returns its only run. */
static struct json_object *run_of(const char *name)
{
	const struct output_options options = {.is_quiet = false};
	char *text = fixture_write(&fixture, output_sarif, options);
	struct json_object *root = parse(text), *run;

	leave(name, text);
	free(text);
	assert_int_equal(json_object_array_length(at(root, "runs")), 1);
	run = json_object_get(at(root, "runs/0"));
	json_object_put(root);
	return run;
}

static void an_empty_log_has_all_rules(void **state)
{
	struct json_object *run;

	(void)state;
	run = run_of("empty.sarif");
	assert_int_equal(json_object_array_length(at(run, "results")), 0);
	assert_int_equal(json_object_array_length(at(run, "tool/driver/rules")),
	                 3);
	check_text(run, "tool/driver/rules/1/messageStrings",
	           "{ \"form-1\": { \"text\": \"The text '{0}' is copied on"
	           " every turn. Collect the parts in '{1}' and join them.\" },"
	           " \"form-2\": { \"text\": \"Nothing to say of '{0}', '{1}',"
	           " '{2}', '{3}', '{4}'.\" } }");
	check_text(run, "tool/driver/rules/0/messageStrings/form-1/text",
	           "lru_cache holds '{0}' and '{0}' holds it | {{}.");
	check_text(run, "tool/driver/rules/2/properties",
	           "{ \"tags\": [ \"memory\", \"layout\" ], \"precision\":"
	           " \"medium\", \"problem.severity\": \"recommendation\" }");
	check_text(run, "automationDetails/id", "heaplint/");
	check_text(run, "columnKind", "utf16CodeUnits");
	check_text(run, "invocations/0/executionSuccessful", "true");
	json_object_put(run);
}

static void places_are_linked_and_flow(void **state)
{
	struct file_result *file =
	    fixture_file(&fixture, "a b.py",
	                 "t = '🔥'; self.n.append(node)\nnode.up = self\n");
	struct file_result *other =
	    fixture_file(&fixture, "b.py", "class B:\n    pass\n");
	struct finding *finding =
	    fixture_find(&fixture, file, &fixture_cycle,
	                 fixture_span(file, "self.n.append(node)"));
	struct place place = {"b.py", fixture_span(other, "pass"),
	                      "x[0] is made"};
	struct json_object *run, *result;

	(void)state;
	finding->arguments[0] = "a[0](1)";
	ARRAY_PUSH(&fixture.arena, &finding->related, place);
	finding_relate(&file->findings, finding, fixture_span(file, "t"), "t");
	fixture_step(&fixture, finding, NULL,
	             fixture_span(file, "self.n.append(node)"), "stored here");
	fixture_step(&fixture, finding, NULL,
	             fixture_span(file, "node.up = self\n"), "closes here");
	run = run_of("linked.sarif");
	result = at(run, "results/0");
	check_text(result, "message/text",
	           "lru_cache holds 'a\\[0\\](1)' and 'a\\[0\\](1)' holds it |"
	           " {}. See [x\\[0\\] is made](1), [t](2),"
	           " [stored here](3), [closes here](4).");
	check_text(result, "message/id", "form-1-linked");
	check_text(run, "tool/driver/rules/0/messageStrings/form-1-linked/text",
	           "lru_cache holds '{0}' and '{0}' holds it | {{}. See {1}.");
	check_text(result, "message/arguments/1",
	           "[x\\[0\\] is made](1), [t](2), [stored here](3),"
	           " [closes here](4)");
	check_text(
	    result, "locations/0/physicalLocation",
	    "{ \"artifactLocation\": { \"uri\": \"a%20b.py\" },"
	    " \"region\": { \"startLine\": 1, \"startColumn\": 11,"
	    " \"endLine\": 1, \"endColumn\": 30, \"snippet\": { \"text\":"
	    " \"self.n.append(node)\" } } }");
	check_text(result,
	           "relatedLocations/0/physicalLocation/artifactLocation/uri",
	           "b.py");
	check_text(result, "relatedLocations/0/message/text", "x[0] is made.");
	check_text(result,
	           "codeFlows/0/threadFlows/0/locations/1/location/"
	           "physicalLocation/region",
	           "{ \"startLine\": 2, \"startColumn\": 1, \"endLine\": 2,"
	           " \"endColumn\": 15, \"snippet\": { \"text\":"
	           " \"node.up = self\" } }");
	check_text(
	    result,
	    "codeFlows/0/threadFlows/0/locations/1/location/message/text",
	    "Closes here.");
	json_object_put(run);
}

static void only_safe_fixes_are_offered(void **state)
{
	struct file_result *file = fixture_file(&fixture, "a.py", "s += x\n");
	struct edit edit = {.span = {2, 4}, .text = "="};
	struct json_object *run;

	(void)state;
	for (int safety = FIX_UNSAFE; safety <= FIX_SAFE; safety++) {
		struct finding *finding = fixture_find(
		    &fixture, file, &fixture_concat, (struct span){0, 6});
		struct fix *fix =
		    finding_fix(&file->findings, finding,
		                (enum fix_safety)safety, "assign it");

		ARRAY_PUSH(&fixture.arena, &fix->edits, edit);
	}
	run = run_of("fixes.sarif");
	assert_null(at(run, "results/0/fixes"));
	check_text(run, "results/1/fixes/0/description/text", "Assign it.");
	check_text(run, "results/1/fixes/0/artifactChanges/0/replacements/0",
	           "{ \"deletedRegion\": { \"startLine\": 1, \"startColumn\":"
	           " 3, \"endLine\": 1, \"endColumn\": 5 },"
	           " \"insertedContent\": { \"text\": \"=\" } }");
	json_object_put(run);
}

/* Five arguments leave no room for the links, a lone step is no flow, and a
 * message is given no more arguments than it has places for. */
static void arguments_are_at_most_five(void **state)
{
	struct file_result *file = fixture_file(&fixture, "a.py", "s += x\n");
	struct finding *finding =
	    fixture_find(&fixture, file, &fixture_concat, (struct span){0, 6});
	struct json_object *run;

	(void)state;
	finding->message = 1;
	finding->argument_count = 5;
	for (int i = 0; i < 5; i++)
		finding->arguments[i] = "v";
	fixture_step(&fixture, finding, NULL, (struct span){0, 1}, "made here");
	finding =
	    fixture_find(&fixture, file, &fixture_small, (struct span){0, 6});
	run = run_of("arguments.sarif");
	check_text(run, "results/0/message/id", "form-2");
	check_text(run, "results/0/message/text",
	           "Nothing to say of 'v', 'v', 'v', 'v', 'v'."
	           " See [made here](1).");
	assert_null(at(run, "results/0/codeFlows"));
	check_text(run, "results/0/relatedLocations/0/id", "1");
	check_text(run, "results/1/message/arguments", "[ \"s\" ]");
	json_object_put(run);
}

static void notices_become_notifications(void **state)
{
	struct file_result *file = fixture_file(&fixture, "a.py", "x\n");
	struct json_object *run, *list;

	(void)state;
	fixture_find(&fixture, file, &fixture_small, (struct span){0, 1});
	file->hash[0] ^= 1;
	fixture.notices[0] =
	    (struct notice){LEVEL_WARNING, "\xff:é\\.py", "read in part"};
	fixture.notices[1] = (struct notice){LEVEL_NOTE, NULL, "no git"};
	fixture.report.notice_count = 2;
	run = run_of("notices.sarif");
	assert_int_equal(json_object_array_length(at(run, "results")), 0);
	check_text(run, "invocations/0/executionSuccessful", "false");
	list = at(run, "invocations/0/toolExecutionNotifications");
	assert_int_equal(json_object_array_length(list), 3);
	check_text(
	    list, "0",
	    "{ \"level\": \"warning\", \"message\": { \"text\": \"Read in"
	    " part.\" }, \"locations\": [ { \"physicalLocation\": {"
	    " \"artifactLocation\": { \"uri\":"
	    " \"%FF%3A%C3%A9%5C.py\" } } } ] }");
	check_text(list, "2/message/text",
	           "Changed while it was analysed; its findings are left out.");
	json_object_put(run);
}

static void check_uri(const char *directory, const char *path,
                      const char *expected)
{
	assert_string_equal(sarif_uri(&fixture.arena, directory, path),
	                    expected);
}

static void paths_are_relative_and_encoded(void **state)
{
	(void)state;
	check_uri("/home/me", "a b/%#?.py", "a%20b/%25%23%3F.py");
	check_uri("/home/me", "c:\\x\xc3\xa9.py", "c%3A%5Cx%C3%A9.py");
	check_uri("/home/me", "-", "-");
	check_uri("/home/me", "/home/me/a.py", "a.py");
	check_uri("/home/me", "/home/mean/a.py", "../mean/a.py");
	check_uri("/home/me", "/home/m/a.py", "../m/a.py");
	check_uri("/home/me/x", "/usr/lib/a.py", "../../../usr/lib/a.py");
	check_uri("/home/me/x", "/home/a.py", "../../a.py");
	check_uri("/", "/usr/a.py", "usr/a.py");
	check_uri(NULL, "//usr/a.py", "usr/a.py");
}

/* A finding on each line, for fingerprints.mjs: ends of lines of all kinds, a
 * byte-order mark, an encoding that is not UTF-8, characters of four bytes. */
static void add_every_line(const char *path, const char *bytes, size_t size)
{
	struct file_result *file = fixture_bytes(&fixture, path, bytes, size);
	struct source source;

	assert_true(report_source(&source, &fixture.arena, file));
	for (uint32_t i = 0; i < source.line_count; i++)
		fixture_find(&fixture, file, &fixture_small,
		             (struct span){source.lines[i], source.lines[i]});
}

#define BYTES(text) text, sizeof(text) - 1

static void odd_files_have_fingerprints(void **state)
{
	struct json_object *run;

	(void)state;
	add_every_line("astral é🔥.py", BYTES("x = '🔥é語'\ny = '🔥'\n"
	                                     "x = 1"));
	add_every_line("crlf.py",
	               BYTES("\xef\xbb\xbfx = 1\r\n\r\n\ty = 2\r\n"));
	add_every_line("empty.py", BYTES(""));
	add_every_line("latin.py",
	               BYTES("# coding: latin-1\nx = '\xe9\xf0\x9f'\n\xed\xa0"
	                     "\x80 = '\xe2\x82'\ny = 1\n"));
	add_every_line("lone.py", BYTES("a\rb\r\rc\r \nd\r\t\r\n\r\r\n"));
	add_every_line("repeated.py",
	               BYTES("x = 1\nx = 1\n\n\n\nx = 1\nx = 1\n\n\n\n"
	                     "x = 1\nx = 1\n\n\n\nx = 1\nx = 1\n\n\n\n"
	                     "x = 1\nx = 1\n\n\n\nx = 1\nx = 1\n\n\n\n"));
	run = run_of("odd.sarif");
	assert_int_equal(json_object_array_length(at(run, "results")),
	                 fixture.report.totals[LEVEL_NOTE]);
	json_object_put(run);
}

/* `count` lines, each with a finding: of ten, one error and three warnings, in
 * two files. */
static void add_many(uint32_t count)
{
	static const struct rule *const rules[10] = {
	    &fixture_small,  &fixture_small,  &fixture_concat, &fixture_small,
	    &fixture_concat, &fixture_small,  &fixture_small,  &fixture_cycle,
	    &fixture_small,  &fixture_concat,
	};
	char *text = arena_alloc(&fixture.arena, count * 20);
	struct file_result *files[2];
	uint32_t starts = 0, length = 0;

	for (uint32_t i = 0; i < count / 2; i++)
		length += (uint32_t)sprintf(text + length, "name_%u += text\n",
		                            i / 3);
	files[0] = fixture_file(&fixture, "a.py", text);
	files[1] = fixture_file(&fixture, "b.py", text);
	for (uint32_t i = 0; i < count / 2; i++) {
		const char *end = strchr(text + starts, '\n');

		for (int j = 0; j < 2; j++) {
			struct finding *finding =
			    fixture_find(&fixture, files[j], rules[i % 10],
			                 (struct span){starts, starts + 4});

			finding_relate(&files[j]->findings, finding,
			               (struct span){0, 4}, "it starts here");
		}
		starts = (uint32_t)(end + 1 - text);
	}
}

static void count_levels(struct json_object *results, uint32_t counts[3])
{
	for (size_t i = 0; i < json_object_array_length(results); i++) {
		const char *level = json_object_get_string(
		    at(json_object_array_get_idx(results, i), "level"));

		for (unsigned j = 0; j < 3; j++)
			counts[j] += strcmp(level, level_name(j)) == 0;
	}
}

static void all_of_5000_are_kept_in_order(void **state)
{
	uint32_t counts[3] = {0};
	struct json_object *run;

	(void)state;
	add_many(5000);
	run = run_of("5000.sarif");
	count_levels(at(run, "results"), counts);
	assert_int_equal(counts[LEVEL_ERROR], 500);
	assert_int_equal(counts[LEVEL_WARNING], 1500);
	assert_int_equal(counts[LEVEL_NOTE], 3000);
	check_text(run, "results/0/level", "note");
	check_text(run,
	           "results/4999/locations/0/physicalLocation/region/startLine",
	           "2500");
	assert_int_equal(json_object_array_length(at(
	                     run, "invocations/0/toolExecutionNotifications")),
	                 0);
	json_object_put(run);
}

static void of_6000_the_errors_come_first(void **state)
{
	uint32_t counts[3] = {0};
	struct json_object *run;

	(void)state;
	add_many(6000);
	run = run_of("6000.sarif");
	count_levels(at(run, "results"), counts);
	assert_int_equal(counts[LEVEL_ERROR], 600);
	assert_int_equal(counts[LEVEL_WARNING], 1800);
	assert_int_equal(counts[LEVEL_NOTE], 3600);
	check_text(run, "results/0/level", "error");
	check_text(run, "results/599/level", "error");
	check_text(run, "results/600/level", "warning");
	check_text(run, "results/2400/level", "note");
	assert_int_equal(json_object_array_length(at(
	                     run, "invocations/0/toolExecutionNotifications")),
	                 0);
	json_object_put(run);
}

static void of_30000_some_notes_are_left_out(void **state)
{
	uint32_t counts[3] = {0};
	struct json_object *run;

	(void)state;
	add_many(30000);
	run = run_of("30000.sarif");
	count_levels(at(run, "results"), counts);
	assert_int_equal(counts[LEVEL_ERROR], 3000);
	assert_int_equal(counts[LEVEL_WARNING], 9000);
	assert_int_equal(counts[LEVEL_NOTE], 13000);
	check_text(run,
	           "invocations/0/toolExecutionNotifications/0/message/text",
	           "5000 of 30000 findings are left out, notes before warnings"
	           " before errors: readers of SARIF refuse more than 25000 of"
	           " a run.");
	json_object_put(run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(an_empty_log_has_all_rules),
	    FIXTURE_TEST(places_are_linked_and_flow),
	    FIXTURE_TEST(only_safe_fixes_are_offered),
	    FIXTURE_TEST(arguments_are_at_most_five),
	    FIXTURE_TEST(notices_become_notifications),
	    FIXTURE_TEST(paths_are_relative_and_encoded),
	    FIXTURE_TEST(odd_files_have_fingerprints),
	    FIXTURE_TEST(all_of_5000_are_kept_in_order),
	    FIXTURE_TEST(of_6000_the_errors_come_first),
	    FIXTURE_TEST(of_30000_some_notes_are_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

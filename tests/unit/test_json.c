#include "report_fixture.h"

#include "json_text.h"

static void check_line(const char *text, const char *expected)
{
	if (strstr(text, expected) == NULL)
		fail_msg("no '%s' in\n%s", expected, text);
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

static void findings_are_written_whole(void **state)
{
	struct file_result *file =
	    fixture_file(&fixture, "a.py", "y = '🔥é'; s += x\n");
	struct finding *finding = fixture_find(&fixture, file, &fixture_concat,
	                                       fixture_span(file, "s += x"));
	struct fix *fix =
	    finding_fix(&file->findings, finding, FIX_SAFE, "mend");
	struct edit edit = {.span = {14, 14}, .text = "\"/\n"};
	char *text;

	(void)state;
	ARRAY_PUSH(&fixture.arena, &fix->edits, edit);
	finding->estimate =
	    (struct estimate){96, BYTES_UNKNOWN, ESTIMATE_INSTANCE, "3.13"};
	finding_relate(&file->findings, finding, fixture_span(file, "y"),
	               "it \"starts\"");
	text = fixture_write(&fixture, output_json,
	                     (struct output_options){.is_quiet = false});
	check_line(text,
	           "\n{\"path\":\"a.py\",\"code\":\"MEM301\","
	           "\"name\":\"string-concat-in-loop\",\"level\":\"warning\","
	           "\"message\":\"the text 's' is copied on every turn\","
	           "\"advice\":\"collect the parts in 'parts' and join them\","
	           "\"start\":{\"line\":1,\"column\":11,\"utf16_column\":12},"
	           "\"end\":{\"line\":1,\"column\":17,\"utf16_column\":18},"
	           "\"related\":[{\"path\":\"a.py\","
	           "\"start\":{\"line\":1,\"column\":1,\"utf16_column\":1},"
	           "\"end\":{\"line\":1,\"column\":2,\"utf16_column\":2},"
	           "\"text\":\"it \\\"starts\\\"\"}],\"steps\":[],"
	           "\"cycle\":null,"
	           "\"estimatedBytes\":{\"value\":96,\"instead\":null,"
	           "\"unit\":\"instance\",\"target\":\"3.13\"},"
	           "\"fix\":{\"safety\":\"safe\",\"description\":\"mend\","
	           "\"edits\":[{\"start\":{\"line\":1,\"column\":11,"
	           "\"utf16_column\":12},\"end\":{\"line\":1,\"column\":11,"
	           "\"utf16_column\":12},\"text\":\"\\\"/\\n\"}]}}],\n");
	json_object_put(parse(text));
	free(text);
}

/* A summary or a cache that others wrote may say anything. */
static void an_edit_beyond_the_file_is_at_its_end(void **state)
{
	struct file_result *file = fixture_file(&fixture, "a.py", "s += x");
	struct finding *finding = fixture_find(&fixture, file, &fixture_concat,
	                                       fixture_span(file, "s += x"));
	struct fix *fix =
	    finding_fix(&file->findings, finding, FIX_SAFE, "mend");
	struct edit edit = {.span = {5, 1000000}, .text = ""};
	char *text;

	(void)state;
	ARRAY_PUSH(&fixture.arena, &fix->edits, edit);
	text = fixture_write(&fixture, output_json,
	                     (struct output_options){.is_quiet = false});
	check_line(text, "\"edits\":[{\"start\":{\"line\":1,\"column\":6,"
	                 "\"utf16_column\":6},\"end\":{\"line\":1,"
	                 "\"column\":7,\"utf16_column\":7}");
	free(text);
}

static void the_rest_is_said(void **state)
{
	struct file_result *file = fixture_file(&fixture, "a.py", "x\n");
	struct json_object *root;
	char *text;

	(void)state;
	fixture_find(&fixture, file, &fixture_small, (struct span){0, 1});
	file->bytes = "y\n";
	fixture.notices[0] =
	    (struct notice){LEVEL_ERROR, "b\xff\n.py", "not valid UTF-8"};
	fixture.report.notice_count = 1;
	text = fixture_write(&fixture, output_json,
	                     (struct output_options){.is_quiet = false});
	check_line(text, "{\"version\":1,\"tool\":{\"name\":\"heaplint\",");
	check_line(text, "\"findings\":[],\n");
	check_line(text, "{\"level\":\"error\",\"path\":\"b\\\\xff\\n.py\","
	                 "\"text\":\"not valid UTF-8\"},\n"
	                 "{\"level\":\"error\",\"path\":\"a.py\",\"text\":"
	                 "\"changed while it was analysed; its findings are"
	                 " left out\"}],\n");
	check_line(text, "\"summary\":{\"findings\":1,\"errors\":0,"
	                 "\"warnings\":0,\"notes\":1,"
	                 "\"files_with_findings\":1,\"files\":1,\"lines\":2,"
	                 "\"bytes\":2,\"fixed\":0,\"fixable\":0,"
	                 "\"fixable_unsafe\":0}}\n");
	root = parse(text);
	assert_int_equal(json_object_object_length(root), 5);
	json_object_put(root);
	free(text);
}

/* What json_write writes; to be given to free(). */
static char *written(struct json_object *value)
{
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);

	json_write(stream, value);
	fclose(stream);
	return text;
}

static void check_as_json_c(struct json_object *value)
{
	char *expected = strdup(json_object_to_json_string_ext(
	    value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
	char *text = written(value);

	assert_string_equal(text, expected);
	free(expected);
	free(text);
}

static void values_are_written_as_json_c_does(void **state)
{
	static const char *const texts[] = {
	    "null",
	    "[]",
	    "{}",
	    "[[],{},[{}],null,true,false]",
	    "[0,-1,10,9223372036854775806,9223372036854775807,"
	    "-9223372036854775808,18446744073709551615,1.5,-0.0,1e300]",
	    "{\"a\":{\"b\":[1,{\"c\":null}],"
	    "\"\\n\\\"/\":\"\\u0000x\"},\"d\":\"\"}",
	};
	char all[256];
	struct json_object *deep = json_object_new_array();

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		check_as_json_c(parse(texts[i]));
	for (int i = 0; i < 255; i++)
		all[i] = (char)(i + 1);
	all[255] = '\0';
	check_as_json_c(json_text(all));
	for (int i = 0; i < 100; i++) {
		struct json_object *outer = json_object_new_object();

		json_add_number(outer, "i", (uint64_t)i);
		json_add(outer, "deep", deep);
		deep = outer;
	}
	check_as_json_c(deep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(findings_are_written_whole),
	    FIXTURE_TEST(an_edit_beyond_the_file_is_at_its_end),
	    FIXTURE_TEST(the_rest_is_said),
	    FIXTURE_TEST(values_are_written_as_json_c_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

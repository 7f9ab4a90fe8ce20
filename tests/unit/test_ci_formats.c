#include "report_fixture.h"

#include <json-c/json.h>

static const struct output_options plain = {.is_quiet = false};

static void check_text(output_write *write, const char *expected)
{
	char *text = fixture_write(&fixture, write, plain);

	assert_string_equal(text, expected);
	free(text);
}

static void github_has_each_finding_on_a_line(void **state)
{
	struct file_result *file =
	    fixture_file(&fixture, "a.py", "y = 'é'; s += x\nx = [\n1]\n");

	(void)state;
	fixture_find(&fixture, file, &fixture_concat,
	             fixture_span(file, "s += x"));
	fixture_find(&fixture, file, &fixture_cycle,
	             fixture_span(file, "[\n1]"));
	check_text(output_github,
	           "::warning file=a.py,line=1,col=10,endLine=1,endColumn=16,"
	           "title=heaplint MEM301::a.py:1:10: MEM301 the text 's' is"
	           " copied on every turn; collect the parts in 'parts' and"
	           " join them\n"
	           "::error file=a.py,line=2,endLine=3,title=heaplint MEM101::"
	           "a.py:2:5: MEM101 lru_cache holds 's' and 's' holds it"
	           " | {}\n");
}

static void github_escapes_what_would_be_a_command(void **state)
{
	struct file_result *file =
	    fixture_file(&fixture, "a,b:50%\n.py", "x\n");
	struct finding *finding =
	    fixture_find(&fixture, file, &fixture_small, (struct span){0, 1});

	(void)state;
	finding->arguments[0] = "100%\r\n::error::é, a:b\033[1m";
	check_text(
	    output_github,
	    "::notice file=a%2Cb%3A50%25%0A.py,line=1,col=1,endLine=1,"
	    "endColumn=2,title=heaplint MEM901::a,b:50%25%0A.py:1:1: MEM901 "
	    "'100%25%0D%0A::error::é, a:b␛[1m' is small; leave it\n");
}

static void github_tells_what_was_not_read(void **state)
{
	struct file_result *file = fixture_file(&fixture, "a.py", "x\n");

	(void)state;
	fixture_find(&fixture, file, &fixture_small, (struct span){0, 1});
	file->bytes = "y\n";
	fixture.notices[0] =
	    (struct notice){LEVEL_ERROR, "b.py", "not valid UTF-8"};
	fixture.notices[1] = (struct notice){LEVEL_WARNING, NULL, "slow, 5%"};
	fixture.report.notice_count = 2;
	check_text(output_github,
	           "::error file=b.py,title=heaplint::b.py: not valid UTF-8\n"
	           "::warning title=heaplint::slow, 5%25\n"
	           "::error file=a.py,title=heaplint::a.py: changed while it"
	           " was analysed; its findings are left out\n");
}

static struct json_object *member(struct json_object *o, const char *key)
{
	struct json_object *value;

	assert_true(json_object_object_get_ex(o, key, &value));
	return value;
}

/* The text of one member of one finding; to be given to free(). */
static char *gitlab(size_t index, const char *key)
{
	char *text = fixture_write(&fixture, output_gitlab, plain);
	struct json_object *root = json_tokener_parse(text);
	char *found;

	assert_non_null(root);
	found = strdup(json_object_get_string(
	    member(json_object_array_get_idx(root, index), key)));
	json_object_put(root);
	free(text);
	return found;
}

static void check_gitlab(size_t index, const char *key, const char *expected)
{
	char *found = gitlab(index, key);

	assert_string_equal(found, expected);
	free(found);
}

static void gitlab_has_what_it_reads(void **state)
{
	struct file_result *file =
	    fixture_file(&fixture, "a.py", "y = 1\nx = [\n1]\n");

	(void)state;
	fixture_find(&fixture, file, &fixture_concat, fixture_span(file, "y"));
	fixture_find(&fixture, file, &fixture_cycle,
	             fixture_span(file, "[\n1]"));
	check_gitlab(0, "description",
	             "MEM301: the text 's' is copied on every turn; collect the"
	             " parts in 'parts' and join them");
	check_gitlab(0, "check_name", "MEM301");
	check_gitlab(0, "severity", "minor");
	check_gitlab(1, "severity", "major");
	check_gitlab(1, "location",
	             "{ \"path\": \"a.py\", "
	             "\"lines\": { \"begin\": 2, \"end\": 3 } }");
	free(gitlab(0, "fingerprint"));
}

static void gitlab_of_nothing_is_an_empty_list(void **state)
{
	(void)state;
	check_text(output_gitlab, "[\n]\n");
}

/* Two of one rule on a line, the same line again, another rule there. */
static void gitlab_knows_findings_apart(void **state)
{
	struct file_result *file =
	    fixture_file(&fixture, "a.py", "x = y\nx = y\n");
	struct span spans[] = {{0, 1}, {4, 5}, {6, 7}, {6, 7}};
	char *found[4];

	(void)state;
	for (int i = 0; i < 4; i++)
		fixture_find(&fixture, file,
		             i < 3 ? &fixture_small : &fixture_cycle, spans[i]);
	for (size_t i = 0; i < 4; i++) {
		found[i] = gitlab(i, "fingerprint");
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(found[i], found[k]);
	}
	for (size_t i = 0; i < 4; i++)
		free(found[i]);
}

static void gitlab_knows_a_finding_again(void **state)
{
	struct file_result *file;
	char *before, *after;

	(void)state;
	file = fixture_file(&fixture, "a.py", "x = y\n");
	fixture_find(&fixture, file, &fixture_small, fixture_span(file, "y"));
	before = gitlab(0, "fingerprint");
	arena_release(&fixture.arena);
	fixture_make(&fixture);
	file = fixture_file(&fixture, "a.py", "import a\n\nx = y\n");
	fixture_find(&fixture, file, &fixture_small, fixture_span(file, "y"));
	after = gitlab(0, "fingerprint");
	assert_string_equal(before, after);
	free(before);
	free(after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(github_has_each_finding_on_a_line),
	    FIXTURE_TEST(github_escapes_what_would_be_a_command),
	    FIXTURE_TEST(github_tells_what_was_not_read),
	    FIXTURE_TEST(gitlab_has_what_it_reads),
	    FIXTURE_TEST(gitlab_of_nothing_is_an_empty_list),
	    FIXTURE_TEST(gitlab_knows_findings_apart),
	    FIXTURE_TEST(gitlab_knows_a_finding_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fingerprint.h"

#include <string.h>

/* The hash of one line as the definition has it, without a rolling window:
 * the sum of 37^(99-i) * unit(i) over the 100 units from the line's start. */
static uint64_t hash_of(const char *text)
{
	uint64_t hash = 0;
	unsigned i = 0;

	for (; i < 100; i++) {
		uint64_t unit = *text != '\0' ? (unsigned char)*text : 0;

		hash = hash * 37 + unit;
		text += *text != '\0';
	}
	return hash;
}

static struct fingerprints found;
static struct arena arena;

static void find(const char *text)
{
	arena_release(&arena);
	fingerprints_find(&found, &arena, text, strlen(text));
}

static void first_line_is_the_hash_of_its_100_characters(void **state)
{
	char text[300];

	(void)state;
	memset(text, 'x', sizeof(text));
	text[299] = '\0';
	find(text);
	assert_int_equal(found.count, 1);
	assert_true(found.lines[0].hash == hash_of(text));
	assert_int_equal(found.lines[0].count, 1);
}

static void spaces_and_kinds_of_line_ends_do_not_count(void **state)
{
	uint64_t hash;

	(void)state;
	find("a = 1\n\nb = 2\n");
	assert_int_equal(found.count, 4);
	hash = found.lines[0].hash;
	find("a=1\r\n\t\r\n  b =2\r\n");
	assert_int_equal(found.count, 4);
	assert_true(found.lines[0].hash == hash);
	find("a=1\r\rb=2\r");
	assert_int_equal(found.count, 4);
	assert_true(found.lines[0].hash == hash);
}

static void inserted_lines_above_change_nothing(void **state)
{
	struct fingerprint before;

	(void)state;
	find("import os\n\ndef f():\n    return os\n");
	before = found.lines[3];
	find("import os\nimport sys\n\n\ndef f():\n    return os\n");
	assert_true(found.lines[5].hash == before.hash);
	assert_int_equal(found.lines[5].count, before.count);
}

static void repeated_lines_are_numbered(void **state)
{
	char text[2000] = "";

	(void)state;
	for (int i = 0; i < 150; i++)
		strcat(text, "x = 1\n");
	find(text);
	assert_int_equal(found.count, 151);
	assert_true(found.lines[0].hash == found.lines[99].hash);
	assert_int_equal(found.lines[0].count, 1);
	assert_int_equal(found.lines[99].count, 100);
	assert_true(found.lines[0].hash != found.lines[149].hash);
}

static void nothing_is_one_line(void **state)
{
	char text[FINGERPRINT_SIZE];

	(void)state;
	find("");
	assert_int_equal(found.count, 1);
	/* 65535 * 37^99 modulo 2^64; GitHub's code gives the same. */
	assert_string_equal(fingerprint_text(text, &found.lines[0]),
	                    "c129715d7a2bc9a3:1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(first_line_is_the_hash_of_its_100_characters),
	    cmocka_unit_test(spaces_and_kinds_of_line_ends_do_not_count),
	    cmocka_unit_test(inserted_lines_above_change_nothing),
	    cmocka_unit_test(repeated_lines_are_numbered),
	    cmocka_unit_test(nothing_is_one_line),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return failed;
}

#include "json_writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <json-c/json.h>

/* A writer into memory. */
struct written {
	struct json_writer writer;
	char *text;
	size_t size;
};

static struct json_writer *begin(struct written *written)
{
	FILE *stream = open_memstream(&written->text, &written->size);

	assert_non_null(stream);
	json_writer_begin(&written->writer, stream);
	return &written->writer;
}

static void check(struct written *written, const char *expected)
{
	json_flush(&written->writer);
	fclose(written->writer.stream);
	assert_string_equal(written->text, expected);
	free(written->text);
}

static void commas_stand_between(void **state)
{
	struct written written;
	struct json_writer *to = begin(&written);

	(void)state;
	json_open(to, NULL, '{');
	json_put_number(to, "a", 1);
	json_open(to, "b", '[');
	json_put_number(to, NULL, INT64_MIN);
	json_put_number(to, NULL, INT64_MAX);
	json_open(to, NULL, '{');
	json_close(to, '}');
	json_close(to, ']');
	json_put_text(to, "c", NULL);
	json_put_raw(to, "d", "1.50");
	json_put_key(to, "\"e\"");
	json_open(to, NULL, '[');
	json_close(to, ']');
	json_close(to, '}');
	check(&written,
	      "{\"a\":1,\"b\":[-9223372036854775808,9223372036854775807,{}],"
	      "\"c\":null,\"d\":1.50,\"\\\"e\\\"\":[]}");
}

static void check_byte(char byte, size_t at, size_t length)
{
	struct written written;
	char text[20];
	struct json_object *o;

	memset(text, at % 2 == 0 ? 'x' : '\xc3', sizeof(text));
	text[at] = byte;
	text[length / 2] = length % 3 == 0 ? '\n' : text[length / 2];
	o = json_object_new_string_len(text, (int)length);
	json_put_bytes(begin(&written), NULL, text, length);
	check(&written,
	      json_object_to_json_string_ext(
	          o, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(o);
}

/* Each byte at each place of texts of 1 to 20 bytes, as json-c has it. */
static void texts_are_escaped(void **state)
{
	(void)state;
	for (int byte = 0; byte < 256; byte++)
		for (size_t length = 1; length <= 20; length++)
			for (size_t at = 0; at < length; at++)
				check_byte((char)byte, at, length);
}

/* Longer than the buffer, at every place of its end. */
static void long_texts_are_whole(void **state)
{
	enum { LENGTH = 5000 };
	static char text[LENGTH + 1], expected[8 * LENGTH];

	(void)state;
	memset(text, 'x', LENGTH);
	for (size_t before = 4080; before < 4100; before++) {
		struct written written;
		struct json_writer *to = begin(&written);

		json_open(to, NULL, '[');
		json_put_bytes(to, NULL, text, before);
		json_put_text(to, NULL, "\n");
		json_put_text(to, NULL, text);
		json_close(to, ']');
		snprintf(expected, sizeof(expected),
		         "[\"%.*s\",\"\\n\",\"%s\"]", (int)before, text, text);
		check(&written, expected);
	}
}

/* The longest that a text can become. */
static void long_escapes_are_whole(void **state)
{
	enum { LENGTH = 5000 };
	static char text[LENGTH + 1], expected[6 * LENGTH + 3];

	(void)state;
	memset(text, '\x01', LENGTH);
	for (size_t length = LENGTH - 9; length <= LENGTH; length++) {
		struct written written;
		char *at = stpcpy(expected, "\"");

		for (size_t i = 0; i < length; i++)
			at = stpcpy(at, "\\u0001");
		stpcpy(at, "\"");
		json_put_bytes(begin(&written), NULL, text, length);
		check(&written, expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(commas_stand_between),
	    cmocka_unit_test(texts_are_escaped),
	    cmocka_unit_test(long_texts_are_whole),
	    cmocka_unit_test(long_escapes_are_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

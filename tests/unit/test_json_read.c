#include "json_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <json-c/json.h>

/* `text`, read and written again; "none" if it is no JSON. */
static void check(const char *text, const char *again)
{
	struct json_object *read = json_read(str_of(text));

	assert_string_equal(read == NULL ? "none"
	                                 : json_object_to_json_string_ext(
	                                       read, JSON_C_TO_STRING_PLAIN),
	                    again);
	json_object_put(read);
}

static void values_are_read(void **state)
{
	(void)state;
	check("{}", "{}");
	check(" [ ] ", "[]");
	check(
	    "{\"a\": [1, -2, true, false, null, \"b\"], \"c\": {\"d\": 1.50}}",
	    "{\"a\":[1,-2,true,false,null,\"b\"],\"c\":{\"d\":1.50}}");
	check("{\"a\": 1, \"a\": 2}", "{\"a\":2}");
	check("[9007199254740993, 1e3]", "[9007199254740993,1e3]");
}

static void texts_are_decoded(void **state)
{
	(void)state;
	check("[\"\\u00e9\\n\\\"\"]", "[\"\xc3\xa9\\n\\\"\"]");
	check("[\"\\ud83d\\ude00\"]", "[\"\xf0\x9f\x98\x80\"]");
	check("[\"\\ud83d\"]", "[\"\xef\xbf\xbd\"]");
	check("[\"\\u0000\"]", "[\"\xef\xbf\xbd\"]");
	check("[\"\"]", "[\"\"]");
}

static void what_is_no_json_is_none(void **state)
{
	static const char *const broken[] = {
	    "",      " ",          "[",      "{\"a\"}",  "[1,]",
	    "[01x]", "[1] 2",      "[nul]",  "{'a': 1}", "[\"\\x\"]",
	    "]",     "[\"\xff\"]", "{1: 2}", "[tru e]"};

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++)
		check(broken[i], "none");
	assert_null(json_read((struct str){NULL, 0}));
}

static void depth_has_an_end(void **state)
{
	char deep[2 * 65 + 1];

	(void)state;
	memset(deep, '[', 65);
	memset(deep + 65, ']', 65);
	deep[130] = '\0';
	check(deep, "none");
	deep[65 + 64] = '\0';
	assert_null(json_read(str_of(deep)));
	memset(deep, '[', 64);
	memset(deep + 64, ']', 64);
	deep[128] = '\0';
	check(deep, deep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(values_are_read),
	    cmocka_unit_test(texts_are_decoded),
	    cmocka_unit_test(what_is_no_json_is_none),
	    cmocka_unit_test(depth_has_an_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

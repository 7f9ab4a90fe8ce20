/* Columns of long lines are counted from blocks: as by going through the line.
 */
#include "position.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static struct source decoded(struct arena *arena, const char *text)
{
	struct source source;

	assert_null(source_decode(&source, arena, "a.py", text, strlen(text)));
	return source;
}

static void check_all(struct arena *arena, const struct source *s)
{
	struct positions positions = {s, arena, NULL, NULL};
	uint32_t line = 1, column = 1, utf16 = 1;

	for (uint32_t byte = 0; byte <= s->length; byte++) {
		unsigned char c = (unsigned char)s->text[byte];
		struct position at;

		if ((c & 0xc0) == 0x80)
			continue;
		at = position_at(&positions, byte);
		assert_int_equal(at.line, line);
		assert_int_equal(at.column, column);
		assert_int_equal(at.utf16, utf16);
		column++;
		utf16 += c >= 0xf0 ? 2 : 1;
		if (c == '\n') {
			line++;
			column = utf16 = 1;
		}
	}
}

/* Lines shorter and longer than a block, of characters of 1 to 4 bytes. */
static void test_columns(void **state)
{
	static const char *const pieces[] = {"a", "\xc3\xa9", "\xe2\x82\xac",
	                                     "\xf0\x9f\x90\x8d"};
	struct arena arena = {0};
	char *text = arena_alloc(&arena, 40000), *to = text;
	struct source source;

	(void)state;
	for (unsigned line = 0; line < 12; line++) {
		for (unsigned i = 0; i < line * 97; i++)
			to = stpcpy(to, pieces[i * (line + 1) % 7 % 4]);
		*to++ = '\n';
	}
	source = decoded(&arena, text);
	check_all(&arena, &source);
	arena_release(&arena);
}

static void check_region(struct positions *p, struct span given,
                         struct span shown)
{
	struct region region = position_region(p, given);
	struct position start = position_start(p, given);

	assert_int_equal(region.span.start, shown.start);
	assert_int_equal(region.span.end, shown.end);
	assert_memory_equal(&start, &region.start, sizeof(start));
}

static void test_shown(void **state)
{
	struct arena arena = {0};
	struct source source = decoded(&arena, "x = 1\n\ny = \xc3\xa9\n");
	struct positions p = {&source, &arena, NULL, NULL};

	(void)state;
	check_region(&p, (struct span){0, 7}, (struct span){0, 5});
	check_region(&p, (struct span){2, 2}, (struct span){2, 3});
	check_region(&p, (struct span){5, 5}, (struct span){4, 5});
	check_region(&p, (struct span){6, 6}, (struct span){6, 6});
	check_region(&p, (struct span){13, 13}, (struct span){11, 13});
	check_region(&p, (struct span){90, 99}, (struct span){14, 14});
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_columns),
	    cmocka_unit_test(test_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void an_array_that_was_allocated_last_grows_where_it_is(void **state)
{
	struct arena arena = {0};
	ARRAY(uint32_t) numbers = {0};
	const uint32_t *first;

	(void)state;
	ARRAY_PUSH(&arena, &numbers, 0);
	first = numbers.at;
	for (uint32_t i = 1; i < 100; i++)
		ARRAY_PUSH(&arena, &numbers, i);
#ifndef ARENA_PASSTHROUGH
	assert_ptr_equal(numbers.at, first);
#endif
	arena_alloc(&arena, 1);
	for (uint32_t i = 100; i < 200; i++)
		ARRAY_PUSH(&arena, &numbers, i);
	assert_ptr_not_equal(numbers.at, first);
	for (uint32_t i = 0; i < 200; i++)
		assert_int_equal(numbers.at[i], i);
	arena_release(&arena);
}

/* How many blocks of 1 000 bytes two arenas give in turn. */
static uint32_t blocks_within(uint64_t most)
{
	struct arena one = {0}, other = {0};
	struct arena_limit limit = {.arenas = {&one, &other}, .most = most};
	volatile uint32_t count = 0;

	one.limit = other.limit = &limit;
	if (setjmp(limit.over) == 0)
		for (;;) {
			arena_room(count % 2 == 0 ? &one : &other, 1000);
			count++;
			assert_true(count < 1000000);
		}
	arena_release(&one);
	arena_release(&other);
	return count;
}

static void two_arenas_stay_within_their_limit(void **state)
{
	(void)state;
	assert_int_equal(blocks_within(10), 0);
	assert_in_range(blocks_within(1000000), 500, 1000);
	assert_in_range(blocks_within(100000000), 50000, 100000);
}

/* As a function takes it, that then asks for more than there is. */
static void take_beside(struct arena *arena)
{
	struct arena first = {0}, second = {0};

	arena_beside(&first, arena);
	arena_room(&first, 400000);
	arena_beside(&second, arena);
	arena_room(&second, 400000);
	arena_release(&second);
	arena_beside(&second, arena);
	arena_room(&second, 400000);
	arena_room(arena, 400000);
	fail();
}

static void arenas_beside_are_held_to_the_limit_and_released(void **state)
{
	struct arena one = {0}, other = {0}, free_one = {0};
	struct arena_limit limit = {.arenas = {&one, &other}, .most = 1000000};
	volatile bool is_over = false;

	(void)state;
	one.limit = other.limit = &limit;
	if (setjmp(limit.over) == 0)
		take_beside(&one);
	else
		is_over = true;
	assert_true(is_over);
	assert_null(limit.beside);
	arena_release(&one);
	arena_beside(&other, &free_one); /* which has none */
	assert_null(free_one.limit);
}

/* Of two that grow in turn, neither leaves the halves behind that it outgrew.
 */
static void large_arrays_leave_nothing_behind(void **state)
{
	enum { COUNT = 1 << 20, SIZE = sizeof(uint64_t) };
	struct arena arena = {0};
	ARRAY(uint64_t) first = {0}, second = {0};

	(void)state;
	for (uint64_t i = 0; i < COUNT; i++) {
		ARRAY_PUSH(&arena, &first, i);
		ARRAY_PUSH(&arena, &second, i * 2);
	}
	for (uint64_t i = 0; i < COUNT; i++) {
		assert_int_equal(first.at[i], i);
		assert_int_equal(second.at[i], i * 2);
	}
	assert_in_range(arena.allocated, 2 * COUNT * SIZE,
	                2 * COUNT * SIZE + (4 << 20));
	arena_release(&arena);
}

static void what_has_a_chunk_of_its_own_can_be_given_back(void **state)
{
	enum { SIZE = 3 << 20 };
	struct arena arena = {0};
	char *little = arena_copy(&arena, "little", 6);
	char *large = arena_alloc(&arena, SIZE);
	char *other = arena_alloc(&arena, SIZE);
	size_t held = arena.held;

	(void)state;
	other[SIZE - 1] = 'x';
	arena_drop(&arena, large, SIZE / 2); /* it has more */
	arena_drop(&arena, "another's", SIZE);
	assert_int_equal(arena.held, held);
	arena_drop(&arena, large, SIZE);
	assert_int_equal(arena.held, held - SIZE);
	assert_string_equal(little, "little");
	assert_int_equal(other[SIZE - 1], 'x');
	arena_release(&arena);
	assert_int_equal(arena.held, 0);
}

static void what_shares_its_chunk_stays(void **state)
{
	struct arena arena = {0};
	char *one = arena_alloc(&arena, 64), *two = arena_alloc(&arena, 64);

	(void)state;
#ifndef ARENA_PASSTHROUGH
	arena_drop(&arena, one, 64);
#endif
	strcpy(one, "one");
	strcpy(two, "two");
	assert_string_equal(one, "one");
	arena_release(&arena);
}

static void a_large_block_leaves_the_chunk_that_is_filled(void **state)
{
	enum { LARGE = 3 << 20, LITTLE = 64 };
	struct arena arena = {0};
	char *little = arena_alloc(&arena, LITTLE), *next;
	size_t held = arena.held;

	(void)state;
	arena_alloc(&arena, LARGE);
	next = arena_alloc(&arena, LITTLE);
#ifndef ARENA_PASSTHROUGH
	assert_ptr_equal(next, little + LITTLE);
	assert_int_equal(arena.held, held + LARGE);
#else
	(void)held;
#endif
	strcpy(little, "one");
	strcpy(next, "two");
	assert_string_equal(little, "one");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
	        an_array_that_was_allocated_last_grows_where_it_is),
	    cmocka_unit_test(two_arenas_stay_within_their_limit),
	    cmocka_unit_test(large_arrays_leave_nothing_behind),
	    cmocka_unit_test(what_has_a_chunk_of_its_own_can_be_given_back),
	    cmocka_unit_test(what_shares_its_chunk_stays),
	    cmocka_unit_test(a_large_block_leaves_the_chunk_that_is_filled),
	    cmocka_unit_test(arenas_beside_are_held_to_the_limit_and_released),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

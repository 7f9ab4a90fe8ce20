#include "components.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void nodes_without_arcs_are_their_own(void **state)
{
	const uint32_t *component = components_find(&arena, 3, NULL, 0);

	(void)state;
	for (uint32_t node = 0; node < 3; node++)
		assert_int_equal(component[node], node);
}

/* 0 <-> 1 -> 2 -> 3 -> 4 -> 2, 5 -> 5 */
static void rings_are_components(void **state)
{
	static const struct arc arcs[] = {{4, 2}, {0, 1}, {2, 3}, {5, 5},
	                                  {1, 2}, {1, 0}, {3, 4}};
	const uint32_t *component = components_find(&arena, 6, arcs, 7);

	(void)state;
	assert_int_equal(component[0], component[1]);
	assert_int_equal(component[2], component[3]);
	assert_int_equal(component[2], component[4]);
	assert_int_not_equal(component[0], component[2]);
	assert_int_not_equal(component[5], component[0]);
	assert_int_not_equal(component[5], component[2]);
}

/* A path has none, and a ring is one, however long. */
static void they_may_be_large(void **state)
{
	enum { COUNT = 1000000 };
	struct arc *arcs = ARENA_ARRAY(&arena, COUNT, struct arc);
	const uint32_t *path, *ring;

	(void)state;
	for (uint32_t i = 0; i < COUNT; i++)
		arcs[i] = (struct arc){i, (i + 1) % COUNT};
	path = components_find(&arena, COUNT, arcs, COUNT - 1);
	ring = components_find(&arena, COUNT, arcs, COUNT);
	for (uint32_t i = 1; i < COUNT; i++) {
		if (path[i] == path[i - 1])
			fail();
		if (ring[i] != ring[0])
			fail();
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(nodes_without_arcs_are_their_own,
	                              release),
	    cmocka_unit_test_teardown(rings_are_components, release),
	    cmocka_unit_test_teardown(they_may_be_large, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "real_directories.h"

#include "path.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* A folder to be in, with a/b/file, and the links to-a -> a, a/b/up -> .. and
 * a/away -> nowhere. */
struct folder {
	struct arena arena;
	char path[32];
	const char *real;
	struct real_directories *known;
};

static int make(void **state)
{
	struct folder *f = calloc(1, sizeof(*f));
	FILE *file;

	assert_non_null(f);
	strcpy(f->path, "/tmp/heaplint-test-XXXXXX");
	assert_non_null(mkdtemp(f->path));
	assert_int_equal(chdir(f->path), 0);
	assert_int_equal(mkdir("a", 0700), 0);
	assert_int_equal(mkdir("a/b", 0700), 0);
	file = fopen("a/b/file", "w");
	assert_non_null(file);
	fclose(file);
	assert_int_equal(symlink("a", "to-a"), 0);
	assert_int_equal(symlink("..", "a/b/up"), 0);
	assert_int_equal(symlink("nowhere", "a/away"), 0);
	f->real = path_real(&f->arena, ".");
	f->known = real_directories_new(&f->arena, f->real);
	*state = f;
	return 0;
}

static int drop(void **state)
{
	struct folder *f = *state;

	unlink("a/away");
	unlink("a/b/up");
	unlink("to-a");
	unlink("a/b/file");
	rmdir("a/b");
	rmdir("a");
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(rmdir(f->path), 0);
	arena_release(&f->arena);
	free(f);
	return 0;
}

/* Asked twice, in an order in which more and more is known, the answers are
 * those of realpath(). */
static void answers_are_those_of_realpath(void **state)
{
	static const char *const paths[] = {
	    "a",        "a/b",          "to-a/b", "to-a",      "a/b/up/b",
	    "a/b/..",   "to-a/b/../b",  "..",     "../..",     "a/b/up/..",
	    "a/b/file", "a/b/file/x",   "a/away", "a/away/x",  "missing",
	    "/",        "/tmp/../tmp",  "/tmp",   "a/missing", "a/b/up/up",
	    "/tmp/..",  "missing/../a", "a/b/up",
	};
	struct folder *f = *state;

	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
			const char *expected = path_real(&f->arena, paths[i]);
			const char *got =
			    real_directory(f->known, str_of(paths[i]));

			if (expected != NULL && !path_is_directory(expected))
				expected = NULL;
			if (expected == NULL)
				assert_null(got);
			else
				assert_string_equal(got, expected);
		}
}

static void errors_are_told(void **state)
{
	struct folder *f = *state;

	assert_null(real_directory(f->known, str_of("missing/x")));
	assert_int_equal(errno, ENOENT);
	assert_null(real_directory(f->known, str_of("a/b/file")));
	assert_int_equal(errno, ENOTDIR);
	assert_string_equal(real_directory(f->known, str_of("")), f->real);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(answers_are_those_of_realpath, make,
	                                    drop),
	    cmocka_unit_test_setup_teardown(errors_are_told, make, drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

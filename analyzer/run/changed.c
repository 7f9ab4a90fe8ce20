#include "changed.h"

#include "git_run.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Lines of a file, the last ones first; `next` is 1 + the index of those before
 * them. */
struct range {
	uint32_t first, last, next;
};

struct changed {
	struct arena *arena;
	const char *root;
	struct names *paths;
	ARRAY(uint32_t) heads; /* by path: 1 + the first range, or 0 */
	ARRAY(struct range) ranges;
};

static void add_range(struct changed *c, const char *path, uint32_t first,
                      uint32_t last)
{
	name_id id = names_intern(c->paths, str_of(path));
	struct range range = {first, last, 0};

	while (c->heads.count <= id)
		ARRAY_PUSH(c->arena, &c->heads, 0);
	range.next = c->heads.at[id];
	ARRAY_PUSH(c->arena, &c->ranges, range);
	c->heads.at[id] = c->ranges.count;
}

/* ------------------------------------------------------------ the patch */

static int octal(const char *at)
{
	int value = 0;

	for (int i = 0; i < 3; i++) {
		if (at[i] < '0' || at[i] > '7')
			return -1;
		value = value * 8 + at[i] - '0';
	}
	return value;
}

/* A name in quotes, as git writes those with unusual characters. */
static const char *unquoted(struct arena *arena, const char *quoted)
{
	static const char letters[] = "abtnvfr\"\\";
	static const char values[] = "\a\b\t\n\v\f\r\"\\";
	char *text = arena_alloc(arena, strlen(quoted) + 1), *to = text;

	for (const char *at = quoted + 1; *at != '\0' && *at != '"';) {
		const char *known;

		if (*at != '\\' || at[1] == '\0') {
			*to++ = *at++;
			continue;
		}
		known = strchr(letters, at[1]);
		if (known != NULL) {
			*to++ = values[known - letters];
			at += 2;
		} else if (octal(at + 1) >= 0) {
			*to++ = (char)octal(at + 1);
			at += 4;
		} else {
			at++;
		}
	}
	return text;
}

/* The file of "+++ b/path"; NULL of a file that is gone. */
static const char *read_name(struct changed *c, char *line)
{
	const char *name = line + 4;

	name = *name == '"' ? unquoted(c->arena, name)
	                    : arena_copy(c->arena, name, strcspn(name, "\t"));
	if (strncmp(name, "b/", 2) != 0)
		return NULL;
	return arena_format(c->arena, "%s/%s",
	                    strcmp(c->root, "/") == 0 ? "" : c->root, name + 2);
}

/* "-1,2" or "+3": the count of lines, and where they begin. */
static uint32_t read_lines(const char *at, uint32_t *first)
{
	char *end;

	*first = (uint32_t)strtoul(at, &end, 10);
	return *end == ',' ? (uint32_t)strtoul(end + 1, NULL, 10) : 1;
}

/* "@@ -1,2 +3,4 @@": how many lines of the hunk follow. */
static uint32_t read_hunk(struct changed *c, const char *path, const char *line)
{
	const char *plus = strstr(line, " +");
	uint32_t before, after, first, unused;

	if (plus == NULL || strncmp(line, "@@ -", 4) != 0)
		return 0;
	before = read_lines(line + 4, &unused);
	after = read_lines(plus + 2, &first);
	if (path != NULL && after > 0)
		add_range(c, path, first, first + after - 1);
	return before + after;
}

static void read_patch(struct changed *c, FILE *stream)
{
	const char *path = NULL;
	uint32_t skipped = 0; /* lines of a hunk that follow */
	char *line = NULL;
	size_t room = 0;
	ssize_t length;

	while (stream != NULL && (length = getline(&line, &room, stream)) > 0) {
		if (line[length - 1] == '\n')
			line[length - 1] = '\0';
		if (line[0] == '\\') /* no line end at the end of the file */
			continue;
		if (skipped > 0)
			skipped--;
		else if (strncmp(line, "+++ ", 4) == 0)
			path = read_name(c, line);
		else
			skipped = read_hunk(c, path, line);
	}
	free(line);
}

/* ------------------------------------------------------------ new files */

static void read_names(struct changed *c, FILE *stream)
{
	char *line = NULL;
	size_t room = 0;

	while (stream != NULL && getdelim(&line, &room, '\0', stream) > 0)
		add_range(c,
		          arena_format(c->arena, "%s/%s",
		                       strcmp(c->root, "/") == 0 ? "" : c->root,
		                       line),
		          1, UINT32_MAX);
	free(line);
}

struct changed *changed_find(struct arena *arena, const char *root,
                             const char *revision)
{
	const char *const diff[] = {"diff",
	                            "--merge-base",
	                            "--unified=0",
	                            "--inter-hunk-context=0",
	                            "--no-color",
	                            "--no-ext-diff",
	                            "--no-textconv",
	                            "--src-prefix=a/",
	                            "--dst-prefix=b/",
	                            "--find-renames",
	                            "--ignore-submodules",
	                            "--end-of-options",
	                            revision,
	                            "--",
	                            NULL};
	static const char *const unknown[] = {"ls-files",           "-z", "-o",
	                                      "--exclude-standard", "--", NULL};
	struct changed *c = ARENA_NEW(arena, struct changed);
	struct git_words words = {0};
	struct git_run run;

	c->arena = arena;
	c->root = root;
	c->paths = names_new(arena);
	if (!git_run_unfiltered(&words, arena, root))
		return NULL;
	for (size_t i = 0; i < sizeof(diff) / sizeof(*diff); i++)
		ARRAY_PUSH(arena, &words, diff[i]);
	if (!git_run_start(&run, arena, root, words.at))
		return NULL;
	read_patch(c, run.stream);
	if (git_run_end(&run) != GIT_GOOD)
		return NULL;
	if (!git_run_start(&run, arena, root, unknown))
		return NULL;
	read_names(c, run.stream);
	return git_run_end(&run) == GIT_GOOD ? c : NULL;
}

/* Does git end well with these words; and print "true", if that is wanted? */
static bool git_says(struct arena *arena, const char *root,
                     const char *const *words, bool wants_true)
{
	struct git_run run;
	char said[8] = "";
	bool is_true;

	if (!git_run_start(&run, arena, root, words))
		return false;
	is_true = run.stream != NULL &&
	          fgets(said, sizeof(said), run.stream) != NULL &&
	          strcmp(said, "true\n") == 0;
	while (run.stream != NULL && fgetc(run.stream) != EOF)
		;
	return git_run_end(&run) == GIT_GOOD && (is_true || !wants_true);
}

const char *changed_problem(struct arena *arena, const char *root,
                            const char *revision)
{
	const char *const known[] = {"rev-parse",        "--verify", "--quiet",
	                             "--end-of-options", revision,   NULL};
	static const char *const shallow[] = {"rev-parse",
	                                      "--is-shallow-repository", NULL};
	static const char *const any[] = {"rev-parse", "--git-dir", NULL};
	const char *hint = "";

	if (!git_says(arena, root, any, false))
		return arena_format(arena,
		                    "git does not read %s ('git status' says"
		                    " why; of another user's: safe.directory)",
		                    root);
	if (git_says(arena, root, shallow, true))
		hint = ": its history was not fetched whole (git fetch"
		       " --unshallow; in a GitHub Action, fetch-depth: 0)";
	return arena_format(arena,
	                    git_says(arena, root, known, false)
	                        ? "git cannot compare %s with '%s'%s"
	                        : "git in %s knows no revision '%s'%s",
	                    root, revision, hint);
}

bool changed_has(const struct changed *changed, const char *path,
                 uint32_t first, uint32_t last)
{
	name_id id = names_find(changed->paths, str_of(path));
	uint32_t i = id == NAME_NONE || id >= changed->heads.count
	                 ? 0
	                 : changed->heads.at[id];

	for (; i != 0; i = changed->ranges.at[i - 1].next) {
		const struct range *range = &changed->ranges.at[i - 1];

		if (range->first <= last && first <= range->last)
			return true;
	}
	return false;
}

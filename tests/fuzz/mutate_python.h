/* Changes to Python text that leave it Python, mostly: statements with all that
 * is indented below them are swapped, copied, nested and left out, names are
 * replaced by others of the text, lines are wrapped in loops, functions and
 * classes. Half of the changes are libFuzzer's own, to the bytes.
 *
 * Included by the targets that read Python. */
#ifndef HEAPLINT_MUTATE_PYTHON_H
#define HEAPLINT_MUTATE_PYTHON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most,
                               unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size,
                                 const uint8_t *other, size_t other_size,
                                 uint8_t *out, size_t most, unsigned seed);

/* Text with room to grow in. */
struct text {
	char *at;
	size_t size, most;
};

/* Bytes [start, end): a line, and the lines after it that are deeper. */
struct lines {
	size_t start, end;
};

static uint32_t below(unsigned *seed, size_t limit)
{
	*seed = *seed * 1664525 + 1013904223;
	return limit == 0 ? 0 : (uint32_t)((*seed >> 8) % limit);
}

static size_t line_start(const struct text *t, size_t at)
{
	while (at > 0 && t->at[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct text *t, size_t at)
{
	const char *end = memchr(t->at + at, '\n', t->size - at);

	return end == NULL ? t->size : (size_t)(end - t->at) + 1;
}

static size_t indentation(const struct text *t, size_t line)
{
	size_t at = line;

	while (at < t->size && (t->at[at] == ' ' || t->at[at] == '\t'))
		at++;
	return at - line;
}

static struct lines any_statement(const struct text *t, unsigned *seed)
{
	struct lines lines = {line_start(t, below(seed, t->size)), 0};
	size_t depth = indentation(t, lines.start);

	lines.end = line_end(t, lines.start);
	while (lines.end < t->size && indentation(t, lines.end) > depth)
		lines.end = line_end(t, lines.end);
	return lines;
}

/* Put `size` bytes in the place of what `where` holds. */
static bool replace(struct text *t, struct lines where, const char *by,
                    size_t size)
{
	size_t old = where.end - where.start;

	if (t->size - old + size > t->most)
		return false;
	memmove(t->at + where.start + size, t->at + where.end,
	        t->size - where.end);
	memcpy(t->at + where.start, by, size);
	t->size += size - old;
	return true;
}

/* A copy of the lines, so many columns deeper (or less deep). */
static char *indented(const char *at, size_t size, int by, size_t *length)
{
	char *copy = malloc(size * 5 + 8), *to = copy;
	bool at_start = true;

	if (copy == NULL)
		abort();
	for (size_t i = 0; i < size; i++) {
		int less = -by;

		for (int k = 0; at_start && at[i] != '\n' && k < by; k++)
			*to++ = ' ';
		while (at_start && less-- > 0 && i < size && at[i] == ' ')
			i++;
		if (i == size)
			break;
		*to++ = at[i];
		at_start = at[i] == '\n';
	}
	*length = (size_t)(to - copy);
	return copy;
}

static bool put_statement(struct text *t, unsigned *seed, const char *at,
                          size_t size, size_t depth)
{
	size_t line = line_start(t, below(seed, t->size + 1)), length;
	int by = (int)(indentation(t, line) % 64) - (int)(depth % 64);
	char *copy = indented(at, size > 4096 ? 4096 : size,
	                      by > 4 || below(seed, 4) ? by % 5 : by, &length);
	bool is_put = replace(t, (struct lines){line, line}, copy, length);

	free(copy);
	return is_put;
}

static bool copy_statement(struct text *t, unsigned *seed)
{
	struct lines from = any_statement(t, seed);

	return put_statement(t, seed, t->at + from.start, from.end - from.start,
	                     indentation(t, from.start));
}

static bool drop_statement(struct text *t, unsigned *seed)
{
	return replace(t, any_statement(t, seed), "", 0);
}

static bool swap_statements(struct text *t, unsigned *seed)
{
	struct lines from = any_statement(t, seed);
	size_t size = from.end - from.start;
	size_t depth = indentation(t, from.start);
	char *copy = malloc(size + 1);
	bool is_put;

	if (copy == NULL)
		abort();
	memcpy(copy, t->at + from.start, size);
	replace(t, from, "", 0);
	is_put = put_statement(t, seed, copy, size, depth);
	free(copy);
	return is_put;
}

static bool indent_statement(struct text *t, unsigned *seed)
{
	struct lines lines = any_statement(t, seed);
	size_t length;
	char *copy = indented(t->at + lines.start, lines.end - lines.start,
	                      below(seed, 2) ? 4 : -4, &length);
	bool is_put = replace(t, lines, copy, length);

	free(copy);
	return is_put;
}

/* A statement becomes the body of another. */
static bool nest_statement(struct text *t, unsigned *seed)
{
	static const char *const heads[] = {"for x in xs:\n",
	                                    "while True:\n",
	                                    "def f(x):\n",
	                                    "class C:\n",
	                                    "with open(p) as f:\n",
	                                    "if x:\n",
	                                    "try:\n",
	                                    "async def g(self):\n",
	                                    "def __init__(self):\n",
	                                    "@property\n",
	                                    "else:\n",
	                                    "except E as e:\n",
	                                    "match x:\n",
	                                    "case [x]:\n",
	                                    "lambda: (\n",
	                                    "finally:\n"};
	struct lines lines = any_statement(t, seed);
	size_t depth = indentation(t, lines.start), length;
	const char *head = heads[below(seed, sizeof(heads) / sizeof(*heads))];
	char *copy =
	    indented(t->at + lines.start, lines.end - lines.start, 4, &length);
	char spaces[64 + 32];
	bool is_put = replace(t, lines, copy, length);

	free(copy);
	if (!is_put)
		return false;
	depth = depth > 60 ? 60 : depth;
	memset(spaces, ' ', depth);
	strcpy(spaces + depth, head);
	lines.end = lines.start;
	return replace(t, lines, spaces, strlen(spaces));
}

static bool is_in_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       (c >= '0' && c <= '9');
}

static struct lines any_name(const struct text *t, unsigned *seed)
{
	size_t at = below(seed, t->size);
	struct lines name;

	while (at < t->size && !is_in_name(t->at[at]))
		at++;
	while (at > 0 && is_in_name(t->at[at - 1]))
		at--;
	name = (struct lines){at, at};
	while (name.end < t->size && is_in_name(t->at[name.end]))
		name.end++;
	return name;
}

static bool rename_one(struct text *t, unsigned *seed)
{
	struct lines from = any_name(t, seed), to = any_name(t, seed);
	char name[64];
	size_t size = from.end - from.start;

	if (size > sizeof(name) || from.start == from.end)
		return false;
	memcpy(name, t->at + from.start, size);
	return replace(t, to, name, size);
}

/* What rules look at. */
static bool splice(struct text *t, unsigned *seed)
{
	static const char *const pieces[] = {
	    "self.a = self.b\n",
	    "s += x\n",
	    "xs = xs[1:]\n",
	    "self.f = lambda: self\n",
	    "out.append([x for x in xs])\n",
	    "return sum([x for x in xs])\n",
	    "global s\n",
	    "nonlocal s\n",
	    "del x\n",
	    "except E as e: self.e = e\n",
	    "yield x\n",
	    "d[k] = set()\n",
	    "__slots__ = ('a',)\n",
	    "import functools as f\n",
	    "from x import *\n",
	    "x: list[int] = []\n",
	    "x = y = x\n",
	    "print 'x'\n",
	    "x = f'{x!r:{w}}'\n",
	    "# heaplint: ignore[MEM301]\n",
	    "# noqa: MEM4\n",
	    "(x := x[1:])\n",
	    "a.b.c.d = a\n",
	    "x, *y = y\n",
	    "type X[T: int = 3] = list[T]\n",
	    "\\\n",
	    "\f\n",
	    "if 1: pass\n",
	    "for i in range(10**9): x.append(i)\n",
	    "raise e from self.e\n",
	    "super().__init__(self)\n",
	    "@functools.lru_cache(None)\n",
	    "self.part = Part(self)\n",
	    "await x.f(self)\n"};
	const char *piece =
	    pieces[below(seed, sizeof(pieces) / sizeof(*pieces))];

	return put_statement(t, seed, piece, strlen(piece), 0);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most,
                               unsigned seed)
{
	static bool (*const changes[])(struct text * t, unsigned *seed) = {
	    copy_statement, drop_statement,   swap_statements, splice,
	    nest_statement, indent_statement, rename_one,      rename_one};
	struct text text = {(char *)data, size, most};

	if (size == 0 || below(&seed, 2) == 0)
		return LLVMFuzzerMutate(data, size, most);
	for (int tries = 0; tries < 4; tries++)
		if (text.size > 0 &&
		    changes[below(&seed, sizeof(changes) / sizeof(*changes))](
		        &text, &seed) &&
		    below(&seed, 2) == 0)
			break;
	return text.size;
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size,
                                 const uint8_t *other, size_t other_size,
                                 uint8_t *out, size_t most, unsigned seed)
{
	struct text text = {(char *)out, one_size < most ? one_size : most,
	                    most};
	char *copy = malloc(other_size + 1);
	struct text from = {copy, other_size, other_size};

	if (copy == NULL)
		abort();
	memcpy(out, one, text.size);
	memcpy(copy, other, other_size);
	if (other_size > 0) {
		struct lines lines = any_statement(&from, &seed);

		put_statement(&text, &seed, copy + lines.start,
		              lines.end - lines.start,
		              indentation(&from, lines.start));
	}
	free(copy);
	return text.size;
}

#endif

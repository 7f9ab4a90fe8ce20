#include "diff.h"

enum { CONTEXT = 3 /* lines around a change */ };

struct lines {
	const char *bytes;
	const size_t *starts; /* and the end of the last */
	uint32_t count;
};

/* Lines [first, end) of the old text become those of the new one. */
struct change {
	uint32_t old, old_end, new, new_end;
};

struct diff {
	FILE *stream;
	struct lines old, new;
	ARRAY(struct change) changes;
};

/* Lines end as in Python: in LF, CR LF or CR. */
static struct lines split(struct arena *arena, const char *bytes, size_t size)
{
	ARRAY(size_t) starts = {0};
	struct lines lines = {.bytes = bytes};

	ARRAY_PUSH(arena, &starts, 0);
	for (size_t at = 0; at < size; at++)
		if (at + 1 == size || bytes[at] == '\n' ||
		    (bytes[at] == '\r' && bytes[at + 1] != '\n'))
			ARRAY_PUSH(arena, &starts, at + 1);
	lines.starts = starts.at;
	lines.count = starts.count - 1;
	return lines;
}

static struct str line_of(const struct lines *lines, uint32_t line)
{
	size_t start = lines->starts[line], end = lines->starts[line + 1];

	return (struct str){lines->bytes + start, (uint32_t)(end - start)};
}

static bool is_same(const struct diff *d, uint32_t old, uint32_t new)
{
	return str_equal(line_of(&d->old, old), line_of(&d->new, new));
}

/* Without lines at its ends that are the same after all. */
static struct change trimmed(const struct diff *d, struct change c)
{
	while (c.old < c.old_end &&
	       c.new < c.new_end &&is_same(d, c.old, c.new)) {
		c.old++;
		c.new ++;
	}
	while (c.old < c.old_end &&
	       c.new < c.new_end &&is_same(d, c.old_end - 1, c.new_end - 1)) {
		c.old_end--;
		c.new_end--;
	}
	return c;
}

/* `kept`: for each new line 1 + the old one that it is, or 0. */
static void find_changes(struct diff *d, struct arena *arena,
                         const uint32_t *kept)
{
	uint32_t old = 0, new = 0;

	while (old < d->old.count || new < d->new.count) {
		struct change c = {.old = old, .new = new};

		while (new < d->new.count && kept[new] == 0)
			new ++;
		old = new < d->new.count ? kept[new] - 1 : d->old.count;
		c.old_end = old;
		c.new_end = new;
		c = trimmed(d, c);
		if (c.old < c.old_end || c.new < c.new_end)
			ARRAY_PUSH(arena, &d->changes, c);
		while (new < d->new.count && kept[new] == old + 1) {
			old++;
			new ++;
		}
	}
}

/* (a lone CR ends a line of Python, but none of a diff) */
static void show_line(const struct diff *d, char sign,
                      const struct lines *lines, uint32_t line)
{
	struct str text = line_of(lines, line);
	char last = text.at[text.length - 1];

	fputc(sign, d->stream);
	fwrite(text.at, 1, text.length - (last == '\r'), d->stream);
	if (last == '\r')
		fputc('\n', d->stream);
	else if (last != '\n')
		fputs("\n\\ No newline at end of file\n", d->stream);
}

/* "12,3": lines from 1, but the one before if there are none. */
static void show_range(FILE *stream, char sign, uint32_t start, uint32_t end)
{
	fprintf(stream, " %c%u", sign,
	        (unsigned)(start == end ? start : start + 1));
	if (end - start != 1)
		fprintf(stream, ",%u", (unsigned)(end - start));
}

/* Changes [first, end) that are near one another. */
static void show_hunk(const struct diff *d, uint32_t first, uint32_t end)
{
	const struct change *c = &d->changes.at[first];
	const struct change *last = &d->changes.at[end - 1];
	uint32_t before = c->old < CONTEXT ? c->old : CONTEXT;
	uint32_t left = d->old.count - last->old_end;
	uint32_t after = left < CONTEXT ? left : CONTEXT;
	uint32_t old = c->old - before;

	fputs("@@", d->stream);
	show_range(d->stream, '-', old, last->old_end + after);
	show_range(d->stream, '+', c->new - before, last->new_end + after);
	fputs(" @@\n", d->stream);
	for (; c <= last; c++) {
		while (old < c->old)
			show_line(d, ' ', &d->old, old++);
		for (; old < c->old_end; old++)
			show_line(d, '-', &d->old, old);
		for (uint32_t new = c->new; new < c->new_end; new ++)
			show_line(d, '+', &d->new, new);
	}
	while (old < last->old_end + after)
		show_line(d, ' ', &d->old, old++);
}

void diff_write(FILE *stream, struct arena *arena, const char *path,
                const struct rewrite *rewrite)
{
	struct diff d = {
	    .stream = stream,
	    .old = split(arena, rewrite->before, rewrite->before_size),
	    .new = split(arena, rewrite->after, rewrite->after_size)};

	find_changes(&d, arena, rewrite_lines(arena, rewrite));
	if (d.changes.count == 0)
		return;
	fprintf(stream, "--- %s\n+++ %s\n", path, path);
	for (uint32_t first = 0, end; first < d.changes.count; first = end) {
		end = first + 1;
		while (end < d.changes.count &&
		       d.changes.at[end].old - d.changes.at[end - 1].old_end <=
		           2 * CONTEXT)
			end++;
		show_hunk(&d, first, end);
	}
}

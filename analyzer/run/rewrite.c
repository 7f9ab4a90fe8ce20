#include "rewrite.h"

#include "outfile.h"
#include "source_encoding.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* ------------------------------------------------------------ new bytes */

struct writer {
	struct arena *arena;
	const struct source *source;
	const char *at, *end; /* what is left of the old bytes */
	const char *line_end;
	char *to;
	uint32_t text_size; /* of the new text so far, as UTF-8 */
	struct rewrite *rewrite;
};

static void put(struct writer *w, const char *bytes, size_t size)
{
	memcpy(w->to, bytes, size);
	w->to += size;
}

/* A piece of the text as the file has it. False if that has another. */
static bool skip_piece(struct writer *w, struct span span, const char **start)
{
	uint32_t taken = source_encoding_follow(
	    w->source->encoding, source_text(w->source, span), w->at,
	    (size_t)(w->end - w->at));

	if (taken == SOURCE_ENCODING_OTHER)
		return false;
	*start = w->at;
	w->at += taken;
	return true;
}

static bool keep_piece(struct writer *w, struct span span)
{
	struct rewrite *r = w->rewrite;
	const char *start;
	struct rewrite_piece piece;

	if (!skip_piece(w, span, &start))
		return false;
	piece.before = (size_t)(start - r->before);
	piece.after = (size_t)(w->to - r->after);
	piece.size = (size_t)(w->at - start);
	put(w, start, piece.size);
	w->text_size += span.end - span.start;
	if (piece.size > 0)
		ARRAY_PUSH(w->arena, &r->pieces.list, piece);
	return true;
}

/* What the file's first line ends in. */
static const char *line_end_of(const char *bytes, size_t size)
{
	size_t at = 0;

	while (at < size && bytes[at] != '\n' && bytes[at] != '\r')
		at++;
	if (at == size || bytes[at] == '\n')
		return "\n";
	return at + 1 < size && bytes[at + 1] == '\n' ? "\r\n" : "\r";
}

/* The edit's text with the file's line ends, whichever it has itself. */
static struct str text_of(const struct writer *w, const char *text)
{
	size_t length = strlen(text), ends = strlen(w->line_end);
	char *whole = arena_alloc(w->arena, length * 2 + 1), *to = whole;

	for (; *text != '\0'; text++) {
		if (text[0] == '\r' && text[1] == '\n')
			continue;
		if (*text != '\n') {
			*to++ = *text;
			continue;
		}
		memcpy(to, w->line_end, ends);
		to += ends;
	}
	return (struct str){whole, (uint32_t)(to - whole)};
}

static const char *put_edit(struct writer *w, const struct rewrite_edit *edit)
{
	struct str text = text_of(w, edit->text);
	struct rewrite_shift shift = {
	    edit->span, {w->text_size, w->text_size + text.length}};
	const char *bytes, *problem;
	size_t size;

	problem = source_encoding_encode(w->arena, w->source->encoding, text,
	                                 &bytes, &size);
	if (problem == NULL)
		put(w, bytes, size);
	w->text_size += text.length;
	ARRAY_PUSH(w->arena, &w->rewrite->shifts, shift);
	return problem;
}

static size_t room_for(const struct rewrite_edit *edits, uint32_t count,
                       size_t size)
{
	for (uint32_t i = 0; i < count; i++)
		size += strlen(edits[i].text) * 8; /* of any encoding */
	return size + 1;
}

const char *rewrite_make(struct rewrite *rewrite, struct arena *arena,
                         const struct source *source, const char *bytes,
                         size_t size, const struct rewrite_edit *edits,
                         uint32_t count)
{
	static const char other[] = "its encoding does not give its bytes back";
	struct writer w = {.arena = arena,
	                   .source = source,
	                   .at = bytes + source->byte_order_mark,
	                   .end = bytes + size,
	                   .line_end = line_end_of(bytes, size),
	                   .rewrite = rewrite};
	char *after = arena_room(arena, room_for(edits, count, size));
	const char *problem, *unused;
	uint32_t done = 0;

	*rewrite = (struct rewrite){
	    .before = bytes, .after = after, .before_size = size};
	w.to = after;
	put(&w, bytes, source->byte_order_mark);
	for (uint32_t i = 0; i < count; i++) {
		struct span kept = {done, edits[i].span.start};

		if (kept.end < kept.start)
			return "its edits overlap";
		if (!keep_piece(&w, kept) ||
		    !skip_piece(&w, edits[i].span, &unused))
			return other;
		problem = put_edit(&w, &edits[i]);
		if (problem != NULL)
			return problem;
		done = edits[i].span.end;
	}
	if (!keep_piece(&w, (struct span){done, source->length}) ||
	    w.at != w.end)
		return other;
	rewrite->after_size = (size_t)(w.to - after);
	return NULL;
}

/* ------------------------------------------------------------ places */

uint32_t rewrite_place(const struct rewrite *rewrite, uint32_t before)
{
	uint32_t low = 0, high = rewrite->shifts.count;
	const struct rewrite_shift *shift;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (rewrite->shifts.at[middle].before.end <= before)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < rewrite->shifts.count &&
	    rewrite->shifts.at[low].before.start < before)
		return rewrite->shifts.at[low].after.start;
	if (low == 0)
		return before;
	shift = &rewrite->shifts.at[low - 1];
	return before - shift->before.end + shift->after.end;
}

struct rewrite_pieces rewrite_compose(struct arena *arena,
                                      const struct rewrite_pieces *first,
                                      const struct rewrite_pieces *second)
{
	struct rewrite_pieces both = {0};
	uint32_t i = 0, k = 0;

	while (i < first->list.count && k < second->list.count) {
		const struct rewrite_piece *a = &first->list.at[i];
		const struct rewrite_piece *b = &second->list.at[k];
		size_t a_end = a->after + a->size, b_end = b->before + b->size;
		size_t start = a->after > b->before ? a->after : b->before;
		size_t end = a_end < b_end ? a_end : b_end;
		struct rewrite_piece piece = {a->before + (start - a->after),
		                              b->after + (start - b->before),
		                              end - start};

		if (start < end)
			ARRAY_PUSH(arena, &both.list, piece);
		if (a_end <= b_end)
			i++;
		else
			k++;
	}
	return both;
}

/* The number of the line that begins at or after `at`, going on from another
 * place's. */
struct line_walk {
	const char *bytes;
	size_t size, at;
	uint32_t line;
};

static bool ends_line(const char *bytes, size_t size, size_t at)
{
	return bytes[at] == '\n' ||
	       (bytes[at] == '\r' && (at + 1 == size || bytes[at + 1] != '\n'));
}

static void walk_to(struct line_walk *walk, size_t to)
{
	for (; walk->at < to; walk->at++)
		walk->line += ends_line(walk->bytes, walk->size, walk->at);
}

static bool is_line_start(const char *bytes, size_t size, size_t at)
{
	return at == 0 || ends_line(bytes, size, at - 1);
}

const uint32_t *rewrite_lines(struct arena *arena,
                              const struct rewrite *rewrite)
{
	struct line_walk old = {rewrite->before, rewrite->before_size, 0, 0};
	struct line_walk new = {rewrite->after, rewrite->after_size, 0, 0};
	struct line_walk all = new;
	uint32_t *lines;

	walk_to(&all, all.size);
	lines = ARENA_ARRAY(arena, all.line + 2, uint32_t);
	for (uint32_t i = 0; i < rewrite->pieces.list.count; i++) {
		const struct rewrite_piece *p = &rewrite->pieces.list.at[i];
		size_t start = 0;

		walk_to(&old, p->before);
		walk_to(&new, p->after);
		/* whole lines of it */
		for (size_t at = 0; at < p->size; at++) {
			size_t before = p->before + at, after = p->after + at;

			if (is_line_start(old.bytes, old.size, before) &&
			    is_line_start(new.bytes, new.size, after))
				start = at + 1;
			if (start == 0 ||
			    !(ends_line(old.bytes, old.size, before) ||
			      (before + 1 == old.size &&
			       after + 1 == new.size)))
				continue;
			walk_to(&old, p->before + start - 1);
			walk_to(&new, p->after + start - 1);
			lines[new.line] = old.line + 1;
			start = 0;
		}
	}
	return lines;
}

const char *rewrite_parse(const struct rewrite *rewrite, struct tree *tree,
                          struct arena *arena, struct parser *parser,
                          const struct tree *before)
{
	struct source *source = ARENA_NEW(arena, struct source);
	const char *problem =
	    source_decode(source, arena, before->source->path, rewrite->after,
	                  rewrite->after_size);

	if (problem == NULL)
		problem = tree_parse(tree, arena, parser, source);
	if (problem == NULL && tree->error_count > before->error_count)
		problem = "the result would not be Python";
	return problem;
}

/* ------------------------------------------------------------ the file */

static const char *check_unchanged(const struct rewrite *rewrite,
                                   struct arena *arena, const char *file)
{
	int descriptor = open(file, O_RDONLY | O_CLOEXEC);
	const char *bytes = "", *problem;
	size_t size = 0;

	if (descriptor < 0)
		return strerror(errno);
	problem = source_read_bytes(arena, descriptor, BUDGET_LARGEST_FILE,
	                            &bytes, &size);
	close(descriptor);
	if (problem == NULL && (size != rewrite->before_size ||
	                        memcmp(bytes, rewrite->before, size) != 0))
		problem = "it changed meanwhile";
	return problem;
}

const char *rewrite_file(const struct rewrite *rewrite, struct arena *arena,
                         const char *file)
{
	const char *problem = outfile_check(arena, file), *changed;
	struct outfile out;

	if (problem == NULL)
		problem = check_unchanged(rewrite, arena, file);
	if (problem == NULL)
		problem = outfile_open(&out, arena, file);
	if (problem != NULL)
		return problem;
	fwrite(rewrite->after, 1, rewrite->after_size, out.stream);
	changed = check_unchanged(rewrite, arena, file);
	if (changed != NULL) {
		outfile_drop(&out);
		return changed;
	}
	return outfile_close(&out, arena);
}

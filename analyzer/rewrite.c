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
	size_t room;
};

static void put(struct writer *w, const char *bytes, size_t size)
{
	memcpy(w->to, bytes, size);
	w->to += size;
}

/* A piece of the text as the file has it: its bytes, but that a lone CR was
 * read as LF. False if they are others. */
static bool skip_piece(struct writer *w, struct span span, const char **start)
{
	struct str text = source_text(w->source, span);
	const char *bytes;
	size_t size;

	if (source_encoding_encode(w->arena, w->source->encoding, text, &bytes,
	                           &size) != NULL ||
	    (size_t)(w->end - w->at) < size)
		return false;
	*start = w->at;
	for (size_t i = 0; i < size; i++)
		if (w->at[i] != bytes[i] &&
		    !(w->at[i] == '\r' && bytes[i] == '\n'))
			return false;
	w->at += size;
	return true;
}

static bool keep_piece(struct writer *w, struct span span)
{
	const char *start;

	if (!skip_piece(w, span, &start))
		return false;
	put(w, start, (size_t)(w->at - start));
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

/* The edit's text with the file's line ends. */
static struct str text_of(const struct writer *w, const char *text)
{
	size_t length = strlen(text), ends = strlen(w->line_end);
	char *whole = arena_alloc(w->arena, length * 2 + 1), *to = whole;

	for (; *text != '\0'; text++) {
		if (*text != '\n') {
			*to++ = *text;
			continue;
		}
		memcpy(to, w->line_end, ends);
		to += ends;
	}
	return (struct str){whole, (uint32_t)(to - whole)};
}

static const char *put_text(struct writer *w, const char *text)
{
	const char *bytes, *problem;
	size_t size;

	problem = source_encoding_encode(w->arena, w->source->encoding,
	                                 text_of(w, text), &bytes, &size);
	if (problem == NULL)
		put(w, bytes, size);
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
	                   .line_end = line_end_of(bytes, size)};
	char *after = arena_room(arena, room_for(edits, count, size));
	const char *problem, *unused;
	uint32_t done = 0;

	w.to = after;
	put(&w, bytes, source->byte_order_mark);
	for (uint32_t i = 0; i < count; i++) {
		struct span kept = {done, edits[i].span.start};

		if (!keep_piece(&w, kept) ||
		    !skip_piece(&w, edits[i].span, &unused))
			return other;
		problem = put_text(&w, edits[i].text);
		if (problem != NULL)
			return problem;
		done = edits[i].span.end;
	}
	if (!keep_piece(&w, (struct span){done, source->length}) ||
	    w.at != w.end)
		return other;
	*rewrite = (struct rewrite){bytes, after, size, (size_t)(w.to - after)};
	return NULL;
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
	problem = source_read_bytes(arena, descriptor, &bytes, &size);
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

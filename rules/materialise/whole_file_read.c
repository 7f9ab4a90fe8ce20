#include "ask.h"
#include "rule.h"

#include <string.h>

static rule_check check;

enum say { HASH, HASH_DIGEST, HASH_TEXT, COPY, FEED };

const struct rule rule_whole_file_read = {
    .code = "MEM505",
    .title = "A whole file read only to be passed on piece by piece",
    .why = "read() holds the whole file in memory. A hash, another file, a"
           " checksum or a parser that takes its input in pieces needs no more"
           " than a piece at a time: to hash a file of 4 MB so peaks at"
           " 4.0 MB, in chunks of 64 kB at 140 kB, and copying it at 4.0 MB or,"
           " as text, at more, by shutil.copyfileobj() at 200 to 600 kB.",
    .bad = "import hashlib\n"
           "\n"
           "\n"
           "def digest(path):\n"
           "    value = hashlib.sha256()\n"
           "    with open(path, 'rb') as file:\n"
           "        value.update(file.read())\n"
           "    return value.hexdigest()\n",
    .good = "import hashlib\n"
            "\n"
            "\n"
            "def digest(path):\n"
            "    value = hashlib.sha256()\n"
            "    with open(path, 'rb') as file:\n"
            "        for chunk in iter(lambda: file.read(65536), b''):\n"
            "            value.update(chunk)\n"
            "    return value.hexdigest()\n",
    .left_out = "Parsers, as expat's Parse(), which has ParseFile(), and"
                " sockets, as sendall(), which have sendfile(): only"
                " hashes, checksums and other files are looked at.",
    .see = SEE("https://docs.python.org/3/library/hashlib.html"
               "#hashlib.file_digest",
               "https://docs.python.org/3/library/shutil.html"
               "#shutil.copyfileobj"),
    .messages = MESSAGES(
        {"'{0}' holds the whole file only to be hashed",
         "update the hash with chunks of it"},
        {"'{0}' holds the whole file only to be hashed",
         "hashlib.file_digest() reads it in chunks (or update the hash with"
         " chunks of it)"},
        {"'{0}' holds the whole file only to be hashed",
         "open it with 'rb': hashlib.file_digest() reads it in chunks then"},
        {"'{0}' holds the whole file only to be written to '{1}'",
         "shutil.copyfileobj() copies it in chunks"},
        {"'{0}' holds the whole file, and '{1}' takes it in pieces as well",
         "give it chunks of the file"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

static bool has_keyword(const struct facts *f, node_id call, const char *name)
{
	return ask_keyword(f, call, name) != NO_NODE;
}

/* open(path, "rb", encoding=...), open(open(path)): that raises. */
static bool is_mistaken(const struct facts *f, node_id opening)
{
	const struct tree *t = f->tree;
	node_id path, mode;

	if (!ask_calls(f, opening, "builtins.open"))
		return false;
	path = ask_argument(f, opening, 0);
	mode = ask_argument(f, opening, 1);
	if (mode == NO_NODE)
		mode = ask_keyword(f, opening, "mode");
	if (path != NO_NODE && ask_calls(f, path, "builtins.open"))
		return true;
	return mode != NO_NODE && tree_kind(t, mode) == KIND_STRING &&
	       memchr(tree_text(t, mode).at + 1, 'b',
	              tree_text(t, mode).length - 1) != NULL &&
	       (has_keyword(f, opening, "encoding") ||
	        has_keyword(f, opening, "errors") ||
	        has_keyword(f, opening, "newline"));
}

/* The file that n reads all of, or n itself if it reads a path; NO_NODE if it
 * does not, or nothing says that it is a real file. */
static node_id whole_file(const struct facts *f, node_id n)
{
	static const char *const opens[] = {
	    "builtins.open", "io.open",   "os.fdopen",   "gzip.open",
	    "bz2.open",      "lzma.open", "codecs.open", NULL};
	node_id file = ask_receiver(f, n, "read"), opening;

	if (file == NO_NODE)
		return (ask_receiver(f, n, "read_bytes") != NO_NODE ||
		        ask_receiver(f, n, "read_text") != NO_NODE) &&
		               types_call_effects(f->types, n) &
		                   CALL_READS_WHOLE
		           ? n
		           : NO_NODE;
	file = tree_value(f->tree, file);
	if (ask_argument_count(f, n) != 0 || !stream_is_file(f, file))
		return NO_NODE;
	opening = stream_opening(f, file);
	if (opening == NO_NODE)
		return stream_is_stdin(f, file) ? file : NO_NODE;
	if (is_mistaken(f, opening))
		return NO_NODE;
	return imports_which(&f->imports,
	                     tree_child(f->tree, opening, FIELD_FUNCTION),
	                     opens) >= 0 ||
	               ask_receiver(f, opening, "open") != NO_NODE
	           ? file
	           : NO_NODE;
}

/* Where n's value is used: n, or the only read of the name it is bound to. */
static node_id place_of(const struct facts *f, node_id n)
{
	node_id name = slices_name(f, n), read = NO_NODE;
	symbol_id variable;
	uint32_t reads;

	if (name == NO_NODE)
		return n;
	variable = scopes_variable(&f->scopes, name);
	if (variable == NO_SYMBOL ||
	    scopes_only_binding(&f->scopes, variable) == NULL)
		return NO_NODE;
	uses_of_variable(f->uses, variable, &reads);
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL && reads == 1; o = scopes_next(&f->scopes, o))
		if (o->access == ACCESS_READ)
			read = o->node;
	return read != NO_NODE &&
	               scopes_body(&f->scopes, read) ==
	                   scopes_body(&f->scopes, name) &&
	               repeats_loop(&f->repeats, read) ==
	                   repeats_loop(&f->repeats, name)
	           ? read
	           : NO_NODE;
}

/* Do calls by this name make or feed a hash, a checksum? */
static bool is_hash(struct str name)
{
	static const char *const hashes[] = {
	    "md5",     "sha1",     "sha224",   "sha256",   "sha384",
	    "sha512",  "sha3_224", "sha3_256", "sha3_384", "sha3_512",
	    "blake2b", "blake2s",  NULL};

	if (!str_starts(name, "hashlib."))
		return false;
	name.at += sizeof("hashlib.") - 1;
	name.length -= (uint32_t)sizeof("hashlib.") - 1;
	for (const char *const *hash = hashes; *hash != NULL; hash++)
		if (str_is(name, *hash))
			return true;
	return str_is(name, "_Hash.update");
}

/* What takes the value at `place` as its only argument, or as the first of a
 * checksum. */
static bool find_taker(const struct facts *f, node_id place, node_id *taker,
                       enum say *say)
{
	static const char *const sums[] = {"zlib.crc32", "binascii.crc32",
	                                   "zlib.adler32", NULL};
	const struct tree *t = f->tree;
	node_id call, receiver;
	char name[64];

	place = tree_outermost(t, place);
	call = tree_parent(t, tree_parent(t, place));
	if (tree_kind(t, tree_parent(t, place)) != KIND_ARGUMENT_LIST ||
	    ask_argument(f, call, 0) != place)
		return false;
	*taker = tree_child(t, call, FIELD_FUNCTION);
	*say = FEED;
	if (imports_which(&f->imports, *taker, sums) >= 0)
		return true;
	if (ask_argument_count(f, call) != 1)
		return false;
	*say = f->target < 311 ? HASH : HASH_DIGEST;
	if (types_callee(f->types, call, name, sizeof(name)) &&
	    is_hash(str_of(name)))
		return true;
	receiver = ask_receiver(f, call, "write");
	*say = COPY;
	return receiver != NO_NODE && stream_is_file(f, receiver);
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	node_id file, place, taker;
	struct finding *finding;
	enum say say;

	if (f->is_test)
		return;
	file = whole_file(f, n);
	if (file == NO_NODE)
		return;
	place = place_of(f, n);
	if (place == NO_NODE || !find_taker(f, place, &taker, &say) ||
	    (say == COPY && file != n &&
	     !stream_can_last(f, file, n, place, tree_parent(f->tree, taker))))
		return;
	if (say == HASH_DIGEST && types_of(f->types, n)->kind == TYPE_STR)
		say = HASH_TEXT;
	finding = REPORT(
	    pass, n, LEVEL_NOTE, say, quote(pass, n),
	    quote(pass, say == COPY ? tree_first(f->tree, taker) : taker));
	if (finding == NULL)
		return;
	finding->estimate = cost_copy(f->target, types_of(f->types, n)->kind);
	if (place != n)
		finding_relate(pass->findings, finding,
		               tree_span(f->tree, place), "read here, once");
}

#include "ask.h"
#include "rule.h"

static rule_check check;

enum say { REST, PART };

const struct rule rule_bytes_slices_in_loop = {
    .code = "MEM206",
    .title = "Slices of one bytes object that a loop makes only to read them",
    .why = "A slice of bytes or bytearray copies its bytes; a slice of a"
           " memoryview is 184 bytes, however long. A loop that sends"
           " data[sent:] copies the whole rest at each turn: for 4 MB, sent in"
           " 64 kB, 124 MB are copied, and 4 MB more are held. With"
           " memoryview(data)[sent:] nothing is. Seldom found: of 448 slices"
           " that are given to unpack(), send(), write() or update() in 9"
           " million lines of packages, most are of a few bytes.",
    .bad = "def send(sock, data: bytes):\n"
           "    sent = 0\n"
           "    while sent < len(data):\n"
           "        sent += sock.send(data[sent:])\n",
    .good = "def send(sock, data: bytes):\n"
            "    view = memoryview(data)\n"
            "    sent = 0\n"
            "    while sent < len(data):\n"
            "        sent += sock.send(view[sent:])\n",
    .left_out = "Slices given to what is not known to only read them: it"
                " may keep them, and a memoryview would keep the whole"
                " buffer.",
    .see = SEE("https://docs.python.org/3/library/stdtypes.html"
               "#memoryview",
               "https://docs.python.org/3/library/struct.html"
               "#struct.unpack_from"),
    .messages = MESSAGES(
        {"'{0}' copies the whole rest of '{1}', a byte for each, at every turn"
         " of the loop, only for '{2}' to read it",
         "cut a memoryview of '{1}', which copies nothing"},
        {"'{0}' copies that part of '{1}', a byte for each, at every turn of"
         " the loop, only for '{2}' to read it",
         "cut a memoryview of '{1}', which copies nothing"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_SUBSCRIPT),
    .check = check,
};

enum { SMALL = 64, MOST_NAME = 64 };

/* Does the receiver surely take a memoryview as well: a socket, a binary file,
 * a hash? */
static bool takes_views(const struct facts *f, node_id function)
{
	const struct tree *t = f->tree;
	node_id receiver = tree_first(t, function);
	const struct type *type;

	type = types_of(f->types, receiver);
	if (type->kind == TYPE_BINARY_FILE)
		return true;
	if (type->kind == TYPE_INSTANCE)
		return str_is(type->name, "socket.socket") ||
		       str_is(type->name, "hashlib._Hash");
	return str_starts(tree_text(t, tree_end(t, function) - 1), "send");
}

/* The function that takes the slice n and any other buffer as well, and keeps
 * none of it; NO_NODE if it is another. */
static node_id reader_of(const struct facts *f, node_id n)
{
	static const char *const functions[] = {
	    "zlib.crc32",          "zlib.adler32",
	    "zlib.compress",       "binascii.crc32",
	    "binascii.hexlify",    "base64.b64encode",
	    "binascii.b2a_base64", "os.write",
	    "struct.unpack",       NULL};
	static const char *const methods[] = {"send",   "sendall", "write",
	                                      "update", "sendto",  NULL};
	const struct tree *t = f->tree;
	node_id place = tree_outermost(t, n), call, function;
	struct str name;

	if (tree_kind(t, tree_parent(t, place)) != KIND_ARGUMENT_LIST)
		return NO_NODE;
	call = tree_parent(t, tree_parent(t, place));
	function = tree_child(t, call, FIELD_FUNCTION);
	if (imports_which(&f->imports, function, functions) >= 0)
		return function;
	if (tree_kind(t, function) != KIND_ATTRIBUTE ||
	    ask_argument(f, call, 0) != place)
		return NO_NODE;
	name = tree_text(t, tree_end(t, function) - 1);
	for (const char *const *method = methods; *method != NULL; method++)
		if (str_is(name, *method))
			return takes_views(f, function) ? function : NO_NODE;
	return NO_NODE;
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	node_id loop, function;
	symbol_id variable;
	struct finding *finding;
	struct slice s;

	if (f->is_test || !slices_find(f, n, &s) ||
	    (s.type != TYPE_BYTES && s.type != TYPE_BYTEARRAY) ||
	    s.step != NO_NODE || s.start == NO_NODE)
		return;
	loop = repeats_loop(&f->repeats, n);
	if (loop == NO_NODE || repeats_is_short(&f->repeats, loop, 1))
		return;
	function = reader_of(f, n);
	variable = scopes_variable(&f->scopes, s.value);
	if (function == NO_NODE || variable == NO_SYMBOL ||
	    repeats_binds(&f->repeats, loop, variable) ||
	    slices_most(f, &s) <= SMALL || ask_is_small(f, s.value, SMALL))
		return;
	finding =
	    REPORT(pass, n, LEVEL_NOTE, s.stop == NO_NODE ? REST : PART,
	           quote(pass, n), quote(pass, s.value), quote(pass, function));
	if (finding == NULL)
		return;
	finding->estimate = slices_estimate(f, s.type);
	finding_relate(pass->findings, finding, tree_span(f->tree, loop),
	               "the loop");
}

#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_array_grown_in_loop = {
    .code = "MEM801",
    .title = "Array grown in a loop by a function that copies it",
    .why = "np.append, concatenate, vstack, insert, delete and torch.cat"
           " never extend an array: each call makes a new one and copies all"
           " of the old one, so n turns copy n * n / 2 elements. np.append of"
           " one number to 100 000 allocates 800 kB (NumPy 1.24), and twice the"
           " turns allocate 3.8 times as much in all; with a list that is made"
           " an array once, or an array that is filled, 2.1 to 2.3 times.",
    .bad = "import numpy as np\n"
           "\n"
           "\n"
           "def values(sensor, count):\n"
           "    found = np.array([])\n"
           "    for _ in range(count):\n"
           "        found = np.append(found, sensor.read())\n"
           "    return found\n",
    .good = "import numpy as np\n"
            "\n"
            "\n"
            "def values(sensor, count):\n"
            "    found = np.empty(count)\n"
            "    for i in range(count):\n"
            "        found[i] = sensor.read()\n"
            "    return found\n",
    .see = SEE("https://numpy.org/doc/stable/reference/generated/"
               "numpy.append.html",
               "https://pytorch.org/docs/stable/generated/torch.cat.html"),
    .messages = MESSAGES(
        {"'{0}' is copied whole {1}: '{2}' makes a new array",
         "append the parts to a list and call '{2}' once after the loop, or"
         " fill an array that is made before it"},
        {"'{0}' is copied whole {1}: '{2}' makes a new array",
         "fill an array that is made before the loop, and use a slice of it"},
        {"'{0}' is copied whole {1}: '{2}' makes a new array",
         "collect what is to go, as indices or a mask, and delete it at"
         " once"}),
    .level = LEVEL_NOTE,
    .levels = "A warning where one loop over data, or of 1 000 turns or more,"
              " makes it grow, and does not read all of it besides; a note"
              " else.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

enum { COLLECT, FILL, MASK };

static unsigned message_of(const struct regrown *r)
{
	if (r->how == REGROWN_DELETED)
		return MASK;
	return r->whole_read_at == NO_NODE ? COLLECT : FILL;
}

static void check(struct pass *pass, node_id n)
{
	struct regrowns found;

	(void)n;
	regrown_find_arrays(&found, pass->scratch, pass->facts);
	regrown_report(pass, &found, message_of);
}

#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_frame_grown_in_loop = {
    .code = "MEM802",
    .title = "DataFrame grown row by row in a loop",
    .why = "A DataFrame never grows in place: pd.concat, append (up to pandas"
           " 1.5) and a row at a new label copy all of it, at every turn. With"
           " 100 000 rows of two columns (1.6 MB) one pd.concat of one row"
           " allocates 1.6 MB and `df.loc[len(df)] = row` 3.2 MB (pandas 1.5);"
           " a dict appended to a list takes the dict alone.",
    .bad = "import pandas as pd\n"
           "\n"
           "\n"
           "def table(paths):\n"
           "    df = pd.DataFrame()\n"
           "    for path in paths:\n"
           "        df = pd.concat([df, pd.read_csv(path)])\n"
           "    return df\n",
    .good = "import pandas as pd\n"
            "\n"
            "\n"
            "def table(paths):\n"
            "    return pd.concat(pd.read_csv(path) for path in paths)\n",
    .see = SEE("https://pandas.pydata.org/docs/reference/api/"
               "pandas.concat.html",
               "https://pandas.pydata.org/docs/user_guide/merging.html"),
    .messages = MESSAGES(
        {"'{0}' is copied whole {1}: '{2}' makes a new frame",
         "append the parts to a list and call pd.concat once after the loop"},
        {"'{0}' is copied whole {1}: '{2}' makes a new frame",
         "keep the parts in a list, and what the loop looks up in a dict or"
         " set; call pd.concat once after it"},
        {"'{0}' is copied whole {1}: a row at a new label makes a new frame",
         "append the rows to a list and make a DataFrame of it after the"
         " loop"}),
    .level = LEVEL_NOTE,
    .levels = "A warning where one loop over data, of 1 000 turns or more, or"
              " that reads a file at each turn, makes it grow, and does not"
              " read all of it besides; a note else.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

enum { COLLECT, LOOK_UP, ROW };

static unsigned message_of(const struct regrown *r)
{
	if (r->how == REGROWN_ROW)
		return ROW;
	return r->whole_read_at == NO_NODE ? COLLECT : LOOK_UP;
}

static void check(struct pass *pass, node_id n)
{
	struct regrowns found;

	(void)n;
	regrown_find_frames(&found, pass->scratch, pass->facts);
	regrown_report(pass, &found, message_of);
}

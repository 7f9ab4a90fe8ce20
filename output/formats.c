#include "output.h"

const struct output_format output_formats[] = {
    {"full", output_full, true},  {"concise", output_concise, true},
    {"json", output_json, false}, {"sarif", output_sarif, false},
    {NULL, NULL, false},
};

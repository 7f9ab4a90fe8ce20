/* The formats that --output takes. */
#include "output.h"

const struct output_format output_formats[] = {
    {"full", output_full, true},      {"concise", output_concise, true},
    {"json", output_json, false},     {"json-lines", output_json_lines, false},
    {"github", output_github, false}, {"gitlab", output_gitlab, false},
    {"sarif", output_sarif, false},   {NULL, NULL, false},
};

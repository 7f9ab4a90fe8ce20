#include "output.h"

const struct output_format output_formats[] = {
    {"full", output_full}, {"concise", output_concise},
    {"json", output_json}, {"sarif", output_sarif},
    {NULL, NULL},
};

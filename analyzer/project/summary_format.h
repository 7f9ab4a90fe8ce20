/* Summaries as bytes: "HLSM", the format's number, heaplint's version, the body
 * (LEB128 integers, counted strings with a NUL), XXH3-64 of all before it. Of
 * the body come first what is of no interest to other files, then what is (from
 * the exports on), then the places of that, then the findings: so each is
 * hashed as it stands. What summary_write.c and summary_read.c share. */
#ifndef HEAPLINT_SUMMARY_FORMAT_H
#define HEAPLINT_SUMMARY_FORMAT_H

#include "summary.h"

enum { SUMMARY_FORMAT = 17 };

#define SUMMARY_MAGIC "HLSM"
enum { SUMMARY_MAGIC_SIZE = 4 };

#endif

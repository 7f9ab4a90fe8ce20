#include "budget.h"

#include "str.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Real code takes the parser 137 ns a byte, and 1 010 ns at the worst of 11 659
 * files; it takes less than 40 bytes of memory a byte, parser and facts
 * together, and 14 MB more at the worst of 38 869 files (formulas, tables of
 * short numbers, parsers that a program wrote). */
static const uint64_t time_base = 2000000000, time_of_byte = 5000,
                      memory_base = 37 * 1024 * 1024, memory_of_byte = 40;

static const uint64_t second = 1000000000, longest = 86400000000000,
                      megabyte = 1024 * 1024, largest = 16ull << 40;

const struct budget budget_none = {
    .file_size = BUDGET_LARGEST_FILE,
    .parse_time = (uint64_t)1 << 60,
    .memory = (uint64_t)1 << 60,
};

void budget_merge(struct budget *budget, const struct budget *over)
{
	if (over->file_size != 0)
		budget->file_size = over->file_size;
	if (over->parse_time != 0)
		budget->parse_time = over->parse_time;
	if (over->memory != 0)
		budget->memory = over->memory;
}

uint64_t budget_parse_time(const struct budget *budget, size_t size)
{
	return budget->parse_time != 0 ? budget->parse_time
	                               : time_base + time_of_byte * size;
}

uint64_t budget_memory(const struct budget *budget, size_t size)
{
	return budget->memory != 0 ? budget->memory
	                           : memory_base + memory_of_byte * size;
}

/* ------------------------------------------------------------ notices */

/* "1.5 MB", for people. */
static const char *size_shown(struct arena *arena, uint64_t bytes)
{
	if (bytes < 10000)
		return arena_format(arena, "%llu bytes",
		                    (unsigned long long)bytes);
	if (bytes < megabyte)
		return arena_format(arena, "%llu KB",
		                    (unsigned long long)(bytes / 1024));
	if (bytes % megabyte == 0 || bytes >= 100 * megabyte)
		return arena_format(arena, "%llu MB",
		                    (unsigned long long)(bytes / megabyte));
	return arena_format(arena, "%.1f MB", (double)bytes / (double)megabyte);
}

const char *budget_too_large(struct arena *arena, uint64_t most)
{
	return arena_format(arena, "larger than %s", size_shown(arena, most));
}

const char *budget_file_size_problem(struct arena *arena, uint64_t most)
{
	return arena_format(arena, "%s: exclude it, or raise --max-file-size",
	                    budget_too_large(arena, most));
}

#define TIME_ADVICE "raise --parse-timeout"

const char *budget_parse_time_problem(struct arena *arena,
                                      const struct budget *budget, size_t size)
{
	return arena_format(
	    arena,
	    "takes the parser more than %s s: exclude it, or " TIME_ADVICE,
	    budget_time_text(arena, budget_parse_time(budget, size)));
}

bool budget_is_of_time(const char *problem)
{
	return str_ends(str_of(problem), TIME_ADVICE);
}

const char *budget_memory_problem(struct arena *arena,
                                  const struct budget *budget, size_t size)
{
	return arena_format(arena,
	                    "takes more than %s of memory: exclude it, or raise"
	                    " --max-memory",
	                    size_shown(arena, budget_memory(budget, size)));
}

/* ------------------------------------------------------------ values */

bool budget_read_size(const char *text, uint64_t *bytes)
{
	static const char *const units[] = {"", "KB", "MB", "GB"};
	char *end;
	unsigned long long number;

	if (!isdigit((unsigned char)*text))
		return false;
	number = strtoull(text, &end, 10);
	end += strspn(end, " ");
	for (unsigned i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (strcasecmp(end, units[i]) == 0 && number != 0 &&
		    number <= largest >> 10 * i) {
			*bytes = (uint64_t)number << 10 * i;
			return true;
		}
	return false;
}

bool budget_read_file_size(const char *text, uint64_t *bytes)
{
	return budget_read_size(text, bytes) && *bytes <= BUDGET_LARGEST_FILE;
}

/* Digits, and a point among them: no exponents, signs, infinities. */
bool budget_read_time(const char *text, uint64_t *nanoseconds)
{
	uint64_t time = 0, place = second;
	bool has_point = false;

	if (!isdigit((unsigned char)*text))
		return false;
	for (; *text != '\0' && time <= longest; text++) {
		if (*text == '.' && !has_point)
			has_point = true;
		else if (!isdigit((unsigned char)*text))
			return false;
		else if (has_point)
			time += (place /= 10) * (uint64_t)(*text - '0');
		else
			time = time * 10 + second * (uint64_t)(*text - '0');
	}
	*nanoseconds = time;
	return time != 0 && time <= longest;
}

const char *budget_size_text(struct arena *arena, uint64_t bytes)
{
	static const char *const units[] = {"", "KB", "MB", "GB"};
	int unit = 0;

	while (unit < 3 && bytes != 0 && bytes % 1024 == 0) {
		bytes /= 1024;
		unit++;
	}
	return arena_format(arena, "%llu%s", (unsigned long long)bytes,
	                    units[unit]);
}

const char *budget_time_text(struct arena *arena, uint64_t nanoseconds)
{
	char *text = arena_format(
	    arena, "%llu.%03llu", (unsigned long long)(nanoseconds / second),
	    (unsigned long long)(nanoseconds % second / (second / 1000)));
	size_t length = strlen(text);

	while (text[length - 1] == '0')
		length--;
	if (text[length - 1] == '.')
		length--;
	text[length] = '\0';
	return text;
}

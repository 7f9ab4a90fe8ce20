#include "timings.h"

#include <sys/resource.h>
#include <time.h>

int64_t thread_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void timings_start(struct timings *timings)
{
	if (timings != NULL)
		timings->since = thread_time();
}

void timings_end(struct timings *timings, enum phase phase)
{
	int64_t now;

	if (timings == NULL)
		return;
	now = thread_time();
	timings->spent[phase] += now - timings->since;
	timings->since = now;
}

void timings_add(struct timings *to, const struct timings *from)
{
	for (int i = 0; i < PHASES; i++)
		to->spent[i] += from->spent[i];
}

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

void timings_write(FILE *stream, const struct timings *timings)
{
	static const char *const names[PHASES] = {
	    "find files", "read",  "parse",     "flatten", "facts",
	    "heap",       "rules", "summaries", "link",    "output"};
	struct rusage usage;
	double all, other;

	getrusage(RUSAGE_SELF, &usage);
	all = other = seconds(usage.ru_utime) + seconds(usage.ru_stime);
	fputs("phase       seconds  share\n", stream);
	for (int i = 0; i < PHASES; i++) {
		double spent = (double)timings->spent[i] / 1e9;

		fprintf(stream, "%-10s  %7.3f  %4.1f %%\n", names[i], spent,
		        spent * 100 / all);
		other -= spent;
	}
	/* (two clocks: of next to nothing one may have shown more) */
	other = other < 0 ? 0 : other;
	fprintf(stream, "%-10s  %7.3f  %4.1f %%\n", "other", other,
	        other * 100 / all);
	fprintf(stream, "%-10s  %7.3f\n", "processor", all);
	fprintf(stream, "%-10s  %7.1f MB\n", "memory",
	        (double)usage.ru_maxrss / 1024);
}

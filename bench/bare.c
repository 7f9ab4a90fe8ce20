/* The yardstick of `make bench`: read each file named on standard input, parse
 * it with tree-sitter, delete the tree; nothing else. Prints the processor time
 * in seconds that parsing took, and the bytes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_python(void);

static double processor_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static char *read_file(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	char *bytes;
	long length;

	if (file == NULL)
		return NULL;
	fseek(file, 0, SEEK_END);
	length = ftell(file);
	rewind(file);
	bytes = malloc((size_t)length + 1);
	*size = bytes == NULL ? 0 : fread(bytes, 1, (size_t)length, file);
	fclose(file);
	return bytes;
}

int main(void)
{
	TSParser *parser = ts_parser_new();
	char path[4096];
	size_t total = 0;
	double spent = 0;

	if (!ts_parser_set_language(parser, tree_sitter_python()))
		return 2;
	while (fgets(path, sizeof(path), stdin) != NULL) {
		size_t size;
		char *bytes;
		double start;

		path[strcspn(path, "\n")] = '\0';
		start = processor_time();
		bytes = read_file(path, &size);
		if (bytes == NULL)
			continue;
		ts_tree_delete(ts_parser_parse_string(parser, NULL, bytes,
		                                      (uint32_t)size));
		spent += processor_time() - start;
		total += size;
		free(bytes);
	}
	ts_parser_delete(parser);
	printf("%.3f %zu\n", spent, total);
	return 0;
}

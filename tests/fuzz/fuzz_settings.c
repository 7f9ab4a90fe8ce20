/* Bytes as a settings file: as TOML, as heaplint.toml and as pyproject.toml. */
#include "fuzz_target.h"
#include "required.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct toml toml = {0};
	struct toml_place where;
	struct bench b;
	const char *text;

	bench_open(&b);
	text = arena_copy(&b.arena, data, size);
	if (toml_read(&toml, &b.arena, text, size, &where) == NULL)
		for (int is_pyproject = 0; is_pyproject < 2; is_pyproject++) {
			struct config_problems problems = {0};
			struct config_source source = {.arena = &b.arena,
			                               .registry = &b.registry,
			                               .problems = &problems,
			                               .shown = "a.toml",
			                               .is_pyproject =
			                                   is_pyproject != 0};
			struct config config = {.path = "a.toml",
			                        .directory = "/a"};

			config_read(&config, &source, &toml);
			(void)required_in_pyproject(&b.arena, &toml);
		}
	(void)required_in_setup(&b.arena, (struct str){text, (uint32_t)size});
	bench_close(&b);
	return 0;
}

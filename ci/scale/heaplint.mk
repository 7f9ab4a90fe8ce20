# heaplint by make: one summary a file, so that what did not change is not read
# again, and one link of all (docs/scale.md). From the top of the project:
#
#     make -f heaplint.mk -j8 LINK_ARGS='--output concise --output sarif=a.sarif'
#
# Names with blanks or with $, %, # or : in them are beyond make: use ninja.
SRC ?= .
OUT ?= .heaplint
HEAPLINT ?= heaplint
# Rules and settings (--select ...). Others need another OUT.
HEAPLINT_ARGS ?=
LINK_ARGS ?=

FILES := $(shell $(HEAPLINT) check --quiet --show-files $(HEAPLINT_ARGS) $(SRC))
SUMMARIES := $(FILES:%=$(OUT)/%.summary)
# What all summaries depend on: settings, and the program itself.
ALL := $(wildcard pyproject.toml heaplint.toml) \
	$(shell command -v $(HEAPLINT))

.PHONY: heaplint
heaplint: $(SUMMARIES)
	@mkdir -p $(OUT)
	$(file >$(OUT)/summaries)$(foreach summary,$(SUMMARIES),$(file >>$(OUT)/summaries,$(summary)))
	@$(HEAPLINT) link $(LINK_ARGS) @$(OUT)/summaries

$(OUT)/%.summary: % $(ALL)
	@mkdir -p $(@D)
	@$(HEAPLINT) summarize --quiet --no-cache --root $(SRC) $(HEAPLINT_ARGS) --summary $@ ./$<

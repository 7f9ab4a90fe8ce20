# heaplint: everything is done from here; `make help` lists the targets.
#
# Variables for other set-ups:  CC, CFLAGS, V=1 (show commands), PREFIX, DESTDIR,
#   VARIANT=asan|tsan|debug|plain|fuzz|coverage
#                              another build, in build/VARIANT (`make release`
#                              makes the one that is installed: in build/fast)
#   RULE_PAGES=ADDRESS         where rules/ can be read, for SARIF's helpUri
#   HOMEPAGE=ADDRESS           where this project is, for SARIF's informationUri
#   SRC=PATH                   what `make run` analyses (default: corpus)
-include local.mk

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
# What is built here is tried as it is now.
export HEAPLINT_NO_CACHE := 1

VERSION := $(shell sed -n 's/^  "version": "\(.*\)",/\1/p' package.json)
# (heaplint.example leads nowhere and never will, RFC 2606: it has no home yet)
HOMEPAGE ?= $(shell sed -n 's/^  "homepage": "\(.*\)",/\1/p' package.json)
PREFIX ?= /usr/local
SRC ?= corpus
VARIANT ?= release
Q := $(if $(V),,@)

# ------------------------------------------------------------------ where

BUILD := $(if $(filter release,$(VARIANT)),build,build/$(VARIANT))
GENERATED := build/gen
CORE := node_modules/tree-sitter/vendor/tree-sitter/lib
GRAMMAR := node_modules/tree-sitter-python/src
TOML := node_modules/@tree-sitter-grammars/tree-sitter-toml/src
NPM_READY := node_modules/.heaplint

PROGRAM := $(BUILD)/heaplint
RULES := $(sort $(wildcard rules/*/*.c))
ROOMS := analyzer $(patsubst %/,%,$(sort $(wildcard analyzer/*/)))
SOURCES := $(sort $(wildcard $(ROOMS:%=%/*.c) output/*.c)) $(RULES)
ifeq ($(VARIANT),plain) # it has but tree-sitter's parser
SOURCES := $(filter-out analyzer/source/lr%.c,$(SOURCES))
endif
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
THIRD_PARTY := $(BUILD)/third-party/core.o $(BUILD)/third-party/grammar.o \
	$(BUILD)/third-party/scanner.o $(BUILD)/third-party/toml.o \
	$(BUILD)/third-party/toml_scanner.o
# All but main(): what tests, fuzz targets and benchmarks are linked with.
LIBRARY := $(BUILD)/heaplint.a
UNIT_SOURCES := $(sort $(wildcard tests/unit/test_*.c))
UNIT_TESTS := $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/tests/%)
GENERATED_HEADERS := $(GENERATED)/syntax.gen.h $(GENERATED)/rules.gen.h \
	$(GENERATED)/record.gen.h $(GENERATED)/charmap.gen.h

# ------------------------------------------------------------------ how

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wundef -Wvla \
	-Wwrite-strings -Werror
OPTIMISE_release := -O2
# The program that is installed is compiled by what a run of it over this
# project's own Python took (gcc only).
IS_CLANG = $(findstring clang,$(shell $(CC) --version))
OPTIMISE_train = -O2 $(if $(IS_CLANG),,-fprofile-generate -fprofile-update=single)
OPTIMISE_fast = -O3 $(if $(IS_CLANG),,-flto=auto -fprofile-use) -w
# And one on tree-sitter's and the grammar's own sources, each block by malloc:
# what all others make faster must find the same. (It is compiled, not waited for.)
OPTIMISE_plain := -O0 -DARENA_PASSTHROUGH -DPARSE_BY_TREE_SITTER
# (-Og of gcc does not inline what xxhash wants inlined)
OPTIMISE_debug := -Og -fno-omit-frame-pointer -DXXH_NO_INLINE_HINTS=1
# What the tests run is counted.
OPTIMISE_coverage := -Og --coverage -DXXH_NO_INLINE_HINTS=1
OPTIMISE_asan := -O1 -fsanitize=address,undefined \
	-fno-sanitize-recover=all -fno-omit-frame-pointer -DARENA_PASSTHROUGH
OPTIMISE_fuzz := -O1 -fsanitize=address,undefined,fuzzer-no-link \
	-fno-sanitize-recover=all -fno-omit-frame-pointer -DARENA_PASSTHROUGH
OPTIMISE_tsan := -O1 -fsanitize=thread -fno-omit-frame-pointer
# What makes a fault of memory end the program and no more; the sanitizers have
# their own. Read from the binary by tests/cli/test_hardened.sh.
HARDEN = $(if $(filter asan tsan fuzz debug plain,$(VARIANT)),,-U_FORTIFY_SOURCE \
	-D_FORTIFY_SOURCE=2 -fstack-protector-strong) -fPIE
HARDEN_LINK := -pie -Wl,--build-id -Wl,-z,relro,-z,now,-z,noexecstack
CFLAGS ?= -g
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE $(OPTIMISE_$(VARIANT)) $(HARDEN) $(CFLAGS) \
	-DHEAPLINT_VERSION='"$(VERSION)"' \
	-DHEAPLINT_HOMEPAGE='"$(HOMEPAGE)"' -DHEAPLINT_PAGES='"$(RULE_PAGES)"' -pthread -MMD -MP
INCLUDES := $(ROOMS:%=-I%) -Ioutput -I$(GENERATED) -isystem $(CORE)/include -isystem $(CORE) \
	$(patsubst -I%,-isystem %,$(shell pkg-config --cflags json-c 2>/dev/null))
LIBRARIES = $(shell pkg-config --libs json-c libutf8proc) -pthread -lm

# What is missing is installed before anything is built: each target that a
# person calls looks (0.1 s), then starts make anew on as many processors as
# there are, so that what was installed is seen.
JOBS = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell getconf _NPROCESSORS_ONLN))
define ready # purpose, targets
$(Q)sh tests/deps.sh $(1)
+$(Q)$(MAKE) --no-print-directory $(JOBS) $(2)
endef

all: ## build build/heaplint
	$(call ready,build,$(PROGRAM))

$(PROGRAM): $(OBJECTS) $(THIRD_PARTY)
	@echo "  link     $@"
	$(Q)$(CC) $(OPTIMISE_$(VARIANT)) $(HARDEN) $(CFLAGS) $(HARDEN_LINK) $(LDFLAGS) -o $@ $^ $(LIBRARIES)

$(LIBRARY): $(filter-out $(BUILD)/analyzer/command/main.o,$(OBJECTS)) $(THIRD_PARTY)
	@echo "  archive  $@"
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

$(BUILD)/%.o: %.c | $(GENERATED_HEADERS) $(NPM_READY)
	@mkdir -p $(@D)
	@echo "  compile  $<"
	$(Q)$(CC) $(ALL_CFLAGS) $(WARNINGS) $(INCLUDES) -c -o $@ $<

# tree-sitter's array.h writes each array as one of void *. Calls of malloc stand
# between; where the allocator is inlined, nothing does.
ALIASING := -fno-strict-aliasing
$(BUILD)/third-party/core.o: $(CORE)/src/lib.c
ifeq ($(VARIANT),plain)
$(BUILD)/third-party/grammar.o: $(GRAMMAR)/parser.c
else
$(BUILD)/third-party/grammar.o: $(GENERATED)/grammar.c
endif
$(BUILD)/third-party/scanner.o: $(GENERATED)/scanner.c
$(BUILD)/third-party/toml.o: $(TOML)/parser.c
$(BUILD)/third-party/toml_scanner.o: $(TOML)/scanner.c
$(THIRD_PARTY): analyzer/source/parse_memory.h
$(THIRD_PARTY): | $(NPM_READY)
	@mkdir -p $(@D)
	@echo "  compile  $<"
	$(Q)$(CC) -std=gnu11 -D_GNU_SOURCE -w -O2 $(OPTIMISE_$(VARIANT)) $(ALIASING) $(HARDEN) $(CFLAGS) \
		-include analyzer/source/parse_memory.h -I$(CORE)/include -I$(CORE)/src \
		-I$(GRAMMAR) -c -o $@ $<

$(CORE)/src/lib.c $(GRAMMAR)/parser.c $(GRAMMAR)/scanner.c $(GRAMMAR)/node-types.json \
$(TOML)/parser.c $(TOML)/scanner.c: $(NPM_READY) ;

$(GENERATED)/scanner.c: analyzer/source/scanner_mended.py $(GRAMMAR)/scanner.c
	@mkdir -p $(@D)
	$(Q)python3 $^ > $@

$(GENERATED)/grammar.c: analyzer/source/grammar_dense.py $(GRAMMAR)/parser.c analyzer/source/grammar_lexer.py
	@mkdir -p $(@D)
	$(Q)python3 $< $(GRAMMAR)/parser.c > $@

$(GENERATED)/syntax.gen.h: analyzer/source/syntax.py $(GRAMMAR)/node-types.json
	@mkdir -p $(@D)
	$(Q)python3 $^ > $@

$(GENERATED)/charmap.gen.h: analyzer/source/charmap.py
	@mkdir -p $(@D)
	$(Q)python3 $^ > $@

# (a rule that is taken away changes its directory)
$(GENERATED)/rules.gen.h: rules/list.sh $(RULES) rules $(wildcard rules/*/.)
	@mkdir -p $(@D)
	$(Q)sh rules/list.sh $(RULES) > $@.new
	$(Q)cmp -s $@.new $@ && rm $@.new || mv $@.new $@

$(GENERATED)/record.gen.h: rules/pages.py tests/figures.py corpus/corpus.py \
		corpus/judged.txt corpus/missed.txt $(RULES) \
		$(wildcard rules/*/*/figures.tsv) \
		$(wildcard docs/*/figures.tsv)
	@mkdir -p $(@D)
	$(Q)PYTHONDONTWRITEBYTECODE=1 python3 $< > $@

-include $(OBJECTS:.o=.d) $(UNIT_TESTS:=.d)

# ------------------------------------------------------------------ run

# Programs and libraries from the system, sources from npm: only what is missing.
deps: ## install what is missing (apt as root or through sudo; npm)
	$(Q)sh tests/deps.sh test

deps-evidence: ## install NumPy, pandas and Matplotlib, which some evidence measures
	$(Q)sh tests/deps.sh evidence

$(NPM_READY): package.json package-lock.json
	$(Q)sh tests/deps.sh build
	@touch $@

run: ## analyse SRC (default: corpus), write build/heaplint.sarif
	$(call ready,build,run-ready)

run-ready: $(PROGRAM)
	$(Q)$(PROGRAM) check --exit-zero --statistics --output full \
		--output sarif=build/heaplint.sarif "$(SRC)"

# Each takes HEAPLINT_PROGRAM=PATH: that program, and none is built.
ifdef HEAPLINT_PROGRAM
INSTALLED := $(HEAPLINT_PROGRAM)
PACKED := $(HEAPLINT_PROGRAM)
released =
packed =
else
INSTALLED := build/fast/heaplint
PACKED := build/fast/heaplint-static
released = +$(Q)$(MAKE) --no-print-directory release
packed = +$(Q)$(MAKE) --no-print-directory VARIANT=fast $(PACKED)
endif

install: ## the program, man page, completions: below $(DESTDIR)$(PREFIX)
	$(released)
	$(Q)sh packaging/place.sh "$(INSTALLED)" "$(DESTDIR)" "$(PREFIX)"

# The program with all that it needs linked in: it runs on any Linux.
build/fast/heaplint-static: $(OBJECTS) $(THIRD_PARTY)
	@echo "  link     $@"
	$(Q)$(CC) $(OPTIMISE_$(VARIANT)) $(HARDEN) $(CFLAGS) \
		$(patsubst -pie,-static-pie,$(HARDEN_LINK)) $(LDFLAGS) -static-pie -s -o $@ $^ \
		$(shell pkg-config --static --libs json-c libutf8proc) -pthread -lm

DIST := build/heaplint-$(VERSION)-$(shell uname -s -m | tr 'A-Z ' 'a-z-')
dist: ## build/heaplint-VERSION-SYSTEM.tar.gz: runs anywhere, with licences
	$(released)
	$(packed)
	$(Q)rm -rf $(DIST)
	$(Q)sh packaging/place.sh $(PACKED) $(DIST) ""
	$(Q)cp LICENSE CHANGELOG.md $(DIST)
	$(Q)sh tests/licences.sh > $(DIST)/THIRD-PARTY-LICENCES
	$(Q)tar -C build --owner=0 --group=0 --numeric-owner --sort=name \
		-czf $(DIST).tar.gz $(notdir $(DIST))
	@echo "  wrote    $(DIST).tar.gz"

deb: ## build/heaplint_VERSION_ARCHITECTURE.deb
	$(released)
	$(Q)sh packaging/deb.sh "$(INSTALLED)" build

wheel: ## build/heaplint-VERSION-...whl: for pip, on any Linux
	$(released)
	$(packed)
	$(Q)cd packaging && HEAPLINT_PROGRAM="$(abspath $(PACKED))" \
		PYTHONDONTWRITEBYTECODE=1 python3 -c \
		"import build_backend; print(build_backend.build_wheel('../build'))"

# What is trained on is small, and many kinds of code: half a second.
TRAINING := corpus/seeded rules tests bench analyzer
release: ## build/fast/heaplint: optimised by a profile of its own run
	$(Q)sh tests/deps.sh build
	+$(Q)$(MAKE) --no-print-directory $(JOBS) VARIANT=train build/train/profile
	+$(Q)$(MAKE) --no-print-directory $(JOBS) VARIANT=fast build/fast/heaplint

ifeq ($(VARIANT),train)
$(BUILD)/profile: $(PROGRAM)
	@echo "  train    $<"
	$(Q)find build/train build/fast -name '*.gcda' -delete 2>/dev/null || true
	$(Q)$(PROGRAM) check --isolated --exit-zero --quiet -j 1 --output concise \
		--output sarif=$@ $(TRAINING) > /dev/null
	$(Q)mkdir -p build/fast
	$(Q)(cd build/train && find . -name '*.gcda' | tar -cf - -T -) | \
		tar -xf - -C build/fast
endif
ifeq ($(VARIANT),fast)
$(OBJECTS) $(THIRD_PARTY): build/train/profile
endif

clean: ## remove build/
	rm -rf build

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1 /p' $(MAKEFILE_LIST) | \
		awk '{ t = $$1; $$1 = ""; printf "  make %-17s%s\n", t, $$0 }'

# ------------------------------------------------------------------ tests

$(BUILD)/tests/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	@echo "  test     $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(WARNINGS) $(INCLUDES) -Itests/unit -o $@ \
		$< $(LIBRARY) $(LIBRARIES) -lcmocka

# What the sanitizers' builds need: make VARIANT=asan everything
everything: $(PROGRAM) $(UNIT_TESTS)

test: ## all tests that need gcc, make, node and python3 only
	$(call ready,test,everything)
	$(Q)sh tests/run.sh test

# Fuzz targets: one file each (VARIANT=fuzz, clang).
FUZZ_TARGETS := $(patsubst tests/fuzz/%.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))
$(BUILD)/fuzz_%: tests/fuzz/fuzz_%.c $(wildcard tests/fuzz/*.h) $(LIBRARY)
	@echo "  fuzz     $@"
	$(Q)$(CC) $(filter-out -MMD -MP,$(ALL_CFLAGS)) -fsanitize=fuzzer $(WARNINGS) $(INCLUDES) \
		-Itests/fuzz -o $@ $< $(LIBRARY) $(LIBRARIES)

fuzz-targets: $(FUZZ_TARGETS)

# What another compiler says of the unit tests: make CC=clang warnings-of-tests
warnings-of-tests: | $(GENERATED_HEADERS)
	$(Q)$(CC) $(filter-out -MMD -MP,$(ALL_CFLAGS)) -fsyntax-only $(WARNINGS) $(INCLUDES) \
		-Itests/unit $(wildcard tests/unit/*.c)

TIME ?= 60
fuzz: ## feed each fuzz target for TIME (60) seconds
	$(call ready,check,$(PROGRAM))
	+$(Q)$(MAKE) --no-print-directory $(JOBS) VARIANT=fuzz CC=clang fuzz-targets
	$(Q)TIME=$(TIME) sh tests/fuzz/run.sh $(TARGET)

hostile: ## hostile input at full size: 2x size in at most 2.3x time (an hour, 8 GB)
	$(call ready,build,$(PROGRAM))
	$(Q)python3 tests/hostile.py $(PROGRAM) --all -v

sarif: ## SARIF before the real validator, hashes against GitHub's
	$(call ready,test,everything)
	$(Q)BUILD=$(BUILD) HEAPLINT=$(PROGRAM) sh tests/sarif/run.sh

unit: ## the unit tests
	$(call ready,test,everything)
	$(Q)BUILD=$(BUILD) sh tests/unit/run.sh

test-integration: ## pre-commit, editors, packages, Bazel and others (installs what it needs)
	$(Q)sh tests/deps.sh integration
	+$(Q)$(MAKE) --no-print-directory $(JOBS) $(PROGRAM)
	$(Q)sh tests/run.sh integration

check: ## style, clang, sanitizers, valgrind, static analysis
	$(call ready,check,everything)
	$(Q)sh tests/run.sh check

coverage: ## lines and branches that the tests run: at least 90 % of the lines
	$(Q)sh tests/deps.sh coverage
	+$(Q)$(MAKE) --no-print-directory $(JOBS) VARIANT=coverage CC=gcc everything
	$(Q)BUILD=build/coverage sh tests/run.sh coverage

analyze: ## gcc -fanalyzer over all sources
	$(call ready,build,$(PROGRAM))
	$(Q)sh tests/run.sh analyze

soak: ## sanitizers and valgrind over a whole library (an hour)
	$(call ready,check,$(PROGRAM))
	$(Q)SOAK_SRC="$(SOAK_SRC)" sh tests/run.sh soak

format: ## clang-format all C files
	$(Q)clang-format -i $(wildcard $(ROOMS:%=%/*.[ch]) output/*.[ch] rules/*/*.c tests/unit/*.[ch])

# ------------------------------------------------------------------ rules

rule: ## start a rule: make rule NAME=building/string_concat CODE=MEM301
	$(Q)sh rules/new.sh "$(NAME)" "$(CODE)"

record: ## write rules/*/*/cases.out and fixes.out anew; read the diff
	$(call ready,build,$(PROGRAM))
	$(Q)python3 tests/golden.py --record $(PROGRAM)
	$(Q)python3 tests/readme.py $(PROGRAM)
	$(Q)python3 tests/blocks.py --write $(PROGRAM)

docs: ## write anew what the pages show of the program
	$(call ready,build,$(PROGRAM))
	$(Q)python3 tests/golden.py --docs $(PROGRAM)
	$(Q)python3 tests/readme.py $(PROGRAM)
	$(Q)python3 tests/blocks.py --write $(PROGRAM)

# The yardstick: the packages' own sources, unchanged, on malloc.
build/bench/bare: bench/bare.c $(CORE)/src/lib.c $(GRAMMAR)/parser.c $(GRAMMAR)/scanner.c
	@mkdir -p $(@D)
	@echo "  compile  $@"
	$(Q)$(CC) -std=gnu11 -D_GNU_SOURCE -w -O2 -I$(CORE)/include -I$(CORE)/src \
		-I$(GRAMMAR) -o $@ $^

build/bench/link: bench/link.c $(LIBRARY)
	@mkdir -p $(@D)
	@echo "  compile  $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(WARNINGS) $(INCLUDES) -o $@ $< $(LIBRARY) $(LIBRARIES)

evidence: ## measure every rule's claim under all CPythons that are here
	$(Q)python3 tests/evidence.py --all
	$(call ready,build,$(PROGRAM))
	$(Q)python3 tests/evidence/cycles.py $(PROGRAM) --compare

corpus: ## real packages: precision and yield
	$(call ready,build,$(PROGRAM))
	$(Q)python3 corpus/corpus.py $(PROGRAM) table

# Others to compare with; what cannot be installed is said to be absent.
PEERS := build/bench/peers
PEER_PACKAGES := @ast-grep/cli@0.51.1 @astral-sh/ruff-wasm-nodejs@0.17.3
$(PEERS)/.installed:
	@mkdir -p $(@D)
	$(Q)npm install --prefix $(@D) --no-audit --no-fund --ignore-scripts \
		--loglevel=error $(PEER_PACKAGES) && touch $@ || true

# make bench PARTS="cold small": those of bench/bench.py only
bench: ## processor time and memory, as ratios to a bare parse (10 minutes)
	+$(Q)$(MAKE) --no-print-directory release
	$(call ready,build,build/bench/bare build/bench/link $(PEERS)/.installed)
	$(Q)sh tests/deps.sh bench || true
	$(Q)python3 bench/bench.py $(if $(PARTS),--only $(PARTS) --,--write docs/benchmarks.md) \
		build/bench/bare build/bench/link build/fast/heaplint $(PEERS) $(BENCH_SRC)

.PHONY: all deps deps-evidence run run-ready release install dist clean help everything test unit sarif \
	test-integration \
	check coverage analyze fuzz fuzz-targets warnings-of-tests hostile soak format rule record docs evidence corpus bench

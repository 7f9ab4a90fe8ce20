# heaplint: everything is done from here; `make help` lists the targets.
#
# Variables for other set-ups:  CC, CFLAGS, V=1 (show commands), PREFIX, DESTDIR,
#   VARIANT=asan|tsan|debug    another build, in build/VARIANT
#   SRC=PATH                   what `make run` analyses (default: corpus)
-include local.mk

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

VERSION := $(shell sed -n 's/^  "version": "\(.*\)",/\1/p' package.json)
HOMEPAGE := $(shell sed -n 's/^  "homepage": "\(.*\)",/\1/p' package.json)
PREFIX ?= /usr/local
SRC ?= corpus
VARIANT ?= release
Q := $(if $(V),,@)

# ------------------------------------------------------------------ where

BUILD := $(if $(filter release,$(VARIANT)),build,build/$(VARIANT))
GENERATED := build/gen
CORE := node_modules/tree-sitter/vendor/tree-sitter/lib
GRAMMAR := node_modules/tree-sitter-python/src
NPM_READY := node_modules/.heaplint
NPM_TEST := node_modules/.heaplint-test

PROGRAM := $(BUILD)/heaplint
RULES := $(sort $(wildcard rules/*/*.c))
SOURCES := $(sort $(wildcard analyzer/*.c output/*.c)) $(RULES)
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
THIRD_PARTY := $(BUILD)/third-party/core.o $(BUILD)/third-party/grammar.o \
	$(BUILD)/third-party/scanner.o
UNIT_SOURCES := $(sort $(wildcard tests/unit/test_*.c))
UNIT_TESTS := $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/tests/%)
GENERATED_HEADERS := $(GENERATED)/syntax.gen.h $(GENERATED)/rules.gen.h

# ------------------------------------------------------------------ how

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wundef -Wvla \
	-Wwrite-strings -Werror
OPTIMISE_release := -O2
OPTIMISE_debug := -Og
OPTIMISE_asan := -O1 -fsanitize=address,undefined \
	-fno-sanitize-recover=all -fno-omit-frame-pointer -DARENA_PASSTHROUGH
OPTIMISE_tsan := -O1 -fsanitize=thread -fno-omit-frame-pointer
CFLAGS ?= -g
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE $(OPTIMISE_$(VARIANT)) $(CFLAGS) \
	-DHEAPLINT_VERSION='"$(VERSION)"' \
	-DHEAPLINT_HOMEPAGE='"$(HOMEPAGE)"' -pthread -MMD -MP
INCLUDES := -Ianalyzer -Ioutput -I$(GENERATED) -isystem $(CORE)/include \
	$(patsubst -I%,-isystem %,$(shell pkg-config --cflags json-c 2>/dev/null))
LIBRARIES = $(shell pkg-config --libs json-c libutf8proc) -pthread -lm

all: $(PROGRAM) ## build build/heaplint

$(PROGRAM): $(OBJECTS) $(THIRD_PARTY)
	@echo "  link     $@"
	$(Q)$(CC) $(OPTIMISE_$(VARIANT)) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBRARIES)

$(BUILD)/%.o: %.c $(GENERATED_HEADERS) | $(NPM_READY)
	@mkdir -p $(@D)
	@echo "  compile  $<"
	$(Q)$(CC) $(ALL_CFLAGS) $(WARNINGS) $(INCLUDES) -c -o $@ $<

$(BUILD)/third-party/core.o: $(CORE)/src/lib.c
$(BUILD)/third-party/grammar.o: $(GRAMMAR)/parser.c
$(BUILD)/third-party/scanner.o: $(GENERATED)/scanner.c
$(THIRD_PARTY): | $(NPM_READY)
	@mkdir -p $(@D)
	@echo "  compile  $<"
	$(Q)$(CC) -std=gnu11 -D_GNU_SOURCE -w -O2 $(OPTIMISE_$(VARIANT)) $(CFLAGS) \
		-I$(CORE)/include -I$(CORE)/src -I$(GRAMMAR) -c -o $@ $<

$(CORE)/src/lib.c $(GRAMMAR)/parser.c $(GRAMMAR)/scanner.c \
$(GRAMMAR)/node-types.json: $(NPM_READY) ;

$(GENERATED)/scanner.c: analyzer/scanner_mended.py $(GRAMMAR)/scanner.c
	@mkdir -p $(@D)
	$(Q)python3 $^ > $@

$(GENERATED)/syntax.gen.h: analyzer/syntax.py $(GRAMMAR)/node-types.json
	@mkdir -p $(@D)
	$(Q)python3 $^ > $@

$(GENERATED)/rules.gen.h: rules/list.sh $(RULES) rules
	@mkdir -p $(@D)
	$(Q)sh rules/list.sh $(RULES) > $@.new
	$(Q)cmp -s $@.new $@ && rm $@.new || mv $@.new $@

-include $(OBJECTS:.o=.d) $(UNIT_TESTS:=.d)

# ------------------------------------------------------------------ run

# Programs and libraries from the system, sources from npm: only what is missing.
deps: ## install what is missing (apt as root or through sudo; npm)
	$(Q)sh tests/deps.sh build
	@touch package-lock.json

$(NPM_READY): package.json package-lock.json
	$(Q)sh tests/deps.sh build
	@touch $@

$(NPM_TEST): package-lock.json | $(NPM_READY)
	$(Q)sh tests/deps.sh test
	@touch $@

run: $(PROGRAM) ## analyse SRC (default: corpus), write build/heaplint.sarif
	$(Q)$(PROGRAM) check --exit-zero --output full --output sarif=build/heaplint.sarif \
		--statistics $(SRC)

install: $(PROGRAM) ## copy the program to $(PREFIX)/bin
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/heaplint

clean: ## remove build/
	rm -rf build

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1 /p' $(MAKEFILE_LIST) | \
		awk '{ t = $$1; $$1 = ""; printf "  make %-18s%s\n", t, $$0 }'

# ------------------------------------------------------------------ tests

$(BUILD)/tests/%: tests/unit/%.c $(filter-out $(BUILD)/analyzer/main.o,$(OBJECTS)) $(THIRD_PARTY)
	@mkdir -p $(@D)
	@echo "  test     $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(WARNINGS) $(INCLUDES) -Itests/unit -o $@ \
		$(filter %.c %.o,$^) $(LIBRARIES) -lcmocka

unit: $(UNIT_TESTS) ## unit tests
	$(Q)set -e; for t in $(UNIT_TESTS); do $$t; done

LOGS := $(BUILD)/sarif

sarif: $(PROGRAM) $(BUILD)/tests/test_sarif $(NPM_TEST) ## SARIF before the real validator, hashes against GitHub's
	$(Q)rm -rf $(LOGS) && mkdir -p $(LOGS)
	$(Q)LOGS=$(LOGS) $(BUILD)/tests/test_sarif >/dev/null
	$(Q)$(PROGRAM) check --exit-zero --output sarif=$(LOGS)/corpus.sarif corpus
	$(Q)BUILD=$(BUILD) sh tests/sarif/validate.sh $(LOGS)/[a-z]*.sarif $(LOGS)/5000.sarif
	$(Q)for l in linked odd 5000; do node tests/sarif/fingerprints.mjs \
		$(LOGS)/$$l.sarif $(LOGS)/$$l.sarif.d || exit 1; done

test: unit sarif ## all tests that need gcc, make, node and python3 only

check: ## style, sanitizers, analysers

build/bench/bare: bench/bare.c build/third-party/core.o build/third-party/grammar.o build/third-party/scanner.o
	@mkdir -p $(@D)
	$(Q)$(CC) -O2 -isystem $(CORE)/include -o $@ $^

bench: $(PROGRAM) build/bench/bare ## processor time and memory, as ratios to a bare parse
	$(Q)python3 bench/bench.py build/bench/bare $(PROGRAM) $(BENCH_SRC)

rule: ## start a rule: make rule NAME=building/string_concat_in_loop CODE=MEM301
	$(Q)sh rules/new.sh "$(NAME)" "$(CODE)"

.PHONY: all deps run install clean help unit sarif test check bench rule

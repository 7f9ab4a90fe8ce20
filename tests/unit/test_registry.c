#include "registry.h"

#include "dispatch.h"
#include "select.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* What a test works with, made once for all. */
struct fixture {
	struct arena arena;
	struct registry registry;
	uint32_t wrong; /* what is said of all rules before the test fails */
};

static int set_up(void **state)
{
	static struct fixture fixture;

	registry_make(&fixture.registry, &fixture.arena);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	arena_release(&fixture->arena);
	return 0;
}

static void expect(struct fixture *f, const struct registered *r, bool holds,
                   const char *what)
{
	if (holds)
		return;
	print_error("%s %s: %s\n", r->rule->code, r->name, what);
	f->wrong++;
}

/* How many findings the rule has in a text. */
static uint32_t findings_in(const struct rule *rule, const char *text)
{
	struct arena arena = {0}, scratch = {0}, kept = {0};
	struct findings findings = {.arena = &kept};
	struct facts facts = {.target = rule->target == 0 ? 311 : rule->target,
	                      .module = ""};
	struct parser *parser = parser_new();
	struct source source;
	struct tree tree;
	uint32_t count;

	assert_null(source_decode(&source, &arena, "x.py", text, strlen(text)));
	assert_null(tree_parse(&tree, &arena, parser, &source));
	facts_find(&facts, &arena, &tree);
	dispatch_run(dispatch_new(&arena, &rule, 1), &facts, &findings,
	             &scratch);
	count = findings.list.count;
	parser_free(parser);
	arena_release(&kept);
	arena_release(&scratch);
	arena_release(&arena);
	return count;
}

static void bad_is_reported_and_good_is_not(void **state)
{
	struct fixture *f = *state;

	f->wrong = 0;
	for (uint32_t i = 0; i < f->registry.count; i++) {
		const struct registered *r = &f->registry.rules[i];

		expect(f, r, findings_in(r->rule, r->rule->bad) > 0,
		       "its bad example is not reported");
		expect(f, r, findings_in(r->rule, r->rule->good) == 0,
		       "its good example is reported");
	}
	assert_int_equal(f->wrong, 0);
}

/* Lower case, no full stop, {n} in single quotes or after a number's place. */
static bool is_message(const char *text)
{
	size_t length = strlen(text);

	return length > 0 && !isupper((unsigned char)text[0]) &&
	       text[length - 1] != '.' && text[length - 1] != ' ' &&
	       text[0] != ' ' && strstr(text, "  ") == NULL;
}

static bool has_messages(const struct rule *rule)
{
	bool any = false;

	for (const struct message *m = rule->messages; m->text != NULL; m++) {
		if (!is_message(m->text) ||
		    (m->advice != NULL && !is_message(m->advice)))
			return false;
		any = true;
	}
	return any;
}

static bool is_sentence(const char *text)
{
	return text != NULL && strlen(text) > 20 &&
	       text[strlen(text) - 1] == '.' && strstr(text, "  ") == NULL;
}

static void each_rule_is_whole(void **state)
{
	struct fixture *f = *state;

	f->wrong = 0;
	for (uint32_t i = 0; i < f->registry.count; i++) {
		const struct registered *r = &f->registry.rules[i];
		const struct rule *rule = r->rule;

		expect(f, r,
		       strlen(rule->code) == 6 &&
		           strncmp(rule->code, "MEM", 3) == 0 &&
		           strspn(rule->code + 3, "0123456789") == 3,
		       "its code is not MEM and three digits");
		expect(f, r, i == 0 || strcmp(rule->code, r[-1].rule->code) > 0,
		       "its code is another's");
		expect(f, r, rule->title != NULL && isupper(rule->title[0]),
		       "its title begins with a capital");
		expect(f, r, is_sentence(rule->why), "why is a sentence");
		expect(f, r, rule->levels == NULL || is_sentence(rule->levels),
		       "levels is a sentence");
		expect(f, r, rule->see != NULL && rule->see[0] != NULL,
		       "it has a reference");
		expect(f, r, has_messages(rule),
		       "its messages are lower case without full stops");
		expect(f, r, rule->kinds[0] != NO_KIND, "it is shown no node");
	}
	assert_int_equal(f->wrong, 0);
}

static void a_family_is_a_hundred(void **state)
{
	static const char *const families[] = {
	    "run",         "cycles", "copies",    "building", "layout",
	    "materialise", "growth", "resources", "arrays",   "collector"};
	struct fixture *f = *state;

	f->wrong = 0;
	for (uint32_t i = 0; i < f->registry.count; i++) {
		const struct registered *r = &f->registry.rules[i];
		int hundred = r->rule->code[3] - '0';

		expect(f, r, strcmp(r->family, families[hundred]) == 0,
		       "its code is of another family");
	}
	assert_int_equal(f->wrong, 0);
}

static bool selects(struct fixture *f, const char *selector, const char *code)
{
	const struct registered *rule = registry_find(&f->registry, code);
	bool chosen[1000] = {false};
	const char *words[] = {selector};
	struct selection selection = {.select = {words, 1, 1, true}};

	assert_null(select_check(&f->arena, &f->registry, &selection));
	select_rules(chosen, &f->arena, &f->registry, &selection);
	return chosen[rule - f->registry.rules];
}

static void selectors_mean_rules(void **state)
{
	struct fixture *f = *state;

	assert_true(selects(f, "ALL", "MEM002"));
	assert_true(selects(f, "MEM", "MEM002"));
	assert_true(selects(f, "MEM0", "MEM002"));
	assert_true(selects(f, "MEM002", "MEM002"));
	assert_true(selects(f, "unread-code", "MEM002"));
	assert_true(selects(f, "run", "MEM002"));
	assert_false(selects(f, "MEM1", "MEM002"));
	assert_false(selects(f, "cycles", "MEM002"));
}

/* A rule that is off by default runs when it is named, and only then. */
static void a_rule_that_is_off_has_to_be_named(void **state)
{
	struct fixture *f = *state;

	for (uint32_t i = 0; i < f->registry.count; i++) {
		const struct registered *r = &f->registry.rules[i];
		const char *code = r->rule->code;

		assert_true(selects(f, code, code));
		assert_true(selects(f, r->name, code));
		assert_int_equal(selects(f, "ALL", code), !r->rule->is_off);
		assert_int_equal(selects(f, r->family, code), !r->rule->is_off);
	}
}

static bool is_name_of(const struct registered *r, const char *name)
{
	for (size_t i = 0; r->rule->was != NULL && r->rule->was[i] != NULL; i++)
		if (strcmp(r->rule->was[i], name) == 0)
			return true;
	return strcmp(r->name, name) == 0 || strcmp(r->family, name) == 0;
}

/* No name means two rules, or a rule and a family, be it an old one. */
static void names_are_never_used_again(void **state)
{
	struct fixture *f = *state;

	f->wrong = 0;
	for (uint32_t i = 0; i < f->registry.count; i++)
		for (uint32_t j = 0; j < f->registry.count; j++) {
			const struct registered *r = &f->registry.rules[i];
			const char *const *was = r->rule->was;

			for (; was != NULL && *was != NULL; was++)
				expect(f, r,
				       i == j ||
				           !is_name_of(&f->registry.rules[j],
				                       *was),
				       "an old name of it is another's");
		}
	assert_int_equal(f->wrong, 0);
}

static const struct rule renamed = {.code = "MEM998",
                                    .was = WAS("older-name", "old-name")};
static const struct rule other = {.code = "MEM999"};
static const struct registered rules[] = {
    {&renamed, "run", "new-name", "NewName"},
    {&other, "run", "other-name", "OtherName"}};

static void an_old_name_goes_on_to_mean_the_rule(void **state)
{
	struct fixture here = {.registry = {rules, 2}};
	struct fixture *f = &here;

	(void)state;
	assert_ptr_equal(registry_find(&f->registry, "old-name"), rules);
	assert_ptr_equal(registry_find(&f->registry, "Older-Name"), rules);
	assert_ptr_equal(registry_find(&f->registry, "new-name"), rules);
	assert_null(registry_find(&f->registry, "old"));
	assert_true(selects(f, "old-name", "MEM998"));
	assert_true(selects(f, "older-name", "MEM998"));
	assert_false(selects(f, "old-name", "MEM999"));
	assert_false(selects(f, "other-name", "MEM998"));
	/* what is to be written from now on is the name that it has */
	assert_string_equal(
	    registry_hint(&f->registry, &f->arena, "oldnew-name"),
	    ", did you mean 'new-name'?");
	arena_release(&f->arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(bad_is_reported_and_good_is_not),
	    cmocka_unit_test(each_rule_is_whole),
	    cmocka_unit_test(a_family_is_a_hundred),
	    cmocka_unit_test(selectors_mean_rules),
	    cmocka_unit_test(a_rule_that_is_off_has_to_be_named),
	    cmocka_unit_test(names_are_never_used_again),
	    cmocka_unit_test(an_old_name_goes_on_to_mean_the_rule),
	};

	return cmocka_run_group_tests_name("registry", tests, set_up,
	                                   tear_down);
}

#include "facts_fixture.h"
#include "pack.h"
#include "project.h"
#include "registry.h"
#include "summary.h"

static const char *const parameters[] = {"self", "owner"};
static const struct cycle_edge edges[] = {
    {.object = "C", .class = "app.C", .field = ".owner", .span = {5, 9}}};
static const struct condition conditions[] = {{.question = QUESTION_KEEPS,
                                               .subject = "app.f",
                                               .detail = "1>0",
                                               .edge = 1}};
static const struct keep keeps[] = {{.from = 0,
                                     .to = 1,
                                     .edges = edges,
                                     .edge_count = 1,
                                     .conditions = conditions,
                                     .condition_count = 1}};
static const struct function_summary functions[] = {{.name = "app.C.__init__",
                                                     .parameters = parameters,
                                                     .parameter_count = 2,
                                                     .positional_count = 2,
                                                     .keeps = keeps,
                                                     .keep_count = 1}};

/* A summary as rules would leave it: one conditional finding with all parts. */
static void make_summary(struct summary *s, struct arena *arena,
                         const struct registry *registry)
{
	struct findings findings = {.arena = arena};
	struct finding finding = {.rule = registry->rules[0].rule,
	                          .level = LEVEL_WARNING,
	                          .span = {10, 20},
	                          .argument_count = 1,
	                          .arguments = {"name"}};
	struct class_summary *class = ARENA_NEW(arena, struct class_summary);
	struct finding *list = ARENA_NEW(arena, struct finding);
	static const char *const attributes[] = {"x", "y"};
	static const char *const bases[] = {"app.base.Base"};
	static const char *const shrinks[] = {"app.table"};
	struct place step = {NULL, {3, 4}, "a -> b"};

	finding_relate(&findings, &finding, (struct span){1, 2}, "seed");
	ARRAY_PUSH(arena, &finding.steps, step);
	finding_require(&findings, &finding, QUESTION_IS_UNTOUCHED, "app.C",
	                NULL);
	finding_fix(&findings, &finding, FIX_SAFE, "do it");
	finding.estimate = (struct estimate){96, 56, ESTIMATE_ELEMENT, "3.11"};
	*list = finding;
	*class = (struct class_summary){.name = "app.C",
	                                .bases = bases,
	                                .base_count = 1,
	                                .attributes = attributes,
	                                .attribute_count = 2,
	                                .leaves_dict = true,
	                                .empties_itself = true,
	                                .is_singleton = true,
	                                .needs_dict = true};
	*s = (struct summary){.path = "app.py",
	                      .module = "app",
	                      .hash = {1, 2},
	                      .shrinks = shrinks,
	                      .shrink_count = 1,
	                      .classes = class,
	                      .class_count = 1,
	                      .functions = functions,
	                      .function_count = 1,
	                      .findings = list,
	                      .finding_count = 1};
}

static void test_a_summary_survives_its_bytes(void **state)
{
	struct arena arena = {0};
	struct registry registry;
	struct summary before, after;
	const char *bytes;
	size_t size;

	(void)state;
	registry_make(&registry, &arena);
	make_summary(&before, &arena, &registry);
	summary_write(&before, &arena, &bytes, &size);
	assert_null(summary_read(&after, &arena, &registry, bytes, size));
	assert_string_equal(after.path, "app.py");
	assert_string_equal(after.module, "app");
	assert_int_equal(after.hash[1], 2);
	assert_false(after.is_unsure);
	assert_string_equal(after.shrinks[0], "app.table");
	assert_string_equal(after.classes[0].attributes[1], "y");
	assert_string_equal(after.classes[0].bases[0], "app.base.Base");
	assert_string_equal(after.functions[0].parameters[1], "owner");
	assert_int_equal(after.functions[0].keeps[0].to, 1);
	assert_string_equal(after.functions[0].keeps[0].edges[0].field,
	                    ".owner");
	assert_int_equal(after.functions[0].keeps[0].edges[0].mark, EDGE_STAYS);
	assert_string_equal(after.functions[0].keeps[0].conditions[0].detail,
	                    "1>0");
	assert_true(after.classes[0].leaves_dict);
	assert_true(after.classes[0].empties_itself);
	assert_true(after.classes[0].is_singleton);
	assert_true(after.classes[0].needs_dict);
	assert_ptr_equal(after.findings[0].rule, registry.rules[0].rule);
	assert_int_equal(after.findings[0].level, LEVEL_WARNING);
	assert_int_equal(after.findings[0].span.end, 20);
	assert_string_equal(after.findings[0].arguments[0], "name");
	assert_string_equal(after.findings[0].related.at[0].text, "seed");
	assert_null(after.findings[0].related.at[0].path);
	assert_string_equal(after.findings[0].steps.at[0].text, "a -> b");
	assert_int_equal(after.findings[0].fix->safety, FIX_SAFE);
	assert_int_equal(after.findings[0].estimate.bytes, 96);
	assert_int_equal(after.findings[0].estimate.instead, 56);
	assert_int_equal(after.findings[0].estimate.unit, ESTIMATE_ELEMENT);
	assert_string_equal(after.findings[0].estimate.target, "3.11");
	assert_string_equal(after.findings[0].conditions.at[0].subject,
	                    "app.C");
	assert_null(after.findings[0].conditions.at[0].detail);
	arena_release(&arena);
}

static void test_what_is_packed_needs_nothing_else(void **state)
{
	struct arena arena = {0}, file = {0}, words = {0};
	struct registry registry;
	struct summary before, *after;
	const char *written, *again;
	size_t size, again_size;

	(void)state;
	registry_make(&registry, &arena);
	make_summary(&before, &file, &registry);
	summary_write(&before, &arena, &written, &size);
	after = pack_summary(packer_new(&arena, &words), &before);
	arena_release(&file);
	arena_release(&words);
	summary_write(after, &arena, &again, &again_size);
	assert_int_equal(size, again_size);
	assert_memory_equal(written, again, size);
	arena_release(&arena);
}

static void test_texts_are_packed_once(void **state)
{
	struct arena kept = {0}, words = {0};
	struct packer *packer = packer_new(&kept, &words);
	char one[] = "name", other[] = "name";

	(void)state;
	assert_ptr_equal(pack_text(packer, one), pack_text(packer, other));
	assert_string_equal(pack_text(packer, ""), "");
	assert_null(pack_text(packer, NULL));
	arena_release(&kept);
	arena_release(&words);
}

static void test_damage_is_refused(void **state)
{
	struct arena arena = {0};
	struct registry registry;
	struct summary before, after;
	const char *bytes;
	char *changed;
	size_t size;

	(void)state;
	registry_make(&registry, &arena);
	make_summary(&before, &arena, &registry);
	summary_write(&before, &arena, &bytes, &size);
	changed = arena_copy(&arena, bytes, size);
	for (size_t i = 0; i < size; i++) {
		changed[i] ^= 0x41;
		assert_non_null(
		    summary_read(&after, &arena, &registry, changed, size));
		changed[i] = bytes[i];
		assert_non_null(
		    summary_read(&after, &arena, &registry, bytes, i));
	}
	arena_release(&arena);
}

/* What is asked of every class of a name must say what it calls. */
static void test_a_callee_without_a_sign_is_refused(void **state)
{
	static const char *const subjects[] = {"*", "*Rule", "*Rule#run",
	                                       "*Rule!__init__", "*#run"};
	struct arena arena = {0};
	struct registry registry;

	(void)state;
	registry_make(&registry, &arena);
	for (size_t i = 0; i < sizeof(subjects) / sizeof(*subjects); i++) {
		struct condition condition = *conditions;
		struct function_summary function = *functions;
		struct keep keep = *keeps;
		struct summary before, after;
		const char *bytes, *problem;
		size_t size;

		make_summary(&before, &arena, &registry);
		condition.subject = subjects[i];
		keep.conditions = &condition;
		function.keeps = &keep;
		before.functions = &function;
		summary_write(&before, &arena, &bytes, &size);
		problem = summary_read(&after, &arena, &registry, bytes, size);
		assert_int_equal(problem == NULL, i >= 2);
	}
	arena_release(&arena);
}

/* A condition without detail is refused, or one that the project can answer. */
static void test_what_is_read_can_be_asked(void **state)
{
	static const char *const writes[] = {"C", "app.C", "app.C.late"};
	static const char *const subjects[] = {"C", "app.C", "f", "app.f"};
	struct arena arena = {0}, scratch = {0};
	struct registry registry;

	(void)state;
	registry_make(&registry, &arena);
	for (unsigned asked = 0; asked < 4 * QUESTION_COUNT; asked++) {
		struct condition condition = {.question = (uint8_t)(asked / 4),
		                              .subject = subjects[asked % 4]};
		struct keep keep = *keeps;
		struct function_summary function = *functions;
		struct summary before, after;
		const struct summary *files[] = {&after};
		const char *bytes;
		size_t size;

		make_summary(&before, &arena, &registry);
		before.writes = writes;
		before.write_count = 3;
		keep.conditions = &condition;
		function.keeps = &keep;
		before.functions = &function;
		summary_write(&before, &arena, &bytes, &size);
		if (summary_read(&after, &arena, &registry, bytes, size) ==
		    NULL)
			project_answers(
			    project_link(&arena, &scratch, files, 1), &after,
			    after.functions->keeps->conditions);
	}
	arena_release(&scratch);
	arena_release(&arena);
}

static void find_summary(struct summary *summary, struct arena *arena,
                         const char *module, const char *text)
{
	struct fixture *fixture = fixture_make(text);
	struct findings none = {.arena = arena};

	fixture->facts.module = module;
	summary_find(summary, arena, &fixture->facts, &none);
	fixture_free(fixture);
}

/* Does the condition hold, as the first of the files asks? */
static bool holds(const struct summary *const *files, uint32_t count,
                  const struct condition *condition)
{
	struct arena arena = {0}, scratch = {0};
	struct project *project = project_link(&arena, &scratch, files, count);
	bool answer = project_answers(project, files[0], condition);

	arena_release(&arena);
	arena_release(&scratch);
	return answer;
}

/* Of "app.point" with this text, and of "app.other" with that one. */
static bool holds_of_two(const char *first, const char *second,
                         const struct condition *condition)
{
	struct arena arena = {0};
	struct summary a, b;
	const struct summary *files[] = {&a, &b};
	bool answer;

	find_summary(&a, &arena, "app.point", first);
	find_summary(&b, &arena, "app.other", second);
	answer = holds(files, 2, condition);
	arena_release(&arena);
	return answer;
}

static const struct condition untouched = {.question = QUESTION_IS_UNTOUCHED,
                                           .subject = "app.point.Point"};

static const char point[] = "class Point:\n"
                            "    def __init__(self, x):\n"
                            "        self.x = x\n";

static void test_what_touches_a_class(void **state)
{
	static const struct {
		const char *text;
		bool is_untouched;
	} others[] = {
	    {"x = 1\n", true},
	    {"from app.point import Point\nPoint(1)\n", true},
	    {"from app.point import Point\np = Point(1)\np.x = 2\n", true},
	    {"from app.point import Point\np = Point(1)\np.late = 2\n", false},
	    {"p = f()\np.late = 2\n", true},
	    {"point = f()\npoint.late = 2\n", false},
	    {"def g(self): self.a._point.late = 2\n", false},
	    {"point = f()\npoint.x = 2\n", true},
	    {"point = f()\ndel point.late\n", true},
	    {"point = f()\npoint.late, x = 1, 2\n", false},
	    {"point = f()\n[x, point.late] = 1, 2\n", false},
	    {"point = f()\n[0 for point.late in f()]\n", false},
	    {"point = f()\nwith f() as point.late: pass\n", false},
	    {"from .point import Point\ndef f(p: Point): p.late = 1\n", false},
	    {"from .point import Point\nclass C(Point): pass\n", false},
	    {"import app.point\nclass C(app.point.Point): pass\n", false},
	    {"from app.point import Point\nprint(Point(1).__dict__)\n", false},
	    {"from app.point import Point\nprint(vars(Point(1)))\n", false},
	    {"import weakref\nfrom app.point import Point\n"
	     "p = Point(1)\nweakref.ref(p)\n",
	     false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_int_equal(
		    holds_of_two(point, others[i].text, &untouched),
		    others[i].is_untouched);
}

static void test_who_makes_a_class(void **state)
{
	static const struct {
		const char *text;
		enum made most;
	} others[] = {
	    {"x = 1\n", MADE_NOWHERE},
	    {"from app.point import Point\nP = Point(1)\n", MADE_NOWHERE},
	    {"from app.point import Point\ndef f(): Point(1).x\n",
	     MADE_NOWHERE},
	    {"from app.point import Point\ndef f(): return Point(1)\n",
	     MADE_ONCE},
	    {"from .point import Point\ndef f(xs): xs.append(Point(1))\n",
	     MADE_MANY},
	    {"import app.point\ndef f(d): d[1] = app.point.Point(1)\n",
	     MADE_ONCE},
	    {"import app.point as a\ndef f(xs):\n"
	     "    return [a.Point(x) for x in xs]\n",
	     MADE_KEPT},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		for (enum made asked = MADE_ONCE; asked <= MADE_KEPT; asked++) {
			const char detail[] = {(char)('0' + asked), '\0'};
			struct condition condition = {
			    .question = QUESTION_IS_MADE,
			    .subject = "app.point.Point",
			    .detail = detail};

			assert_int_equal(
			    holds_of_two(point, others[i].text, &condition),
			    asked <= others[i].most);
		}
}

static void test_who_shrinks_a_container(void **state)
{
	static const char table[] = "table = {}\n"
	                            "class C:\n"
	                            "    items = []\n";
	static const struct {
		const char *text;
		bool global_stays, class_stays;
	} others[] = {
	    {"x = 1\n", true, true},
	    {"from app.point import table\ntable[1] = 2\n", true, true},
	    {"from app.point import table\ntable.pop(1)\n", false, true},
	    {"from .point import table as t\ndel t[1]\n", false, true},
	    {"import app.point as p\np.table = {}\n", false, true},
	    {"import app.point as p\np.C.items[:] = []\n", true, false},
	    {"from app.point import *\ntable.clear()\n", false, true},
	    {"def f(m): m.table.clear()\n", false, true},
	    {"table = {}\ntable.clear()\n", true, true},
	    {"class D:\n  def f(self): self.table.clear()\n", true, true},
	    {"class D:\n  def f(self): self.items.clear()\n", true, false},
	    {"from app.point import C\nclass D(C):\n"
	     "  def f(self): self.items = []\n",
	     true, false},
	    {"class D:\n  def f(self): self.items = []\n", true, true},
	};
	struct condition of_global = {.question = QUESTION_IS_NOT_SHRUNK,
	                              .subject = "app.point.table",
	                              .detail = "global"};
	struct condition of_class = {.question = QUESTION_IS_NOT_SHRUNK,
	                             .subject = "app.point.C.items",
	                             .detail = "class"};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		assert_int_equal(
		    holds_of_two(table, others[i].text, &of_global),
		    others[i].global_stays);
		assert_int_equal(holds_of_two(table, others[i].text, &of_class),
		                 others[i].class_stays);
	}
}

static void test_a_class_made_once(void **state)
{
	static const struct {
		const char *text;
		bool is_single;
	} others[] = {
	    {"x = 1\n", false},
	    {"from app.point import Point\nP = Point(1)\n", true},
	    {"from app.point import Point\ndef main(): p = Point(1)\n", true},
	    {"from app.point import Point\ndef f(): return Point(1)\n", false},
	};
	struct condition condition = {.question = QUESTION_IS_NOT_SINGLE,
	                              .subject = "app.point.Point",
	                              .detail = "0"};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_int_equal(
		    holds_of_two(point, others[i].text, &condition),
		    !others[i].is_single);
}

static void test_reexports_are_followed(void **state)
{
	struct arena arena = {0};
	struct summary a, b, c;
	const struct summary *files[] = {&a, &b, &c};

	(void)state;
	find_summary(&a, &arena, "app.point", point);
	find_summary(&b, &arena, "lib", "from app.point import Point as P\n");
	find_summary(&c, &arena, "user",
	             "from lib import P\nclass C(P): pass\n");
	assert_false(holds(files, 3, &untouched));
	assert_true(holds(files, 2, &untouched));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_summary_survives_its_bytes),
	    cmocka_unit_test(test_what_is_packed_needs_nothing_else),
	    cmocka_unit_test(test_texts_are_packed_once),
	    cmocka_unit_test(test_damage_is_refused),
	    cmocka_unit_test(test_a_callee_without_a_sign_is_refused),
	    cmocka_unit_test(test_what_is_read_can_be_asked),
	    cmocka_unit_test(test_what_touches_a_class),
	    cmocka_unit_test(test_who_makes_a_class),
	    cmocka_unit_test(test_who_shrinks_a_container),
	    cmocka_unit_test(test_a_class_made_once),
	    cmocka_unit_test(test_reexports_are_followed),
	};

	return cmocka_run_group_tests_name("summary", tests, NULL, NULL);
}

#include "linking.h"

#include "bounds.h"
#include "project.h"
#include "rule.h"
#include "same_cycle.h"

#include <stdlib.h>

/* What a program wrote says the same again and again: of cycles and exceptions
 * one of each rule, the first. */
static void thin_out(struct findings *findings)
{
	enum { SEEN_MOST = 100 }; /* MEM100 to MEM199 */
	const struct rule *seen[SEEN_MOST];
	struct finding *list = findings->list.at;
	uint32_t kept = 0, count = 0;

	for (uint32_t i = 0; i < findings->list.count; i++) {
		const struct rule *rule = list[i].rule;
		uint32_t at = 0;

		while (at < count && seen[at] != rule)
			at++;
		if (at < count)
			continue;
		if (rule->code[3] == '1' && count < SEEN_MOST)
			seen[count++] = rule;
		list[kept++] = list[i];
	}
	findings->list.count = kept;
}

void link_file(struct file_result *file, struct arena *kept,
               struct answers *answers)
{
	struct findings *findings = &file->findings;

	findings->arena = kept;
	project_settle(answers, findings);
	file->reached = answers->reached;
	findings_sort(findings);
	same_cycle_join(findings, file->path);
	if (file->summary->is_generated)
		thin_out(findings);
}

void link_tell(struct report *report, struct arena *arena)
{
	ARRAY(struct notice) notices = {0};

	for (uint32_t i = 0; i < report->notice_count; i++)
		ARRAY_PUSH(arena, &notices, report->notices[i]);
	for (uint32_t i = 0; i < report->file_count; i++)
		for (int k = 0; k < REACHED_COUNT; k++)
			if (report->files[i].reached >> k & 1)
				ARRAY_PUSH(
				    arena, &notices,
				    ((struct notice){
				        LEVEL_NOTE, report->files[i].path,
				        bounds_text(arena,
				                    (enum bounds_kind)k)}));
	if (notices.count == report->notice_count)
		return;
	qsort(notices.at, notices.count, sizeof(*notices.at), notice_compare);
	report->notices = notices.at;
	report->notice_count = notices.count;
}

void link_files(struct report *report, struct arena *kept, struct arena *arena,
                struct answers *answers)
{
	struct arena scratch = {0}, told = {0};
	const struct summary **summaries =
	    ARENA_ARRAY(arena, report->file_count, const struct summary *);
	const struct project *project;

	for (uint32_t i = 0; i < report->file_count; i++)
		summaries[i] = report->files[i].summary;
	project = project_link(arena, &scratch, summaries, report->file_count);
	for (uint32_t i = 0; i < report->file_count; i++) {
		struct answers here = {.arena = answers == NULL ? &told : arena,
		                       .scratch = &scratch,
		                       .project = project,
		                       .asker = summaries[i]};

		link_file(&report->files[i], kept, &here);
		if (answers != NULL)
			answers[i] = here;
		arena_reset(&told);
	}
	link_tell(report, kept);
	arena_release(&scratch);
	arena_release(&told);
}

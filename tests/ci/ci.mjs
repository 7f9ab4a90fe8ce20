// ci.mjs HEAPLINT: action.yml and what is in ci/ for GitHub and GitLab without
// the services: what they say parses, and the shell commands in them run on a
// sample project, as a runner would run them.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import os from "node:os";
import path from "node:path";
import validator from "@action-validator/core";
import YAML from "yaml";

const heaplint = path.resolve(process.argv[2]);
const top = process.cwd();
const work = fs.mkdtempSync(path.join(os.tmpdir(), "heaplint-ci-"));
let passed = 0;
let failed = 0;

function check(holds, what, seen = "") {
	holds ? passed++ : failed++;
	if (!holds)
		console.log(`FAILED ${what}\n${seen}`.trim());
}

function parsed(file) {
	const document = YAML.parseDocument(fs.readFileSync(file, "utf8"),
		{ strict: true, uniqueKeys: true });

	check(document.errors.length + document.warnings.length === 0,
		`${file} is YAML`, document.errors.join("\n"));
	return document.toJS();
}

/** As GitHub's own schemas of actions and workflows have it. */
function follows_schema(what, { errors }) {
	check(errors.length === 0, `${what}: its schema`, JSON.stringify(errors, null, 1));
}

/** A project with a warning and a note, and a path with a blank. */
function sample(name) {
	const project = path.join(work, name);

	fs.mkdirSync(path.join(project, "src/a b"), { recursive: true });
	fs.writeFileSync(path.join(project, "src/a b/data.py"),
		"def total(file):\n    return max([set(x) for x in file.readlines()])\n");
	fs.writeFileSync(path.join(project, "src/old.py"), "print 'x'\n");
	fs.writeFileSync(path.join(project, "clean.py"), "x = 1\n");
	return project;
}

/** A `make` that only puts the program where a build would. */
function stub() {
	const bin = path.join(work, "bin");

	fs.mkdirSync(bin, { recursive: true });
	fs.writeFileSync(path.join(bin, "make"), `#!/bin/sh
[ "$1" = -C ] || exit 3
mkdir -p "$2/build" && ln -sf "${heaplint}" "$2/build/heaplint"
`, { mode: 0o755 });
	return bin;
}

function run(shell, script, directory, env) {
	return spawnSync(shell, ["-c", script], {
		cwd: directory, encoding: "utf8",
		env: { PATH: `${stub()}:${process.env.PATH}`, HOME: work, ...env },
	});
}

// ------------------------------------------------------------ GitHub

const action = parsed("action.yml");

follows_schema("action.yml", validator.validateAction(fs.readFileSync("action.yml", "utf8")));
check(validator.validateAction(fs.readFileSync("action.yml", "utf8")
	.replace("using:", "use:")).errors.length > 0, "the schema refuses what is wrong");

/** `${{ inputs.x }}` and what else of contexts stands there. */
function expanded(text, inputs, contexts) {
	return text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name) => {
		const value = name.startsWith("inputs.") ?
			inputs[name.slice(7)] : contexts[name];

		check(value !== undefined, `action.yml: ${name} is not known`);
		return value;
	});
}

/** Run the action's shell steps in the project. */
function act(project, given) {
	const inputs = {};
	const checkout = path.join(work, "action");
	let last;

	for (const [name, input] of Object.entries(action.inputs))
		inputs[name] = given[name] ?? input.default;
	fs.mkdirSync(checkout, { recursive: true });
	for (const step of action.runs.steps) {
		if (step.run === undefined ||
		    (step.name === "Build heaplint" && inputs.program !== ""))
			continue;
		check(step.shell === "bash", `${step.name}: has its shell`);
		check(!step.run.includes("${{"), `${step.name}: inputs come by the environment`);
		const env = { GITHUB_WORKSPACE: project };

		for (const [name, value] of Object.entries(step.env ?? {}))
			env[name] = expanded(value, inputs, { "github.action_path": checkout });
		// as the runner calls bash
		last = run("bash", `set -eo pipefail\n${step.run}`,
			given.directory ?? project, env);
	}
	return last;
}

check(action.runs.using === "composite", "action.yml is composite");
for (const name of ["paths", "args", "fail-on", "sarif-file"])
	check(action.inputs[name] !== undefined, `action.yml has the input ${name}`);
for (const [name, input] of Object.entries(action.inputs))
	check(typeof input.default === "string" && input.description !== undefined,
		`action.yml: ${name} has a text as default, and says what it is`);
const upload = action.runs.steps.find((step) => step.uses !== undefined);
check(/^github\/codeql-action\/upload-sarif@v\d+$/.test(upload.uses), "it uploads the log");
check(upload.with.sarif_file === "${{ inputs.sarif-file }}", "that log");

const project = sample("github");
const logs = path.resolve(process.env.LOGS ?? work);
let ran = act(project, {});
check(ran.status === 1, "a warning fails the step", ran.stderr);
check(/^::warning file=src\/a b\/data.py,line=2,col=16,endLine=2,endColumn=\d+,title=heaplint MEM501::src\/a b\/data.py:2:16: MEM501 /m
	.test(ran.stdout), "the warning is a workflow command", ran.stdout);
check(/^::notice file=src\/old.py,line=1,/m.test(ran.stdout), "so is the note", ran.stdout);
check(ran.stdout.split("\n").every((line) => line === "" || line.startsWith("::")),
	"nothing else is there", ran.stdout);
const log = JSON.parse(fs.readFileSync(path.join(project, "heaplint.sarif")));
check(log.runs[0].results.length >= 2, "the log has the findings");
fs.copyFileSync(path.join(project, "heaplint.sarif"), path.join(logs, "action.sarif"));
check(log.runs[0].automationDetails.id === "heaplint/", "the log's category");
act(project, { category: "a part" });
check(JSON.parse(fs.readFileSync(path.join(project, "heaplint.sarif")))
	.runs[0].automationDetails.id === "a part/", "category");
check(act(project, { "fail-on": "error" }).status === 0, "fail-on: error");
check(act(project, { "fail-on": "none" }).status === 0, "fail-on: none");
check(act(project, { paths: "clean.py\nsrc/old.py" }).status === 0, "paths on lines");
check(act(project, { paths: "missing.py" }).status === 2, "a missing path");
check(act(project, { args: "--ignore MEM5 --level warning" }).status === 0, "args");
fs.rmSync(path.join(project, "heaplint.sarif"));
ran = act(project, { "sarif-file": "", program: heaplint });
check(ran.status === 1 && !fs.existsSync(path.join(project, "heaplint.sarif")),
	"no log where none is wanted", ran.stderr);
ran = act(project, { directory: path.join(project, "src"), "sarif-file": "" });
check(ran.stdout.includes("file=src/a b/data.py,"),
	"files are named from the workspace", ran.stdout);
ran = act(project, { args: "--output $(touch${IFS}owned) ; touch owned *" });
check(ran.status === 2 && !fs.existsSync(path.join(project, "owned")),
	"inputs are words, not commands", ran.stderr);

// ------------------------------------------------------------ GitLab

const job = parsed("ci/gitlab.yml").heaplint;
const merge = sample("gitlab");
const repository = path.join(work, "repository");

run("sh", `git init -q ${repository} && cd ${repository} &&
	git config user.email a@b.example && git config user.name A &&
	: >Makefile && git add . && git commit -qm x && git branch -M main`, work, {});

function pipeline(given) {
	const env = { CI_PROJECT_DIR: merge, ...job.variables, ...given };
	const script = [...job.before_script, ...job.script].join("\n")
		.replaceAll("/tmp/heaplint", path.join(work, "built"));

	return run("sh", `set -e\n${script}`, merge, env);
}

ran = pipeline({ HEAPLINT_REPOSITORY: repository });
check(ran.status === 1, "GitLab: a warning fails the job", ran.stderr);
for (const file of job.artifacts.paths)
	check(fs.existsSync(path.join(merge, file)), `GitLab: the job makes ${file}`);
check(job.artifacts.paths.includes(job.artifacts.reports.codequality),
	"GitLab: the report is one of them");
check(job.artifacts.when === "always", "GitLab: also when the job fails");
const quality = JSON.parse(
	fs.readFileSync(path.join(merge, job.artifacts.reports.codequality)));
check(quality.length >= 2, "GitLab: the report has the findings");
check(new Set(quality.map((one) => one.fingerprint)).size === quality.length,
	"GitLab: fingerprints are unique");
for (const one of quality) {
	check(["info", "minor", "major", "critical", "blocker"].includes(one.severity),
		`GitLab: severity ${one.severity}`);
	check(typeof one.description === "string" && typeof one.check_name === "string",
		"GitLab: description and check_name");
	check(fs.existsSync(path.join(merge, one.location.path)) &&
		!path.isAbsolute(one.location.path) &&
		Number.isInteger(one.location.lines.begin), "GitLab: a place in the repository");
}
fs.copyFileSync(path.join(merge, "heaplint.sarif"), path.join(logs, "gitlab.sarif"));
check(pipeline({ HEAPLINT_PROGRAM: heaplint, HEAPLINT_FAIL_ON: "error" }).status === 0,
	"GitLab: HEAPLINT_PROGRAM, HEAPLINT_FAIL_ON");
check(pipeline({ HEAPLINT_PROGRAM: heaplint, HEAPLINT_PATHS: "clean.py" }).status === 0,
	"GitLab: HEAPLINT_PATHS");

// ------------------------------------------------------------ GitHub, several runners

const flow = parsed("ci/scale/github.yml");
follows_schema("ci/scale/github.yml",
	validator.validateWorkflow(fs.readFileSync("ci/scale/github.yml", "utf8")));
const spread = sample("spread");
const shards = flow.jobs.summarize.strategy.matrix.shard;
const store = path.join(work, "artifacts");

/** Run a job's steps on a runner of its own; artifacts go through `store`. */
function runner(name, job, contexts, given) {
	const temp = path.join(work, `runner-${name}`);
	const known = { "runner.temp": temp, ...contexts };
	const value = (text) => String(text).replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g,
		(_, word) => known[word]);
	const uses = (step) => step.uses?.split("@")[0];
	let last;

	fs.mkdirSync(temp);
	for (const step of job.steps) {
		if (uses(step) === "actions/upload-artifact") {
			fs.mkdirSync(path.join(store, value(step.with.name)), { recursive: true });
			fs.copyFileSync(value(step.with.path), path.join(store,
				value(step.with.name), path.basename(value(step.with.path))));
		} else if (uses(step) === "actions/download-artifact") {
			check(step.with["merge-multiple"] === true, "runners: summaries in one folder");
			fs.mkdirSync(value(step.with.path));
			for (const artifact of fs.readdirSync(store)) {
				check(new RegExp(step.with.pattern.replace("*", ".*")).test(artifact),
					"runners: the artifact is asked for");
				fs.cpSync(path.join(store, artifact), value(step.with.path),
					{ recursive: true });
			}
		} else if (step.run !== undefined) {
			const env = { GITHUB_WORKSPACE: spread, RUNNER_TEMP: temp, ...flow.env, ...given };

			check(!step.run.includes("${{"), `${step.name}: values come by the environment`);
			for (const [key, text] of Object.entries(step.env ?? {}))
				env[key] = value(text);
			last = run("bash", `set -eo pipefail\n${step.run}`, spread, env);
			if (last.status > 1)
				break;
		}
	}
	return last;
}

const once = spawnSync(heaplint, ["check", "--output", "sarif", "."],
	{ cwd: spread, encoding: "utf8" }).stdout;
check(shards.length === Number(flow.env.SHARDS) &&
	shards.every((shard, i) => shard === i + 1), "runners: all shards, and how many");
check(flow.jobs.link.needs === "summarize", "runners: the link comes last");
for (const given of [{ HEAPLINT_REPOSITORY: repository }, { HEAPLINT_PROGRAM: heaplint }]) {
	for (const shard of shards)
		ran = runner(shard, flow.jobs.summarize, { "matrix.shard": shard }, given);
	check(ran.status === 0, "runners: a share is summarised", ran.stderr);
	ran = runner("link", flow.jobs.link, {}, given);
	check(ran.status === 1 && /^::warning file=src/m.test(ran.stdout),
		"runners: a warning fails the link", ran.stderr);
	check(fs.readFileSync(path.join(spread, "heaplint.sarif"), "utf8") === once,
		"runners: the log is that of one run");
	for (const name of [...shards, "link"])
		fs.rmSync(path.join(work, `runner-${name}`), { recursive: true });
	fs.rmSync(store, { recursive: true });
}

// ------------------------------------------------------------ problem matcher

const matcher = JSON.parse(fs.readFileSync("ci/problem-matcher.json")).problemMatcher[0];
const [task] = JSON.parse(fs.readFileSync("editors/vscode-tasks.json")).tasks;

fs.writeFileSync(path.join(project, "nb.ipynb"), JSON.stringify({
	cells: [{ cell_type: "code", source: "x = max([set(y) for y in open('z')])" }],
	nbformat: 4 }));
const found = JSON.parse(spawnSync(heaplint, ["check", "--output", "json", "."],
	{ cwd: project, encoding: "utf8" }).stdout).findings;

/** What a matcher makes of a text: each finding once, and nothing else. */
function matches(pattern, format, has_levels) {
	const { stdout } = spawnSync(heaplint, ["check", "--output", format, "."],
		{ cwd: project, encoding: "utf8" });
	const matched = stdout.split("\n").map((line) => new RegExp(pattern.regexp).exec(line))
		.filter((match) => match !== null).map((match) => [
			match[pattern.file], Number(match[pattern.line]),
			Number(match[pattern.column]), match[pattern.code],
			has_levels ? match[pattern.severity] : null,
			match[pattern.message].includes("'") || match[pattern.message].length > 9,
		]);
	const wanted = found.map((one) => [
		one.path, one.start.line, one.start.column, one.code,
		has_levels ? one.level : null, true]);

	return found.length >= 3 && JSON.stringify(matched) === JSON.stringify(wanted);
}

for (const format of ["concise", "full"])
	for (const pattern of [matcher.pattern[0], task.problemMatcher.pattern])
		check(matches(pattern, format, format === "full" && pattern.severity !== undefined),
			`problem matcher: ${format}`);
check(task.problemMatcher.pattern.severity !== undefined, "VS Code: it has a severity");
check(spawnSync(heaplint, task.args.map((word) => word.replace("${workspaceFolder}", ".")),
	{ cwd: project }).status === 1, "VS Code: the task's command runs");
check(["error", "warning", "notice"].includes(matcher.severity), "its severity is one");

// ------------------------------------------------------------ docs

const page = fs.readFileSync("docs/ci.md", "utf8");

for (const file of ["README.md", ...fs.readdirSync("docs").map((name) => `docs/${name}`)]
	.filter((name) => name.endsWith(".md")))
	for (const [, block] of fs.readFileSync(file, "utf8").matchAll(/```yaml\n([\s\S]*?)```/g))
		check(YAML.parseDocument(block, { strict: true }).errors.length === 0,
			`${file}: YAML`, block);
for (const [, block] of page.matchAll(/```yaml\n([\s\S]*?)```/g)) {
	const document = YAML.parseDocument(block, { strict: true });

	if (document.has("jobs"))
		follows_schema("docs/ci.md: the workflow", validator.validateWorkflow(block));
	for (const job of Object.values(document.toJS().jobs ?? {}))
		for (const step of job.steps.filter((one) => /heaplint@/.test(one.uses)))
			for (const name of Object.keys(step.with ?? {}))
				check(name in action.inputs, `docs/ci.md: the action has no ${name}`);
	for (const name of Object.keys(document.toJS().variables ?? {}))
		check(name in job.variables, `docs/ci.md: the job has no ${name}`);
}
for (const name of [...Object.keys(action.inputs), ...Object.keys(job.variables)])
	check(page.includes(`\`${name}\``) || page.includes(`${name}:`),
		`docs/ci.md says nothing of ${name}`);

process.chdir(top);
fs.rmSync(work, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

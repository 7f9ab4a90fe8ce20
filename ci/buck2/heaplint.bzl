"""heaplint by Buck2: one action a file, and one that links them (docs/scale.md).

    load("//tools:heaplint.bzl", "heaplint_report", "heaplint_summaries")

    heaplint_summaries(
        name = "summaries",
        srcs = glob(["**/*.py"]),
        project = ["root//:pyproject.toml"],
        heaplint = "root//tools:heaplint",
    )

    heaplint_report(
        name = "heaplint",
        deps = [":summaries", "root//other:summaries"],
        heaplint = "root//tools:heaplint",
    )

The actions read what is declared and nothing else: no home, no network, no
repository. All paths are relative, so results can be cached and made remotely.
`heaplint` is a target of the program, such as a command_alias or an
http_archive's sub-target.
"""

HeaplintInfo = provider(
    doc = "What heaplint found out of each file.",
    fields = ["sources", "summaries"],
)

def _summaries_impl(ctx):
    program = ctx.attrs.heaplint[RunInfo]
    given = ["--config", ctx.attrs.config] if ctx.attrs.config else ["--isolated"]
    summaries = []
    for source in ctx.attrs.srcs:
        summary = ctx.actions.declare_output(source.short_path + ".summary")
        ctx.actions.run(
            cmd_args(
                [program, "summarize", "--quiet", "--no-cache", "--root", "."] + given +
                ctx.attrs.options + ["--summary", summary.as_output(), cmd_args(source, format = "./{}")],
                hidden = ctx.attrs.project,
            ),
            category = "heaplint_summarize",
            identifier = source.short_path,
        )
        summaries.append(summary)
    return [
        DefaultInfo(default_outputs = summaries),
        HeaplintInfo(sources = ctx.attrs.srcs, summaries = summaries),
    ]

heaplint_summaries = rule(
    doc = "Summarizes each file by itself.",
    impl = _summaries_impl,
    attrs = {
        "config": attrs.option(attrs.source(), default = None),
        "heaplint": attrs.exec_dep(providers = [RunInfo]),
        "options": attrs.list(attrs.string(), default = []),
        "project": attrs.list(attrs.source()),
        "srcs": attrs.list(attrs.source()),
    },
)

def _report_impl(ctx):
    summaries = []
    sources = []
    for dep in ctx.attrs.deps:
        summaries += dep[HeaplintInfo].summaries
        sources += dep[HeaplintInfo].sources
    log = ctx.actions.declare_output(ctx.attrs.name + ".sarif")
    text = ctx.actions.declare_output(ctx.attrs.name + ".txt")
    words = ctx.actions.write(ctx.attrs.name + ".words", summaries)
    ctx.actions.run(
        cmd_args(
            [ctx.attrs.heaplint[RunInfo], "link", "--quiet", "--exit-zero"] +
            [cmd_args(log.as_output(), format = "--output=sarif={}")] +
            [cmd_args(text.as_output(), format = "--output=concise={}")] +
            ctx.attrs.options +
            [cmd_args(words, format = "@{}")],
            hidden = summaries + sources + ctx.attrs.data,
        ),
        category = "heaplint_link",
    )
    return [DefaultInfo(
        default_output = log,
        sub_targets = {"text": [DefaultInfo(default_output = text)]},
    )]

heaplint_report = rule(
    doc = "The findings of all: NAME.sarif, and [text]. They do not fail the build.",
    impl = _report_impl,
    attrs = {
        "data": attrs.list(attrs.source(), default = []),
        "deps": attrs.list(attrs.dep(providers = [HeaplintInfo])),
        "heaplint": attrs.exec_dep(providers = [RunInfo]),
        "options": attrs.list(attrs.string(), default = []),
    },
)

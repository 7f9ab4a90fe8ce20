"""heaplint by Bazel: one action a file, and one that links them (docs/scale.md).

    load("//tools:heaplint.bzl", "heaplint_report", "heaplint_summaries", "heaplint_test")

    heaplint_summaries(
        name = "summaries",
        srcs = glob(["**/*.py"]),
        project = ["//:pyproject.toml"],
    )

    heaplint_report(name = "heaplint", deps = [":summaries", "//other:summaries"])
    heaplint_test(name = "heaplint_test", deps = [":summaries", "//other:summaries"])

The actions read what is declared and nothing else: no home, no network, no
repository. All paths are relative, so results can be cached and made remotely.
//tools:heaplint is the program (an exports_files, a genrule, a cc_binary).
"""

HeaplintInfo = provider(
    "What heaplint found out of each file.",
    fields = {
        "sources": "depset of the files",
        "summaries": "depset of their summaries",
    },
)

_PROGRAM = {
    "heaplint": attr.label(
        doc = "The program.",
        default = "//tools:heaplint",
        allow_single_file = True,
        cfg = "exec",
        executable = True,
    ),
}

def _summaries_impl(ctx):
    summaries = []
    settings = ctx.files.config
    given = ["--config", settings[0].path] if settings else ["--isolated"]
    for source in ctx.files.srcs:
        summary = ctx.actions.declare_file(
            "%s/%s.summary" % (ctx.label.name, source.short_path.replace("../", "_/")),
        )
        ctx.actions.run(
            executable = ctx.executable.heaplint,
            arguments = ["summarize", "--quiet", "--no-cache", "--root", "."] + given +
                        ctx.attr.options + ["--summary", summary.path, "./" + source.path],
            inputs = [source] + ctx.files.project + settings,
            outputs = [summary],
            env = {},
            mnemonic = "HeaplintSummarize",
            progress_message = "Summarizing %s" % source.short_path,
        )
        summaries.append(summary)
    return [
        DefaultInfo(files = depset(summaries)),
        HeaplintInfo(
            sources = depset(ctx.files.srcs),
            summaries = depset(summaries),
        ),
    ]

heaplint_summaries = rule(
    doc = "Summarizes each file by itself.",
    implementation = _summaries_impl,
    attrs = dict(
        srcs = attr.label_list(
            doc = "Python files.",
            allow_files = [".py", ".pyi", ".ipynb"],
            mandatory = True,
        ),
        project = attr.label_list(
            doc = "What marks the project's root: pyproject.toml, setup.py or setup.cfg.",
            allow_files = True,
            mandatory = True,
            allow_empty = False,
        ),
        config = attr.label(
            doc = "A heaplint.toml or pyproject.toml with settings; none are looked for.",
            allow_single_file = True,
        ),
        options = attr.string_list(
            doc = "Options of heaplint summarize, the same in all that is linked.",
        ),
        **_PROGRAM
    ),
)

def _linked(ctx):
    summaries = depset(transitive = [dep[HeaplintInfo].summaries for dep in ctx.attr.deps])
    sources = depset(transitive = [dep[HeaplintInfo].sources for dep in ctx.attr.deps])
    return summaries, sources

def _report_impl(ctx):
    summaries, sources = _linked(ctx)
    log = ctx.actions.declare_file(ctx.label.name + ".sarif")
    text = ctx.actions.declare_file(ctx.label.name + ".txt")
    words = ctx.actions.args()
    words.add_all(summaries)
    words.use_param_file("@%s", use_always = True)
    words.set_param_file_format("multiline")
    ctx.actions.run(
        executable = ctx.executable.heaplint,
        arguments = [
            "link",
            "--quiet",
            "--exit-zero",
            "--output=sarif=" + log.path,
            "--output=concise=" + text.path,
        ] + ctx.attr.options + [words],
        inputs = depset(ctx.files.data, transitive = [summaries, sources]),
        outputs = [log, text],
        env = {},
        mnemonic = "HeaplintLink",
        progress_message = "Linking %s" % ctx.label,
    )
    return [DefaultInfo(files = depset([log, text]))]

_LINK = dict(
    deps = attr.label_list(
        doc = "What is linked: heaplint_summaries.",
        providers = [HeaplintInfo],
        mandatory = True,
    ),
    options = attr.string_list(doc = "Options of heaplint link."),
    data = attr.label_list(
        doc = "What the options name, such as a baseline.",
        allow_files = True,
    ),
    **_PROGRAM
)

heaplint_report = rule(
    doc = "The findings of all: NAME.sarif and NAME.txt. They do not fail the build.",
    implementation = _report_impl,
    attrs = _LINK,
)

def _test_impl(ctx):
    summaries, sources = _linked(ctx)
    words = ctx.actions.declare_file(ctx.label.name + ".words")
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        words,
        "".join([summary.short_path + "\n" for summary in summaries.to_list()]),
    )
    options = " ".join(["'%s'" % option.replace("'", "'\\''") for option in ctx.attr.options])
    ctx.actions.write(
        script,
        "#!/bin/sh\nexec '%s' link --output concise %s '@%s'\n" %
        (ctx.executable.heaplint.short_path, options, words.short_path),
        is_executable = True,
    )
    return [DefaultInfo(
        executable = script,
        runfiles = ctx.runfiles(
            files = [words, ctx.executable.heaplint] + ctx.files.data,
            transitive_files = depset(transitive = [summaries, sources]),
        ),
    )]

heaplint_test = rule(
    doc = "A test that shows the findings of all, and fails from --fail-on on.",
    implementation = _test_impl,
    attrs = _LINK,
    test = True,
)

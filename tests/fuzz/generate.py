"""Programs by a grammar of what Python's parsers take in more than one way.

    generate.py FOLDER COUNT [SEED]

The same seed writes the same programs. What is written need not be Python: a
parser is to say so then. Targets and values, brackets of both, `print`, `exec`,
`match` and `type` as statements and as names, stars, comments between.
"""

import os
import random
import re
import sys

DEPTH = 6  # below it only what holds nothing more

IN, OUT = "\x0e", "\x0f"  # what is between is indented

GRAMMAR = {
    "program": ["<statement>", "<statement><statement>"],
    "block": [":\n" + IN + "<statement>" + OUT],
    "statement": [
        "pass\n", "<values>\n", "<values>\n", "<values>\n",
        "<targets> = <values><comment>\n", "<targets> = <values><comment>\n",
        "<targets> = <values><comment>\n", "<targets> = <targets> = <values>\n",
        "<targets> = <values>\n# c\n<values>\n",
        "print <values>\n", "print<values>\n", "print >> <values>\n",
        "print(<arguments>)\n", "print(<arguments>), <expr>\n", "exec <values>\n",
        "<target> <change>= <expr>\n", "<target>: <expr>\n", "<target>: int = <expr>\n",
        "for <targets> in <values><block>", "async for <targets> in <values><block>",
        "with <managers><block>", "with (<managers>)<block>", "with (<managers>,)<block>",
        "match <values>:\n" + IN + "case <pattern><block>" + OUT,
        "del <values>\n", "return <values>\n", "raise <values>\n", "raise <expr> from <expr>\n",
        "assert <values>\n", "yield <values>\n",
        "<soft><behind><name><after>\n", "<soft><behind><name><after> = <expr>\n",
        "<soft>(<expr>).<name> = <expr>\n",
        "type <name> = <expr>\n", "type <name>[<name>] = <expr>\n",
        "def <name>(<parameters>)<block>",
        "if <expr><block># c\n", "if <expr><block># c\nelse<block>",
        "@<expr>\nclass A(<arguments>)<block>",
    ],
    "soft": ["match", "type", "case", "print", "exec", "_"],
    "behind": [" = ", "(", "[", ".", ", ", " "],
    "after": ["", ")", "]"],
    "comment": ["", "", "", "", "  # c"],
    "change": ["+", "@", "**", "//"],
    "name": ["a", "b", "c", "d"],
    "expr": [
        "<name>", "<name>", "<name>", "<name>", "1", "'s'", "...", "None",
        "<expr>.<name>", "<expr>[<index>]", "<expr>(<arguments>)", "<expr>(<arguments>)",
        "(<items>)", "(<items>)", "(<item>,)", "[<items>]", "[<items>]", "[<item>,]",
        "{<pairs>}", "{<items>}", "lambda: <expr>", "lambda <parameters>: <expr>",
        "<expr> <operator> <expr>", "<expr> if <expr> else <expr>",
        "-<expr>", "not <expr>", "await <expr>",
        "[<expr> for <targets> in <expr>]", "(<expr> for <targets> in <expr> if <expr>)",
        "f'{<name>}{<name>!r:{<name>}}'", "(<name> := <expr>)", "(yield <expr>)",
        "<quoted>",
    ],
    "quoted": [
        "'# c'", "'#\n'", "'\n# c\n'", "'\\\n#'", "b'\\N{<name>}'", "'''#\n\\\n'c''# c\n'''",
        "f'{<expr>=}' '#'", "f'''{<expr>  # c\n}#\n'''", "rf'\\{<name>:{<expr>}}}}}'",
    ],
    "operator": ["+", "*", "<", "**", ">>", "and", "or", "in", "not in", "is"],
    "index": ["<name>", "<expr>", "<expr>:", ":<expr>", "<expr>, <expr>", ":, <expr>",
              "*<expr>, <expr>"],
    "items": ["", "<item>", "<item>, <item>", "<item>, <items>"],
    "item": ["<name>", "<expr>", "<expr>", "<expr>", "*<expr>"],
    "pairs": ["", "<expr>: <expr>", "**<expr>", "<expr>: <expr>, <pairs>"],
    "arguments": ["", "<argument>", "<argument>, <argument>", "<argument>, <arguments>"],
    "argument": ["<name>", "<expr>", "<expr>", "*<expr>", "**<expr>", "k=<expr>"],
    "parameters": ["", "a", "a, *b", "*a, **b", "a, /, *, b", "a, b=<expr>"],
    "values": ["<item>", "<item>", "<expr>", "<item>, <item>", "<item>, <items>", "<item>,"],
    "targets": ["<name>", "<target>", "<target>", "<part>, <part>", "<part>, <part>, <part>",
                "<part>,"],
    "part": ["<name>", "<target>", "<target>", "*<target>"],
    "target": ["<name>", "<name>", "<name>.<name>", "<name>[<expr>]", "(<part>, <part>)",
               "(<part>,)", "[<part>]", "[<part>, <part>]", "(<target>)", "<expr>"],
    "managers": ["<manager>", "<manager>, <manager>"],
    "manager": ["<name>", "<expr>", "<expr> as <target>"],
    "pattern": ["[a, b]", "(a, *b)", "{'k': v, **r}", "C(a, b=c)", "a | b", "a.b", "1", "_",
                "-1", "x if y", "a, b", "*a, b", "(a as b)"],
}

PART = re.compile("<([a-z]+)>")
SHORT = {symbol: [form for form in forms if set(PART.findall(form)) <= {"name"}]
         for symbol, forms in GRAMMAR.items()}


def write(choose, symbol, depth=0):
    forms = depth >= DEPTH and SHORT[symbol] or GRAMMAR[symbol]
    return PART.sub(lambda part: write(choose, part.group(1), depth + 1), choose(forms))


def indented(text):
    lines, depth = [], 0
    for line in text.splitlines(keepends=True):
        depth += line.count(IN) - line.count(OUT)
        lines.append(" " * depth + re.sub("[" + IN + OUT + "]", "", line))
    return "".join(lines)


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    choose = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1).choice
    os.makedirs(folder, exist_ok=True)
    for i in range(count):
        with open(os.path.join(folder, "%05d.py" % i), "w") as stream:
            stream.write(indented(write(choose, "program")))


if __name__ == "__main__":
    main()

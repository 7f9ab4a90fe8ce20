"""The man page and the completions of bash, zsh and fish, from what
`heaplint COMMAND --help` prints, which is made of the table of options:

    manual.py HEAPLINT DIRECTORY    heaplint.1, heaplint.bash, _heaplint, heaplint.fish
"""

import os
import re
import subprocess
import sys

COMMANDS = ("check", "rule", "summarize", "link", "merge", "graph", "clean", "dump")
OPTION = re.compile(r"^  (?:-(\w),|   ) --([\w-]+)(?: (\S+))?  +(.+)$")
PATHS = ("FILE", "DIR", "PATH", "FILE|KEY=VALUE")
WORDS = ("LEVEL", "WHEN", "FORMAT[=FILE]")


class Option:
    def __init__(self, match):
        self.letter, self.name, self.value, self.help = match.groups()

    def words(self):
        """The values that its help lists."""
        if self.value not in WORDS:
            return []
        listed = re.sub(r"\([^)]*\)|[;:].*", "", self.help.split(": ")[0])
        if self.name == "fail-on":
            return ["note", "warning", "error"]
        return re.findall(r"[a-z][\w-]*", re.sub(r" for \w+", "", listed))


class Command:
    def __init__(self, program, name):
        text = printed(program, name, "--help")
        usage, rest = text.split("\n\n", 1)
        about, options = rest.split("options:\n", 1)
        self.name = name
        self.usage = [line.strip() for line in usage[len("usage: "):].splitlines()]
        self.about = " ".join(about.split())
        self.options = []
        for line in options.split("\n\n")[0].splitlines():
            match = OPTION.match(line)
            if match:
                self.options.append(Option(match))
            else:
                self.options[-1].help += " " + line.strip()


def printed(program, *arguments):
    return subprocess.run([program, *arguments], check=True,
                          stdout=subprocess.PIPE).stdout.decode()


def rules(program):
    """(code, name, what it finds) of all rules."""
    rows = re.findall(r"^\| (MEM\d+) \| (\S+) \|.*\| (.*) \|$",
                      printed(program, "rule", "--all"), re.MULTILINE)
    return [(code, name, what.replace("`", "")) for code, name, what in rows]


# ------------------------------------------------------------ the man page


def roff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return re.sub(r"(?m)^\.", "\\\\&.", text)


def man_option(option):
    letter = "\\fB\\-%s\\fR, " % option.letter if option.letter else ""
    value = " \\fI%s\\fR" % roff(option.value) if option.value else ""
    return ".TP\n%s\\fB\\-\\-%s\\fR%s\n%s.\n" % (
        letter, roff(option.name), value, roff(option.help))


def man_command(command):
    out = ".SS heaplint %s\n%s\n" % (command.name, roff(command.about))
    return out + "".join(map(man_option, command.options))


def man_page(version, commands, found):
    usage = "".join(
        ".br\n%s\n" % roff(line) for line in commands[0].usage)
    out = """.TH HEAPLINT 1 "" "heaplint %s" "User Commands"
.SH NAME
heaplint \\- report where Python code wastes or leaks memory
.SH SYNOPSIS
.nf
%s.fi
.SH DESCRIPTION
heaplint reads Python source and reports objects that keep each other alive, slices
and lists that are copied only to be read once, text built by copying it again and
again, containers and caches that only grow, instances that take more than they need.
It does not run the code.
.PP
The word \\fBcheck\\fR may be left out.
""" % (version, usage.replace(".br\n", ""))
    out += ".SH COMMANDS\n" + "".join(map(man_command, commands))
    out += """.SH EXIT STATUS
.TP
.B 0
Nothing from the level of \\fB\\-\\-fail\\-on\\fR on.
.TP
.B 1
Findings at or above that level.
.TP
.B 2
Wrong use, or a file that could not be read; the others are analysed.
.SH FILES
.TP
.I pyproject.toml
Settings below \\fB[tool.heaplint]\\fR.
.TP
.I heaplint.toml
The same without that heading.
.SH RULES
"""
    for code, name, what in found:
        out += ".TP\n.B %s\n%s: %s.\n" % (code, roff(name), roff(what))
    return out


# ------------------------------------------------------------ completions

BASH = """# bash completion for heaplint
_heaplint() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
	local command=check i
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		%(commands)s) command=${COMP_WORDS[i]}; break ;;
		esac
	done
	COMPREPLY=()
	case $command:$before in
%(values)s	esac
	case $command:$word in
%(options)s	esac
	if [ "$command" = rule ]; then
		COMPREPLY=($(compgen -W '%(rules)s' -- "$word"))
		return
	fi
	COMPREPLY=($(compgen -f -- "$word"))
	if [ "$COMP_CWORD" = 1 ]; then
		COMPREPLY+=($(compgen -W '%(words)s' -- "$word"))
	fi
}
complete -o filenames -F _heaplint heaplint
"""


def names(options):
    return " ".join("--" + option.name for option in options)


def bash(commands, found):
    codes = " ".join(code for code, _, _ in found)
    known = codes + " " + " ".join(name for _, name, _ in found)
    values = ""
    for command in commands:
        for option in command.options:
            if option.value is None:
                continue
            choice = option.words() or (known.split() if option.value == "RULES" else None)
            action = "-W '%s'" % " ".join(choice) if choice else "-f"
            values += "\t%s:--%s) COMPREPLY=($(compgen %s -- \"$word\")); return ;;\n" % (
                command.name, option.name, action)
    options = "".join(
        "\t%s:-*) COMPREPLY=($(compgen -W '%s' -- \"$word\")); return ;;\n"
        % (command.name, names(command.options)) for command in commands)
    return BASH % {
        "commands": " | ".join(COMMANDS), "words": " ".join(COMMANDS),
        "values": values, "options": options, "rules": known}


def zsh_quoted(text):
    return re.sub(r"([\[\]:\\])", r"\\\1", text).replace("'", "'\\''")


def zsh_option(option, found):
    action = ""
    if option.value is not None:
        words = option.words()
        if option.value == "RULES":
            words = [code for code, _, _ in found]
        action = ":%s:%s" % (
            zsh_quoted(option.value.lower()),
            "(%s)" % " ".join(words) if words
            else "_files" if option.value in PATHS else " ")
    spec = "%s[%s]%s" % ("=" if option.value else "", zsh_quoted(option.help), action)
    lines = ["'*--%s%s'" % (option.name, spec)]
    if option.letter:
        lines.append("'*-%s%s'" % (option.letter, spec[1:] if option.value else spec))
    return lines


def zsh(commands, found):
    out = "#compdef heaplint\n\n"
    for command in commands:
        out += "_heaplint_%s() {\n\t_arguments \\\n" % command.name
        for option in command.options:
            out += "".join("\t\t%s \\\n" % line for line in zsh_option(option, found))
        words = "_files"
        if command.name == "rule":
            words = "(%s)" % " ".join(code for code, _, _ in found)
        out += "\t\t'*:%s:%s'\n}\n\n" % ("rule" if command.name == "rule" else "path", words)
    out += "_heaplint() {\n\tlocal word command=check\n"
    out += "\tfor word in ${words[2,CURRENT-1]}; do\n"
    out += "\t\tcase $word in\n\t\t%s) command=$word; break ;;\n\t\tesac\n\tdone\n" % (
        "|".join(COMMANDS))
    out += "\tif (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n"
    out += "\t\t_alternative 'commands:command:(%s)' 'files:path:_files'\n\t\treturn\n\tfi\n" % (
        " ".join(COMMANDS))
    return out + '\t_heaplint_$command\n}\n\n_heaplint "$@"\n'


def fish_quoted(text):
    return "'%s'" % text.replace("\\", "\\\\").replace("'", "\\'")


def fish(commands, found):
    others = " ".join(COMMANDS[1:])
    out = "complete -c heaplint -n __fish_use_subcommand -a '%s'\n" % " ".join(COMMANDS)
    for command in commands:
        when = "__fish_seen_subcommand_from " + command.name
        if command.name == "check":
            when = "not __fish_seen_subcommand_from " + others
        for option in command.options:
            out += "complete -c heaplint -n '%s' -l %s%s -d %s" % (
                when, option.name, " -s " + option.letter if option.letter else "",
                fish_quoted(option.help))
            words = option.words()
            if option.value == "RULES":
                words = [code for code, _, _ in found]
            if words:
                out += " -x -a '%s'" % " ".join(words)
            elif option.value is not None:
                out += " -r" + (" -F" if option.value in PATHS else "")
            out += "\n"
    for code, name, what in found:
        out += "complete -c heaplint -f -n '__fish_seen_subcommand_from rule' -a %s -d %s\n" % (
            code, fish_quoted(what))
    return out


def main():
    program, directory = sys.argv[1:]
    commands = [Command(program, name) for name in COMMANDS]
    found = sorted(rules(program))
    version = printed(program, "--version").split()[1]
    os.makedirs(directory, exist_ok=True)
    for name, text in (
        ("heaplint.1", man_page(version, commands, found)),
        ("heaplint.bash", bash(commands, found)),
        ("_heaplint", zsh(commands, found)),
        ("heaplint.fish", fish(commands, found)),
    ):
        with open(os.path.join(directory, name), "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()

"""The lexer of tree-sitter-python's parser.c as tables of ASCII, for parse_plain.h;
grammar_dense.py puts them into its copy of the grammar.

The generator writes an automaton as C: at each character a chain of comparisons,
at the first of a token up to 35 of them. Identifiers then go through a second one
that looks for keywords, which are few and short: those have a table of hashes.

Fails when the source is not what it knows.
"""

import ast
import re

FUNCTION = r"static bool %s\(TSLexer \*lexer, TSStateId state\) \{(.*?)\n\}\n"
CASE = re.compile(r"    case (\d+):\n(.*?)      END_STATE\(\);", re.DOTALL)
STEP = re.compile(r"if \((?P<when>.*?)\) (?P<how>ADVANCE|SKIP)\((?P<to>\d+)\);"
                  r"|ADVANCE_MAP\((?P<pairs>.*?)\n +\);"
                  r"|ACCEPT_TOKEN\((?P<token>\w+)\);", re.DOTALL)
PAIR = re.compile(r"('\\?.'|0x\w+|\d+), (\d+),")
RANGES = re.compile(r"static const TSCharacterRange (\w+)\[\] = \{(.*?)\};", re.DOTALL)
RANGE = re.compile(r"\{('\\?.'|\w+), ('\\?.'|\w+)\}")
IN_SET = re.compile(r"set_contains\((\w+), \d+, lookahead\)")
ASCII = range(1, 0x80)
SKIPPED = 0x8000  # parse_plain.h
LONGEST_WORD = 8


def code(text):
    """The number of a character as C writes it."""
    value = ast.literal_eval(text)
    return ord(value) if isinstance(value, str) else value


def character_sets(text):
    return {
        name: [(code(low), code(high)) for low, high in RANGE.findall(ranges)]
        for name, ranges in RANGES.findall(text)
    }


def condition(text, sets):
    """What C says of `lookahead` as a function; there is no end in ASCII."""
    text = IN_SET.sub(
        lambda m: f"any(a <= lookahead <= b for a, b in {sets[m[1]]})", text)
    text = re.sub(r"'\\?.'", lambda m: str(code(m[0])), text)
    text = text.replace("!eof", "True").replace("eof", "False")
    text = text.replace("&&", "and").replace("||", "or")
    return eval(f"lambda lookahead: ({text})")  # pylint: disable=eval-used


def state(text, sets):
    """What a state accepts, and where each character leads: (state, is skipped)."""
    accepts, leads = None, {}
    for step in STEP.finditer(text):
        if step["token"]:
            accepts = step["token"]
        elif step["pairs"]:
            for character, to in PAIR.findall(step["pairs"]):
                if code(character) in ASCII:
                    leads.setdefault(code(character), (int(to), False))
        else:
            holds = condition(step["when"], sets)
            for c in filter(holds, ASCII):
                leads.setdefault(c, (int(step["to"]), step["how"] == "SKIP"))
    rest = STEP.sub("", text).strip()
    assert not rest, rest
    return accepts, leads


def automaton(text, name):
    body = re.search(FUNCTION % name, text, re.DOTALL)[1]
    sets = character_sets(text)
    states = {int(n): state(steps, sets) for n, steps in CASE.findall(body)}
    assert sorted(states) == list(range(body.count("    case ")))
    return states


def words(states):
    """All that an automaton accepts from its start, with its token."""
    found, open_paths = {}, [(0, "")]
    while open_paths:
        at, word = open_paths.pop()
        accepts, leads = states[at]
        if accepts:
            found[word] = accepts
        assert len(word) < 20
        open_paths += [(to, word + chr(c)) for c, (to, skips) in leads.items()
                       if not skips]
    return found


def key(word):
    return int.from_bytes(word.encode(), "little")


def multiplier(keys):
    """One that gives each key another of 256 places."""
    value = 1
    for _ in range(1000000):
        value = (value * 6364136223846793005 + 1442695040888963407) % 2**64 | 1
        if len({(k * value % 2**64) >> 56 for k in keys}) == len(keys):
            return value
    raise ValueError("no multiplier")


def tables(text):
    states = automaton(text, "ts_lex")
    keywords = words(automaton(text, "ts_lex_keywords"))
    long = [word for word in keywords if len(word) > LONGEST_WORD]
    assert long == ["__future__"], long
    short = {key(word): token for word, token in keywords.items() if word not in long}
    by = multiplier(list(short))
    out = [f"const uint16_t parse_accepts[{len(states)}] = {{\n"]
    out += [f"  [{n}] = {token},\n" for n, (token, _) in states.items() if token]
    out.append(f"}};\n\nconst uint16_t parse_leads[{len(states)}][128] = {{\n")
    for n, (_, leads) in states.items():
        cells = (f"[{c}] = {to + SKIPPED * skips}" for c, (to, skips) in leads.items())
        out.append(f"  [{n}] = {{{', '.join(cells)}}},\n")
    out.append(f"}};\n\nconst uint64_t parse_keyword_by = {by}u;\n"
               "const struct parse_keyword parse_keywords[256] = {\n")
    for word, token in short.items():
        place = (word * by % 2**64) >> 56
        out.append(f"  [{place}] = {{{word}u, {token}}},\n")
    out.append("};\n\n")
    return "".join(out)

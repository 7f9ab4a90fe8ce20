"""The lexer of tree-sitter-python's parser.c as tables of ASCII, for lr_lex.c;
grammar_dense.py puts them into its copy of the grammar.

The generator writes an automaton as C: at each character a chain of comparisons,
at the first of a token up to 35 of them. Identifiers then go through a second one
that looks for keywords. Here both are one, which has a state for each beginning of
a keyword.

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
SKIPPED = 0x8000  # lr_lex.c
IDENTIFIER = "sym_identifier"


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


def word_tokens(states):
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


def add_words(states, tokens):
    """A state for each beginning of a keyword: their number, by that."""
    (identifier,) = (n for n, (token, _) in states.items() if token == IDENTIFIER)
    parts = {word[:i] for word in tokens for i in range(1, len(word) + 1)}
    part_state = {part: n for n, part in enumerate(sorted(parts), len(states))}

    def into_words(leads, begun):
        return {c: (part_state.get(begun + chr(c), identifier), False)
                if to == identifier else (to, skips)
                for c, (to, skips) in leads.items()}

    words = {n: (IDENTIFIER, into_words(states[identifier][1], part))
             for part, n in part_state.items()}
    for n, (token, leads) in states.items():
        if n != identifier and any(to == identifier for to, _ in leads.values()):
            assert token is None  # a word begins there, after nothing
            states[n] = token, into_words(leads, "")
    states.update(words)
    return part_state


def without_line_ends(states):
    """The same but for tokens that go over the end of a line."""
    for n, (token, leads) in states.items():
        if ord("\n") in leads and not leads[ord("\n")][1]:
            rest = {c: lead for c, lead in leads.items() if c != ord("\n")}
            states[n] = None, rest


def array(declared, cells):
    return f"const uint16_t {declared} = {{\n{''.join(cells)}}};\n\n"


def tables(text):
    states = automaton(text, "ts_lex")
    tokens = word_tokens(automaton(text, "ts_lex_keywords"))
    without_line_ends(states)
    part_state = add_words(states, tokens)
    count = len(states)
    leads = []
    for n, (_, by_character) in states.items():
        cells = (f"[{c}] = {to + SKIPPED * skips}"
                 for c, (to, skips) in by_character.items())
        leads.append(f"  [{n}] = {{{', '.join(cells)}}},\n")
    accepts = [f"  [{n}] = {token},\n" for n, (token, _) in states.items() if token]
    keywords = [f"  [{part_state[word]}] = {token},\n"
                for word, token in tokens.items()]
    return (array(f"lr_leads[{count}][256]", leads)
            + array(f"lr_accepts[{count}]", accepts)
            + array(f"lr_keywords[{count}]", keywords))

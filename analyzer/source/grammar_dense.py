"""Write tree-sitter-python's parser.c with all of its parse table dense.

    python3 grammar_dense.py parser.c > build/gen/grammar.c

The generator packs the rows of most states into lists, which would be searched
for each token and each reduction. As rows of the table they take 1.3 MB more. The
lexer becomes tables too (grammar_lexer.py).

Fails when the source is not what it knows.
"""

import re
import sys

sys.dont_write_bytecode = True

import grammar_lexer

LARGE = re.compile(r"#define LARGE_STATE_COUNT \d+\n")
TABLE_END = re.compile(r"\n\};\n\nstatic const uint16_t ts_small_parse_table\[\] = \{\n")
MAP = re.compile(r"\n\};\n\nstatic const uint32_t ts_small_parse_table_map\[\] = \{\n")
START = re.compile(r"  \[(\d+)\] = (\d+),\n")
GROUP = re.compile(r"    ((?:ACTIONS|STATE)\(\d+\)), (\d+),\n")
SYMBOL = re.compile(r"      (\w+),\n")
PLACE = re.compile(r"  \[SMALL_STATE\((\d+)\)\] = (\d+),\n")


def row(text, at, groups):
    """The entries of one packed state, and where the next one begins."""
    entries = {}
    for _ in range(groups):
        group = GROUP.match(text, at)
        at = group.end()
        for _ in range(int(group[2])):
            symbol = SYMBOL.match(text, at)
            assert symbol[1] not in entries
            entries[symbol[1]] = group[1]
            at = symbol.end()
    return entries, at


def rows(text):
    """The packed states by their index in the list."""
    found, at = {}, 0
    while at < len(text):
        start = START.match(text, at)
        found[int(start[1])], at = row(text, start.end(), int(start[2]))
    return found


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        text = file.read()
    large, table_end, small_end = (p.search(text) for p in (LARGE, TABLE_END, MAP))
    map_end = text.index("\n};\n", small_end.end()) + 1
    packed = rows(text[table_end.end() : small_end.start() + 1])
    states = PLACE.findall(text[small_end.end() : map_end])
    assert len(states) == len(packed) == text[small_end.end() : map_end].count("\n")
    out = [
        text[: large.start()],
        "#define LARGE_STATE_COUNT STATE_COUNT\n",
        text[large.end() : table_end.start() + 1],
    ]
    for state, place in states:
        out.append(f"  [STATE({state})] = {{\n")
        for symbol, value in packed[int(place)].items():
            out.append(f"    [{symbol}] = {value},\n")
        out.append("  },\n")
    out.append("};\n\n")
    out.append(grammar_lexer.tables(text))
    out.append("static const uint16_t ts_small_parse_table[] = {0};\n")
    out.append("static const uint32_t ts_small_parse_table_map[] = {0};\n")
    out.append(text[map_end + len("};\n") :])
    sys.stdout.write("".join(out))


main()

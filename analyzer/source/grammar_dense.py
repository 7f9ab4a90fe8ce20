"""Write tree-sitter-python's parser.c with all of its parse table dense.

    python3 grammar_dense.py parser.c > build/gen/grammar.c

The generator packs the rows of most states into lists, which the parser then
searches for each token and each reduction: a tenth of its time. As rows of the
table they take 1.3 MB more. Of that, what nearly all code asks for stands apart, a
line of the processor's cache for the usual tokens and one for the usual rules of
each state: the table as a whole does not fit into it. The lexer becomes tables too
(grammar_lexer.py); where it stays as it is, it does not ask at each character
whether it was the last, which only NUL can be.

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
END = re.compile(r"eof = lexer->eof\(lexer\);")
STATES = re.compile(r"#define STATE_COUNT (\d+)\n")
TABLE = "static const uint16_t ts_parse_table["
ROW = re.compile(r"  \[(?:STATE\()?(\d+)\)?\] = \{\n((?:    .*\n)*)  \},\n")
CELL = re.compile(r"    \[(\w+)\] = ((?:ACTIONS|STATE)\(\d+\)),\n")
PLACE = re.compile(r"  \[SMALL_STATE\((\d+)\)\] = (\d+),\n")

# The most frequent in the table's lookups over the standard library: 96 of 100.
LINE = 32
TOKENS = """
    sym__newline anon_sym_COMMA anon_sym_RPAREN sym_identifier anon_sym_LPAREN
    anon_sym_DOT anon_sym_COLON sym_string_end anon_sym_RBRACK anon_sym_EQ
    sym__dedent sym_integer sym__string_content sym_string_start anon_sym_def
    anon_sym_assert anon_sym_EQ_EQ anon_sym_PLUS anon_sym_LBRACK anon_sym_STAR
    anon_sym_if sym__indent anon_sym_return anon_sym_DASH anon_sym_import
    anon_sym_in anon_sym_RBRACE sym_none anon_sym_for sym_comment anon_sym_is
    anon_sym_from
""".split()
RULES = """
    sym_primary_expression sym_expression sym_argument_list sym_call
    sym__simple_statements aux_sym__collection_elements_repeat1
    aux_sym_module_repeat1 sym_attribute aux_sym_argument_list_repeat1 sym_string
    sym_string_content sym_expression_statement sym_pattern sym_binary_operator
    sym_assignment sym__right_hand_side sym_block sym__collection_elements
    sym_parameter aux_sym_comparison_operator_repeat1 sym_comparison_operator
    aux_sym__parameters_repeat1 aux_sym_dictionary_repeat1 sym_list
    sym_keyword_argument sym_assert_statement sym_function_definition
    sym_parameters sym_dotted_name sym_type sym_tuple sym__parameters
""".split()


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


def hot(table, states):
    """The usual columns of a dense table, and which column a symbol has there."""
    usual = TOKENS + RULES
    assert len(TOKENS) == len(RULES) == LINE
    place = "".join(f"  [{symbol}] = {i},\n" for i, symbol in enumerate(usual, 1))
    found = []
    for state, cells in ROW.findall(table):
        cells = dict(CELL.findall(cells))
        values = ", ".join(cells.get(symbol, "0") for symbol in usual)
        found.append(f"  [{state}] = {{{values}}},\n")
    assert len(found) == states
    return (
        "/* 1 + the column, or 0. */\n"
        f"const uint8_t parse_usual[SYMBOL_COUNT] = {{\n{place}}};\n\n"
        f"_Alignas({2 * LINE}) const uint16_t"
        f" parse_hot[STATE_COUNT][{len(usual)}] = {{\n{''.join(found)}}};\n\n"
    )


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
    dense = "".join(out[2:])
    out.append(hot(dense[dense.index(TABLE) :], int(STATES.search(text)[1])))
    out.append(grammar_lexer.tables(text))
    out.append("const TSSymbol parse_as = anon_sym_as;\n\n")
    out.append("static const uint16_t ts_small_parse_table[] = {0};\n")
    out.append("static const uint32_t ts_small_parse_table_map[] = {0};\n")
    out.append(text[map_end + len("};\n") :])
    text, count = END.subn("eof = lookahead == 0 && lexer->eof(lexer);", "".join(out))
    assert count == 2
    sys.stdout.write(text)


main()

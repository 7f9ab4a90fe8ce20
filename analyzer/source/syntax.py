"""Write enum kind and enum field from a grammar's node-types.json.

    python3 syntax.py node-types.json > syntax.gen.h
"""

import json
import sys

CHARACTERS = {
    "!": "BANG", "%": "PERCENT", "&": "AMPERSAND", "(": "OPEN_PAREN",
    ")": "CLOSE_PAREN", "*": "STAR", "+": "PLUS", ",": "COMMA", "-": "MINUS",
    ".": "DOT", "/": "SLASH", ":": "COLON", ";": "SEMICOLON", "<": "LESS",
    "=": "EQUAL", ">": "GREATER", "@": "AT", "[": "OPEN_BRACKET",
    "\\": "BACKSLASH", "]": "CLOSE_BRACKET", "^": "CARET", "_": "UNDERSCORE",
    "{": "OPEN_BRACE", "|": "BAR", "}": "CLOSE_BRACE", "~": "TILDE",
}  # fmt: skip


def token_symbol(text):
    if text.replace(" ", "").replace("_", "").isalpha():
        return "TOKEN_" + text.strip("_").replace(" ", "_").upper()
    return "TOKEN_" + "_".join(CHARACTERS[c] for c in text)


def table(macro, rows):
    lines = [f"\t{macro}({symbol}, {json.dumps(text)})" for symbol, text in rows]
    return f"#define {macro}_TABLE({macro}) \\\n" + " \\\n".join(lines) + "\n"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        types = json.load(file)
    abstract = {t["type"] for t in types if "subtypes" in t}
    used = [
        t
        for node in types
        for slot in [*node.get("fields", {}).values(), node.get("children")]
        if slot
        for t in slot["types"]
    ]
    named = sorted({t["type"] for t in types + used if t["named"]} - abstract)
    tokens = sorted(t["type"] for t in types if not t["named"])
    fields = sorted({f for t in types for f in t.get("fields", {})})
    kinds = [(name.upper(), name) for name in named]
    kinds.append(("ERROR", "ERROR"))
    named_count = len(kinds)
    kinds += [(token_symbol(token), token) for token in tokens]
    assert len(kinds) < 256, "enum kind must fit a byte"
    print("/* Written by syntax.py; do not edit. */")
    print(table("KIND", kinds))
    print(table("FIELD", [(name.upper(), name) for name in fields]))
    print("enum kind {\n\tNO_KIND,\n#define KIND(symbol, text) KIND_##symbol,")
    print("\tKIND_TABLE(KIND)\n#undef KIND\n\tKIND_COUNT")
    print(f"}};\nenum {{ KIND_NAMED_COUNT = {named_count + 1} }};")
    print("enum field {\n\tNO_FIELD,\n#define FIELD(symbol, text) FIELD_##symbol,")
    print("\tFIELD_TABLE(FIELD)\n#undef FIELD\n\tFIELD_COUNT\n};")


main()

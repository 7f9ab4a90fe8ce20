"""MEM001: a comment changes nothing of the program, so taking one out is safe."""

import ast
import io
import tokenize

BEFORE = "total = 0  # heaplint: ignore[string-concat] short texts\n"
AFTER = "total = 0\n"


def tokens(text):
    return [(t.type, t.string)
            for t in tokenize.generate_tokens(io.StringIO(text).readline)
            if t.type != tokenize.COMMENT]


def main():
    assert tokens(BEFORE) == tokens(AFTER)
    assert ast.dump(ast.parse(BEFORE)) == ast.dump(ast.parse(AFTER))
    code = [compile(text, "x", "exec") for text in (BEFORE, AFTER)]
    assert code[0].co_code == code[1].co_code
    print("the code is the same with the comment and without")


if __name__ == "__main__":
    main()

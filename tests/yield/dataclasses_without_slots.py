"""Candidates for MEM404: dataclasses without slots.

Drawn: --first 18, --without-tests.
"""

import ast

from common import called_name, main


def candidates(tree):
    """Classes that a decorator called dataclass makes, without slots=True and with
    neither __slots__ nor a metaclass of their own."""
    for cls in ast.walk(tree):
        if not isinstance(cls, ast.ClassDef):
            continue
        for decorator in cls.decorator_list:
            name = called_name(decorator) or getattr(
                decorator, "attr", getattr(decorator, "id", None))
            if name == "dataclass" and not any(
                    k.arg == "slots" for k in getattr(decorator, "keywords", [])):
                yield cls


if __name__ == "__main__":
    main(candidates)

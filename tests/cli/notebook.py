"""A notebook of format 4 as Jupyter writes it: notebook.py PATH [KEY=JSON] < CELLS

Cells are apart by lines of "-----"; those that begin with "markdown" are text.
A KEY=JSON replaces a member of the notebook, without JSON it is taken out.
"""

import json
import sys


def cell(text):
    if text.startswith("markdown\n"):
        return {"cell_type": "markdown", "metadata": {},
                "source": text[9:].splitlines(True)}
    return {"cell_type": "code", "execution_count": None, "metadata": {},
            "outputs": [{"name": "stdout", "output_type": "stream",
                         "text": ["sum([int(x) for x in y])\n"]}],
            "source": text.splitlines(True)}


notebook = {
    "cells": [cell(text) for text in sys.stdin.read()[:-1].split("\n-----\n")],
    "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python",
                                "name": "python3"},
                 "language_info": {"name": "python", "version": "3.11.2"}},
    "nbformat": 4, "nbformat_minor": 5}
for argument in sys.argv[2:]:
    key, _, value = argument.partition("=")
    if value:
        notebook[key] = json.loads(value)
    else:
        del notebook[key]
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump(notebook, file, indent=1, ensure_ascii=False)
    file.write("\n")

#!/usr/bin/env python3
import gc
import sys


def convert(path):
    with open(path) as file:
        return file.read().upper()


if __name__ == "__main__":
    gc.disable()  #~ note
    for argument in sys.argv[1:]:
        print(convert(argument))

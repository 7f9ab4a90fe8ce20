#!/usr/bin/env python3
"""A near miss: a script."""

import tracemalloc


def build():
    return [[n] for n in range(1000)]


if __name__ == "__main__":
    tracemalloc.start()
    build()
    print(tracemalloc.get_traced_memory())

"""A command: it soon ends, and its files with it."""

import argparse
import os


def parser():
    return argparse.ArgumentParser()


def sizes(paths):
    for path in paths:
        fd = os.open(path, os.O_RDONLY)  #~ note
        if os.isatty(fd):
            continue
        yield os.fstat(fd).st_size
        os.close(fd)

"""MEM608: what a class, or an object that is a cycle by its make, leaves for the
collector when it is made for each call and dropped.

Counted are the objects that a collection finds unreachable, and the bytes that
it frees, per call. Runs alone under any CPython from 3.8 on; exit 1 if the claim
fails.
"""

import argparse
import collections
import configparser
import dataclasses
import enum
import gc
import tracemalloc
import unittest.mock
import xml.dom.minidom

CALLS = 20


def plain_class():
    class Point:
        def __init__(self, x):
            self.x = x

    return Point(1).x


def by_type():
    return type("Point", (), {"x": 1})().x


def named_tuple():
    return collections.namedtuple("Point", "x y")(1, 2).x


def enumeration():
    return enum.Enum("Colour", "RED GREEN").RED.value


def data_class():
    return dataclasses.make_dataclass("Point", ["x"])(1).x


def parser():
    return argparse.ArgumentParser().parse_args([])


def config():
    return configparser.ConfigParser().sections()


def mock():
    return unittest.mock.Mock()


def document():
    return xml.dom.minidom.parseString("<a/>").documentElement.tagName


def unlinked():
    document = xml.dom.minidom.parseString("<a/>")
    name = document.documentElement.tagName
    document.unlink()
    return name


class Point:
    def __init__(self, x):
        self.x = x


def shared_class():
    return Point(1).x


def inner_function():
    def twice(x):
        return 2 * x

    return twice(1)


Span = collections.namedtuple("Span", "start end")


def kept_with_class():
    return collections.namedtuple("Span", "start end")(0, 1)


def kept_with_shared_class():
    return Span(0, 1)


def bytes_kept(way):
    gc.collect()
    tracemalloc.start()
    kept = [way() for _ in range(CALLS)]
    gc.collect()
    size = tracemalloc.get_traced_memory()[0] / len(kept)
    tracemalloc.stop()
    return size


def measure(way):
    way()
    gc.collect()
    gc.disable()
    tracemalloc.start()
    for _ in range(CALLS):
        way()
    before = tracemalloc.get_traced_memory()[0]
    objects = gc.collect()
    freed = before - tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    gc.enable()
    return objects / CALLS, freed / CALLS


def main():
    for way in (
        plain_class, by_type, named_tuple, enumeration, data_class, parser, config, mock, document,
    ):
        objects, freed = measure(way)
        print(f"{way.__name__}: {objects:.0f} objects, {freed:.0f} bytes for the collector")
        assert objects >= 2 and freed > 500, way
    for way in shared_class, inner_function, unlinked:
        objects, freed = measure(way)
        print(f"{way.__name__}: {objects:.0f} objects, {freed:.0f} bytes for the collector")
        assert objects < 1 and freed < 200, way
    for way, least, most in (kept_with_class, 4000, 9000), (kept_with_shared_class, 0, 200):
        size = bytes_kept(way)
        print(f"{way.__name__}: {size:.0f} bytes kept with each instance")
        assert least <= size <= most, way


main()

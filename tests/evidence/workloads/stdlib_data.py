"""The standard library's parsers, formats and trees."""

import io
import os
import tempfile


def minidom():
    from xml.dom import minidom

    document = minidom.parseString("<a b='1'><c>text<!--note--></c><?pi x?><c/></a>")
    child = document.createElement("d")
    child.setAttribute("e", "f")
    document.documentElement.appendChild(child)
    document.documentElement.insertBefore(document.createTextNode("x"), child)


def pulldom():
    from xml.dom import pulldom

    stream = pulldom.parseString("<a><b><c/></b></a>")
    for event, node in stream:
        if event == pulldom.START_ELEMENT and node.tagName == "b":
            stream.expandNode(node)


def sax():
    import xml.sax
    import xml.sax.saxutils

    class Handler(xml.sax.ContentHandler):
        pass

    reader = xml.sax.make_parser()
    reader.setContentHandler(Handler())
    reader.parse(io.StringIO("<a><b/></a>"))
    filtered = xml.sax.saxutils.XMLFilterBase(xml.sax.make_parser())
    filtered.parse(io.StringIO("<a/>"))


def expatbuilder():
    from xml.dom import expatbuilder

    expatbuilder.parseString("<!DOCTYPE a [<!ENTITY e 'x'>]><a xmlns='u'>&e;</a>")


def etree():
    from xml.etree import ElementTree

    parser = ElementTree.XMLPullParser(["start", "end"])
    parser.feed("<a><b/></a>")
    list(parser.read_events())
    ElementTree.XMLParser(target=ElementTree.TreeBuilder()).feed("<a>")


def argparse():
    import argparse

    parser = argparse.ArgumentParser()
    parser.add_argument("--verbose", action="store_true")
    group = parser.add_argument_group("more")
    group.add_mutually_exclusive_group().add_argument("--quiet")
    commands = parser.add_subparsers()
    commands.add_parser("run").add_argument("path")
    parser.parse_args(["run", "x"])
    parser.format_help()


def optparse():
    import optparse

    parser = optparse.OptionParser()
    parser.add_option("-v", action="count")
    group = optparse.OptionGroup(parser, "more")
    group.add_option("-q")
    parser.add_option_group(group)
    parser.parse_args(["-v"])
    parser.format_help()


def configparser():
    import configparser

    config = configparser.ConfigParser()
    config.read_string("[a]\nb = 1\n[c]\nd = %(e)s\ne = 2\n")
    config["f"] = {"g": "h"}
    config.getint("a", "b")


def email():
    import email
    import email.policy
    from email.message import EmailMessage
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText
    from email.parser import BytesFeedParser

    text = "Subject: =?utf-8?q?a?=\nTo: a <b@c.de>, d@e.fg\nContent-Type: text/plain\n\nx\n"
    message = email.message_from_string(text, policy=email.policy.default)
    str(message["subject"]), message["to"].addresses
    made = EmailMessage()
    made["Subject"] = "x"
    made.set_content("hello")
    made.add_attachment(b"x", maintype="image", subtype="png")
    parts = MIMEMultipart()
    parts.attach(MIMEText("x"))
    parts.as_string()
    parser = BytesFeedParser()
    parser.feed(b"Subject: x\n\nbody")
    parser.close()


def mailbox():
    import mailbox

    with tempfile.TemporaryDirectory() as folder:
        box = mailbox.Maildir(os.path.join(folder, "box"))
        box.add("Subject: x\n\ny\n")
        list(box)


def html():
    from html.parser import HTMLParser

    parser = HTMLParser()
    parser.feed("<p>x")
    parser.close()


def codecs_and_io():
    import codecs
    import gzip

    codecs.getreader("utf-8")(io.BytesIO(b"x")).read()
    stream = gzip.GzipFile(fileobj=io.BytesIO(), mode="wb")
    stream.write(b"x")
    stream.close()
    io.TextIOWrapper(io.BytesIO())


def lib2to3():
    from lib2to3 import pygram, pytree
    from lib2to3.pgen2 import driver

    parser = driver.Driver(pygram.python_grammar_no_print_statement, convert=pytree.convert)
    tree = parser.parse_string("def f(x):\n    return x + 1\n")
    tree.append_child(pytree.Leaf(1, "x"))
    list(tree.pre_order())


def lib2to3_refactor():
    from lib2to3 import refactor

    tool = refactor.RefactoringTool(["lib2to3.fixes.fix_print", "lib2to3.fixes.fix_except"])
    tool.refactor_string("print 1\ntry: pass\nexcept A, e: pass\n", "x")


def lib2to3_patterns():
    from lib2to3 import patcomp

    patcomp.PatternCompiler().compile_pattern("power< 'a' any* >")


def tarfile():
    import tarfile

    store = io.BytesIO()
    with tarfile.open(fileobj=store, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("x"), io.BytesIO(b""))
    store.seek(0)
    with tarfile.open(fileobj=store) as archive:
        archive.getmembers()
        archive.extractfile("x").read()


def zipfile():
    import zipfile

    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive:
        archive.writestr("a/x", "y")
        with archive.open("z", "w") as part:
            part.write(b"x")
    with zipfile.ZipFile(store) as archive:
        with archive.open("z") as part:
            part.read()
        list(zipfile.Path(archive).iterdir())


def csv_and_json():
    import csv
    import json

    list(csv.DictReader(["a,b", "1,2"]))
    json.loads("[1]", object_hook=dict)
    json.JSONDecoder().decode("{}")
    try:
        json.loads("[")
    except json.JSONDecodeError:
        pass


def plistlib():
    import plistlib

    plistlib.loads(plistlib.dumps({"a": [1, {"b": "c"}]}))


def pickles():
    import copy
    import pickle
    import pickletools

    pickle.loads(pickle.dumps([1, {2: 3}]))
    pickle._Unpickler(io.BytesIO(pickle.dumps([1, {2: 3}]))).load()
    pickle._Pickler(io.BytesIO()).dump({1: [2]})
    pickletools.optimize(pickle.dumps(1))
    copy.deepcopy({1: [2]})


def ast_and_symtable():
    import ast
    import symtable

    tree = ast.parse("class A:\n    def f(self):\n        return lambda x: x\n")
    ast.unparse(ast.NodeTransformer().visit(tree))
    top = symtable.symtable("def f(x):\n    return lambda: x\n", "x", "exec")
    [child.get_children() for child in top.get_children()]


def tokens():
    import pyclbr
    import tokenize

    list(tokenize.generate_tokens(io.StringIO("x = 1\n").readline))
    pyclbr.readmodule("queue")


def ordered_dicts():
    import collections

    class Pure(collections.OrderedDict):
        pass

    Pure(a=1).move_to_end("a")
    collections.ChainMap({}, {}).new_child()
    collections.UserDict(a=1)


def decimals():
    import decimal
    import fractions
    import statistics

    decimal.localcontext().__enter__()
    fractions.Fraction("1/3") + 1
    statistics.NormalDist.from_samples([1, 2, 3])


def pathlibs():
    import glob
    import pathlib
    import shutil

    with tempfile.TemporaryDirectory() as folder:
        list(pathlib.Path(folder).rglob("*"))
        shutil.make_archive(os.path.join(folder, "x"), "zip", folder)
        glob.glob(folder + "/*")
    try:
        pathlib.Path("/nowhere/x").read_text()
    except OSError:
        pass


def difflibs():
    import difflib
    import filecmp
    import pprint
    import textwrap

    "".join(difflib.unified_diff(["a"], ["b"]))
    difflib.HtmlDiff().make_file(["a"], ["b"])
    pprint.pformat({1: [2] * 50})
    textwrap.fill("x y z", 2)
    with tempfile.TemporaryDirectory() as folder:
        filecmp.dircmp(folder, folder).subdirs


def xmlrpc_data():
    import xmlrpc.client

    xmlrpc.client.loads(xmlrpc.client.dumps(({"a": [1]},), "m"))
    xmlrpc.client.MultiCall(xmlrpc.client.ServerProxy("http://localhost:1"))


def sqlite_shelves():
    import dbm
    import shelve
    import sqlite3

    with tempfile.TemporaryDirectory() as folder:
        with shelve.open(os.path.join(folder, "x")) as shelf:
            shelf["a"] = 1
        import dbm.dumb

        dbm.dumb.open(os.path.join(folder, "y")).close()
    sqlite3.connect(":memory:").close()


def wave_and_others():
    import wave

    store = io.BytesIO()
    out = wave.open(store, "wb")
    out.setparams((1, 2, 8000, 0, "NONE", ""))
    out.writeframes(b"\0\0" * 10)
    out.close()
    store.seek(0)
    wave.open(store).readframes(2)

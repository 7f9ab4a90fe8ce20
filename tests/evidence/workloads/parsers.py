"""Packages that read languages."""

import io


def docutils():
    import docutils.core

    text = "Title\n=====\n\n- a *b* |c|_\n\n.. note:: x\n\n.. |c| replace:: d\n.. _c: http://e\n"
    docutils.core.publish_doctree(text)
    docutils.core.publish_string(text, writer_name="html")


def docutils_nodes():
    import docutils.frontend
    import docutils.nodes
    import docutils.parsers.rst
    import docutils.utils

    settings = docutils.frontend.get_default_settings(docutils.parsers.rst.Parser)
    document = docutils.utils.new_document("x", settings)
    docutils.parsers.rst.Parser().parse("a\n\n* b\n", document)
    document.append(docutils.nodes.paragraph("", "y"))
    document.deepcopy()


def pygments():
    import pygments
    import pygments.formatters
    import pygments.lexers

    for name in ("python", "html", "c", "rst"):
        lexer = pygments.lexers.get_lexer_by_name(name)
        pygments.highlight("def f(x): <b>1</b>", lexer, pygments.formatters.HtmlFormatter())
    pygments.formatters.LatexFormatter().get_style_defs()
    lexer.add_filter("whitespace")


def yamls():
    import yaml

    document = yaml.safe_load("a: &x [1, {b: c}]\nd: *x\n")
    yaml.safe_dump(document)
    yaml.compose("a: [b]")
    list(yaml.parse("a: b"))
    yaml.emit(yaml.parse("a: [b]"))


def libcst():
    import libcst
    import libcst.metadata

    module = libcst.parse_module("def f(x):\n    return x + 1\n")
    wrapper = libcst.metadata.MetadataWrapper(module)
    wrapper.resolve(libcst.metadata.ScopeProvider)
    wrapper.resolve(libcst.metadata.PositionProvider)
    wrapper.resolve(libcst.metadata.ParentNodeProvider)
    wrapper.visit(libcst.CSTTransformer())


def libcst_matchers():
    import libcst
    import libcst.codemod
    import libcst.matchers

    module = libcst.parse_module("import a\nfrom b import c as d\n")
    libcst.matchers.findall(module, libcst.matchers.Name())
    context = libcst.codemod.CodemodContext()
    from libcst.codemod.visitors import AddImportsVisitor

    AddImportsVisitor.add_needed_import(context, "x", "y")
    AddImportsVisitor(context).transform_module(module)


def parsos():
    import parso

    module = parso.parse("class A:\n    def f(self, x=1):\n        return self.g(x)\n")
    module.get_used_names()
    leaf = module.get_leaf_for_position((2, 9))
    leaf.parent, leaf.get_next_leaf()
    grammar = parso.load_grammar()
    grammar.iter_errors(grammar.parse("def f(:\n"))
    grammar._get_normalizer_issues(module)


def jedis():
    import jedi

    script = jedi.Script("import queue\nclass A:\n    x = queue.Queue()\nA().x.g")
    script.complete(4, 7)
    script.infer(4, 1)
    script.get_names()
    script.get_references(2, 7)


def pyparsings():
    import pyparsing as pp

    expression = pp.Forward()
    atom = pp.Word(pp.nums) | "(" + expression + ")"
    expression <<= atom + pp.ZeroOrMore(pp.one_of("+ -") + atom)
    expression.set_parse_action(lambda t: t)
    expression.parse_string("(1+2)+3")
    pp.infix_notation(pp.Word(pp.alphas), [("*", 2, pp.OpAssoc.LEFT)]).parse_string("a*b")
    try:
        expression.parse_string("x")
    except pp.ParseException:
        pass


def pycparsers():
    from pycparser import c_generator, c_parser

    tree = c_parser.CParser().parse("int f(int x) { struct s { int y; } z; return x + z.y; }")
    c_generator.CGenerator().visit(tree)


def antlr():
    import antlr4
    from antlr4.atn.ATNDeserializer import ATNDeserializer

    stream = antlr4.InputStream("a b")
    antlr4.CommonTokenStream(antlr4.Lexer(stream))
    antlr4.Parser(antlr4.CommonTokenStream(antlr4.Lexer(stream)))
    ATNDeserializer()


def antlr_grammar():
    from py_partiql_parser import S3SelectParser

    S3SelectParser(source_data='{"a": 1}').parse("SELECT a FROM s3object")


def jsonpaths():
    import jsonpath_ng
    import jsonpath_ng.ext

    data = {"a": {"b": [1, {"c": 2}]}}
    found = jsonpath_ng.parse("$.a.b[*].c").find(data)
    found[0].full_path, found[0].context
    jsonpath_ng.ext.parse("$.a.b[?(@.c > 1)]").find(data)
    jsonpath_ng.parse("a").update(data, 3)


def jmespaths():
    import jmespath

    jmespath.search("a[?b > `1`].c | [0]", {"a": [{"b": 2, "c": 3}]})
    jmespath.compile("length(a)")


def cffis():
    import cffi

    ffi = cffi.FFI()
    ffi.cdef("struct s { int x; struct s *next; }; int f(struct s *);")
    ffi.new("struct s *")


def pyasn():
    from pyasn1.codec.der import decoder, encoder
    from pyasn1.type import namedtype, univ

    class Record(univ.Sequence):
        componentType = namedtype.NamedTypes(
            namedtype.NamedType("a", univ.Integer()), namedtype.OptionalNamedType("b", univ.Null())
        )

    record = Record()
    record["a"] = 1
    decoder.decode(encoder.encode(record), asn1Spec=Record())


def xmltodicts():
    import xmltodict

    xmltodict.unparse(xmltodict.parse("<a><b c='d'>e</b></a>"))


def dateutils():
    import dateutil.parser
    import dateutil.rrule
    import dateutil.tz

    dateutil.parser.parse("2020-01-01T00:00:00Z")
    list(dateutil.rrule.rrule(dateutil.rrule.DAILY, count=3))
    rules = dateutil.rrule.rruleset()
    rules.rrule(dateutil.rrule.rrule(dateutil.rrule.DAILY, count=3))
    list(rules)
    dateutil.tz.gettz("UTC")


def asttokens():
    import asttokens
    import executing
    import sys

    tokens = asttokens.ASTTokens("def f(x):\n    return x\n", parse=True)
    tokens.get_text(tokens.tree.body[0])
    executing.Source.executing(sys._getframe())


def stack_datas():
    import stack_data

    try:
        int("x")
    except ValueError as error:
        for info in stack_data.FrameInfo.stack_data(error.__traceback__):
            getattr(info, "lines", None)
            stack_data.Formatter().format_frame(info)


def jsonpatches():
    import jsonpatch
    import jsonpointer

    patch = jsonpatch.make_patch({"a": [1, 2]}, {"a": [2], "b": 1})
    patch.apply({"a": [1, 2]})
    jsonpointer.JsonPointer("/a/0").resolve({"a": [1]})

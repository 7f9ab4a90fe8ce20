"""Packages for numbers, terminals, tasks and tools."""

import io


def networkx():
    import networkx

    graph = networkx.DiGraph([(1, 2), (2, 3)])
    graph.nodes, graph.edges, graph.adj, graph.degree, graph.succ, graph.pred
    networkx.shortest_path(graph, 1, 3)
    networkx.freeze(graph.copy())
    graph.subgraph([1, 2]).edges
    graph.reverse(copy=False).adj


def networkx_trees():
    import networkx

    graph = networkx.MultiGraph([(1, 2), (1, 2), (2, 3)])
    graph.edges, graph.degree
    networkx.minimum_spanning_tree(networkx.Graph(graph))
    networkx.check_planarity(networkx.complete_graph(4))
    networkx.max_weight_matching(networkx.path_graph(4))
    networkx.utils.UnionFind([1, 2]).union(1, 2)
    networkx.maximum_flow_value(networkx.DiGraph([(1, 2, {"capacity": 1})]), 1, 2)
    list(networkx.strongly_connected_components(networkx.DiGraph([(1, 2), (2, 1)])))


def sympy():
    import sympy

    x, y = sympy.symbols("x y")
    sympy.expand((x + y) ** 2)
    sympy.integrate(sympy.sin(x), x)
    sympy.solve(x**2 - 2, x)
    sympy.Poly(x**2 + 1, x).factor_list()
    sympy.sympify("x + 1").subs(x, 2)


def sympy_others():
    import sympy
    from sympy.combinatorics import PermutationGroup, Permutation
    from sympy.geometry import Point, Triangle
    from sympy.physics.mechanics import ReferenceFrame, Point as Place

    PermutationGroup(Permutation(0, 1, 2)).order()
    Triangle(Point(0, 0), Point(1, 0), Point(0, 1)).area
    frame = ReferenceFrame("N")
    other = frame.orientnew("A", "Axis", [1, frame.z])
    Place("O").locatenew("P", frame.x).set_vel(frame, other.x)
    sympy.ring("a,b", sympy.QQ)
    sympy.Matrix([[1, 2], [3, 4]]).inv()


def sympy_vectors():
    from sympy.vector import CoordSys3D
    from sympy.diffgeom import CoordSystem, Manifold, Patch
    from sympy.liealgebras.root_system import RootSystem

    system = CoordSys3D("N")
    system.locate_new("O", system.i).origin
    Patch("P", Manifold("M", 2))
    CoordSystem
    RootSystem("A2").all_roots()


def mpmath():
    import mpmath

    context = mpmath.MPContext() if hasattr(mpmath, "MPContext") else mpmath.mp.clone()
    context.mpf(1) + context.sqrt(2)
    context.matrix([[1, 2], [3, 4]])
    mpmath.fp.quad(lambda x: x, [0, 1])
    mpmath.quad(lambda x: x, [0, 1])


def prompt_toolkits():
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import InMemoryHistory
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    with create_pipe_input() as pipe:
        pipe.send_text("hello\n")
        session = PromptSession(
            history=InMemoryHistory(), completer=WordCompleter(["a"]), input=pipe, output=DummyOutput()
        )
        session.prompt("> ")


def prompt_toolkit_layout():
    from prompt_toolkit.application import Application
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.input import DummyInput
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.layout import BufferControl, HSplit, Layout, Window
    from prompt_toolkit.output import DummyOutput
    from prompt_toolkit.widgets import Button, Dialog, Label, RadioList, TextArea

    layout = Layout(HSplit([Window(BufferControl(Buffer())), TextArea()]))
    Application(layout=layout, key_bindings=KeyBindings(), input=DummyInput(), output=DummyOutput())
    Dialog(Label("x"), buttons=[Button("ok")])
    RadioList([(1, "a")])


def ipython():
    from IPython.core.completer import IPCompleter
    from IPython.core.inputtransformer2 import TransformerManager
    from IPython.core.formatters import DisplayFormatter
    from IPython.core.ultratb import VerboseTB

    TransformerManager().transform_cell("%time 1\n!ls\n")
    DisplayFormatter().format(1)
    IPCompleter(namespace={}).complete("in")
    try:
        int("x")
    except ValueError as error:
        VerboseTB().structured_traceback(type(error), error, error.__traceback__)


def ipython_shells():
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    shell.run_cell("1 + 1")
    shell.history_manager.end_session()


def traitlets():
    import traitlets
    from traitlets.config import Application, Config, Configurable

    class Thing(Configurable):
        x = traitlets.Int(1).tag(config=True)
        y = traitlets.List(traitlets.Unicode())

        @traitlets.observe("x")
        def changed(self, change):
            pass

    thing, other = Thing(config=Config({"Thing": {"x": 2}})), Thing()
    thing.observe(thing.changed, "y")
    thing.x = 3
    thing.y = ["a"]
    traitlets.link((thing, "x"), (other, "x"))
    Thing(parent=thing)
    Application().initialize([])


def trios():
    import trio

    async def child():
        await trio.sleep(0)

    async def main():
        async with trio.open_nursery() as nursery:
            nursery.start_soon(child)
            sender, receiver = trio.open_memory_channel(1)
            await sender.send(1)
            await receiver.receive()
        with trio.move_on_after(0.001):
            await trio.sleep(1)
        await trio.to_thread.run_sync(str, 1)
        try:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(fail)
        except BaseException:
            pass

    async def fail():
        raise ValueError

    trio.run(main)


def trio_others():
    import trio
    import trio.testing

    async def main():
        one, other = trio.testing.memory_stream_pair()
        await one.send_all(b"x")
        await other.receive_some(1)
        async with trio.Lock(), trio.Semaphore(1):
            pass
        event = trio.Event()
        event.set()
        await event.wait()
        await trio.run_process(["true"])

    trio.run(main)


def attrs():
    import attr

    @attr.s
    class Node:
        children = attr.ib(factory=list)
        parent = attr.ib(default=None)

    node = Node()
    attr.asdict(Node(parent=None))
    attr.evolve(node, parent=None)
    attr.make_class("C", ["x"])


def pydantics():
    from typing import List, Optional

    import pydantic

    class Node(pydantic.BaseModel):
        children: List["Node"] = []
        name: Optional[str] = None

    Node(children=[{"name": "x"}]).model_dump_json()
    Node.model_json_schema()
    pydantic.TypeAdapter(List[int]).validate_python(["1"])
    try:
        Node(children=1)
    except pydantic.ValidationError as error:
        error.errors()


def sorteds():
    import sortedcontainers

    sortedcontainers.SortedDict({2: 1, 1: 2}).keys()
    sortedcontainers.SortedList([3, 1]).add(2)
    sortedcontainers.SortedSet([1]).update([2])
    sortedcontainers.SortedDict({1: 1}).items()


def wrapts():
    import lazy_object_proxy
    import wrapt

    @wrapt.decorator
    def wrapper(wrapped, instance, args, kwargs):
        return wrapped(*args, **kwargs)

    class Thing:
        @wrapper
        def run(self):
            pass

        @wrapt.synchronized
        def held(self):
            pass

    Thing().run()
    Thing().held()
    lazy_object_proxy.Proxy(lambda: [1]).append(2)
    wrapt.ObjectProxy([1])


def pips():
    from pip._internal.cli.main_parser import create_main_parser
    from pip._internal.commands import create_command
    from pip._internal.index.collector import LinkCollector
    from pip._internal.models.search_scope import SearchScope
    from pip._internal.network.session import PipSession

    create_main_parser().format_help()
    command = create_command("install")
    command.parser.parse_args(["x"])
    create_command("list").parser.format_option_help()
    session = PipSession()
    LinkCollector(session, SearchScope.create([], [], False))


def pip_vendors():
    from pip._vendor.rich.console import Console
    from pip._vendor.rich.progress import Progress
    from pip._vendor.rich.table import Table
    from pip._vendor.rich.text import Text
    from pip._vendor.rich.tree import Tree

    console = Console(file=io.StringIO())
    table = Table("a", "b")
    table.add_row("1", "2")
    console.print(table, Text("x"), Tree("y").add("z"))
    with Progress(console=console) as progress:
        progress.advance(progress.add_task("x", total=1))


def pip_resolvers():
    from pip._vendor import resolvelib
    from pip._vendor.packaging.requirements import Requirement
    from pip._vendor.packaging.markers import Marker

    class Provider(resolvelib.AbstractProvider):
        def identify(self, requirement_or_candidate):
            return requirement_or_candidate

        def get_preference(self, *args, **kwargs):
            return 0

        def find_matches(self, identifier, requirements, incompatibilities):
            return [identifier]

        def is_satisfied_by(self, requirement, candidate):
            return True

        def get_dependencies(self, candidate):
            return []

    resolvelib.Resolver(Provider(), resolvelib.BaseReporter()).resolve(["a"])
    Requirement("a[b]>1; python_version > '3'")
    Marker("os_name == 'x'").evaluate()


def setuptools():
    import setuptools
    from setuptools.command.build_py import build_py
    from setuptools.dist import Distribution

    distribution = Distribution({"name": "x", "py_modules": []})
    distribution.get_command_obj("build")
    distribution.get_option_dict("build")
    build_py(distribution).finalize_options()
    setuptools.Extension("a", ["a.c"])


def pkg_resource():
    import pkg_resources

    pkg_resources.WorkingSet([]).add_entry("/nowhere")
    pkg_resources.Environment([])
    pkg_resources.Distribution(project_name="a", version="1").as_requirement()


def pexpects():
    import pexpect

    child = pexpect.spawn("echo", ["x"], timeout=5)
    child.expect("x")
    child.expect(pexpect.EOF)
    child.close()


def cloudpickles():
    import cloudpickle

    def outer():
        def inner(n):
            return inner(n - 1) if n else outer

        return inner

    cloudpickle.loads(cloudpickle.dumps(outer()))


def matplotlibs():
    import dotenv
    import pickleshare
    import tempfile

    dotenv.dotenv_values(stream=io.StringIO("a=b"))
    with tempfile.TemporaryDirectory() as folder:
        pickleshare.PickleShareDB(folder)["a"] = 1


def referencings():
    import referencing
    import referencing.jsonschema

    resource = referencing.jsonschema.DRAFT202012.create_resource({"$id": "urn:a", "$defs": {}})
    registry = referencing.Registry().with_resource("urn:a", resource)
    registry.resolver("urn:a").lookup("#/$defs")
    registry.crawl()


def decorators():
    import decorator
    import six

    @decorator.decorator
    def trace(function, *args, **kwargs):
        return function(*args, **kwargs)

    @trace
    def run(x):
        return x

    run(1)
    six.with_metaclass(type, object)


def awsclis():
    from awscli.clidriver import create_clidriver

    driver = create_clidriver()
    driver._create_parser(driver._get_command_table())


def awscli_customs():
    from awscli.argparser import ArgTableArgParser
    from awscli.arguments import CustomArgument
    from awscli.shorthand import ShorthandParser
    from awscli.bcdoc.restdoc import ReSTDocument

    ArgTableArgParser({"x": CustomArgument("x")})
    ShorthandParser().parse("a=b,c=[d]")
    document = ReSTDocument()
    document.include_doc_string("<p>x <b>y</b></p>")
    document.getvalue()


def colors():
    import colorama
    import colorama.ansitowin32

    colorama.ansitowin32.AnsiToWin32(io.StringIO())
    colorama.ansitowin32.StreamWrapper(io.StringIO(), None)


def ptyprocesses():
    import ptyprocess

    process = ptyprocess.PtyProcessUnicode.spawn(["true"])
    process.wait()
    process.close()


def crypto():
    import joserfc.jwt
    import rsa

    rsa.newkeys(128)
    joserfc.jwt.encode({"alg": "HS256"}, {}, __import__("joserfc.jwk").jwk.OctKey.import_key("k" * 32))

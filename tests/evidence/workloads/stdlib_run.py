"""The standard library's threads, tasks, tests, loggers and tools."""

import io
import os
import sys
import tempfile


def loggers():
    import logging
    import logging.handlers

    manager = logging.Manager(logging.RootLogger(logging.WARNING))
    logger = manager.getLogger("a.b.c")
    manager.getLogger("a.b")
    logger.addHandler(logging.StreamHandler(io.StringIO()))
    logger.warning("x %s", 1)
    logging.LoggerAdapter(logger, {}).info("y")
    logging.handlers.MemoryHandler(1, target=logging.NullHandler()).close()
    logging.handlers.BufferingHandler(2)


def logging_config():
    import logging.config

    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"f": {"format": "%(message)s"}},
            "handlers": {"h": {"class": "logging.NullHandler", "formatter": "f"}},
            "loggers": {"heaplint.none": {"handlers": ["h"]}},
        }
    )


def tasks():
    import asyncio

    async def child(event):
        await event.wait()
        raise ValueError("x")

    async def main():
        event = asyncio.Event()
        task = asyncio.ensure_future(child(event))
        await asyncio.sleep(0)
        event.set()
        await asyncio.gather(task, return_exceptions=True)
        try:
            await asyncio.wait_for(asyncio.sleep(10), 0.001)
        except asyncio.TimeoutError:
            pass
        queue = asyncio.Queue()
        queue.put_nowait(1)
        async with asyncio.Lock():
            await queue.get()

    asyncio.run(main())


def streams():
    import asyncio

    async def serve(reader, writer):
        writer.write(await reader.read(1))
        await writer.drain()
        writer.close()

    async def main():
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"x")
        await reader.read()
        writer.close()
        server.close()
        await server.wait_closed()

    asyncio.run(main())


def subprocess_tasks():
    import asyncio

    async def main():
        process = await asyncio.create_subprocess_exec(
            "true", stdout=asyncio.subprocess.PIPE
        )
        await process.communicate()

    asyncio.run(main())


def executors():
    import asyncio
    from concurrent import futures

    def fail():
        raise ValueError("x")

    with futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(str, range(3)))
        failed = pool.submit(fail)
        futures.wait([failed])
        try:
            failed.result()
        except ValueError:
            pass
        failed.add_done_callback(lambda future: pool)

    async def main():
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, str, 1)

    asyncio.run(main())


def threads():
    import threading

    barrier = threading.Barrier(1)
    thread = threading.Thread(target=barrier.wait)
    thread.start()
    thread.join()
    timer = threading.Timer(0.001, print)
    timer.start()
    timer.join()
    with threading.Condition() as condition:
        condition
    local = threading.local()
    local.x = local

    class Worker(threading.Thread):
        def __init__(self):
            super().__init__(target=self.work)

        def work(self):
            pass

    worker = Worker()
    worker.start()
    worker.join()


def processes():
    import multiprocessing
    import multiprocessing.pool

    queue = multiprocessing.Queue()
    queue.put(1)
    queue.get()
    queue.close()
    queue.join_thread()
    multiprocessing.SimpleQueue()
    with multiprocessing.pool.ThreadPool(2) as pool:
        pool.map(str, range(3))
        pool.apply_async(str, (1,)).get()
    with multiprocessing.Pool(1) as pool:
        pool.map(str, [1])
    multiprocessing.Event()
    multiprocessing.Value("i")


def managers():
    import multiprocessing.managers

    with multiprocessing.managers.SyncManager() as manager:
        shared = manager.dict()
        shared["a"] = manager.list([1])


def queues():
    import queue
    import sched

    queue.PriorityQueue().put(1)
    scheduler = sched.scheduler()
    scheduler.enter(0, 1, print, kwargs={"end": ""})
    scheduler.run()


def unittests():
    import unittest
    import unittest.mock

    class Case(unittest.TestCase):
        def setUp(self):
            self.addCleanup(self.close)

        def close(self):
            pass

        def test_good(self):
            with self.assertRaises(ValueError):
                int("x")
            with self.subTest(1):
                self.assertEqual(1, 1)

        def test_bad(self):
            with self.assertLogs("heaplint.none"):
                raise ValueError

    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Case)
    unittest.TextTestRunner(stream=io.StringIO()).run(suite)


def mocks():
    from unittest import mock

    thing = mock.MagicMock()
    thing.method(1).other.return_value = 2
    thing.method.assert_called_with(1)
    with mock.patch.object(os, "getcwd", side_effect=ValueError) as patched:
        patched.called
    mock.create_autospec(io.StringIO)
    mock.mock_open(read_data="x")
    parent = mock.Mock()
    parent.attach_mock(mock.Mock(), "child")
    parent.child(1)
    mock.sentinel.x


def doctests():
    import doctest

    finder = doctest.DocTestFinder()

    def f():
        """
        >>> 1
        1
        """

    runner = doctest.DocTestRunner(verbose=False)
    for test in finder.find(f, "f", globs={}):
        runner.run(test, out=lambda text: None)


def debuggers():
    import bdb
    import cProfile
    import pdb
    import pstats
    import trace

    pdb.Pdb(stdin=io.StringIO("c\n"), stdout=io.StringIO())
    bdb.Bdb().runcall(str, 1)
    profile = cProfile.Profile()
    profile.runcall(str, 1)
    pstats.Stats(profile, stream=io.StringIO()).print_stats()
    trace.Trace(count=1, trace=0).runfunc(str, 1)


def profilers():
    import profile

    profile.Profile().runcall(str, 1)


def consoles():
    import cmd
    import code

    class Shell(cmd.Cmd):
        def do_x(self, line):
            pass

    Shell(stdin=io.StringIO(), stdout=io.StringIO()).onecmd("x")
    code.InteractiveConsole().push("1")
    code.InteractiveInterpreter().runsource("1")


def errors():
    import traceback

    class Failed(Exception):
        pass

    kept = None
    try:
        try:
            raise Failed("x")
        except Failed as error:
            kept = error
            raise KeyError from error
    except KeyError as error:
        traceback.format_exc()
        traceback.TracebackException.from_exception(error)
        traceback.print_exc(file=io.StringIO())
    kept.me = kept


def contexts():
    import contextlib

    @contextlib.contextmanager
    def managed():
        yield 1

    with contextlib.ExitStack() as stack:
        stack.enter_context(managed())
        stack.callback(print, end="")
        stack.push(lambda *args: None)
    with contextlib.suppress(ValueError), contextlib.redirect_stdout(io.StringIO()):
        raise ValueError
    try:
        with managed():
            raise KeyError
    except KeyError:
        pass

    kept = contextlib.ExitStack()
    kept.callback(kept.close)


def weak():
    import weakref

    class Node:
        def run(self):
            pass

    node = Node()
    weakref.WeakValueDictionary()[1] = node
    weakref.WeakKeyDictionary()[node] = 1
    weakref.WeakSet().add(node)
    weakref.finalize(node, print, end="")
    weakref.WeakMethod(node.run)


def functions():
    import functools

    class Thing:
        @functools.cached_property
        def x(self):
            return self

        @functools.singledispatchmethod
        def show(self, value):
            pass

    Thing().x
    Thing().show(1)

    @functools.lru_cache(None)
    def fib(n):
        return n if n < 2 else fib(n - 1)

    fib(3)
    functools.partial(print, end="")()


def inspections():
    import inspect

    inspect.signature(inspect.getsource).bind(1)
    inspect.getfullargspec(inspect.signature)
    inspect.stack()
    inspect.getmembers(io.StringIO())
    inspect.getsource(inspect.signature)


def imports():
    import importlib.machinery
    import importlib.util
    import modulefinder
    import pkgutil
    import runpy

    spec = importlib.util.find_spec("queue")
    importlib.util.module_from_spec(spec)
    list(pkgutil.iter_modules())[:3]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.py")
        with open(path, "w") as stream:
            stream.write("import queue\n")
        runpy.run_path(path)
        modulefinder.ModuleFinder().run_script(path)


def enums():
    import dataclasses
    import enum
    import string
    import typing

    enum.Enum("E", "a b")
    dataclasses.make_dataclass("D", ["x"])
    string.Template("$x").substitute(x=1)
    typing.NamedTuple("N", [("x", int)])


def gettexts():
    import calendar
    import gettext
    import locale
    import shlex

    gettext.NullTranslations().add_fallback(gettext.NullTranslations())
    calendar.HTMLCalendar().formatmonth(2020, 1)
    list(shlex.shlex("a b"))
    locale.localeconv()


def subprocesses():
    import subprocess
    import selectors

    subprocess.run([sys.executable, "-c", ""], stdout=subprocess.PIPE)
    try:
        subprocess.run(["false"], check=True)
    except subprocess.CalledProcessError:
        pass
    selectors.DefaultSelector().close()


def zipapps():
    import compileall
    import zipapp

    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "__main__.py"), "w") as stream:
            stream.write("x = 1\n")
        compileall.compile_dir(folder, quiet=1)
        zipapp.create_archive(folder, io.BytesIO())

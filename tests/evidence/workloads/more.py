"""Parts of the standard library and of packages that no other workload uses."""

import asyncio
import io


def sax_errors():
    import xml.sax.expatreader
    import xml.sax.handler

    parser = xml.sax.expatreader.create_parser()
    parser.setContentHandler(xml.sax.handler.ContentHandler())
    parser.setErrorHandler(xml.sax.handler.ErrorHandler())
    parser.parse(io.BytesIO(b"<a><b/></a>"))
    try:
        parser.parse(io.BytesIO(b"<a>"))
    except xml.sax.SAXParseException:
        pass


def asyncio_servers():
    async def handle(reader, writer):
        writer.write(await reader.readline())
        await writer.drain()
        writer.close()

    async def run():
        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"a\n")
        await reader.readline()
        writer.close()
        server.close()
        await server.wait_closed()

    asyncio.run(run())


def asyncio_processes():
    async def run():
        process = await asyncio.create_subprocess_exec("cat", stdin=-1, stdout=-1)
        await process.communicate(b"x")

    asyncio.run(run())


def mock_specs():
    from unittest import mock

    class Made:
        def method(self, x):
            pass

    mock.create_autospec(Made)().method(1)
    mock.mock_open(read_data="a")().read()
    with mock.patch.object(Made, "method", autospec=True):
        Made().method(1)
    mock.call.a.b(1)
    mock.seal(mock.MagicMock())


def lazy_modules():
    import importlib.util

    spec = importlib.util.find_spec("colorsys")
    loader = importlib.util.LazyLoader.factory(type(spec.loader))
    spec.loader = loader(spec.name, spec.origin)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.rgb_to_hsv


def zip_paths():
    import importlib.metadata
    import zipfile

    list(importlib.metadata.distributions())
    importlib.metadata.entry_points()
    archive = zipfile.ZipFile(io.BytesIO(), "w")
    archive.writestr("a/b", "c")
    list(zipfile.Path(archive).iterdir())


def retries():
    from pip._vendor import tenacity

    options = {"stop": tenacity.stop_after_attempt(2), "wait": tenacity.wait_none()}

    @tenacity.retry(**options)
    def fail():
        raise ValueError

    try:
        fail()
    except tenacity.RetryError:
        pass
    for attempt in tenacity.Retrying(**options):
        with attempt:
            pass


def jaraco_texts():
    from setuptools._vendor.jaraco import context, functools, text

    assert text.FoldedCase("a") == "A"
    text.WordSet.parse("aB")
    text.Stripper.strip_prefix(["a"])
    functools.Throttler(abs, 1000)(1)
    context.ExceptionTrap(KeyError)


def outcomes():
    import outcome

    outcome.capture(lambda: 1).unwrap()
    try:
        outcome.capture(lambda: 1 / 0).unwrap()
    except ZeroDivisionError:
        pass

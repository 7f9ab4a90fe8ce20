"""MEM108: one exception instance raised again and again. `#~`: reported."""

import errors
from errors import BadFrame, Truncated

CLOSED = ValueError("the stream is closed")
TRUNCATED = Truncated("too short")
BAD_FRAME = errors.BadFrame(400, "bad frame")
REFUSED: Exception = RuntimeError("refused")
NOT_FOUND = KeyError
CUT = LookupError("cut off at each raise")
RESET = LookupError("its traceback is taken away")
MADE = errors.make("unknown: may be a class")
RETRY = None

try:
    import numpy
except ImportError as error:
    numpy = None
    NO_NUMPY = error

LIMIT_ERROR = None
if numpy is None:
    LIMIT_ERROR = OverflowError("too many without numpy")


class StreamError(Exception):
    pass


SHUT = StreamError("shut")


class Stream:
    EMPTY = StreamError("empty")
    BROKEN = BadFrame(500)
    CLASS = StreamError
    LATE = None
    REPLACED = StreamError("set again by a method")

    def __init__(self, source):
        self.source = source
        self.error = StreamError("one for each stream")

    def read(self, size):
        if self.source is None:
            raise CLOSED  #~
        data = self.source.read(size)
        if not data:
            raise self.EMPTY  #~
        if len(data) < size:
            raise TRUNCATED from None  #~
        return data

    def frame(self, size):
        data = self.read(size)
        if data[0] != 0x81:
            raise BAD_FRAME  #~
        if data[1] & 0x80:
            raise Stream.BROKEN  #~
        return data

    @classmethod
    def connect(cls, address):
        if address is None:
            raise cls.EMPTY  #~
        try:
            return cls(address.open())
        except OSError as error:
            raise REFUSED from error  #~

    def raises_a_class(self, key):
        if key is None:
            raise self.CLASS
        raise NOT_FOUND(key)

    def raises_class_alone(self):
        raise NOT_FOUND

    def raises_a_copy(self):
        raise type(CLOSED)(*CLOSED.args)

    def cuts_the_traceback(self):
        raise CUT.with_traceback(None)

    def sets_its_own(self):
        self.LATE = StreamError("late")
        raise self.LATE

    def replace(self):
        self.REPLACED = StreamError("a new one")

    def raises_the_replaced(self):
        raise self.REPLACED

    def raises_that_of_the_stream(self):
        try:
            raise self.error
        finally:
            self = None


def matrix(rows):
    if numpy is None:
        raise NO_NUMPY  #~
    return numpy.array(rows)


def limit(rows):
    if len(rows) > 1000 and LIMIT_ERROR is not None:
        raise LIMIT_ERROR  #~
    return rows


def nested(rows):
    def check(row):
        if not row:
            raise SHUT  #~
        return row

    return [check(row) for row in rows]


def caught_here(stream):
    try:
        if stream is None:
            raise SHUT  #~
    except StreamError:
        return None
    return stream.read(1)


def resets(stream):
    try:
        raise RESET
    finally:
        RESET.__traceback__ = None


def of_unknown_making(stream):
    raise MADE


def set_by_a_function(stream):
    global RETRY
    RETRY = StreamError("made at each call")
    try:
        raise RETRY
    finally:
        RETRY = None


def shadowed(stream, CLOSED=ValueError):
    raise CLOSED


def a_class(stream):
    raise StreamError


def a_new_one(stream):
    raise StreamError("new")


def again(stream):
    try:
        return stream.read(1)
    except StreamError:
        raise


def imported_instance(stream):
    raise errors.CLOSED  #~ missing: only the other file tells that it is an instance


raise SHUT


UNSUPPORTED = SystemExit("unsupported option")
UNSUPPORTED_VALUE = ValueError("unsupported value")


def check_options(words):
    if "-b" in words:
        raise UNSUPPORTED
    if "-c" in words:
        raise UNSUPPORTED_VALUE  #~


try:
    import zstandard
except ImportError as missing:
    NO_ZSTANDARD = missing

    def compress_well(data):
        raise NO_ZSTANDARD  #~ note

else:

    def compress_well(data):
        return zstandard.compress(data)


NO_ANNOY = ImportError("annoy is not installed")


def index(vectors):
    try:
        import annoy
    except ImportError:
        raise NO_ANNOY  #~ note
    return annoy.build(vectors)


# --------------------------------------------------------------- how often it is

stopped = ValueError("stopped")


def stop():
    raise stopped  #~ note


class StopProtocol:
    def data_received(self, data):
        if not data:
            raise stopped  #~ error


class Refused(Exception):
    pass


class Ignored(Exception):
    pass


refused = Refused()
ignored = Ignored()


class Reader:
    def read_all(self, lines):
        for line in lines:
            try:
                self.take(line)
            except Refused:
                self.refused = True

    def take(self, line):
        for byte in line:
            if byte == 0:
                raise refused  #~ error
            if byte == 1:
                raise ignored  #~ note

    def end(self):
        raise refused  #~ note


short_write = OSError("not all was written")


class ShaWriter:
    def write(self, data):
        """That is no protocol, and nobody catches it here."""
        if self.file.write(data) != len(data):
            raise short_write  #~ note

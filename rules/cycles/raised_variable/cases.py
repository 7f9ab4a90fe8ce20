"""MEM106: exceptions that the raising frame still holds. `#~`: reported."""

import asyncio
import errors
import sys
from concurrent.futures import Future
from errors import ProtocolError


class ParseError(Exception):
    def __init__(self, text):
        super().__init__(text)
        self.text = text
        self.line = 0

    def again(self):
        raise self  #~


def parse(text, line):
    error = ParseError(text)
    error.line = line
    raise error  #~


def parse_directly(text):
    raise ParseError(text)


def parse_wide(path):
    with open(path) as file:
        lines = file.readlines()
    error = ParseError(path)
    error.line = len(lines)
    raise error  #~ note


def parse_wide_for_each_request(path):
    with open(path) as file:
        lines = file.readlines()
    error = ParseError(path)
    error.line = len(lines)
    raise error  #~ warning


@app.route("/parsed")
def parsed():
    return parse_wide_for_each_request("a.txt")


def parse_wide_but_freed(path):
    with open(path) as file:
        lines = file.readlines()
    error = ParseError(path)
    error.line = len(lines)
    try:
        raise error
    finally:
        del error


def builtin(text):
    if not text:
        problem = ValueError("empty")
        raise problem  #~
    return text


def imported(text):
    problem = ProtocolError(text, 400)
    problem.retry = True
    raise problem  #~


def of_module(text):
    problem = errors.Timeout(text)
    raise problem from None  #~


def made_by_unknown_function(text):
    problem = errors.find(text)
    raise problem


def a_class(strict):
    kind = ParseError if strict else ValueError
    raise kind("not an instance yet")


def classes_of_table(code):
    kind = errors.CLASSES[code]
    raise kind


def retry(connect, tries):
    last = None
    for _ in range(tries):
        try:
            return connect()
        except OSError as error:
            last = error
    raise last  #~


def retry_of_unknown_type(connect, tries):
    last = None
    for _ in range(tries):
        try:
            return connect()
        except (OSError, *errors.TRANSIENT) as error:
            last = error
    raise last  #~


def retry_with_finally(connect, tries):
    last = None
    try:
        for _ in range(tries):
            try:
                return connect()
            except OSError as error:
                last = error
        raise last
    finally:
        del last


def retry_with_none(connect, tries):
    last = None
    try:
        for _ in range(tries):
            try:
                return connect()
            except OSError as error:
                last = error
        raise last
    finally:
        last = None


def wrap(call):
    try:
        return call()
    except OSError as error:
        new = ParseError(str(error))
        new.line = error.errno
        raise new from error  #~


def wrap_directly(call):
    try:
        return call()
    except OSError as error:
        raise ParseError(str(error)) from error


def name_of_handler(call):
    try:
        return call()
    except OSError as error:
        error.tries = 1
        raise error


def name_of_handler_from_none(call):
    try:
        return call()
    except OSError as error:
        raise error from None


def name_of_handler_bound_anew(call):
    try:
        return call()
    except OSError as error:
        error = ParseError(str(error))
        raise error


def bare(call):
    try:
        return call()
    except OSError:
        raise


def parameter(error: Exception):
    raise error  #~


def parameter_of_unknown_type(error):
    raise error


def parameter_is_tested(value):
    if isinstance(value, ParseError):
        raise value  #~
    return value


def with_traceback(kind, value, traceback):
    if value.__traceback__ is not traceback:
        raise value.with_traceback(traceback)  #~
    return kind


def with_cut_traceback(text):
    problem = ValueError(text)
    raise problem.with_traceback(None)  #~


def of_future(future: Future):
    problem = future.exception()
    if problem is not None:
        raise problem  #~
    return future.result()


async def in_coroutine(call):
    problem = TimeoutError("late")
    await asyncio.sleep(1)
    raise problem  #~


def in_generator(rows):
    problem = LookupError("no rows")
    for row in rows:
        yield row
    raise problem  #~


def once_for_each_name(query):
    problem = ValueError("not a query")
    if not query:
        raise problem  #~
    if query[0] != "?":
        raise problem
    return query[1:]


def caught_here(text):
    problem = ValueError(text)
    try:
        raise problem
    except ValueError:
        return None


def exits(code):
    problem = SystemExit(code)
    raise problem


def rebound_later(call):
    problem = ValueError("first")
    try:
        call()
    finally:
        problem = None
    raise ValueError("other")


def maybe_a_class(strict, kind):
    problem = kind
    if strict:
        problem = ValueError("strict")
    raise problem


def maybe_none(strict):
    problem = None
    if strict:
        problem = ValueError("strict")
    if problem is not None:
        raise problem  #~
    return strict


def result_of_call(future):
    raise future.exception()


def old_style():
    raise sys.exc_info()[1]


class Job:
    default = ValueError("shared by all: MEM108")

    def __init__(self):
        self.error = None
        self.problems = []
        self.made = errors.find("unknown")

    def run(self, call):
        try:
            call()
        except OSError as error:
            self.error = error

    def result(self):
        if self.error is not None:
            raise self.error  #~
        return self

    def result_and_let_go(self):
        try:
            raise self.error
        finally:
            self = None

    def result_and_forget(self):
        try:
            raise self.error
        finally:
            self.error = None

    def unknown(self):
        raise self.made

    def of_class(self):
        raise self.default

    def check(self, rows):
        problems = [ValueError(row) for row in rows]
        if problems:
            raise problems[0]  #~
        return rows

    @property
    def failure(self):
        return ValueError("made at each read")

    def fail(self):
        raise self.failure


def in_nested(rows):
    problem = ValueError("of the outer function")

    def check(row):
        if not row:
            raise problem  #~ missing: held by the cell of the outer function
        return row

    return [check(row) for row in rows]


def of_unpacked_result(client):
    result = client.run()
    kind, value, traceback = result
    assert isinstance(value, ParseError)
    raise value.with_traceback(traceback)  #~


def of_mapping(failures, key):
    problem = failures.get(key)
    if isinstance(problem, ParseError):
        raise problem  #~


def also_kept(self, payload):
    problem = ParseError("bad")
    payload.set_exception(problem)
    raise problem  #~


def also_stored(key, results):
    problem = ParseError("bad")
    results[key] = problem
    raise problem  #~


def read_later(check):
    problem = ParseError("bad")
    if check:
        raise problem  #~

    def fail():
        raise problem

    return fail


class Stream:
    def __init__(self):
        self.error = None

    def fail(self):
        self.error = ParseError("broken")

    def read(self):
        if self.error is not None:
            raise self.error  #~

    def read_all(self):
        return [self.read(), self.read()]

    def close(self):
        if self.error is not None:
            raise self.error  #~

    def take(self):
        error = self.error
        self.error = None
        assert isinstance(error, ParseError)
        raise error  #~

    def leave(self):
        error = self.error
        assert isinstance(error, ParseError)
        raise error  #~


def given_a_traceback(error, traceback):
    error.__traceback__ = traceback
    raise error  #~


def given_the_errors(errors):
    error = errors[0] if errors else make_error()
    error.errors = errors
    raise error  #~


def asked_for_an_attribute(error):
    print(error.__name__)
    raise error


def make_error():
    return errors.find("any")


def raise_tested(answer):
    if isinstance(answer, Exception):
        raise answer  #~
    return answer


def raise_tested_too(answer, is_strict):
    if is_strict and isinstance(answer, OSError) and answer.errno:
        raise answer  #~
    return answer


def raise_in_elif(answer):
    if answer is None:
        return None
    elif isinstance(answer, LookupError):
        raise answer  #~
    return answer


def raise_untested(answer, is_strict):
    if is_strict or isinstance(answer, OSError):
        raise answer


def raise_a_class(answer):
    if not isinstance(answer, str):
        raise answer


def raise_a_tested_class(answer):
    if isinstance(answer, type):
        raise answer
    if isinstance(answer, (str, type)):
        raise answer


def raise_after_test(answer):
    if isinstance(answer, OSError):
        print(answer)
    else:
        raise answer


def raise_tested_and_deleted(answer):
    if isinstance(answer, OSError):
        try:
            raise answer
        finally:
            del answer

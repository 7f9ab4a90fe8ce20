"""MEM104: locals that hold their own frame or its traceback. `#~`: reported."""

import errno
import inspect
import logging
import os
import sys
import traceback
from inspect import currentframe
from sys import exc_info

log = logging.getLogger(__name__)
HERE = inspect.currentframe()


def line_of_caller():
    frame = inspect.currentframe()  #~
    return frame.f_back.f_lineno


def line_with_finally():
    frame = inspect.currentframe()
    try:
        return frame.f_back.f_lineno
    finally:
        del frame


def line_of_caller_at_once():
    return inspect.currentframe().f_back.f_lineno


def imported_name():
    own = currentframe()  #~
    return own.f_code.co_name


def by_number(depth):
    own = sys._getframe(0)  #~
    other = sys._getframe(1)
    unknown = sys._getframe(depth)
    return own, other, unknown


def back():
    frame = sys._getframe().f_back
    number = sys._getframe().f_lineno
    return frame, number


def walk():
    frame = sys._getframe()
    names = []
    while frame is not None:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names


def rebound():
    frame = sys._getframe()
    frame = frame.f_back
    return frame.f_lineno


def set_to_none():
    frame = sys._getframe()
    number = frame.f_lineno
    frame = None
    return number


def deleted_on_one_path(deep):
    frame = sys._getframe()
    if deep:
        del frame
    return deep


def whole_stack():
    callers = inspect.stack()  #~
    return [caller.function for caller in callers[1:]]


def part_of_stack():
    own = inspect.stack()[0]  #~
    caller = inspect.stack()[1]
    name = inspect.stack()[1].function
    return own, caller, name


def outer_frames():
    callers = inspect.getouterframes(inspect.currentframe())  #~
    return callers[1].lineno


def outer_frames_of_another(frame):
    callers = inspect.getouterframes(frame)
    return callers[1].lineno


def names_here():
    names = locals()
    own = sys._getframe().f_locals
    return names, own


def attempt(job):
    try:
        return job()
    except OSError:
        info = sys.exc_info()  #~
        log.error("failed", exc_info=info)


def attempt_in_parts(job):
    try:
        return job()
    except OSError:
        kind, error, tb = sys.exc_info()  #~
        log.error("%s: %s", kind, error)
        traceback.print_tb(tb)


def attempt_with_underscores(job):
    try:
        return job()
    except OSError:
        kind, _, _ = sys.exc_info()  #~
        return kind


def attempt_deleting(job):
    try:
        return job()
    except OSError:
        kind, error, tb = sys.exc_info()
        log.error("%s: %s", kind, error)
        del error, tb


def attempt_with_finally(job):
    info = None
    try:
        return job()
    except OSError:
        info = sys.exc_info()
        log.error("failed", exc_info=info)
    finally:
        info = None


def attempt_for_kind(job):
    try:
        return job()
    except OSError:
        kind = sys.exc_info()[0]
        text = traceback.format_exc()
        return kind, text


def attempt_for_error(job):
    try:
        return job()
    except OSError:
        error = exc_info()[1]  #~
        return str(error)


def attempt_for_rest(job):
    try:
        return job()
    except OSError:
        error, tb = sys.exc_info()[1:]  #~
        log.error("%s %s", error, tb.tb_lineno)


def attempt_for_first_two(job):
    try:
        return job()
    except OSError:
        pair = sys.exc_info()[:2]  #~
        log.error("%s", traceback.format_exception_only(*pair))


def attempt_for_first_two_names(job):
    try:
        return job()
    except OSError:
        kind, error = sys.exc_info()[:2]  #~
        log.error("%s %s", kind, error)


def attempt_for_first_alone(job):
    try:
        return job()
    except OSError:
        (kind,) = sys.exc_info()[:1]
        return kind


def attempt_for_traceback(job):
    try:
        return job()
    except OSError as error:
        tb = error.__traceback__  #~
        log.error("line %d", tb.tb_lineno)


def attempt_for_other_traceback(job, other):
    try:
        return job()
    except OSError:
        tb = other.__traceback__
        log.error("line %d", tb.tb_lineno)


def attempt_for_inner(job):
    try:
        return job()
    except OSError:
        frames = inspect.trace()  #~
        return len(frames)


def attempt_and_cut(job):
    try:
        return job()
    except OSError:
        error = sys.exc_info()[1]
        error.__traceback__ = None
        return error


def attempt_and_clear(job):
    try:
        return job()
    except OSError as error:
        tb = error.__traceback__
        traceback.clear_frames(tb)


def outside_a_handler():
    info = sys.exc_info()
    return info


def called_by_a_handler(job):
    def report():
        kind, error, tb = sys.exc_info()
        log.error("%s %s %s", kind, error, tb)

    try:
        return job()
    except OSError:
        report()


def retry(job):
    for _ in range(3):
        info = None
        try:
            return job()
        except OSError:
            info = sys.exc_info()  #~
            log.error("failed", exc_info=info)
    return None


def for_ever(job):
    while True:
        try:
            job()
        except OSError:
            info = sys.exc_info()
            log.error("failed", exc_info=info)


def raise_again(job):
    try:
        return job()
    except OSError:
        info = sys.exc_info()  #~
        log.error("failed")
        raise RuntimeError("job").with_traceback(info[2])


class Job:
    def attempt(self, job):
        try:
            return job()
        except OSError:
            kind, error, tb = info = sys.exc_info()  #~
            log.error("%s %s %s %s", kind, error, tb, info)

    frame = inspect.currentframe()


async def in_coroutine(job):
    try:
        return await job()
    except OSError:
        info = sys.exc_info()  #~
        log.error("failed", exc_info=info)


class sysx:
    @staticmethod
    def exc_info():
        return None


def other_exc_info(job):
    try:
        return job()
    except OSError:
        info = sysx.exc_info()
        log.error("failed", exc_info=info)


def alias_of_part(work, log):
    try:
        work()
    except OSError:
        info = sys.exc_info()  #~
        trace = info[2]
        log(trace.tb_lineno)


def held_by_outer(work, start):
    error = None

    def run():
        nonlocal error
        try:
            work()
        except OSError:
            error = sys.exc_info()  #~

    start(run)
    if error:
        _kind, value, trace = error
        raise value.with_traceback(trace)


def read_when_left(work, later):
    try:
        work()
    except OSError:
        info = sys.exc_info()  #~
        later(lambda: print(info))


def put_away(work, results):
    try:
        work()
    except OSError:
        info = sys.exc_info()  #~
        results.append(info)


def callers_by_pop():
    frames = inspect.stack()
    frames.pop(0)
    return frames[0].function


def callers_by_del():
    frames = inspect.stack()
    del frames[0]
    return frames[0].function


def attempt_and_raise_on(job):
    try:
        return job()
    except OSError:
        info = sys.exc_info()  #~
        log.error("failed", exc_info=info)
        raise


def attempt_and_raise_another(job):
    try:
        return job()
    except OSError:
        error = sys.exc_info()[1]  #~
        raise RuntimeError(str(error))


# A second exception is made of it, which holds it as well: no `del` is enough.

def wrapped(job, log):
    try:
        job()
    except OSError:
        kind, value, tb = sys.exc_info()  #~ note
        error = RuntimeError(value)
        log(error, tb)


def run_plugins(args):
    for plugin in args:
        try:
            plugin.run()
        except Exception:
            kind, value, tb = sys.exc_info()  #~ note
            log.error("%s: %s", kind, value)


def _start_up(args):
    try:
        args.prepare()
    except OSError:
        error = sys.exc_info()[1]  #~ note
        log.error("no preparation: %s", error)


def main(args):
    _start_up(args)
    run_plugins(args)


class Consumer:
    def on_message(self, message):
        """For each message."""
        try:
            self.handle(message)
        except ValueError:
            kind, error, tb = sys.exc_info()  #~ note
            log.error("%s: %s", kind, error)
            traceback.print_tb(tb)

    def data_received(self, path):
        """For each message, with the contents of a file."""
        with open(path, encoding="utf-8") as file:
            text = file.read()
        try:
            self.handle(text)
        except ValueError:
            kind, error, tb = sys.exc_info()  #~ warning
            log.error("%s: %s", kind, error)
            traceback.print_tb(tb)

    def data_received_and_raised(self, path):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        try:
            self.handle(text)
        except ValueError:
            kind, error, tb = sys.exc_info()  #~ note
            traceback.print_tb(tb)
            raise

    def drain(self, queue):
        """One ring for each call, and nothing says how many there are."""
        for message in queue:
            try:
                self.handle(message)
            except ValueError:
                kind, error, tb = sys.exc_info()  #~ note
                log.error("%s: %s", kind, error)
                traceback.print_tb(tb)


def read_all(files):
    """It calls itself, and that may go wrong once."""
    for file in files:
        try:
            read_all(file.read().split())
        except OSError:
            error = sys.exc_info()[1]  #~ note
            log.error(str(error))


class Listener:
    def on_shutdown(self, broker):
        try:
            os.unlink(self.path)
        except OSError:
            error = sys.exc_info()[1]  #~ note
            if error.args[0] != errno.ENOENT:
                raise

    def on_accept(self, broker):
        try:
            os.unlink(self.path)
        except OSError:
            error = sys.exc_info()[1]  #~ note
            if error.args[0] == errno.ENOENT:
                self.is_gone = True


def hides_the_module(record):
    try:
        record.append()
    except ValueError:
        value, traceback = sys.exc_info()[1:]  #~
        print(value)

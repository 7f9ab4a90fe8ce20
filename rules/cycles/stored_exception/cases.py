"""MEM103: exceptions kept where their traceback leads to. `#~`: reported."""

import sys
import traceback
from collections import deque
from concurrent.futures import Future

ERRORS = []
FAILURES = {}
last_error = None


class Job:
    latest = None

    def __init__(self, work):
        self.work = work
        self.error = None
        self.text = None
        self.state = None
        self.errors = []
        self.history = deque(maxlen=10)
        self.pending = []
        self.by_name = {}

    def run(self):
        try:
            self.work()
        except OSError as e:
            self.error = e  #~

    def run_and_raise(self):
        try:
            self.work()
        except OSError as e:
            self.error = e  #~
            raise

    def run_and_chain(self):
        try:
            self.work()
        except OSError as e:
            self.error = e  #~
            raise RuntimeError("work") from e

    def run_many(self, rows):
        for row in rows:
            try:
                self.work(row)
            except OSError as e:
                if not self.errors:
                    raise
                self.errors.append(e)  #~

    def keep_to_raise(self):
        try:
            self.work()
        except OSError as e:
            self.kept = e  #~

    def raise_kept(self):
        raise self.kept

    def keep_for_future(self):
        try:
            self.work()
        except OSError as e:
            self.late = e  #~

    def give_to_future(self, future):
        late = self.late
        future.set_exception(late)

    def collect(self, rows):
        for row in rows:
            try:
                self.work(row)
            except ValueError as e:
                self.errors.append(e)  #~

    def collect_in_tuples(self, rows):
        for row in rows:
            try:
                self.work(row)
            except ValueError as e:
                self.errors.append((row, e))  #~

    def by_key(self, rows):
        for row in rows:
            try:
                self.work(row)
            except ValueError as e:
                self.by_name[row] = {"row": row, "error": e}  #~

    def recent(self):
        try:
            self.work()
        except OSError as e:
            self.history.appendleft(e)  #~

    def info(self):
        try:
            self.work()
        except OSError:
            self.error = sys.exc_info()  #~

    def value(self):
        try:
            self.work()
        except OSError:
            self.error = sys.exc_info()[1]  #~

    def wrapped(self):
        try:
            self.work()
        except OSError as e:
            self.error = RuntimeError("job", e)  #~

    def two_at_once(self):
        try:
            self.work()
        except OSError as e:
            self.error, self.text = e, str(e)  #~

    def text_alone(self):
        try:
            self.work()
        except OSError as e:
            self.text = str(e)
            self.error = repr(e)
            self.state = type(e), e.args, e.errno

    def cut(self):
        try:
            self.work()
        except OSError as e:
            self.error = e.with_traceback(None)

    def cut_first(self):
        try:
            self.work()
        except OSError as e:
            e.__traceback__ = None
            self.error = e

    def frames_cleared(self):
        try:
            self.work()
        except OSError as e:
            traceback.clear_frames(e.__traceback__)
            self.error = e

    def summary(self):
        try:
            self.work()
        except OSError as e:
            self.error = traceback.TracebackException.from_exception(e)

    def never_raised(self):
        self.error = OSError("made, not raised")

    def reset_here(self):
        try:
            self.work()
        except OSError as e:
            self.failure = e
        self.report(self.failure)
        self.failure = None

    def reset_in_finally(self):
        try:
            try:
                self.work()
            except OSError as e:
                self.failure = e
            return self.report(self.failure)
        finally:
            self.failure = None

    def reset_by_another(self):
        try:
            self.work()
        except OSError as e:
            self.failure = e  #~

    def lets_go_of_self(self):
        try:
            self.work()
        except OSError as e:
            self.error = e
        finally:
            self = None

    def queue_until_drained(self):
        try:
            self.work()
        except OSError as e:
            self.pending.append(e)  #~

    def drain(self):
        while self.pending:
            self.report(self.pending.pop())

    def report(self, error):
        print(error)

    @classmethod
    def try_class(cls):
        try:
            cls.start()
        except OSError as e:
            cls.latest = e  #~

    def __exit__(self, kind, value, tb):
        self.error = value
        self.state = (kind, value, tb)
        return True


def of_parameter(job):
    try:
        job.work()
    except OSError as e:
        job.error = e  #~


def of_new_object(work):
    job = Job(work)
    try:
        job.work()
    except OSError as e:
        job.error = e  #~
    return job


def saved(work):
    saved = None
    try:
        work()
    except OSError as e:
        saved = e  #~
    print("failed" if saved is not None else "done")


def saved_and_deleted(work):
    try:
        work()
    except OSError as e:
        saved = e
        print(saved)
        del saved


def saved_with_finally(work):
    saved = None
    try:
        try:
            work()
        except OSError as e:
            saved = e
        return saved is None
    finally:
        saved = None


def saved_and_forgotten(work):
    error = None
    try:
        work()
    except OSError as e:
        error = e
    if error is not None:
        print(error)
        error = None


def saved_and_raised(work):
    last = None
    for _ in range(3):
        try:
            return work()
        except OSError as e:
            last = e
    raise last


def saved_as_cause(work):
    cause = None
    try:
        work()
    except OSError as e:
        cause = e  #~
    raise RuntimeError("no work") from cause


def in_list(rows, work):
    errors = []
    for row in rows:
        try:
            work(row)
        except ValueError as e:
            errors.append(e)  #~
    return errors


def texts_in_list(rows, work):
    errors = []
    for row in rows:
        try:
            work(row)
        except ValueError as e:
            errors.append(str(e))
    return errors


def in_list_and_cleared(rows, work):
    errors = []
    for row in rows:
        try:
            work(row)
        except ValueError as e:
            errors.append(e)
    for error in errors:
        print(error)
    errors.clear()


def in_dict(work):
    result = {"error": None}
    try:
        result["value"] = work()
    except ValueError as e:
        result["error"] = e  #~
    return result


def in_new_dict(work):
    try:
        value = work()
    except ValueError as e:
        result = {"error": e}  #~
        print(result)
    else:
        print(value)


def in_lists_of_parameter(errors, work):
    try:
        work()
    except ValueError as e:
        errors.append(e)  #~


def added_to_set(work):
    seen = set()
    try:
        work()
    except ValueError as e:
        seen.add(e)  #~
    return len(seen)


def added_to_unknown(report, work):
    try:
        work()
    except ValueError as e:
        report.add(e)


class Report:
    def __init__(self):
        self.lines = []

    def append(self, error):
        self.lines.append(str(error))


def appended_to_own_class(work):
    report = Report()
    try:
        work()
    except ValueError as e:
        report.append(e)
    return report


def returned(work):
    try:
        return work()
    except ValueError as e:
        return e


def returned_in_tuple(work):
    try:
        return True, work()
    except ValueError as e:
        return False, e


def returned_in_dict(work):
    try:
        return {"value": work()}
    except ValueError as e:
        return {"error": e}


def passed_on(work, report):
    try:
        work()
    except ValueError as e:
        report(e)


def captured(work):
    try:
        work()
    except ValueError as e:
        show = lambda: print(e)
        show()


def name_bound_anew(work):
    try:
        work()
    except ValueError as e:
        e = RuntimeError("another, never raised")
        ERRORS.append(e)


def queued(work, queue):
    try:
        work()
    except ValueError as e:
        queue.put(e)


def in_global_list(work):
    try:
        work()
    except ValueError as e:
        ERRORS.append(e)  #~


def in_global_dict(name, work):
    try:
        work()
    except ValueError as e:
        FAILURES[name] = e  #~


def in_global_name(work):
    global last_error
    try:
        work()
    except ValueError as e:
        last_error = e  #~


def for_ever(work):
    while True:
        try:
            work()
        except OSError as e:
            error = e
            print(error)


async def in_coroutine(work):
    error = None
    try:
        await work()
    except OSError as e:
        error = e  #~
    print(error)


def in_generator(rows, work):
    errors = []
    for row in rows:
        try:
            yield work(row)
        except ValueError as e:
            errors.append(e)  #~
    print(len(errors))


def in_thread(work, start):
    errors = []

    def run():
        try:
            work()
        except OSError as e:
            errors.append(e)  #~

    start(run)
    return errors


def in_thread_and_taken(work, start):
    errors = []

    def run():
        try:
            work()
        except OSError as e:
            errors.append(e)

    start(run)
    return errors.pop()


def to_outer_name(work):
    error = None

    def run():
        nonlocal error
        try:
            work()
        except OSError as e:
            error = e  #~

    run()
    print(error)


def to_outer_name_and_raised(work, start):
    error = None

    def run():
        nonlocal error
        try:
            work()
        except OSError as e:
            error = e  #~

    start(run)
    if error is not None:
        raise error


def first_of_list_raised(rows, work):
    errors = []
    for row in rows:
        try:
            work(row)
        except ValueError as e:
            errors.append(e)  #~
    if errors:
        raise errors[0]


def each_of_list_raised(rows, work):
    errors = {}
    for row in rows:
        try:
            work(row)
        except ValueError as e:
            errors[row] = e  #~
    for _row, error in errors.items():
        raise error


def first_of_list_as_cause(rows, work):
    errors = []
    for row in rows:
        try:
            work(row)
        except ValueError as e:
            errors.append(e)  #~
    if errors:
        raise RuntimeError(len(errors)) from errors[0]


def printed_later(work, report):
    error = None
    try:
        work()
    except OSError as e:
        error = e  #~
    report("done", exc_info=error)


def emptied_on_all_ways(addresses, connect):
    errors = []
    for address in addresses:
        try:
            return connect(address)
        except OSError as e:
            errors = [e]
            if address is addresses[-1]:
                del errors[:]
                raise


def two_names(work):
    error = text = None
    try:
        work()
    except OSError as e:
        error = e  #~
        text = error
    return text is None


def read_by_a_function(work, later):
    error = None
    try:
        work()
    except OSError as e:
        error = e  #~
    later(lambda: print(error))


def cause_of_new(work):
    try:
        work()
    except OSError as e:
        new = RuntimeError("work")
        new.__cause__ = e
        raise new


try:
    import numpy
except ImportError as e:
    numpy = None
    NO_NUMPY = e


class Service:
    """Levels: a warning for a frame with data, or one for each event."""

    def __init__(self):
        self.error = None

    async def serve(self, request):
        try:
            await request.answer()
        except OSError as e:
            self.error = e  #~

    def data_received(self, data):
        try:
            data.check()
        except ValueError as e:
            self.error = e  #~


def with_data(path, check):
    with open(path) as file:
        lines = file.readlines()
    errors = []
    for line in lines:
        try:
            check(line)
        except ValueError as e:
            errors.append(e)  #~
    return errors


def chained_group(rows, work):
    errors = []
    for row in rows:
        try:
            work(row)
        except ValueError as e:
            errors.append(e)  #~
    raise RuntimeError("all failed") from ExceptionGroup("all", errors)


class Events:
    def __init__(self):
        self.queue = deque()

    def feed(self, data):
        try:
            self.parse(data)
        except ValueError as e:
            self.queue.append(e)

    def parse(self, data):
        print(data)

    def read(self):
        queue = self.queue
        while queue:
            event = queue.popleft()
            if isinstance(event, Exception):
                raise event
            yield event


class Queued:
    def __init__(self, queue):
        self.queue = queue
        self.error = None

    async def feed(self, data):
        try:
            await data.check()
        except ValueError as e:
            self.error = e  #~
            self.queue.set_exception(e)

    async def feed_some(self, data):
        try:
            await data.check()
        except ValueError as e:
            if data.is_debug:
                self.error = e  #~


# The advice leaves the traceback to what reads it next.

class ShownJob:
    def run(self):
        try:
            self.work()
        except OSError as e:
            self.error = e  #~
            traceback.print_exc()

    def run_logged(self, log):
        try:
            self.work()
        except OSError as e:
            self.error = e  #~
            log.error("failed", exc_info=True)

    def run_before(self, log):
        try:
            self.work()
        except OSError as e:
            log.exception("failed")
            self.error = e  #~

    def work(self):
        raise OSError


class Restart:
    """The attribute is let go of as a whole."""

    def __init__(self, make):
        self.thread = make()

    def run(self, manager):
        try:
            manager.restart()
        except RuntimeError as e:
            self.thread.error = e  #~

    def finished(self):
        self.thread = None


def with_reason(connect):
    try:
        return connect()
    except OSError as e:
        problem = ValueError("no connection")
        problem.reason = e
        raise problem


class Alerts:
    def show(self, alert, job):
        try:
            job()
        except ValueError as error:
            alert.props.message = error
            self.alert = alert

    def keep(self, alert, job):
        try:
            job()
        except ValueError as error:
            alert.cause = error  #~
            self.alert = alert


class KeptTwice:
    """One exception that one object holds twice is one finding."""

    def run(self):
        try:
            self.go()
        except ValueError as e:
            self.error = e  #~
            self.last = e

    def run_and_list(self):
        try:
            self.go()
        except ValueError as e:
            self.errors.append(e)  #~
            self.last.append(e)


async def kept_in_two_lists(futures):
    """Its traceback taken off once, neither list holds it."""
    errors = []
    results = []
    for future in futures:
        try:
            results.append(await future)
        except Exception as error:
            errors.append(error)  #~ note
            results.append(error)
    return results, errors


async def kept_by_two_clauses(futures):
    errors = []
    results = []
    for future in futures:
        try:
            results.append(await future)
        except ValueError as error:
            errors.append(error)  #~ note
        except OSError as error:
            results.append(error)  #~ note
    return results, errors


async def kept_by_one_name_in_two_clauses(futures):
    last = None
    for future in futures:
        try:
            return await future
        except ValueError as error:
            last = error  #~ note
        except OSError as error:
            last = error  # told above
    raise RuntimeError(f"none: {last}")


async def kept_with_a_file(path, parse):
    failed = []
    with open(path, encoding="utf-8") as file:
        text = file.read()
    try:
        parse(text)
    except ValueError as error:
        failed.append(error)  #~ warning
    return len(failed)


def kept_with_a_file_by_a_call(path, parse):
    """Nothing says that it is called often."""
    failed = []
    with open(path, encoding="utf-8") as file:
        text = file.read()
    try:
        parse(text)
    except ValueError as error:
        failed.append(error)  #~ note
    return len(failed)


async def kept_without_the_file(path, parse):
    failed = []
    with open(path, encoding="utf-8") as file:
        text = file.read()
    lines = parse(text)
    del text
    try:
        parse(lines)
    except ValueError as error:
        failed.append(error)  #~ note
    return len(failed)


async def kept_if_asked_for(path, parse, is_strict):
    failed = []
    with open(path, encoding="utf-8") as file:
        text = file.read()
    try:
        parse(text)
    except ValueError as error:
        if is_strict:
            failed.append(error)  #~ note
    return len(failed)


# What sets the name anew runs in other branches than the exception comes by.

def another_clause(rows, work):
    last = None
    for row in rows:
        try:
            return work(row)
        except OSError as e:
            last = e  #~
        except ValueError:
            last = None
    print(last)


def same_try(rows, work):
    last = None
    for row in rows:
        try:
            work(row)
            last = None
        except OSError as e:
            last = e  #~
    print(last is None)


def asked(work, quiet):
    error = None
    try:
        work()
    except OSError as e:
        error = e  #~
    if quiet:
        error = None
    print(error)


def asked_both(work, quiet):
    error = None
    try:
        work()
    except OSError as e:
        error = e
    if quiet:
        error = None
    else:
        error = None


def asked_before(work, quiet):
    error = None
    try:
        work()
    except OSError as e:
        if quiet:
            error = e
    if quiet:
        error = None


def by_a_flag(work):
    error = None
    failed = False
    try:
        work()
    except OSError as e:
        error = e
        failed = True
    if failed:
        print(error)
        error = None


def until_it_works(work):
    error = True
    while error:
        try:
            work()
        except OSError as e:
            error = e
        except ValueError:
            error = None


def later_try(work, more):
    error = None
    try:
        work()
    except OSError as e:
        error = e  #~
    try:
        more()
    except OSError:
        error = None
    print(error)


# ---------------------------------------------------------------- given back
class App:
    def answer_to(self, e):
        if e.errno is None:
            return e
        return str(e)

    def handed_on(self, e, more=None):
        if more:
            return more
        return self.answer_to(e=e)

    def answer(self, work):
        try:
            work()
        except OSError as e:
            answer = self.answer_to(e)  #~
        return self.sent(answer)

    def answer_handed_on(self, work):
        try:
            work()
        except OSError as e:
            answer = self.handed_on(e)  #~
        return self.sent(answer)

    def answer_deleted(self, work):
        try:
            work()
        except OSError as e:
            answer = self.answer_to(e)
        try:
            return self.sent(answer)
        finally:
            del answer

    def sent(self, answer):
        return str(answer)


def same_or_other(e, other):
    return e if other is None else other


def text_or_other(e, other):
    return str(e) if e else other


def other_by_then(e):
    e = ValueError(str(e))
    return e


def without_frames(e):
    e.__traceback__ = None
    return e


def one_by_one(e):
    yield e
    return e


async def same_later(e):
    return e


def conditional(work):
    try:
        work()
    except OSError as e:
        kept = same_or_other(e, None)  #~
    print(kept)


def in_the_condition(work):
    try:
        work()
    except OSError as e:
        kept = text_or_other(e, None)
    print(kept)


def bound_anew(work):
    try:
        work()
    except OSError as e:
        kept = other_by_then(e)
    print(kept)


def cut_on_the_way(work):
    try:
        work()
    except OSError as e:
        kept = without_frames(e)
    print(kept)


def by_a_generator(work):
    try:
        work()
    except OSError as e:
        kept = one_by_one(e)
    print(kept)


async def awaited(work):
    try:
        work()
    except OSError as e:
        kept = await same_later(e)  #~
    print(kept)


async def not_awaited(work):
    try:
        work()
    except OSError as e:
        kept = same_later(e)
    print(kept)


def by_an_unknown(work, made):
    try:
        work()
    except OSError as e:
        kept = made(e)
    print(kept)


def not_kept(work):
    try:
        work()
    except OSError as e:
        return same_or_other(e, None)


class Outcome:
    """Keeps what it is given."""

    def __init__(self, value, error=None):
        self.value = value
        self.error = error
        self.errors = []
        self.text = ""

    def fail(self, error):
        self.error = error

    def add(self, where, error):
        self.errors.append((where, error))

    def describe(self, error):
        self.text = str(error)


class Cutting:
    def __init__(self, error=None):
        self.error = error

    def fail(self, error):
        self.error = error.with_traceback(None)


class Stripped:
    def __init__(self, error):
        self.stripped = error
        self.stripped.__traceback__ = None


class Tried:
    def __init__(self, work):
        self.work = work
        self.seen = None
        self.info = None
        self.other = None
        self.gone = None
        self.future = Future()

    def on_error(self, error):
        self.seen = error

    def on_info(self, info):
        self.info = info

    def on_other(self, error):
        self.other = error

    def on_gone(self, error):
        self.gone = error

    def forget(self):
        self.gone = None

    def handed_to_own_method(self):
        try:
            self.work()
        except OSError as e:
            self.on_error(e)  #~

    def handed_as_info(self):
        try:
            self.work()
        except OSError:
            self.on_info(sys.exc_info())  #~

    def handed_and_let_go_here(self):
        try:
            self.work()
        except OSError as e:
            self.on_other(e)
        self.other = None

    def handed_and_let_go_later(self):
        try:
            self.work()
        except OSError as e:
            self.on_gone(e)

    def handed_to_future(self):
        try:
            self.work()
        except OSError as e:
            self.future.set_exception(e)  #~


def handed_to_object(work):
    outcome = Outcome(None)
    try:
        outcome.value = work()
    except OSError as e:
        outcome.fail(e)  #~
    return outcome


def handed_by_keyword(work):
    outcome = Outcome(None)
    try:
        outcome.value = work()
    except OSError as e:
        outcome.add(error=e, where="work")  #~
    return outcome


def handed_to_constructor(work):
    try:
        outcome = Outcome(work())
    except OSError as e:
        outcome = Outcome(None, e)  #~
    return outcome


def handed_and_returned(work):
    """No local has it."""
    try:
        return Outcome(work())
    except OSError as e:
        return Outcome(None, e)


def handed_as_text(work):
    outcome = Outcome(None)
    try:
        outcome.value = work()
    except OSError as e:
        outcome.describe(e)
    return outcome


def handed_to_who_cuts(work):
    outcome = Cutting()
    try:
        work()
    except OSError as e:
        outcome.fail(e)
    return outcome


def handed_to_who_strips(work):
    outcome = None
    try:
        work()
    except OSError as e:
        outcome = Stripped(e)
    return outcome


def handed_cut(work):
    outcome = Outcome(None)
    try:
        outcome.value = work()
    except OSError as e:
        outcome.fail(e.with_traceback(None))
    return outcome


def note_error(errors, error):
    errors.append(error)


def handed_with_list(rows, work):
    errors = []
    for row in rows:
        try:
            work(row)
        except OSError as e:
            note_error(errors, e)  #~
    return errors


def handed_and_deleted(work):
    outcome = Outcome(None)
    try:
        outcome.value = work()
    except OSError as e:
        outcome.fail(e)
    try:
        return outcome
    finally:
        del outcome


def handed_to_new_future(work):
    future = Future()
    try:
        future.set_result(work())
    except OSError as e:
        future.set_exception(e)  #~
    return future


def handed_to_future_and_dropped(work, future):
    try:
        future.set_result(work())
    except OSError as e:
        future.set_exception(e)
        future = None

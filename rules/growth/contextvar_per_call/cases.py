"""MEM610: `#~` at the end of a line: a finding begins on it."""

import contextvars
from contextvars import ContextVar, copy_context

CURRENT = ContextVar("current")


def handle(request, answer):
    user = contextvars.ContextVar("user")  #~ error
    user.set(request.user)
    return answer(request, user.get())


def with_default(request, answer):
    user = ContextVar("user", default=None)  #~ error
    if request.user:
        user.set(request.user)
    return answer(request, user.get())


def nested(requests):
    def one(request):
        current = ContextVar("request")  #~ error
        current.set(request)
        return current.get().path

    return [one(request) for request in requests]


def in_loop(lines):
    for line in lines:
        current = ContextVar("line")  #~ error
        current.set(line)
        yield current.get()


def for_inner(request):
    current = ContextVar("request")  #~ error

    def path():
        return current.get().path

    current.set(request)
    return path()


def annotated(value):
    current: ContextVar = ContextVar("value")  #~ error
    current.set(value)


def set_by_inner(value):
    current = ContextVar("value")  #~ error

    def change(new):
        current.set(new)

    change(value)


class Job:
    def __init__(self, number):
        self.number = number
        self.state = ContextVar("state")  #~ error

    def start_all(self):
        self.state.set(self.number)
        return self.state.get()


def all_jobs(numbers):
    jobs = []
    for number in numbers:
        jobs.append(Job(number))
    return jobs


# near misses


def shared(request, answer):
    CURRENT.set(request)
    return answer(request)


def reset(request, answer):
    user = ContextVar("user")
    token = user.set(request.user)
    try:
        return answer(request)
    finally:
        user.reset(token)


def only_made(answer):
    user = ContextVar("user", default="nobody")
    return answer(user.get())


def given_away(request, answer):
    user = ContextVar("user")
    user.set(request.user)
    return answer(request, user)


async def in_task(request, answer):
    user = ContextVar("user")
    user.set(request.user)
    return await answer(request, user.get())


def in_copied_context(request, answer):
    user = ContextVar("user")
    return copy_context().run(answer, user, request)


def main(arguments):
    verbose = ContextVar("verbose")
    verbose.set("-v" in arguments)
    return verbose.get()


def for_module(name):
    global CURRENT
    CURRENT = ContextVar(name)
    CURRENT.set(name)


class Application:
    def __init__(self):
        self.state = ContextVar("state")

    def start_all(self):
        self.state.set(1)


APPLICATION = Application()


def other_class(value, ContextVar):
    current = ContextVar("value")
    current.set(value)

"""MEM614: locals of functions that never end."""

import collections
import itertools
import queue
import socket
import sys
from collections import defaultdict, deque

from flask import Flask
from kafka import KafkaConsumer

jobs = queue.Queue()


# ------------------------------------------------------------------ it grows
def appended():
    done = []
    while True:
        job = jobs.get()
        job.run()
        done.append(job.result)  #~ warning


def added_if_new():
    seen = set()
    while True:
        message = jobs.get()
        if message.id in seen:
            continue
        seen.add(message.id)  #~ warning
        message.run()


def by_key():
    users = {}
    while 1:
        message = jobs.get()
        users[message.user_id] = message  #~ warning


def by_default():
    counts = defaultdict(int)
    while True:
        counts[jobs.get().url] += 1  #~ warning


def in_lists():
    by_room = defaultdict(list)
    while True:
        message = jobs.get()
        by_room[message.room].append(message.text)  #~ warning


def extended():
    lines = list()
    while True:
        lines += jobs.get().lines  #~ warning


def in_inner_loop():
    log = []
    while True:
        for line in jobs.get().lines:
            log.append(line)  #~ warning


def in_try():
    errors = []
    while True:
        try:
            jobs.get().run()
        except ValueError as e:
            errors.append(str(e))  #~ warning


def accepted():
    clients = []
    server = socket.create_server(("", 7000))
    while True:
        client, address = server.accept()
        clients.append(address)  #~ warning


async def awaited(source):
    texts: list = []
    while True:
        texts.append(await source.get())  #~ warning


def counted():
    texts = deque()
    while True:
        texts.append(jobs.get())  #~ warning
        print(len(texts))


def interrupted():
    done = []
    while True:
        try:
            done.append(jobs.get())  #~ warning
        except KeyboardInterrupt:
            raise


def consumed():
    done = []
    for message in KafkaConsumer("jobs"):
        done.append(message.value)  #~ warning


def counted_turns(source):
    done = []
    for turn in itertools.count():
        done.append(source.read(turn))  #~ warning


def listened(redis):
    seen = set()
    channel = redis.pubsub()
    for message in channel.listen():
        seen.add(message["message_id"])  #~ warning


def stopped_by_a_person():
    done = []
    while True:
        try:
            done.append(jobs.get())  #~ warning
        except KeyboardInterrupt:
            sys.exit(0)


def make_app():
    app = Flask("app")
    visits = []
    users = {}

    @app.route("/<user_id>")
    def visit(user_id):
        visits.append(user_id)  #~ warning
        return "hello"

    @app.route("/user/<user_id>")
    def user(user_id):
        if user_id not in users:
            users[user_id] = object()  #~ warning
        return "hello"

    return app


# --------------------------------------------------- it differs in one thing
def made_at_each_turn():
    while True:
        done = []
        job = jobs.get()
        done.append(job.result)


def made_in_outer_turn():
    while True:
        done = []
        for line in jobs.get().lines:
            done.append(line)


def broken_off():
    done = []
    while True:
        job = jobs.get()
        if job is None:
            break
        done.append(job.result)


def returned():
    done = []
    while True:
        job = jobs.get()
        if job is None:
            return done
        done.append(job.result)


def yielded():
    done = []
    while True:
        job = jobs.get()
        yield len(done)
        done.append(job.result)


def ended_by_a_condition(is_up):
    done = []
    while is_up():
        done.append(jobs.get())


def of_a_loop_that_ends(source):
    done = []
    for job in source:
        done.append(job)


def consumed_until():
    done = []
    for message in KafkaConsumer("jobs"):
        if message.value is None:
            break
        done.append(message.value)


def typed():
    lines = []
    while True:
        lines.append(input("> "))


def exited():
    done = []
    while True:
        job = jobs.get()
        if job is None:
            sys.exit(len(done))
        done.append(job.result)


def of_any_consumer(consumer):
    done = []
    for message in consumer:
        done.append(message.value)


def emptied():
    done = []
    while True:
        done.append(jobs.get())
        if jobs.empty():
            print(done)
            done.clear()


def emptied_by_another():
    done = []
    while True:
        done.append(jobs.get())
        if jobs.empty():
            done = []


def deleted():
    users = {}
    while True:
        message = jobs.get()
        users[message.user_id] = message
        if message.is_last:
            del users[message.user_id]


def popped():
    users = {}
    while True:
        message = jobs.get()
        users[message.user_id] = message
        users.pop(message.before, None)


def sized():
    done = []
    while True:
        done.append(jobs.get())
        if len(done) > 100:
            done = done[50:]


def sized_and_deleted():
    done = []
    while True:
        done.append(jobs.get())
        if len(done) > 100:
            del done[:50]


def bounded():
    done = collections.deque(maxlen=100)
    while True:
        done.append(jobs.get())


def passed_on(flush):
    done = []
    while True:
        done.append(jobs.get())
        flush(done)


def kept_by_an_object(owner):
    done = []
    owner.done = done
    while True:
        done.append(jobs.get())


def of_few_keys():
    counts = {}
    while True:
        counts["all"] = jobs.get()


def of_kinds():
    handlers = {}
    while True:
        message = jobs.get()
        handlers[type(message)] = message.handler


def of_two():
    is_long = {}
    while True:
        text = jobs.get()
        is_long[len(text) > 80] = text


def filled_before(source):
    names = []
    for name in source:
        names.append(name)
    while True:
        jobs.put(len(names))


def stopped():
    done = []
    try:
        while True:
            done.append(jobs.get_nowait())
    except queue.Empty:
        print(len(done))


def make_app_with_bound():
    app = Flask("app")
    visits = deque(maxlen=100)

    @app.route("/<user_id>")
    def visit(user_id):
        visits.append(user_id)
        return "hello"

    return app


def make_app_that_empties():
    app = Flask("app")
    visits = []

    @app.route("/<user_id>")
    def visit(user_id):
        visits.append(user_id)
        return "hello"

    @app.route("/flush")
    def flush():
        visits.clear()
        return "done"

    return app


def nested_that_nothing_serves():
    visits = []

    def visit(user_id):
        visits.append(user_id)

    return visit


app = Flask("app")


@app.route("/<user_id>")
def made_at_each_request(user_id):
    visits = []

    def visit():
        visits.append(user_id)

    visit()
    return "hello"

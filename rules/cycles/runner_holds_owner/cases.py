"""MEM109: runners that hold the object that keeps them. `#~`: reported."""

import asyncio
import multiprocessing
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor


class Reader:
    def __init__(self, pipe):
        self.pipe = pipe
        self.thread = threading.Thread(target=self.read, daemon=True)  #~
        self.thread.start()

    def read(self):
        for line in self.pipe:
            print(line)


class Variants:
    def through_a_name(self):
        thread = threading.Thread(target=self.run)  #~
        self.thread = thread

    def by_position(self):
        self.other = threading.Thread(None, self.run)  #~

    def with_lambda(self):
        self.third = threading.Thread(target=lambda: self.run())  #~

    def through_a_method(self):
        self.fourth = threading.Thread(target=self.run_all)  #~

    def run_all(self):
        print("begun")
        self.run()

    def run(self):
        while True:
            print("runs")


class Alarm:
    def __init__(self, delay):
        self.timer = threading.Timer(delay, self.ring)  #~

    def ring(self):
        print("ring")

    def stop(self):
        # (a cancelled timer keeps its function)
        self.timer.cancel()


class Session:
    def __init__(self, loop):
        self.loop = loop
        self.timeout = loop.call_later(3600, self.expire)  #~
        self.first = loop.call_soon(self.expire)  #~
        self.task = asyncio.create_task(self.serve())  #~
        self.more = loop.create_task(self.serve())  #~

    def expire(self):
        print("expired")

    async def serve(self):
        await asyncio.sleep(1)


class Job:
    def __init__(self, pool, path):
        self.path = path
        self.future = pool.submit(len, path)
        self.future.add_done_callback(self.done)  #~

    def done(self, future):
        print(future.result())


# -------------------------------------------------------------- near misses


class Joined:
    def __init__(self):
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        return 1

    def close(self):
        self.thread.join()


class Reset:
    def __init__(self, loop):
        self.timer = threading.Timer(1, self.ring)
        self.handle = loop.call_later(1, self.expire)

    def ring(self):
        self.timer = None

    def expire(self):
        self.handle = None


class Cancelled:
    def __init__(self, loop):
        self.handle = loop.call_later(1, self.expire)
        self.task = asyncio.create_task(self.serve())

    def expire(self):
        return 1

    async def serve(self):
        return 1

    def close(self):
        self.handle.cancel()
        self.task.cancel()


class Needed:
    """None in the place of a task that is done would break these."""

    def __init__(self, loop, pool):
        self.loop = loop
        self.awaited = loop.create_task(self.serve())
        self.shielded = loop.create_task(self.serve())
        self.gathered = loop.create_task(self.serve())
        self.dropped = loop.create_task(self.serve())  #~
        if not hasattr(self, "looked_up"):
            self.looked_up = loop.create_task(self.serve())
        self.future = pool.submit(len, "")
        self.future.add_done_callback(self.done)

    def start(self):
        if self.started is None:
            self.started = self.loop.create_task(self.serve())
        if self.dropped is not None:
            print("dropped")

    async def serve(self):
        return 1

    async def wait(self, others):
        await self.awaited
        await asyncio.shield(self.shielded)
        await asyncio.wait([other.gathered for other in others])
        await asyncio.wrap_future(self.future)

    def done(self, future):
        print(future.result())


class Closing:
    """The task is the closing itself."""

    def __init__(self, loop):
        self.closer = loop.create_task(self.close_all())
        self.handler = loop.create_task(self.handle())
        self.other = loop.create_task(self.serve())  #~

    async def close_all(self):
        return 1

    async def handle(self):
        try:
            await self.serve()
        finally:
            await self.close_all()

    async def serve(self):
        return 1


class Stopped:
    def __init__(self, queue):
        self.alive = True
        self.queue = queue
        self.lines = 0
        self.by_flag = threading.Thread(target=self.watch)
        self.by_queue = threading.Thread(target=self.take)
        self.other = threading.Thread(target=self.count)  #~

    def stop(self):
        self.alive = False
        self.queue.put(None)

    def watch(self):
        while self.alive:
            print("alive")

    def take(self):
        for line in iter(self.queue.get, None):
            print(line)

    def count(self):
        while True:
            self.lines += 1


class Once:
    """The thread ends by itself, and nothing else is there to be done."""

    def __init__(self, device, paths):
        self.device = device
        self.paths = paths
        self.update = threading.Thread(target=self.send_all)
        self.hook = threading.Thread(target=self.to_be_overridden)
        self.short = threading.Thread(target=lambda: self.send_all())

    def send_all(self):
        chosen = self.choose(self.paths)
        if chosen:
            self.send(chosen)

    def choose(self, paths):
        return {path for path in paths if path}

    def send(self, chosen):
        for path in chosen:
            self.device.send(path)

    def to_be_overridden(self):
        raise NotImplementedError


class _Scheduler:
    """The module has one, and no other."""

    def __init__(self, queue):
        self.queue = queue
        self.thread = threading.Thread(target=self.work)

    def work(self):
        while True:
            self.queue.get()()


_scheduler = _Scheduler(multiprocessing.Queue())


class Engine:
    _engine = None

    @classmethod
    def get(cls):
        if not cls._engine:
            cls._engine = Engine()
        return cls._engine

    def __init__(self):
        self.thread = threading.Thread(target=self.work)

    def work(self):
        while True:
            print("works")


def work(owner):
    print(owner())


class Free:
    def __init__(self, pipe, loop, pool):
        self.pipe = pipe
        self.thread = threading.Thread(target=print, args=(pipe,))
        self.weak = threading.Thread(target=work, args=(weakref.ref(self),))
        self.static = threading.Thread(target=self.shout, args=("a",))
        self.part = threading.Thread(target=self.pipe.read)
        self.handle = loop.call_later(1, print, pipe)
        self.process = multiprocessing.Process(target=self.run)
        self.future = pool.submit(self.run)
        self.task = asyncio.create_task(pipe.drain())

    def in_a_local(self, loop):
        thread = threading.Thread(target=self.run)
        thread.start()
        threading.Timer(1, self.run).start()
        loop.call_soon(self.run)
        task = loop.create_task(self.serve())
        return task

    def callback_of_a_local(self, pool):
        future = pool.submit(len, "a")
        future.add_done_callback(self.run)

    def callback_of_no_known_name(self):
        unbound.add_done_callback(self.run)

    def asyncio_clears_callbacks(self, loop):
        self.reply = loop.create_future()
        self.reply.add_done_callback(self.run)

    def run(self):
        return 1

    async def serve(self):
        return 1

    @staticmethod
    def shout(text):
        return text


def main():
    with ThreadPoolExecutor() as pool:
        Job(pool, "a")


class Ticker:
    """Each timer that fired gives way to the next, for ever."""

    def __init__(self, loop):
        self.loop = loop
        self.timer = threading.Timer(60, self.flush)
        self.handle = loop.call_later(60, self.tick)

    def flush(self):
        self.timer = threading.Timer(60, self.flush)
        self.timer.start()

    def tick(self):
        self.handle = self.loop.call_later(60, self.tick)


class TickerThatStops:
    def __init__(self):
        self.timer = threading.Timer(60, self.flush)  #~

    def flush(self):
        self.timer = threading.Timer(60, self.flush)  #~
        self.timer.start()

    def stop(self):
        self.timer.cancel()

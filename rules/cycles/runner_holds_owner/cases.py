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

    def run(self):
        return 1


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

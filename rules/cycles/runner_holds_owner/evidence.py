"""MEM109: runners that hold their owner. Runs alone; exit 1 if it fails.

Owners are dropped with the collector off: what is alive then waits for it; what
is alive after a collection is held for as long as the runner is.
"""

import asyncio
import concurrent.futures
import gc
import threading
import weakref


class Owner:
    def __init__(self):
        self.go = threading.Event()

    def work(self, *values):
        return 1

    def wait(self, go):
        go.wait(30)

    async def succeed(self):
        return 1

    async def fail(self):
        raise ValueError

    async def sleep(self):
        await asyncio.sleep(3600)


def wait_for(go):
    go.wait(30)


def finished_thread(owner):
    owner.thread = threading.Thread(target=owner.work)
    owner.thread.start()
    owner.thread.join()


def unstarted_thread(owner):
    owner.thread = threading.Thread(target=owner.work)


def fired_timer(owner):
    owner.timer = threading.Timer(0.001, owner.work)
    owner.timer.start()
    owner.timer.join()


def cancelled_timer(owner):
    owner.timer = threading.Timer(30, owner.work)
    owner.timer.cancel()


def reset_timer(owner):
    fired_timer(owner)
    owner.timer = None


def done_future(owner):
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        # (what is done already calls back at once and keeps nothing)
        owner.future = pool.submit(wait_for, owner.go)
        owner.future.add_done_callback(owner.work)
        owner.go.set()


def dropped_future(owner):
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        pool.submit(wait_for, owner.go).add_done_callback(owner.work)
        owner.go.set()


async def finished_task(owner):
    owner.task = asyncio.ensure_future(owner.succeed())
    await owner.task


async def failed_task(owner):
    owner.task = asyncio.ensure_future(owner.fail())
    await asyncio.wait([owner.task])
    assert owner.task.exception() is not None


async def run_handle(owner):
    owner.handle = asyncio.get_running_loop().call_soon(owner.work)
    await asyncio.sleep(0)


async def pending_timer(owner):
    owner.handle = asyncio.get_running_loop().call_later(3600, owner.work)


async def cancelled_handle(owner):
    await pending_timer(owner)
    owner.handle.cancel()


async def running_task(owner):
    owner.task = asyncio.ensure_future(owner.sleep())
    await asyncio.sleep(0)


def drop(run):
    """Is the owner alive when it is dropped; and after a collection?"""
    owner = Owner()
    run(owner)
    alive = weakref.ref(owner)
    del owner
    waits = alive() is not None
    gc.collect()
    return waits, alive() is not None


async def drop_in_loop(run):
    owner = Owner()
    await run(owner)
    alive = weakref.ref(owner)
    del owner
    waits = alive() is not None
    gc.collect()
    return waits, alive() is not None


def drop_running(target, arguments):
    """The same while a thread runs; the thread is ended then."""
    owner = Owner()
    go = owner.go
    thread = owner.thread = threading.Thread(
        target=getattr(owner, target) if target else wait_for, args=arguments or (go,)
    )
    thread.daemon = True
    thread.start()
    alive = weakref.ref(owner)
    del owner
    gc.collect()
    is_alive = alive() is not None
    go.set()
    thread.join()
    return is_alive


FREED, WAITS, HELD = (False, False), (True, False), (True, True)
THREADS = [
    (unstarted_thread, WAITS),
    (finished_thread, FREED),
    (fired_timer, WAITS),
    (cancelled_timer, WAITS),
    (reset_timer, FREED),
    (done_future, WAITS),
    (dropped_future, FREED),
]
TASKS = [
    (finished_task, FREED),
    (failed_task, WAITS),
    (run_handle, WAITS),
    (pending_timer, HELD),
    (cancelled_handle, FREED),
    (running_task, HELD),
]


def check(name, found, expected):
    print(f"{name}: waits {found[0]}, held after a collection {found[1]}")
    assert found == expected, name


def main():
    gc.collect()
    gc.disable()
    for run, expected in THREADS:
        check(run.__name__, drop(run), expected)
    for run, expected in TASKS:
        check(run.__name__, asyncio.run(drop_in_loop(run)), expected)
    held, free = drop_running("wait", None), drop_running(None, None)
    print(f"running thread: of a method {held}, of a function {free}")
    assert held and not free


main()

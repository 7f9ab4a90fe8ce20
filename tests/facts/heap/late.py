# Closures and names that are bound after them.
class Timer:
    def __init__(self, callback):
        self.callback = callback


def bound_later():
    def stop():
        return timer

    timer = Timer(stop)
    return timer


def bound_again():
    def stop():
        return timer

    timer = Timer(stop)
    timer = None
    return timer


def bound_from_inside():
    def stop():
        nonlocal timer
        timer = None

    timer = Timer(stop)
    return timer


def bound_by_lambda():
    timer = None
    stop = lambda: timer
    timer = Timer(stop)
    return timer

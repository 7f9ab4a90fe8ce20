"""A near miss: collected by hand."""

import gc


class Collector:
    def __init__(self, loop, interval):
        self.loop = loop
        self.interval = interval
        gc.set_threshold(0)
        loop.call_later(interval, self.collect)

    def collect(self):
        gc.collect()
        self.loop.call_later(self.interval, self.collect)

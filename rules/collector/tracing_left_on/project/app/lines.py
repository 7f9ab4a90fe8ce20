"""A near miss: taken off again."""

import sys


class Calls:
    def __init__(self):
        self.frames = []

    def watch(self, work):
        def keep(frame, event, argument):
            self.frames.append(frame)

        sys.setprofile(keep)
        try:
            work()
        finally:
            sys.setprofile(None)
            self.frames.clear()

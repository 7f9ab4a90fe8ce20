import gc


class Report:
    def __init__(self, window):
        self.window = window
        gc.set_debug(gc.DEBUG_SAVEALL)  #~ note

    def show(self):
        gc.collect()
        for thing in gc.garbage:
            self.window.add_line(repr(thing))

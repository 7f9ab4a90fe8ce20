import tracemalloc


class Application:
    def __init__(self, pages):
        self.pages = pages
        tracemalloc.start(25)  #~ note

    def usage(self):
        return tracemalloc.take_snapshot().statistics("lineno")[:10]

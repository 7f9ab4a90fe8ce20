import gc


class Service:
    def __init__(self, listener):
        self.listener = listener
        self.connections = []
        gc.collect()
        gc.disable()  #~ warning

    def run(self):
        for connection in self.listener:
            self.connections.append(connection)

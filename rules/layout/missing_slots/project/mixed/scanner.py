class Scanner:
    def __init__(self):
        self.tokens = []
        self.done = False

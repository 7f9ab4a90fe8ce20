class Cursor:
    def __init__(self, items):
        self.items = list(items)
        self.at = None
        self.count = 0

    def twice(self):
        first = self.at
        first.left = self.at
        self.at.right = first

    def stored(self, value):
        self.at = value
        self.at.owner = self

    def cleared(self):
        node = self.at
        self.at = None
        node.owner = self.at

    def called(self):
        before = self.at
        self.move()
        before.next = self.at

    def move(self):
        self.at = step(self.at)

    def branches(self, node):
        if node:
            self.at = node
        else:
            self.at.next = node
        return self.at

    def each(self):
        for i, item in enumerate(self.items):
            item.owner = self
        for name, value in self.table.items():
            value.owner = name

    @property
    def current(self):
        return self.at

    def through(self, node):
        node.cursor = self.current
        self.values = self.__dict__


def loop(node):
    while node.next:
        node.next.prev = node
        node = node.next

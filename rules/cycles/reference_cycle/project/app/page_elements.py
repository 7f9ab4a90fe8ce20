"""What the elements of a page are told to be cut by, is said of any of them."""


class PageElement:
    def __init__(self, parent):
        self.parent = parent
        self.later = self.earlier = None

    def put_before(self, later):
        self.later = later
        later.earlier = self  #~

    def extract(self):
        self.later = None
        self.earlier = None

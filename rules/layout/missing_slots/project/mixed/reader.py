"""Bases of one class, which takes them by star imports: two with slots of their
own would be a TypeError (bases have instance lay-out conflict)."""


class Reader:
    def __init__(self, text):
        self.text = text
        self.position = 0


class Token:  #~
    def __init__(self, text, line):
        self.text = text
        self.line = line

# A star import may bind any name that comes before it, and hides builtins.
import os
from tkinter import *
import re

os.getcwd
re.match
sum


def shadow(len):
    return len


class K:
    re = 1
    re.sub

    def method(self):
        re.sub


try:
    from a import x
except ImportError:
    from b import x
try:
    from a import y
except ImportError:
    from a import y
x
y
for w in y:
    import w
w

import os.path, numpy as np
import a.b.c
from .a import b as c
from . import util
from .. import (x, y as z)
from os import path, getcwd
try:
    import cPickle as pickle
except ImportError:
    import pickle
try:
    import simplejson as json
except ImportError:
    json = None
import collections.abc
import collections
np.append
os.path.join
os
a.b.c.d
c.f
util.g
x
z.w
path.join
getcwd
pickle.dumps
json.dumps
sum
collections.abc.Mapping
undefined
def f(os):
    os.path
    sum = 3
    sum
    import numpy
    numpy.linalg.norm
def g():
    numpy
    sum
    getcwd.x.y

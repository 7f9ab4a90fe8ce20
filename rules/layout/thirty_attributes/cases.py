"""MEM410: 30 attributes and more on many instances. `#~`: reported."""

import weakref

import somewhere


class Thirty:  #~
    def __init__(self):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None
        self.a20 = self.a21 = self.a22 = self.a23 = self.a24 = None
        self.a25 = self.a26 = self.a27 = self.a28 = self.a29 = None


def load_thirty(rows):
    return [Thirty() for row in rows]


class Forty:  #~
    def __init__(self):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None
        self.a20 = self.a21 = self.a22 = self.a23 = self.a24 = None
        self.a25 = self.a26 = self.a27 = self.a28 = self.a29 = None
        self.a30 = self.a31 = self.a32 = self.a33 = self.a34 = None
        self.a35 = self.a36 = self.a37 = self.a38 = self.a39 = None


def load_forty(rows):
    return [Forty() for row in rows]


class Tuples:  #~
    def __init__(self):
        self.a0, self.a1, self.a2, self.a3, self.a4, self.a5 = range(6)
        self.b0, self.b1, self.b2, self.b3, self.b4, self.b5 = range(6)
        self.c0, self.c1, self.c2, self.c3, self.c4, self.c5 = range(6)
        self.d0, self.d1, self.d2, self.d3, self.d4, self.d5 = range(6)
        self.e0, self.e1, self.e2, self.e3, self.e4, self.e5 = range(6)


def load_tuples(rows):
    return [Tuples() for row in rows]


class Base:
    def __init__(self):
        self.b0 = self.b1 = self.b2 = self.b3 = self.b4 = None
        self.b5 = self.b6 = self.b7 = self.b8 = self.b9 = None
        self.b10 = self.b11 = self.b12 = self.b13 = self.b14 = None
        self.b15 = self.b16 = self.b17 = self.b18 = self.b19 = None


class Derived(Base):  #~
    def __init__(self):
        super().__init__()
        self.d0 = self.d1 = self.d2 = self.d3 = self.d4 = None
        self.d5 = self.d6 = self.d7 = self.d8 = self.d9 = None


def load_derived(rows):
    return [Derived() for row in rows]


class Inherits:  #~
    def __init__(self):
        self.i0 = self.i1 = self.i2 = self.i3 = self.i4 = None
        self.i5 = self.i6 = self.i7 = self.i8 = self.i9 = None
        self.i10 = self.i11 = self.i12 = self.i13 = self.i14 = None
        self.i15 = self.i16 = self.i17 = self.i18 = self.i19 = None
        self.i20 = self.i21 = self.i22 = self.i23 = self.i24 = None
        self.i25 = self.i26 = self.i27 = self.i28 = self.i29 = None


class Below(Inherits):
    """Inherits is the one to look at."""

    def name(self):
        return self.i0


def load_below(rows):
    return [Below() for row in rows]


class Stored:  #~
    def __init__(self):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None
        self.a20 = self.a21 = self.a22 = self.a23 = self.a24 = None
        self.a25 = self.a26 = self.a27 = self.a28 = self.a29 = None
        self.a30 = None


def store(rows, found):
    for row in rows:
        found.append(Stored())


class Mapped:  #~
    def __init__(self):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None
        self.a20 = self.a21 = self.a22 = self.a23 = self.a24 = None
        self.a25 = self.a26 = self.a27 = self.a28 = self.a29 = None
        self.a30 = self.a31 = None


def mapped(rows):
    return {row: Mapped() for row in rows}


class Grown:  #~
    """Makes others of its kind."""

    def __init__(self):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None
        self.a20 = self.a21 = self.a22 = self.a23 = self.a24 = None
        self.a25 = self.a26 = self.a27 = self.a28 = self.a29 = None

    def grown(self):
        return [Grown() for _ in self.a0]


# ------------------------------------------------------------- near misses


class TwentyNine:
    def __init__(self):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None
        self.a20 = self.a21 = self.a22 = self.a23 = self.a24 = None
        self.a25 = self.a26 = self.a27 = self.a28 = None


def load_twentynine(rows):
    return [TwentyNine() for row in rows]


class Slotted:
    __slots__ = tuple(somewhere.names)

    def __init__(self):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None
        self.a20 = self.a21 = self.a22 = self.a23 = self.a24 = None
        self.a25 = self.a26 = self.a27 = self.a28 = self.a29 = None


def load_slotted(rows):
    return [Slotted() for row in rows]


class Known:
    __slots__ = ("a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10", "a11", "a12", "a13", "a14", "a15", "a16", "a17", "a18", "a19", "a20", "a21", "a22", "a23", "a24", "a25", "a26", "a27", "a28", "a29")

    def __init__(self):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None
        self.a20 = self.a21 = self.a22 = self.a23 = self.a24 = None
        self.a25 = self.a26 = self.a27 = self.a28 = self.a29 = None


def load_known(rows):
    return [Known() for row in rows]


class Twice:
    """The same names."""

    def __init__(self):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None

    def again(self):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None


def load_twice(rows):
    return [Twice() for row in rows]


class Guarded:
    def __init__(self, wide=False):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None
        if wide:
            self.w0 = self.w1 = self.w2 = self.w3 = self.w4 = None
            self.w5 = self.w6 = self.w7 = self.w8 = self.w9 = None
            self.w10 = self.w11 = None


def load_guarded(rows):
    return [Guarded() for row in rows]


class Later:
    """Not all have all."""

    def __init__(self):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None

    def more(self):
        self.m0 = self.m1 = self.m2 = self.m3 = self.m4 = None
        self.m5 = self.m6 = self.m7 = self.m8 = self.m9 = None
        self.m10 = self.m11 = self.m12 = self.m13 = self.m14 = None
        self.m15 = self.m16 = self.m17 = self.m18 = self.m19 = None


def load_later(rows):
    return [Later() for row in rows]


class Unasked(Base):
    """Does not call the other __init__."""

    def __init__(self):
        self.u0 = self.u1 = self.u2 = self.u3 = self.u4 = None
        self.u5 = self.u6 = self.u7 = self.u8 = self.u9 = None
        self.u10 = self.u11 = self.u12 = self.u13 = self.u14 = None


def load_unasked(rows):
    return [Unasked() for row in rows]


class Single:  #~ note
    def __init__(self):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None
        self.a20 = self.a21 = self.a22 = self.a23 = self.a24 = None
        self.a25 = self.a26 = self.a27 = self.a28 = self.a29 = None
        self.a30 = self.a31 = self.a32 = self.a33 = self.a34 = None
        self.a35 = self.a36 = self.a37 = self.a38 = self.a39 = None


SINGLE = Single()


class Session:  #~ note
    """Opened and closed, one at a time."""

    def __init__(self):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None
        self.a20 = self.a21 = self.a22 = self.a23 = self.a24 = None
        self.a25 = self.a26 = self.a27 = self.a28 = self.a29 = None
        self.a30 = self.a31 = self.a32 = self.a33 = self.a34 = None
        self.a35 = self.a36 = self.a37 = self.a38 = self.a39 = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


def load_session(rows):
    return [Session() for row in rows]


class Meta(metaclass=somewhere.Meta):
    def __init__(self):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None
        self.a20 = self.a21 = self.a22 = self.a23 = self.a24 = None
        self.a25 = self.a26 = self.a27 = self.a28 = self.a29 = None


def load_meta(rows):
    return [Meta() for row in rows]


class Listing:
    def to_dict(self):
        return dict(self.__dict__)


class Listed(Listing):
    """With __slots__ there is nothing to list."""

    def __init__(self):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None
        self.a20 = self.a21 = self.a22 = self.a23 = self.a24 = None
        self.a25 = self.a26 = self.a27 = self.a28 = self.a29 = None


def load_listed(rows):
    return [Listed() for row in rows]


class Defaults:
    """A slot cannot have the name of a default."""

    a0 = 0

    def __init__(self):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None
        self.a20 = self.a21 = self.a22 = self.a23 = self.a24 = None
        self.a25 = self.a26 = self.a27 = self.a28 = self.a29 = None


def load_defaults(rows):
    return [Defaults() for row in rows]


class Weak:
    def __init__(self, tree):
        self.a0 = self.a1 = self.a2 = self.a3 = self.a4 = None
        self.a5 = self.a6 = self.a7 = self.a8 = self.a9 = None
        self.a10 = self.a11 = self.a12 = self.a13 = self.a14 = None
        self.a15 = self.a16 = self.a17 = self.a18 = self.a19 = None
        self.a20 = self.a21 = self.a22 = self.a23 = self.a24 = None
        self.a25 = self.a26 = self.a27 = self.a28 = self.a29 = None
        tree.append(weakref.ref(self))


def load_weak(rows):
    return [Weak(row) for row in rows]


class Sample:  #~ warning
    def __init__(self, v):
        self.a0, self.a1, self.a2, self.a3, self.a4 = v[0:5]
        self.a5, self.a6, self.a7, self.a8, self.a9 = v[5:10]
        self.b0, self.b1, self.b2, self.b3, self.b4 = v[10:15]
        self.b5, self.b6, self.b7, self.b8, self.b9 = v[15:20]
        self.c0, self.c1, self.c2, self.c3, self.c4 = v[20:25]
        self.c5, self.c6, self.c7, self.c8, self.c9 = v[25:30]


def samples(path):
    with open(path) as f:
        return [Sample(line.split()) for line in f]

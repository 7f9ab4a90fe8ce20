"""What MEM302 claims: bytes that grow by concatenation in a loop are copied
whole at every turn, in a local or anywhere; a bytearray grows in place.

A turn that copies has the old and the new bytes in memory at once, so the peak
is twice the result at any size, and the sum of the copies is quadratic. The
rest after a turn in place is the reserve of the bytearray, an eighth.

    python3 evidence.py        any CPython from 3.8; exit code 1 if it is untrue
"""

import io
import sys
import tracemalloc

PIECE = b"x" * 60
TURNS = 1000


class Protocol:
    def __init__(self, seed):
        self.buffer = seed

    def data_received(self, data):
        self.buffer += data


def local(n):
    b = b""
    for _ in range(n):
        b += PIECE
    return b


def local_plus(n):
    b = b""
    for _ in range(n):
        b = b + PIECE
    return b


def in_front(n):
    b = b""
    for _ in range(n):
        b = PIECE + b
    return b


def percent(n):
    b = b""
    for _ in range(n):
        b = b"%b%b" % (b, PIECE)
    return b


def join_of_two(n):
    b = b""
    for _ in range(n):
        b = b"".join([b, PIECE])
    return b


def receive_buffer(n):
    protocol = Protocol(b"")
    for _ in range(n):
        protocol.data_received(PIECE)
    return protocol.buffer


def bytearray_plus(n):
    b = bytearray()
    for _ in range(n):
        b = b + PIECE
    return b


def bytearray_in_front(n):
    b = bytearray()
    for _ in range(n):
        b = PIECE + b
    return b


def bytearray_local(n):
    b = bytearray()
    for _ in range(n):
        b += PIECE
    return b


def bytearray_extend(n):
    b = bytearray()
    for _ in range(n):
        b.extend(PIECE)
    return b


def bytearray_receive_buffer(n):
    protocol = Protocol(bytearray())
    for _ in range(n):
        protocol.data_received(PIECE)
    return protocol.buffer


def bytes_io(n):
    out = io.BytesIO()
    for _ in range(n):
        out.write(PIECE)
    return out.getbuffer()


COPIED = [local, local_plus, in_front, percent, join_of_two, receive_buffer]
COPIED += [bytearray_plus, bytearray_in_front]
IN_PLACE = [bytearray_local, bytearray_extend, bytearray_receive_buffer]
IN_PLACE += [bytes_io]


def cost(function, n):
    """The peak in bytes, for each byte of the result."""
    tracemalloc.start()
    result = function(n)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert bytes(result) == n * PIECE
    return peak / len(result)


def copies(function):
    """Whether each turn copies; prints the figures."""
    once, twice = cost(function, TURNS), cost(function, 2 * TURNS)
    print(f"{function.__name__}: peak {once:.2f}x and {twice:.2f}x the result")
    assert once > 1.8 and twice > 1.8 or once < 1.4 and twice < 1.4
    return once > 1.8


def main():
    print(f"CPython {sys.version.split()[0]}, {TURNS} turns and twice as many")
    for function in COPIED:
        assert copies(function), "copied on every version"
    for function in IN_PLACE:
        assert not copies(function), "extended in place on every version"


if __name__ == "__main__":
    main()

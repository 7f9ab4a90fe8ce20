"""MEM206: slices of bytes in a loop against slices of a memoryview. Exit 1 if
untrue."""

import tracemalloc

SIZE = 4_000_000
CHUNK = 65536


class Sink:
    """Takes CHUNK bytes at a time, as a socket may; remembers what it saw."""

    def __init__(self):
        self.given = 0
        self.sum = 0

    def send(self, data):
        self.given += len(data)
        self.sum += data[0]
        return min(CHUNK, len(data))


def send(data, whole):
    sink = Sink()
    sent = 0
    while sent < len(whole):
        sent += sink.send(data[sent:])
    return sink


def bad(whole):
    return send(whole, whole)


def good(whole):
    return send(memoryview(whole), whole)


def peak(function, argument):
    function(argument)
    tracemalloc.start()
    result = function(argument)
    seen = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result, seen


def main():
    data = bytes(range(250)) * (SIZE // 250)
    (copied, whole), (viewed, little) = peak(bad, data), peak(good, data)
    print(f"bytes: {copied.given} bytes copied, {whole} at the peak")
    print(f"memoryview: nothing copied, {little} at the peak")
    assert (copied.given, copied.sum) == (viewed.given, viewed.sum)
    assert copied.given > 20 * SIZE
    # the slice before is held until the next one is there
    assert whole > 0.9 * SIZE and little < 4_000


main()

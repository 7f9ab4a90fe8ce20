"""What MEM808 claims: a figure of pyplot stays with all that is drawn on it until
it is closed, and clf() or clear() do not close it; one that is made without pyplot
goes at once.

    python3 evidence.py        any CPython from 3.8 with Matplotlib; exit code 1 if
                               it is untrue. Without Matplotlib nothing is measured.
"""

import gc
import io
import sys
import tracemalloc
import warnings

try:
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.figure
    import matplotlib.pyplot as plt
except ImportError:
    matplotlib = None

FIGURES = 10


def draw(figure):
    figure.add_subplot().plot([1, 2, 3])
    figure.savefig(io.BytesIO())


def left_open():
    draw(plt.figure())


def cleared():
    figure = plt.figure()
    draw(figure)
    figure.clear()


def closed():
    figure = plt.figure()
    draw(figure)
    plt.close(figure)


def without_pyplot():
    draw(matplotlib.figure.Figure())


def kept(way):
    """Bytes and open figures for each call."""
    way()
    plt.close("all")
    gc.collect()
    tracemalloc.start()
    for _ in range(FIGURES):
        way()
    gc.collect()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    figures = len(plt.get_fignums())
    plt.close("all")
    return size / FIGURES, figures / FIGURES


def main():
    print(f"CPython {sys.version.split()[0]}")
    if matplotlib is None:
        print("Matplotlib is not here: nothing was measured")
        return
    print(f"Matplotlib {matplotlib.__version__}")
    warnings.simplefilter("ignore")
    for way, figures, least, most in (
        (left_open, 1, 400000, 5000000), (cleared, 1, 5000, 5000000),
        (closed, 0, 0, 50000), (without_pyplot, 0, 0, 50000),
    ):
        size, still_open = kept(way)
        print(f"{way.__name__}: {still_open:.0f} figure stays open, {size:.0f} bytes kept")
        assert still_open == figures and least <= size <= most, way


if __name__ == "__main__":
    main()

# What NumPy and pandas give; run where they are.
try:
    import numpy as np
    import pandas as pd
except ImportError:
    np = None
    pd = None


def arrays(given: "np.ndarray", wrong: "np.array", text):
    x = np.zeros(3)
    x
    x + 1
    2 * x
    x * x
    x[1:]
    x[0]
    x > 0
    x.T
    x.shape
    x.size
    x.astype(int)
    x.ravel()
    x.sum()
    x + text
    np.append(x, 1)
    np.linspace(0, 1)
    np.linspace(0, 1, retstep=True)
    x += 1
    x
    given
    wrong


def frames(path):
    df = pd.DataFrame({"a": [1]})
    df
    df.copy()
    df["a"]
    df.shape
    df.T
    df.to_numpy()


def read(path):
    pd.read_csv(path)
    pd.read_csv(path, chunksize=10)
    pd.read_csv(path, **{})


class Holder:
    def __init__(self):
        self.values = np.arange(4)

    def read(self):
        self.values


if np is not None:
    arrays(np.ones(2), np.ones(2), 1)
    frames("")
    Holder().read()

"""What MEM802 claims: pandas.concat with one row and a row at a new label copy
the whole DataFrame; to append a dict to a list does not, nor to set a row that
is there.

    python3 evidence.py        any CPython from 3.8 with pandas; exit code 1 if
                               it is untrue. Without pandas nothing is measured.
"""

import sys
import tracemalloc
import warnings

try:
    import pandas as pd
except ImportError:
    pd = None

ROWS = 100000
SIZE = ROWS * 2 * 8


def frame(rows):
    return pd.DataFrame({"a": range(rows), "b": [i / 2 for i in range(rows)]})


def by_concat(df):
    return pd.concat([df, pd.DataFrame({"a": [1], "b": [2.0]})], ignore_index=True)


def by_append(df):
    return df.append({"a": 1, "b": 2.0}, ignore_index=True)


def by_row(df):
    df.loc[len(df)] = [1, 2.0]
    return df


def allocated(turn, rows):
    """What one turn allocates at its peak, and the frame that it gives; what
    pandas keeps of the first time is not counted."""
    turn(frame(10))
    df = frame(rows)
    tracemalloc.start()
    df = turn(df)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak, df


def main():
    print(f"CPython {sys.version.split()[0]}")
    if pd is None:
        print("pandas is not here: nothing was measured")
        return
    print(f"pandas {pd.__version__}")
    warnings.simplefilter("ignore")
    turns = [by_concat, by_row]
    if hasattr(pd.DataFrame, "append"):
        turns.append(by_append)
    for turn in turns:
        once, df = allocated(turn, ROWS)
        twice, _ = allocated(turn, 2 * ROWS)
        assert len(df) == ROWS + 1 and df["b"].iloc[-1] == 2.0
        print(f"{turn.__name__}: one row to {ROWS} rows of {SIZE} bytes allocates"
              f" {once} bytes, to twice as many {twice}")
        assert once > SIZE * 0.9 and twice > 1.8 * SIZE

    def known(df):
        df.at[ROWS // 2, "b"] = 2.0
        return df

    rows = []
    once, _ = allocated(lambda df: rows.append({"a": 1, "b": 2.0}), ROWS)
    print(f"a dict appended to a list: {once} bytes")
    assert once < SIZE / 100
    df = frame(ROWS)
    known(df)
    tracemalloc.start()
    known(df)
    once = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"a value at a label that is there: {once} bytes")
    assert once < SIZE / 10


if __name__ == "__main__":
    main()

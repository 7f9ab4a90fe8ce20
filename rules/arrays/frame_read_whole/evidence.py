"""What MEM807 claims: read_csv() of a file with ten columns takes ten times what
usecols leaves of it, and all of its rows what nrows does not read; iterrows()
takes as much as an object for each value of the frame, itertuples() little.

    python3 evidence.py        any CPython from 3.8 with pandas; exit code 1 if
                               it is untrue. Without pandas nothing is measured.
"""

import io
import sys
import tracemalloc

try:
    import pandas as pd
except ImportError:
    pd = None

ROWS = 50000
COLUMNS = 10


def table():
    names = ",".join(f"c{i}" for i in range(COLUMNS))
    row = ",".join(f"{i}.5" for i in range(COLUMNS))
    return names + "\n" + (row + "\n") * ROWS


def measured(text, **options):
    file = io.StringIO(text)
    tracemalloc.start()
    df = pd.read_csv(file, **options)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return df["c3"].sum(), int(df.memory_usage(index=False).sum()), peak


def peak_of(work):
    tracemalloc.start()
    result = work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result, peak


def by_iterrows(df):
    return sum(row["size"] for _, row in df.iterrows())


def by_itertuples(df):
    return sum(row.size for row in df.itertuples())


def main():
    print(f"CPython {sys.version.split()[0]}")
    if pd is None:
        print("pandas is not here: nothing was measured")
        return
    print(f"pandas {pd.__version__}")
    text = table()
    measured(text[:1000])
    whole, all_bytes, all_peak = measured(text)
    part, one_bytes, one_peak = measured(text, usecols=["c3"])
    print(f"all columns: {all_bytes} bytes, {all_peak} at the peak")
    print(f"one column: {one_bytes} bytes, {one_peak} at the peak")
    assert whole == part == 3.5 * ROWS
    assert all_bytes == COLUMNS * one_bytes
    assert all_peak > 1.5 * one_peak
    _, _, rows_peak = measured(text, nrows=5)
    print(f"five rows: {rows_peak} bytes at the peak")
    assert all_peak > 5 * rows_peak
    rows = pd.DataFrame({"name": "x", "size": range(4000), "part": 0.5})
    by_iterrows(rows[:10])
    first, series_peak = peak_of(lambda: by_iterrows(rows))
    second, tuples_peak = peak_of(lambda: by_itertuples(rows))
    print(f"iterrows: {series_peak} bytes at the peak")
    print(f"itertuples: {tuples_peak} bytes at the peak")
    assert first == second
    assert series_peak > 5 * tuples_peak


if __name__ == "__main__":
    main()

"""MEM807: frames that are read for a few columns. `#~` marks what is reported."""

import pandas as pd
from pandas import read_csv


def mean_size(path):
    df = pd.read_csv(path)  #~
    return df["size"].mean()


def two(path):
    df = read_csv(path, sep=";")  #~
    return df["size"].sum() / df["count"].sum()


def by_list(path):
    df = pd.read_csv(path)  #~
    return df[["name", "size"]].to_numpy()


def at_once(path):
    return pd.read_csv(path)["size"]  #~


def again(path):
    df = pd.read_csv(path)  #~
    if df["size"].max() > 10:
        return df["size"].min()
    return None


def looped(paths):
    total = 0
    for path in paths:
        df = pd.read_csv(path)  #~
        total += df["size"].sum()
    return total


def of_columns(path):
    df = pd.read_parquet(path)  #~
    return dict(zip(df["name"], df["size"]))


def of_a_sheet(path):
    df = pd.read_excel(path, "sizes")  #~
    return list(df["size"])


# ------------------------------------------------------------- silent


def limited(path):
    df = pd.read_csv(path, usecols=["size"])
    return df["size"].mean()


def limited_columns(path):
    df = pd.read_parquet(path, columns=["size"])
    return df["size"].mean()


def in_pieces(path):
    total = 0
    for df in pd.read_csv(path, chunksize=10000):
        total += df["size"].sum()
    return total


def returned(path):
    df = pd.read_csv(path)
    print(df["size"].mean())
    return df


def passed(path, show):
    df = pd.read_csv(path)
    show(df)
    return df["size"]


def grouped(path):
    df = pd.read_csv(path)
    return df.groupby("name")["size"].sum()


def filtered(path):
    df = pd.read_csv(path)
    return df[df["size"] > 3]


def changed(path, out):
    df = pd.read_csv(path)
    df["double"] = df["size"] * 2
    df.to_csv(out)


def unknown_column(path, name):
    df = pd.read_csv(path)
    return df[name].mean()


def own_names(path):
    df = pd.read_csv(path, names=["size", "count"])
    return df["size"]


def many(path):
    df = pd.read_csv(path)
    return [df["a"], df["b"], df["c"], df["d"], df["e"]]


def options(path, **rest):
    df = pd.read_csv(path, **rest)
    return df["size"]


class Kept:
    def __init__(self, path):
        self.df = pd.read_csv(path)

    def mean(self):
        return self.df["size"].mean()

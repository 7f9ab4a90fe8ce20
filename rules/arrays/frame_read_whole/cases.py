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


def by_attribute(path):
    df = pd.read_csv(path)  #~
    return df.price.mean() / df.price.max()


def by_both(path):
    df = pd.read_csv(path)  #~
    return df["size"].max(), df.price.tolist()


def attribute_at_once(path):
    return pd.read_csv(path).price.unique()  #~


def attribute_of_frames(path):
    df = pd.read_csv(path)
    return df.values.tolist(), df.columns.tolist()


def method_of_frames(path):
    df = pd.read_csv(path)
    return df.mean().max()


def attribute_set(path):
    df = pd.read_csv(path)
    df.price = df.price.astype(float)
    return df


def something_of_an_accessor(path):
    df = pd.read_csv(path)
    return df.units.convert("kg")


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


def first_rows(path):
    return pd.read_csv(path).head(5)  #~


def first_of_local(path):
    df = pd.read_csv(path)  #~
    print(df.head())
    return list(df.columns)


def names_of_columns(path):
    df = pd.read_excel(path)  #~
    return list(df.columns)


def first_row(path):
    return pd.read_table(path).iloc[0]  #~


def to_records(df: pd.DataFrame):
    records = []
    for _, row in df.iterrows():  #~
        records.append((row["name"], row["size"] * 2))
    return records


def sum_of(path):
    total = 0
    df = pd.read_csv(path)
    for index, line in df.iterrows():  #~
        total += line.size_in_bytes
    df["total"] = total
    return df


def as_list(df: pd.DataFrame):
    return [row["name"] for _, row in df.iterrows()]  #~


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


def all_rows(path):
    df = pd.read_csv(path)
    print(df.head())
    return df["size"], df["name"], df["count"], df["day"], df["place"]


def last_rows(path):
    return pd.read_csv(path).tail(5)


def how_many(path):
    return len(pd.read_csv(path))


def by_row_limit(path):
    return pd.read_csv(path, nrows=5).head(5)


def of_parquet(path):
    return pd.read_parquet(path).head(5)


def any_row(path, index):
    return pd.read_csv(path).iloc[index]


def rows_passed_on(df: pd.DataFrame, save):
    for _, row in df.iterrows():
        save(row)


def rows_as_dicts(df: pd.DataFrame):
    return [row.to_dict() for _, row in df.iterrows()]


def by_column_name(df: pd.DataFrame, column):
    return [row[column] for _, row in df.iterrows()]


def by_odd_names(df: pd.DataFrame):
    return [row["size in bytes"] for _, row in df.iterrows()]


def of_a_few(df: pd.DataFrame):
    return [row["name"] for _, row in df.head(10).iterrows()]


def grouped_rows(df: pd.DataFrame):
    return [row["size"] for _, row in df.groupby("name").sum().iterrows()]


def own_method(table):
    return [row["name"] for row in table.iterrows()]


def changed_rows(df: pd.DataFrame):
    for _, row in df.iterrows():
        row["size"] = 3


def dates(path):
    df = pd.read_csv(path, parse_dates=["day"])  #~
    return df["day"].min()


def dates_by_index(path):
    df = pd.read_csv(path, parse_dates=[0, 1])  #~
    return df["day"].min()


def dates_of_two_columns(path):
    """The file has no column of that name."""
    df = pd.read_csv(path, parse_dates={"when": ["day", "time"]})
    return df["when"].min()


def dates_joined(path):
    df = pd.read_csv(path, parse_dates=[["day", "time"]])
    return df["day_time"].min()


def dates_somehow(path, columns):
    df = pd.read_csv(path, parse_dates=columns)
    return df["when"].min()


def numbered(path):
    df = pd.read_csv(path, prefix="X")
    return df["X3"].sum()

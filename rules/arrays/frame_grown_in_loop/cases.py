"""MEM802: a DataFrame that is copied to grow. `#~` marks what is reported."""

import pandas as pd
from pandas import DataFrame, concat


def joined(paths):
    df = pd.DataFrame()
    for path in paths:
        df = pd.concat([df, pd.read_csv(path)])  #~ warning
    return df


def joined_by_name(paths):
    table = DataFrame()
    for path in paths:
        table = concat((table, pd.read_csv(path)), ignore_index=True)  #~
    return table


def renumbered(paths):
    df = None
    for path in paths:
        part = pd.read_csv(path)
        if df is None:
            df = part
        else:
            df = pd.concat([df, part]).reset_index(drop=True)  #~
    return df


def appended(records):
    df = pd.DataFrame(columns=["name", "size"])
    for record in records:
        df = df.append({"name": record.name, "size": record.size}, ignore_index=True)  #~
    return df


def appended_frames(source):
    df = pd.DataFrame()
    while source.has_next():
        df = df.append(pd.DataFrame(source.next()))  #~
    return df


def row_by_row(records):
    df = pd.DataFrame(columns=["name", "size"])
    for record in records:
        df.loc[len(df)] = [record.name, record.size]  #~ note
    return df


def row_by_line(path):
    df = pd.DataFrame(columns=["name", "size"])
    with open(path) as file:
        for line in file:
            df.loc[len(df)] = line.split()  #~ warning
    return df


def read_before(paths):
    df = pd.DataFrame()
    for path in paths:
        part = pd.read_csv(path)
        df = pd.concat([df, part])  #~ warning
    return df


def by_population(self, populations):
    """A few of them."""
    df = None
    for population in populations:
        part = pd.DataFrame({"node": self.nodes[population]})
        df = part if df is None else pd.concat((df, part))  #~ note
    return df


def row_by_shape(records, df):
    for record in records:
        if record.size:
            df.loc[df.shape[0]] = [record.name, record.size]  #~
    return df


def row_by_index(records, df):
    for record in records:
        df.loc[len(df.index)] = [record.name, record.size]  #~
    return df


def columns(readings):
    df = pd.DataFrame()
    for reading in readings:
        df = pd.concat([df, reading.column()], axis=1)  #~
    return df


def looked_up(records):
    df = pd.DataFrame(columns=["name"])
    for record in records:
        if record.name not in df["name"].values:
            df = pd.concat([df, pd.DataFrame([record])])  #~
    return df


def saved_each_time(readings):
    df = pd.DataFrame()
    for reading in readings:
        df = pd.concat([df, reading.column()])  #~ note
        df.to_csv("all.csv")


class Table:
    def __init__(self):
        self.frame = pd.DataFrame()

    def fill(self, records):
        for record in records:
            self.frame = pd.concat([self.frame, record.frame()])  #~

    def fill_rows(self, records):
        for record in records:
            self.frame.loc[len(self.frame)] = record.values  #~


# ------------------------------------------------------------- silent


def once(df, row):
    return pd.concat([df, row])


def row_once(df, row):
    df.loc[len(df)] = row
    return df


def list_first(paths):
    parts = []
    for path in paths:
        parts.append(pd.read_csv(path))
    return pd.concat(parts)


def dicts_first(records):
    rows = []
    for record in records:
        rows.append({"name": record.name})
    return pd.DataFrame(rows)


def known_labels(df, changes):
    for label, value in changes:
        df.loc[label] = value
        df.at[label, "changed"] = True
    return df


def by_position(df):
    for i in range(len(df)):
        df.loc[i, "double"] = df.loc[i, "size"] * 2
    return df


def by_label(df):
    for i in range(len(df)):
        df.loc[df.index[i], "double"] = 0
    return df


def new_columns(df, names):
    for name in names:
        df[name] = 0
    return df


def own_lists(batches):
    rows = []
    for batch in batches:
        rows = rows.append(batch)
    return rows


def one_for_each(paths, head):
    for path in paths:
        df = pd.read_csv(path)
        df = pd.concat([head, df])
        df.to_csv(path)


def row_of_each(paths, total):
    for path in paths:
        df = pd.read_csv(path)
        df.loc[len(df)] = total
        df.to_csv(path)


def few(df):
    for name in ("low", "high", "mean"):
        df = pd.concat([df, df.stat(name)])
    return df


def recent(df, source):
    for row in source:
        df = pd.concat([df, row])
        df = df[-1000:]
        source.show(df)


def chunks_of_a_file(path):
    df = pd.DataFrame()
    for chunk in pd.read_csv(path, chunksize=100000):
        df = pd.concat([df, chunk])  #~ warning
    return df

"""MEM808: figures that pyplot keeps. `#~` marks what is reported. (What closes
figures, or shows them, is in files of its own: see project/.)"""

import io

import matplotlib.figure
import matplotlib.pyplot as plt
import numpy as np
from flask import Flask
from matplotlib import pyplot
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.pyplot import subplots

app = Flask(__name__)


def saved(series, folder):
    for i, values in enumerate(series):
        fig = plt.figure(figsize=(8, 6))  #~
        ax = fig.add_subplot(111)
        ax.plot(values)
        fig.savefig("%s/%d.png" % (folder, i))


def saved_by_pyplot(series):
    for values in series:
        plt.figure()  #~
        plt.plot(values)
        plt.savefig(values.name)


def cleared(series):
    for values in series:
        plt.figure()  #~
        plt.plot(values)
        plt.savefig(values.name)
        plt.clf()


def deleted(series):
    for values in series:
        fig, ax = plt.subplots()  #~
        ax.plot(values)
        fig.savefig(values.name)
        del fig


def unnamed_axes(series):
    while True:
        fig, (top, bottom) = subplots(2, 1, sharex=True)  #~
        values = series.get()
        top.plot(values)
        bottom.hist(values)
        fig.savefig(values.name)


def by_mosaic(series):
    for values in series:
        fig, axes = pyplot.subplot_mosaic([["a", "b"]])  #~
        axes["a"].plot(values)
        fig.tight_layout()
        pyplot.savefig(values.name)


@app.route("/chart.png")
def chart():
    fig, ax = plt.subplots()  #~
    ax.plot(read())
    out = io.BytesIO()
    fig.savefig(out, format="png")
    return out.getvalue()


@app.route("/grid.png")
def grid():
    return drawn(read())


def drawn(values):
    plt.figure(figsize=(3, 3))  #~
    plt.imshow(values)
    out = io.BytesIO()
    plt.savefig(out)
    return out


@app.route("/canvas.png")
def by_canvas():
    fig, ax = plt.subplots()  #~
    ax.plot(read())
    out = io.BytesIO()
    FigureCanvasAgg(fig).print_png(out)
    return out.getvalue()


def as_pixels(frames):
    images = []
    for frame in frames:
        fig = plt.figure()  #~
        fig.gca().imshow(frame)
        fig.canvas.draw()
        images.append(np.frombuffer(fig.canvas.tostring_rgb(), dtype="uint8"))
    return images


def into_a_book(pages, book):
    for page in pages:
        fig = plt.figure()  #~
        fig.text(0, 0, page)
        book.savefig(fig)


# ------------------------------------------------------------------- silent


def once(values):
    fig = plt.figure()
    fig.gca().plot(values)
    fig.savefig("a.png")


def few(values):
    for name in "a", "b", "c":
        fig = plt.figure()
        fig.gca().plot(values[name])
        fig.savefig(name)


def same_number(series):
    for values in series:
        fig = plt.figure(1)
        fig.gca().plot(values)
        fig.savefig(values.name)


def same_name(series):
    for values in series:
        fig, ax = plt.subplots(num="chart", clear=True)
        ax.plot(values)
        fig.savefig(values.name)


def number_unknown(series, **options):
    for values in series:
        fig, ax = plt.subplots(**options)
        ax.plot(values)
        fig.savefig(values.name)


def before_the_loop(series):
    fig, ax = plt.subplots()
    for values in series:
        ax.clear()
        ax.plot(values)
        fig.savefig(values.name)


def without_pyplot(series):
    for values in series:
        fig = matplotlib.figure.Figure()
        fig.gca().plot(values)
        fig.savefig(values.name)


def given_back(series):
    figures = []
    for values in series:
        fig, ax = plt.subplots()
        ax.plot(values)
        figures.append(fig)
    return figures


def handed_on(series, report):
    for values in series:
        fig, ax = plt.subplots()
        ax.plot(values)
        report.finish(fig)


@app.route("/axes")
def axes_given_back():
    fig, ax = plt.subplots()
    ax.plot(read())
    return ax


def kept_elsewhere(series, report):
    for values in series:
        report.figure = plt.figure()
        plt.plot(values)


def through_axes(series, report):
    for values in series:
        fig, ax = plt.subplots()
        ax.plot(values)
        report.finish(ax.figure)


def of_another(series, figures):
    for values in series:
        fig = figures.figure()
        fig.savefig(values.name)


def read():
    return np.zeros((3, 3))

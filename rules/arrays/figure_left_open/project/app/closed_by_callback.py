import atexit

import matplotlib.pyplot as plt


def saved(series):
    for values in series:
        fig, ax = plt.subplots()
        atexit.register(plt.close, fig)
        fig.savefig(values.name)

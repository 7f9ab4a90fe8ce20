import matplotlib.pyplot as plt

from app.helper import close_all


def saved(series):
    for values in series:
        plt.figure()
        plt.plot(values)
        plt.savefig(values.name)
    close_all()

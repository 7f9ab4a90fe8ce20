import matplotlib.pyplot as plt


def saved(series):
    for values in series:
        fig, ax = plt.subplots()
        ax.plot(values)
        fig.savefig(values.name)
    plt.close("all")

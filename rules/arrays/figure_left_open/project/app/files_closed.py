"""To close something else closes no figure."""
import matplotlib.pyplot as plt


def saved(series, out):
    for values in series:
        plt.figure()  #~
        plt.plot(values)
        plt.savefig(out)
    out.close()

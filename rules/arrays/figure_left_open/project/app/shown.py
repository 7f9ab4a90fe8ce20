import matplotlib.pyplot as plt


def shown(series):
    for values in series:
        plt.figure()
        plt.plot(values)
    plt.show()

import matplotlib.pyplot as plt


def figures(series):
    for values in series:
        plt.figure()
        plt.plot(values)
        yield plt.gcf()

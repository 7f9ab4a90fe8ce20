"""Series of sensor readings: loading, smoothing, comparing, a text report."""

import array
import itertools
import sys


def load(path):
    """One reading a line, after two lines of heading."""
    readings = array.array("d")
    with open(path) as file:
        lines = file.readlines()
    for line in lines[2:]:  #~ MEM201
        readings.append(float(line))
    return readings


def load_lazily(path):
    with open(path) as file:
        return array.array("d", map(float, itertools.islice(file, 2, None)))


def moving_average(readings, size):
    window = []
    for reading in readings:
        window.append(reading)
        if len(window) > size:
            window = window[1:]  #~ MEM203
        yield sum(window) / len(window)


def moving_average_of_chunks(readings: list, size):
    """Each window is small and made once; only the last ones overlap."""
    for start in range(0, len(readings), size):
        yield sum(readings[start : start + 8]) / 8


def differences(readings: list):
    return [after - before for before, after in zip(readings, readings[1:])]


def differences_by_index(readings: list):
    return [readings[i + 1] - readings[i] for i in range(len(readings) - 1)]


def inversions(readings: list):
    """How many later readings are smaller, over all readings."""
    count = 0
    for i, reading in enumerate(readings):
        count += sum(1 for later in readings[i + 1 :] if later < reading)  #~ MEM201
    return count


def newest_first(readings: list):
    for number, reading in enumerate(readings[::-1]):  #~ MEM201
        print(number, reading)


def newest_first_by_iterator(readings: list):
    for number, reading in enumerate(reversed(readings)):
        print(number, reading)


def extremes(readings: list):
    settled = readings[100:]  #~ MEM201
    low = min(settled)
    return low, max(readings[100:]), max(readings[:10])  #~ MEM201


def peak_after(readings: list, start):
    rest = readings[start:]
    peak = max(rest)
    return rest.index(peak)


def is_rising(readings: list):
    last = readings[0]
    for reading in readings[1:]:  #~ MEM201
        if reading < last:
            return False
        last = reading
    return True


def without_outliers(readings: list, limit):
    for reading in readings[1:]:
        if abs(reading) > limit:
            readings.remove(reading)
    return readings


def merged(left, right):
    """Two sorted series as one, smallest first."""
    left, right = sorted(left), sorted(right)
    result = []
    while left and right:
        if left[0] <= right[0]:
            first, *left = left  #~ MEM203
        else:
            first, *right = right  #~ MEM203
        result.append(first)
    return result + left + right


def report(title, readings: list, out=sys.stdout):
    labels = [f"{reading:8.2f}" for reading in readings]
    out.write(title + "\n")
    out.write(" ".join(labels[1:]) + "\n")
    out.writelines(label + "\n" for label in labels[1:])  #~ MEM201
    for word in title.split()[1:]:
        out.write(word)


def main():
    for path in sys.argv[1:]:
        readings = load(path)
        report(path, readings.tolist())


if __name__ == "__main__":
    main()

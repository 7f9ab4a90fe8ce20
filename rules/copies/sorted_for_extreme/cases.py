"""MEM209: sorted lists of which little is used, or which are copied."""

import heapq


# Reported: one element


def oldest(times):
    return sorted(times)[0]  #~


def newest(times):
    return sorted(times)[-1]  #~


def shortest(names):
    return sorted(names, key=len)[0].strip()  #~


def best(scores):
    key, score = sorted(scores.items(), key=lambda pair: pair[1], reverse=True)[0]  #~
    return key, score


def worst(scores):
    return sorted(scores, reverse=True)[-1]  #~


# Reported: a few


def top(scores):
    return sorted(scores, reverse=True)[:10]  #~


def two_best(scores):
    return sorted(scores)[0:2]  #~


def second_best(scores):
    return sorted(scores)[1:2]


def last_three(names):
    return sorted(names)[-3:]  #~


# Reported: a list more than is needed


def copied(names):
    return list(sorted(names))  #~


def of_list(names):
    return sorted(list(names))  #~


def of_keys(table: dict):
    for key in sorted(list(table.keys())):  #~
        print(key)


def of_slice(names: list):
    return sorted(names[:])  #~


def turned(names):
    return sorted(names)[::-1]  #~


def backwards(lines):
    lines = [line.strip() for line in lines]
    for line in reversed(list(lines)):  #~
        print(line)


# Silent: all are used


def ordered(times):
    times = sorted(times)
    return times[0], times[-1]


def by_number(times, number):
    return sorted(times)[number]


def middle(times):
    return sorted(times)[len(times) // 2]


def rest(times):
    return sorted(times)[1:]


def some(times, count):
    return sorted(times)[:count]


# Silent: as it should be


def smallest(times):
    return min(times), heapq.nsmallest(10, times)


def down(names):
    return sorted(names, reverse=True)


# Silent: few elements


def smaller(a, b):
    return sorted([a, b])[0]


def first_argument(*args):
    return sorted(args)[0]


# Silent: the order is not known


def either(times, is_down):
    return sorted(times, reverse=is_down)[0]


# Silent: an iterator has no end to begin at; a list that is changed


def of_iterator(names):
    return list(reversed(list(map(str.upper, names))))


def moved(self, parent):
    contents = self.contents
    for child in reversed(contents[:]):
        parent.insert(child)


def taken(lines: list):
    for line in reversed(list(lines)):
        lines.remove(line)


# Silent: a tuple is wanted; the sorted list is written to


def fixed(names):
    return tuple(sorted(names))


def written(names):
    sorted(names)[0] = None


def sorted_by_hand(rows):
    def sorted(rows):
        return rows

    return sorted(rows)[0]

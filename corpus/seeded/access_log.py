"""Read a web server's access log and print what was asked for, how often it
failed, and who asked most."""

import collections
import heapq
import re
import statistics
import sys

LINE = re.compile(
    r'(?P<host>\S+) \S+ \S+ \[(?P<time>[^]]+)\] '
    r'"(?P<verb>[A-Z]+) (?P<path>\S+)[^"]*" (?P<status>\d{3}) (?P<size>\d+|-)'
)


class Request:
    __slots__ = ("host", "path", "status", "size", "seconds")

    def __init__(self, host, path, status, size, seconds=0.0):
        self.host = host
        self.path = path
        self.status = status
        self.size = size
        self.seconds = seconds


def read(file):
    for line in file:
        match = LINE.match(line)
        if match is None:
            continue
        size = match["size"]
        yield Request(
            match["host"],
            match["path"],
            int(match["status"]),
            0 if size == "-" else int(size),
        )


def bytes_sent(requests):
    return sum([request.size for request in requests])  #~ MEM501


def bytes_sent_lazily(requests):
    return sum(request.size for request in requests)


def failures(requests):
    return len([r for r in requests if r.status >= 500])  #~ MEM501


def failing_paths(requests):
    return len({r.path for r in requests if r.status >= 500})


def largest(requests):
    sizes = [r.size for r in requests if r.status == 200]  #~ MEM501
    return max(sizes, default=0)


def largest_and_smallest(requests):
    sizes = [r.size for r in requests if r.status == 200]
    return max(sizes, default=0), min(sizes, default=0)


def busiest(requests, count=10):
    hosts = collections.Counter([r.host for r in requests])  #~ MEM501
    paths = collections.Counter({r.path for r in requests})
    return hosts.most_common(count), len(paths)


def slowest(requests, count=5):
    return heapq.nlargest(count, [r.seconds for r in requests])  #~ MEM501


def mean_size(requests):
    if not requests:
        return 0.0
    return statistics.fmean([r.size * 8 / 1024 for r in requests])  #~ MEM501


def has_seen(requests, host):
    return host in [r.host for r in requests]  #~ MEM501


def all_answered(requests, known):
    if any([r.status == 599 for r in requests]):  #~ MEM501
        return False
    return all([r.status < 500 or r.path in known for r in requests])  #~ MEM501


def report(requests, out):
    total = 0
    for kilobytes in [r.size / 1024 for r in requests]:  #~ MEM502
        total += kilobytes
    print(f"{total:.1f} KB", file=out)
    rows = [f"{r.status} {r.path}\n" for r in requests]
    print(" ".join([r.host for r in requests]), file=out)
    print(*[r.path for r in requests], sep="\n", file=out)
    out.write(f"{len(rows)} rows\n")
    out.writelines(rows)


def forget_failures(requests):
    for request in [r for r in requests if r.status >= 500]:
        requests.remove(request)


def mark_slow(requests, limit):
    slow = []
    for number, seconds in enumerate([r.seconds for r in requests]):  #~ MEM502
        if seconds > limit:
            slow.append(number)
    return slow


def quiet_hosts(requests, counts):
    hosts = [r.host for r in requests]
    counts.update(hosts)
    for host in hosts:
        if counts[host] > 1:
            del counts[host]
    return sorted(counts)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        requests = list(read(file))
    print(bytes_sent(requests), bytes_sent_lazily(requests))
    print(failures(requests), failing_paths(requests))
    print(largest(requests), largest_and_smallest(requests))
    print(busiest(requests), slowest(requests), mean_size(requests))
    print(has_seen(requests, "localhost"), all_answered(requests, {"/"}))
    print(mark_slow(requests, 1.0))
    report(requests, sys.stdout)
    forget_failures(requests)
    print(quiet_hosts(requests, collections.Counter()))


if __name__ == "__main__":
    main()

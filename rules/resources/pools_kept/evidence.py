"""MEM702: what it costs, measured. Runs under any CPython from 3.8 on."""


def bad(n):
    raise NotImplementedError


def good(n):
    raise NotImplementedError


def main():
    assert bad(100) == good(100)


if __name__ == "__main__":
    main()

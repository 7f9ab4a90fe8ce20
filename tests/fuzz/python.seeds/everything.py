import functools
from dataclasses import dataclass, field


class Node:
    cache = {}

    def __init__(self, parent, *rest, key=None, **more):
        self.parent, self.children = parent, []
        parent.children.append(self)
        self.call = lambda: self.parent
        self.keep = functools.partial(self.walk, key)

    @functools.lru_cache(maxsize=None)
    def walk(self, request):
        text, out = "", []
        for child in self.children[1:]:
            text += str(child) + f"{request!r:>{len(text)}}"
            out = out + [x for x in child if x]
            try:
                self.cache[request.user] = out
            except (KeyError, ValueError) as error:
                self.error = error
                raise
            finally:
                del child
        return "".join([t for t in out]), sum([len(t) for t in out]), max(set(out))


@dataclass
class Point:
    x: int = 0
    tags: list[str] = field(default_factory=list)


async def serve(stream, data=[], *, n: "int | None" = None) -> dict[str, "Node"]:
    async with stream as s, open("f") as f:
        lines = f.readlines()
        while data := data[1:]:
            match data:
                case [Point(x=0), *rest] if rest:
                    yield rest
                case {"a": 1, **kw} | None:
                    continue
                case _:
                    break
        else:
            await s.write(b"".join(lines) if lines else b"")
    return {k: set() for k in range(10 ** 6)}


def recursive(xs):
    global total
    total = [*xs, *[recursive(xs[1:])]]
    def inner():
        nonlocal xs
        return inner
    return inner if xs else (lambda *a, **k: (yield))

type Pair[T: (int, str) = int, *Ts, **P] = tuple[T, *Ts]
if __name__ == "__main__":
    recursive(sorted([1, 2, 3])[0])

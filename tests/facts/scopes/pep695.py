# Type parameters have scopes of their own, which see the class around them.
type Alias = int
type Generic[T: (int, str), *Ts, **P] = dict[T, Callable[P, tuple[*Ts]]]
type Recursive = list[Recursive]


def function[T: Bound, U](a: T, *args: U, b=default, c: T = T) -> T:
    x: T = a

    def inner():
        return U, a


@decorator(T)
class Class[T, U: list[T]](Base[T], metaclass=Meta[U]):
    attribute: T = T
    bound = int

    def method[V: bound](self, a: T, b: V, c: bound) -> attribute:
        return T, V, bound, super()

    type Inner[W] = tuple[W, T, bound, attribute]
    type Plain = bound

    class Nested[X: bound](bound): pass

    def __private[__T](self, a: __T): pass


class _Mangled[__T](Base[__T, __other]):
    x: __T = __other


async def coroutine[T](): return [T for _ in T]


def outer():
    bound = 1

    class C:
        bound = 2

        def method[T: bound](self, x: bound):
            return bound

        type A = [bound for _ in bound]
        type B = lambda: bound

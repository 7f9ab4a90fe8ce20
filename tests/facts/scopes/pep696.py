# Defaults of type parameters are blanked: the grammar lacks them.
type Alias[T = int, *Ts = *tuple[int, ...], **P = [str, int]] = dict[T, P]


def function[T: Bound = "a, b]", U = T](a: T = 1, b=default) -> U: pass


class Class[
    T = dict[str, list[int]],
    U: (int, str) = int,  # a comment, with ] and =
](Base[T]):
    x[T] = 1
    def method[V = lambda x=1: x](self, a=V): pass

# Names that a class mangles.
import __outside


class __Shape:
    import __module
    __x = 1
    __dunder__ = __x

    def __area(self, __p, *__args):
        global __counter
        __counter = __p
        self.__attribute = call(__keyword=__x)
        return [__i for __i in __outside], lambda __y: (__y, ___)

    class ___:
        __kept = __x


class _____:
    __x = 1

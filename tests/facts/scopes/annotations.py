# Without the future import they are evaluated outside the function.
def f(a: OnlyHere, *args: "Text", b: Default = value) -> Result[Used]:
    class Local: pass

    def inner(c: Local) -> a:
        e: Local
        g: Other = c

    return inner


class C:
    h: Type
    def Type(self, x: Type): pass

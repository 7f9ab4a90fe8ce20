# C3: https://docs.python.org/3/howto/mro.html
class O: pass
class F(O): pass
class E(O): pass
class D(O): pass
class C(D, F): pass
class B(D, E): pass
class A(B, C): pass
class Z(E, D): pass
class Broken(A, Z): pass
class Left(Elsewhere, D): pass
class Right(D, Elsewhere): pass
class Below(Right): pass

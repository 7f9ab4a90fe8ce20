# What binds each name, and what is no variable.
from m import *
import p.q.r, s.t as u
from . import v
from .w import (x as y, z)

try:
    import fast
except ImportError as error:
    fast = None
except (A, B):
    pass

if fast:
    def conditional(): pass
else:
    conditional = None

with open(a) as b, c as (d, [e, f.g], *h): pass
with (open(a) as i, open(b) as j): pass
for k, (l, *m), n.o[p] in q: pass
del k, (l, [m]), n.o, r[s]
aa: int
bb: int = 1
(cc): int
(dd): int = 1
ee.ff: int = 1
gg += 1
hh = ii = jj, *kk = 1
call(keyword=value, **options).attribute.other
(ll := 1)
print >> mm, nn
print(f"{oo!r:>{pp}} {qq=} {'nested' + rr}")
lambda ss, tt=uu, *vv, ww, **xx: yy
try: pass
except* zz as group: pass

# A cycle that a base class in another file cuts by emptying the object is told
# as that, and one that no base cuts as it is.
. "$CLI_LIB"
touch pyproject.toml
mkdir pkg
base() { # what reset() does
	cat >pkg/base.py <<PYTHON
class Base:
    def reset(self):
        $1
PYTHON
}
cat >pkg/models.py <<'PYTHON'
from pkg.base import Base


class Thing:
    def __init__(self, backend):
        self.backend = backend


class Things:
    def __init__(self):
        self.things = {}

    def make(self, name):
        self.things[name] = Thing(self)


class Backend(Base, Things):
    pass
PYTHON
told() {
	heaplint 0 --exit-zero --select MEM101 --output concise .
}

base 'self.__dict__ = {}'
told
out_has "until a base class of 'Things' empties it"
base 'self.__dict__.clear()'
told
out_has "until a base class of 'Things' empties it"
base 'self.name = {}'
told
out_has "cut 'Thing.backend'"

# A method that hands on what it is given to another file's object, which its
# own object has: as a cached property, too.
. "$CLI_LIB"
mkdir -p p/app
touch p/setup.py p/app/__init__.py
cat >p/app/parts.py <<'PY'
class Parts(dict):
    def get_or_add(self, part):
        self[part.name] = part
        return part


class Part:
    def __init__(self, package):
        self.package = package
PY
cat >p/app/package.py <<'PY'
from functools import cached_property

from .parts import Part, Parts


class Package:
    @cached_property
    def parts(self):
        return Parts()

    def relate(self, part):
        return self.parts.get_or_add(part)

    def add(self):
        part = Part(self)
        self.relate(part)
PY
heaplint 0 --select MEM101 --output concise p
out_has "app/package.py:16:9: MEM101 'Parts' and 'Part' keep each other alive"
sed -i 's/self.package = package/self.package = str(package)/' p/app/parts.py
heaplint 0 --select MEM101 --output concise p
out_lacks MEM101

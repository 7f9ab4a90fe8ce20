# What an object of unknown class is, by an attribute that one class has; and a
# method of that name, in the file that asks, its package or the project.
. "$CLI_LIB"
mkdir -p p/app p/other
touch p/setup.py p/app/__init__.py p/other/__init__.py
cat >p/app/state.py <<'PY'
class State:
    def __init__(self):
        self.memoize_cache = {}
PY
cat >p/app/cache.py <<'PY'
def cached(function):
    def wrapper(obj, *args):
        if args:
            cache = obj.memoize_cache
        else:
            cache = obj.state_of.memoize_cache
        cache[function] = memo = {}
        key = (obj, args)
        memo[key] = function(obj)
        return memo[key]
    return wrapper
PY
cat >p/app/part.py <<'PY'
class Part:
    def add_owner(self, owner):
        self.owner = owner
PY
cat >p/app/whole.py <<'PY'
class Whole:
    def __init__(self):
        self.parts = []

    def add(self, part):
        self.parts.append(part)
        part.add_owner(self)
PY
cat >p/other/part.py <<'PY'
class Part:
    def add_owner(self, owner):
        return owner
PY
heaplint 0 --select MEM101 --output json p
out_has '"class":"app.state.State"'
out_has '"class":"app.part.Part"'
out_has '"unit":"cycle"'
holds 'only two' test "$(grep -o '"code":"MEM101"' ../out | wc -l)" = 2
# another class has it, and what it has is no container
cat >p/app/more.py <<'PY'
class More:
    def __init__(self, cache):
        self.memoize_cache = cache.get()
        self.add_owner = cache.add_owner

    def add_owner(self, owner):
        return owner
PY
heaplint 0 --select MEM101 --output concise p
out_lacks memoize_cache
out_lacks add_owner

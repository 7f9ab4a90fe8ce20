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
# what a method gives that only its name tells, made for another object
mkdir -p q/app
touch q/setup.py q/app/__init__.py
cat >q/app/config.py <<'PY'
class Config:
    def make_process(self, group=None):
        process = Process(self)
        process.group = group
        return process


class Process:
    def __init__(self, config):
        self.config = config
PY
cat >q/app/group.py <<'PY'
from .signals import Signals


class Group:
    def __init__(self, config):
        self.processes = {}
        for process in config.process_configs:
            self.processes[process.name] = process.make_process(self)


class Listener:
    def __init__(self, app):
        self.app = app
        app.event_signals.add_listener(self)
PY
cat >q/app/signals.py <<'PY'
class Signals:
    def __init__(self):
        self.listeners = []

    def add_listener(self, listener):
        self.listeners.append(listener)


class App:
    def __init__(self):
        self.event_signals = Signals()
PY
heaplint 0 --select MEM101 --output concise q
out_has "app/group.py:8:13: MEM101 'Process' and 'Group' keep each other"
out_has "app/group.py:14:9: MEM101"
cat >q/app/more.py <<'PY'
class More:
    def make_process(self, group):
        return group.name
PY
heaplint 0 --select MEM101 --output concise q
out_lacks make_process
# a class attribute that is None names no class, whatever it is called
cat >q/app/client.py <<'PY'
class Client:
    def __init__(self, connection):
        self.connection = connection


class Connection:
    client_class = None

    def __init__(self):
        self.client = self.client_class(self)
PY
heaplint 0 --select MEM101 --output concise q
out_lacks client.py

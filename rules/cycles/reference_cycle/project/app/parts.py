from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from app.base import Owned, Watched


class Part(Owned):
    def __init__(self, machine, size):
        super().__init__(machine, name="part")
        self.size = size


class Sensor(Watched):
    def __init__(self, machine, size):
        super().__init__(machine)
        self.size = size


class Label(Owned):
    def __init__(self, machine, size):
        super().__init__(size, name=str(machine))


@dataclass
class Record:
    name: str
    owner: object = None


class Pair(NamedTuple):
    left: object
    right: object


@dataclass
class Counted:
    kind: ClassVar[str] = "counted"
    owner: object = None


class Builder:
    def start_building(self, soup):
        self.soup = soup


class Parser:
    def start_parsing(self, soup):
        self.soup = soup


class Relay(Owned):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.size = 0


def make_relay(*args):
    return Relay(*args)

"""It installs, and ends: what it gathers is gone then."""
from setuptools import setup

requests = []


def note(request):
    requests.append(request)


setup(name="app")

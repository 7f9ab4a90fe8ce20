"""The same in a module, which may be imported by what stays up."""

import atexit
import shutil
import tempfile


def unpack_all(names):
    for name in names:
        directory = tempfile.mkdtemp(name)
        atexit.register(shutil.rmtree, directory)  #~ note

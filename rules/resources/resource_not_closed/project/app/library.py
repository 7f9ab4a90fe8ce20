"""What any process may call."""

import os



def sizes(paths):
    for path in paths:
        fd = os.open(path, os.O_RDONLY)  #~ warning
        if os.isatty(fd):
            continue
        yield os.fstat(fd).st_size
        os.close(fd)

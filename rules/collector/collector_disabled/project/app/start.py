import gc

from app import options

gc.disable()  #~ warning


def serve(listener):
    for connection in listener:
        options.handle(connection)

"""Takes out of lists in dicts of another file."""
import server


def drain():
    server.drained["all"].clear()
    del server.gone.get("all")[:]

import sys
import threading

frames = []


class last:
    frame = None


def keep(frame, event, argument):
    frames.append(frame)
    return keep


def keep_last(frame, event, argument):
    if event == "exception":
        last.frame = frame
    return keep_last


def watch(work):
    sys.settrace(keep)  #~ note
    work()


def watch_threads(work):
    threading.settrace(keep)  #~ note
    work()


def watch_calls(work):
    threading.setprofile(keep_last)  #~ note
    work()

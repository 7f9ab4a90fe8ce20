import tracemalloc

tracemalloc.start()  #~ note


def serve(listener, answer):
    for request in listener:
        answer(request)

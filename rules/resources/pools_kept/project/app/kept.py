from concurrent.futures import ThreadPoolExecutor

EXECUTORS = []


def work(batches, job):
    for batch in batches:
        EXECUTORS.append(ThreadPoolExecutor())  #~ warning
        EXECUTORS[-1].submit(job, batch)

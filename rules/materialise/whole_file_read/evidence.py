"""MEM505: whole files read only to be hashed or copied. Exit 1 if untrue."""

import hashlib
import os
import shutil
import tempfile
import tracemalloc
import zlib

SIZE = 4_000_000
CHUNK = 65536


def peak(function, *arguments):
    function(*arguments)
    tracemalloc.start()
    result = function(*arguments)
    seen = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result, seen


def hash_bad(path, _):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).digest()


def hash_good(path, _):
    value = hashlib.sha256()
    with open(path, "rb") as file:
        for chunk in iter(lambda: file.read(CHUNK), b""):
            value.update(chunk)
    return value.digest()


def file_digest(path, _):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def sum_bad(path, _):
    with open(path, "rb") as file:
        return zlib.crc32(file.read())


def sum_good(path, _):
    value = 0
    with open(path, "rb") as file:
        for chunk in iter(lambda: file.read(CHUNK), b""):
            value = zlib.crc32(chunk, value)
    return value


def copy_bad(path, target):
    with open(path, "rb") as file, open(target, "wb") as out:
        out.write(file.read())
    return os.path.getsize(target)


def copy_good(path, target):
    with open(path, "rb") as file, open(target, "wb") as out:
        shutil.copyfileobj(file, out)
    return os.path.getsize(target)


def text_bad(path, target):
    with open(path) as file, open(target, "w") as out:
        out.write(file.read())
    return os.path.getsize(target)


def text_good(path, target):
    with open(path) as file, open(target, "w") as out:
        shutil.copyfileobj(file, out)
    return os.path.getsize(target)


def main():
    pairs = [
        ("hash", hash_bad, hash_good),
        ("checksum", sum_bad, sum_good),
        ("copy", copy_bad, copy_good),
        ("copy of text", text_bad, text_good),
    ]
    if hasattr(hashlib, "file_digest"):
        pairs.append(("file_digest", hash_bad, file_digest))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "in")
        with open(path, "wb") as file:
            file.write(b"0123456789abcde\n" * (SIZE // 16))
        for name, bad, good in pairs:
            target = os.path.join(folder, "out")
            (result, whole), (same, little) = peak(bad, path, target), peak(
                good, path, target
            )
            print(f"{name}: whole {whole} bytes, in chunks {little}")
            assert result == same, name
            assert whole >= SIZE and little < SIZE / 4, name


main()

"""MEM505: whole files that are read only to be passed on."""

import hashlib
import shutil
import sys
import zlib
from pathlib import Path


# Reported


def digest(path):
    value = hashlib.sha256()
    with open(path, "rb") as file:
        value.update(file.read())  #~
    return value.hexdigest()


def at_once(path):
    with open(path, "rb") as file:
        return hashlib.md5(file.read()).hexdigest()  #~


def without_name(path):
    return hashlib.sha1(open(path, "rb").read()).hexdigest()  #~


def by_path(path: Path):
    return hashlib.sha256(path.read_bytes()).hexdigest()  #~


def by_name(path):
    with open(path, "rb") as file:
        content = file.read()  #~
    return hashlib.blake2b(content).digest()


def checksum(path):
    with open(path, "rb") as file:
        return zlib.crc32(file.read())  #~


def copy(source, target):
    with open(source, "rb") as file, open(target, "wb") as out:
        out.write(file.read())  #~


def append(parts, target):
    with open(target, "a") as out:
        for part in parts:
            with open(part) as file:
                out.write(file.read())  #~


def shown(path):
    with open(path) as file:
        sys.stdout.write(file.read())  #~


def seeded(path, before):
    with open(path, "rb") as file:
        return zlib.adler32(file.read(), before)  #~


# Silent: chunk by chunk


def chunks(path):
    value = hashlib.sha256()
    with open(path, "rb") as file:
        for chunk in iter(lambda: file.read(65536), b""):
            value.update(chunk)
    return value.hexdigest()


def copied(source, target):
    with open(source, "rb") as file, open(target, "wb") as out:
        shutil.copyfileobj(file, out)


def first(path):
    with open(path, "rb") as file:
        return hashlib.md5(file.read(4096)).hexdigest()


# Silent: the text is used again


def both(path):
    with open(path, "rb") as file:
        content = file.read()
    return content, hashlib.md5(content).hexdigest()


# Silent: it is written to where it was read


def with_header(path):
    with open(path) as file:
        content = file.read()
    with open(path, "w") as file:
        file.write("# header\n")
        file.write(content)


# Silent: it is changed on the way


def translated(source, target):
    with open(source) as file, open(target, "w") as out:
        out.write(file.read().replace("a", "b"))


# Silent: nothing says that it is a file


def unknown(file, out):
    out.write(file.read())
    return hashlib.md5(file.read()).hexdigest()


def response(get, path):
    with open(path, "wb") as out:
        out.write(get().read())


# Silent: what takes it needs it whole


def parsed(path, parse):
    with open(path) as file:
        return parse(file.read())


# A note: settings are small


def settings_hash(settings_path):
    with open(settings_path, "rb") as file:
        return hashlib.md5(file.read()).hexdigest()  #~ note


def certificate_hash(cert_path):
    with open(cert_path, "rb") as file:
        return hashlib.md5(file.read()).hexdigest()  #~ note


def text_hash(path):
    with open(path) as file:
        return hashlib.md5(file.read()).hexdigest()  #~


# What raises reads nothing


def hash_with_encoding(path):
    return hashlib.md5(open(path, "rb", encoding="utf-8").read()).hexdigest()


def hash_of_opened(path):
    with open(open(path, "rb")) as file:
        return hashlib.md5(file.read()).hexdigest()

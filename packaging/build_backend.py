"""The PEP 517 backend: make builds the program, a wheel carries it.

It needs the standard library only and installs nothing outside the
environment: what is missing on the machine is named, in one line.

HEAPLINT_PROGRAM=PATH: put that program into the wheel, build none.
"""

import base64
import hashlib
import io
import json
import os
import struct
import subprocess
import sys
import sysconfig
import tarfile
import zipfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
with open(os.path.join(TOP, "package.json"), encoding="utf-8") as _file:
    PACKAGE = json.load(_file)
NAME = PACKAGE["name"]
VERSION = PACKAGE["version"]
INFO = f"{NAME}-{VERSION}.dist-info"

PT_INTERP = 3  # the program header that names the dynamic linker

METADATA = f"""\
Metadata-Version: 2.1
Name: {NAME}
Version: {VERSION}
Summary: The memory linter for Python
License: {PACKAGE["license"]}
Requires-Python: >=3.7
"""


def get_requires_for_build_wheel(config_settings=None):
    return []


def get_requires_for_build_sdist(config_settings=None):
    return []


def program():
    """The path of the program, built if none is given."""
    given = os.environ.get("HEAPLINT_PROGRAM")
    if given:
        return given
    made = subprocess.run(
        ["make", "--no-print-directory", "-C", TOP],
        env={**os.environ, "HEAPLINT_INSTALL": "no"},
        stdout=sys.stderr,
    )
    if made.returncode != 0:
        sys.exit(f"{NAME}: make failed with exit code {made.returncode}")
    return os.path.join(TOP, "build", NAME)


def content(path):
    with open(path, "rb") as file:
        return file.read()


def needs_no_library(path):
    """Is it an ELF program that names no dynamic linker?"""
    data = content(path)
    if data[:5] != b"\x7fELF\x02":
        return False
    start, size, count = struct.unpack_from("<Q14xHH", data, 32)
    return all(
        struct.unpack_from("<I", data, start + i * size)[0] != PT_INTERP
        for i in range(count)
    )


def platform_tag(path):
    """Of what is linked with this machine's libraries, its own; of what needs
    none, that of any Linux (PEP 600, PEP 656)."""
    own = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    machine = own[len("linux_") :]
    if not own.startswith("linux_") or not needs_no_library(path):
        return own
    return f"manylinux_2_17_{machine}.musllinux_1_1_{machine}"


def wheel_files(tags, path):
    """(path in the wheel, bytes), without its RECORD."""
    wheel = f"Wheel-Version: 1.0\nGenerator: {NAME}\nRoot-Is-Purelib: false\n"
    wheel += "".join(f"Tag: {tag}\n" for tag in tags)
    return [
        (f"{NAME}-{VERSION}.data/scripts/{NAME}", content(path)),
        (f"{INFO}/LICENSE", content(os.path.join(TOP, "LICENSE"))),
        (f"{INFO}/METADATA", METADATA.encode()),
        (f"{INFO}/WHEEL", wheel.encode()),
    ]


def record_row(path, data):
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest())
    return f"{path},sha256={digest.rstrip(b'=').decode()},{len(data)}\n"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    path = program()
    platform = platform_tag(path)
    tag = f"py3-none-{platform}"
    files = wheel_files([f"py3-none-{p}" for p in platform.split(".")], path)
    record = "".join(record_row(*file) for file in files) + f"{INFO}/RECORD,,\n"
    wheel = f"{NAME}-{VERSION}-{tag}.whl"
    with zipfile.ZipFile(
        os.path.join(wheel_directory, wheel), "w", zipfile.ZIP_DEFLATED
    ) as archive:
        for path, data in [*files, (f"{INFO}/RECORD", record.encode())]:
            entry = zipfile.ZipInfo(path)
            # a regular file: pip makes no other executable
            mode = 0o100755 if "/scripts/" in path else 0o100644
            entry.external_attr = mode << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return wheel


def build_sdist(sdist_directory, config_settings=None):
    base = f"{NAME}-{VERSION}"
    listed = subprocess.run(
        ["git", "-C", TOP, "ls-files", "-z"], check=True, stdout=subprocess.PIPE
    ).stdout.decode()
    name = base + ".tar.gz"
    with tarfile.open(os.path.join(sdist_directory, name), "w:gz") as archive:
        for path in listed.split("\0"):
            if path:
                archive.add(os.path.join(TOP, path), f"{base}/{path}")
        info = tarfile.TarInfo(f"{base}/PKG-INFO")
        info.size = len(METADATA.encode())
        archive.addfile(info, io.BytesIO(METADATA.encode()))
    return name

"""The program as an input of its editions: its own code and the libraries that shape their bytes."""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from collections.abc import Mapping
from functools import cache
from importlib import metadata

from .version import __version__

#: Those that have a hand in the bytes of an edition.
_LIBRARIES = (
    "jinja2",
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "python-docx",
    "ruamel.yaml",
    "ruamel.yaml.clib",
)


@cache
def digest() -> str:
    """Return the digest of this program, its libraries, Python and zlib, by which DOCX are compressed."""
    listed = "".join(f"{name} {version}\n" for name, version in makings().items())
    return hashlib.sha256(listed.encode()).hexdigest()[:32]


@cache
def makings() -> Mapping[str, str]:
    """Return what the digest is of: names, and versions or digests.

    The code itself counts, not its version: an installation from a work in progress has the same number.
    """
    code = hashlib.sha256()
    package = os.path.dirname(__file__)  # noqa: PTH120 -- hundreds of files, at each build: pathlib takes twice as long
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        inside = folder[len(package) :].replace(os.sep, "/")
        for name in sorted(names):
            path = f"{folder}/{name}"
            if name.endswith((".pyc", ".pyo")) or not os.path.isfile(path):  # noqa: PTH113
                continue
            with open(path, "rb") as file:  # noqa: PTH123
                content = file.read()
            code.update(f"{inside}/{name}\n".encode())
            code.update(hashlib.sha256(content).digest())
    return {
        "policygen": f"{__version__} ({code.hexdigest()[:32]})",
        **{name: _version(name) for name in _LIBRARIES},
        "Python": sys.version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "unknown"

"""The program as an input of its editions: its own code and the libraries that shape their bytes."""

from __future__ import annotations

import hashlib
import sys
import zlib
from functools import cache
from importlib import metadata
from pathlib import Path

#: Those that have a hand in the bytes of an edition.
_LIBRARIES = ("jinja2", "lxml", "markdown-it-py", "mdit-py-plugins", "python-docx", "ruamel.yaml")


@cache
def digest() -> str:
    """Return the digest of this program, its libraries, Python and zlib, by which DOCX are compressed.

    The code itself counts, not its version: an installation from a work in progress has the same number.
    """
    parts = hashlib.sha256()
    for name in _LIBRARIES:
        parts.update(f"{name} {_version(name)}\n".encode())
    parts.update(f"Python {sys.version}\nzlib {zlib.ZLIB_RUNTIME_VERSION}\n".encode())
    package = Path(__file__).parent
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix not in (".pyc", ".pyo"):
            parts.update(f"{path.relative_to(package).as_posix()}\n".encode())
            parts.update(hashlib.sha256(path.read_bytes()).digest())
    return parts.hexdigest()[:32]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "unknown"

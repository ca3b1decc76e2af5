"""An administrator's desk: commands typed, and what they print."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any, NamedTuple

from policygen.cli import run


class Printed(NamedTuple):
    """What a command came to: its exit code, and what it printed on its two streams."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> Any:
        """The JSON document on standard output."""
        return json.loads(self.out)


def policygen(root: Path, *arguments: str) -> Printed:
    """Run one command in the workspace *root*."""
    out, err = _stream(), _stream()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["-C", str(root), *arguments])
    return Printed(code, *(s.buffer.getvalue().decode() for s in (out, err)))  # type: ignore[attr-defined]


def done(root: Path, *arguments: str) -> Printed:
    """Run one command that is to end well."""
    printed = policygen(root, *arguments)
    assert printed.code == 0, printed
    return printed


def refused(root: Path, *arguments: str) -> str:
    """Run one command that is to end with exit code 1 and change nothing; return its errors."""
    before = files_of(root)
    printed = policygen(root, *arguments)
    assert printed.code == 1, printed
    assert printed.out == ""
    assert files_of(root) == before
    return printed.err


def files_of(root: Path) -> dict[str, bytes]:
    """Return every file below *root*: path -> content."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def change(path: Path, old: str, new: str) -> None:
    """Put *new* in the place of *old*, which *path* holds once; every other byte stays."""
    content = path.read_bytes()
    assert content.count(old.encode()) == 1, f"{old!r} in {path}"
    path.write_bytes(content.replace(old.encode(), new.encode()))


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)

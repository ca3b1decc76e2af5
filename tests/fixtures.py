"""Fixture files that anybody can add to: a title, a line with a dot, and parts that end in a line with a dot.

::

    A title in plain words
    .
    the input
    .
    what is expected
    .

Lines before the first title, and empty lines between fixtures, are free for remarks that start with #.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest


class Fixture(NamedTuple):
    """One case: its title, the line on which it begins, and its parts."""

    title: str
    line: int
    parts: tuple[str, ...]


def read(path: Path, parts: int = 2) -> list[Fixture]:
    """Return the fixtures of *path*, each with that many *parts*."""
    lines = path.read_text(encoding="utf-8").split("\n")
    found: list[Fixture] = []
    number = 0
    while number < len(lines):
        title = lines[number].strip()
        if (
            not title
            or title.startswith("#")
            or number + 1 >= len(lines)
            or lines[number + 1] != "."
        ):
            number += 1
            continue
        start, number, bodies = number + 1, number + 2, []
        for _ in range(parts):
            end = lines.index(".", number)
            bodies.append("\n".join(lines[number:end]))
            number = end + 1
        found.append(Fixture(title, start, tuple(bodies)))
    if not found:
        raise AssertionError(f"no fixtures in {path}")
    return found


def cases(path: Path, parts: int = 2) -> pytest.MarkDecorator:
    """Return a decorator that runs a test once for each fixture of *path*, as ``case``."""
    found = read(path, parts)
    return pytest.mark.parametrize("case", found, ids=[f"{c.line}: {c.title}" for c in found])

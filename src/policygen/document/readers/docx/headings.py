"""Headings: level, label and the id that links lead to."""

from __future__ import annotations

from dataclasses import replace

from policygen.document.tree import Blocks, Heading
from policygen.document.wordml import target_of

from .file import WordFile
from .lines import Line

_DEEPEST = 5
_OWN = ("s_", "x_")


def heading(line: Line, file: WordFile) -> Heading:
    """Return the heading that *line* is. One below level 5 is read as level 5, and noted.

    It has the id of our own bookmark; in other files it gets one when the text refers to it
    (see :func:`ids`).
    """
    level = line.outline
    if level > _DEEPEST:
        file.notes.note("heading-level", f"a heading of level {level} is read as level {_DEEPEST}")
        level = _DEEPEST
    label = line.label.text if line.label is not None else ""
    unnumbered = line.label is None and "unnumbered" in line.style.name
    id_ = ""
    for name in line.bookmarks:
        target = target_of(name) if file.own and name.startswith(_OWN) else _slug(name)
        file.targets[name] = (target, line.number)
        if file.own and name.startswith(_OWN):
            id_ = target
    return Heading(level, line.children, id_, not unnumbered, label, line=line.number)


def told_apart(blocks: Blocks) -> Blocks:
    """Return *blocks* with each heading that has no number marked as unnumbered, where others of its
    level have one."""
    numbered = {b.level for b in blocks if isinstance(b, Heading) and b.label}
    return tuple(
        replace(b, numbered=False)
        if isinstance(b, Heading) and b.level in numbered and not b.label
        else b
        for b in blocks
    )


def _slug(name: str) -> str:
    return name.strip("_").replace("_", "-").lower() or "section"

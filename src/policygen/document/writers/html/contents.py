"""The list of contents: in its place in the text, or beside it where the document has none."""

from __future__ import annotations

from collections.abc import Iterable

from ...tree import Blocks, Contents, ContentsEntry, Heading
from .escape import attribute, link_target, text
from .inlines import inlines
from .sheet import Sheet

_SIDE_LEVELS = 2


def contents(node: Contents, sheet: Sheet, out: list[str]) -> None:
    """Append the contents that the document holds, with their heading."""
    sheet.has_contents = True
    out.append(f'<nav class="contents" aria-label="{attribute(node.heading or "Contents")}">\n')
    if node.heading:
        out.append(f"<h2>{text(node.heading)}</h2>\n")
    _entries(node.entries, sheet, out)
    out.append("</nav>\n")


def side_contents(nodes: Blocks, sheet: Sheet, out: list[str]) -> bool:
    """Append a navigation made from the headings of *nodes*, and say whether there is one.

    It stands outside ``main``: it is a way around the page and no part of the document's text.
    """
    found = [
        ContentsEntry(node.level, node.label, node.children, node.id)
        for node in nodes
        if isinstance(node, Heading) and node.id and node.level <= _SIDE_LEVELS
    ]
    if len(found) < 2:
        return False
    out.append('<nav class="side" aria-label="Contents">\n<details>\n<summary>Contents</summary>\n')
    _entries(found, sheet, out)
    out.append("</details>\n</nav>\n")
    return True


def _entries(entries: Iterable[ContentsEntry], sheet: Sheet, out: list[str]) -> None:
    """Append *entries* as lists in lists; a level that is left out makes no empty list."""
    open_levels: list[int] = []
    slots = sheet.slots
    for entry in entries:
        if not open_levels or entry.level > open_levels[-1]:
            out.append("<ul>\n" if not open_levels else "\n<ul>\n")
            open_levels.append(entry.level)
        else:
            while len(open_levels) > 1 and entry.level <= open_levels[-2]:
                out.append("</li>\n</ul>\n")
                open_levels.pop()
            open_levels[-1] = entry.level
            out.append("</li>\n")
        label = f'<span class="label">{text(entry.label)}</span> ' if entry.label else ""
        line = label + inlines(entry.children, sheet, "entry")
        if entry.target:
            line = f'<a href="{link_target("#" + entry.target)}">{line}</a>'
        out.append(f"<li>{line}")
    out.append("</li>\n</ul>\n" * len(open_levels))
    sheet.slots = slots  # a slot in a heading is one place to complete, however often it is told

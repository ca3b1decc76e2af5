"""Text that was probably meant as something else, and text that Markdown would lose.

CommonMark has no errors: what is not quite a definition, a table or a note silently becomes a
paragraph. A policy that goes out with “: ” at the start of a line is worse than a warning too many.
"""

from __future__ import annotations

import re

from .problems import Notebook

#: Where a paragraph can hold a stray at all: a line break inside, or a colon or a brace at its ends.
SUSPICIOUS = re.compile(r"\n|^:|\}$")

_LINE_STRAYS = (
    (
        re.compile(r":[ \t]"),
        "definition-as-text",
        "this looks like a definition but is read as text",
        "a definition follows the line of its term, with a blank line before the term and at the same indent",
    ),
    (
        re.compile(r":::"),
        "note-as-text",
        "this looks like the edge of a note but is read as text",
        "put ::: at the start of a line of its own",
    ),
    (
        re.compile(r"\|?[ \t]*:?-+:?[ \t]*\|[ \t:|-]*$"),
        "table-as-text",
        "this looks like a table but is read as text",
        "the line of dashes needs as many columns as the line above it",
    ),
)
_ATTRIBUTES = re.compile(r"(?:^|[ \t])\{[ \t]*[#.][A-Za-z][^{}]*\}$")
_PREFIX = re.compile(r"[ \t>]*")
_PIPE = re.compile(r"(?<!\\)\|")


def check_paragraph(content: str, line: int, notebook: Notebook) -> None:
    """Warn of lines of a paragraph that look like a definition, a note, a table or attributes."""
    for offset, text in enumerate(content.split("\n")):
        for pattern, code, message, hint in _LINE_STRAYS:
            if pattern.match(text):
                notebook.warn(line + offset, code, message, hint)
    check_attributes(content, line, notebook)


def check_attributes(content: str, line: int, notebook: Notebook) -> None:
    """Warn when *content*, no heading of one line, ends in attributes."""
    found = _ATTRIBUTES.search(content)
    if found:
        notebook.warn(
            line + content.count("\n"),
            "attributes-as-text",
            f"“{found[0].strip()}” is read as text",
            "attributes stand at the end of a heading that begins with #",
        )


def check_row(columns: int, line: int, notebook: Notebook) -> None:
    """Report the cells of a table row beyond the *columns* of the table, which GFM §4.10 drops."""
    typed = notebook.line(line)
    if typed.count("|") < columns:
        return
    cells = _PIPE.split(_PREFIX.sub("", typed, count=1).rstrip())
    if cells and not cells[0].strip():
        del cells[0]
    if any(cell.strip() for cell in cells[columns:]):
        notebook.error(
            line,
            "row-too-long",
            f"this row has more cells than the table has columns ({columns})",
            "write \\| for a bar that is text, or add a column to the head of the table",
        )


_CONTAINER_END = re.compile(r"(?:.*[ \t>])?:{3,}[ \t]*")
_FENCE_END = re.compile(r"(?:.*[ \t>])?(?:`{3,}|~{3,})[ \t]*")


def is_closed_container(after: int, notebook: Notebook) -> bool:
    """Say whether the line *after* (from 1) ends a ``:::`` container."""
    return _CONTAINER_END.fullmatch(notebook.line(after)) is not None


def is_closed_fence(first: int, last: int, notebook: Notebook) -> bool:
    """Say whether the fenced code from line *first* to *last* has its closing fence."""
    return last > first and _FENCE_END.fullmatch(notebook.line(last)) is not None

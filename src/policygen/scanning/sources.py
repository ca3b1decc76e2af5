"""Finished documents of every kind as what rules read: blocks, and what runs on every page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..document.problems import Problem
from ..document.tags import without_tags
from ..document.tree import Blocks
from ..document.typed_labels import read_labels
from ..records.texts import FORBIDDEN

_LIMIT = 5_000_000
#: A label and a value, as a control block has them.
_CONTROL_LINE = re.compile(r"[A-Z][^|:\n\t]{1,58}(?::(?=\s|$)|\t)[^|\n]{0,60}$")


@dataclass(frozen=True, slots=True)
class Source:
    """What was read. ``unit`` says what the ``line`` of its blocks counts: line, paragraph or page.

    ``problems`` say what was left out; ``changes`` and ``comments`` count what a Word file holds of them.
    """

    blocks: Blocks
    unit: str = "line"
    headers: tuple[Blocks, ...] = ()
    footers: tuple[Blocks, ...] = ()
    problems: tuple[Problem, ...] = ()
    changes: int = 0
    comments: int = 0
    #: Whether each row of a table is a line, with one between the first two (``pipes``) or not.
    rows: Literal["lines", "pipes"] | None = None

    def line_of_row(self, row: int) -> int:
        """Return how many lines below the beginning of its table the *row* (from 1) stands."""
        if not row or self.rows is None:
            return 0
        return row if self.rows == "pipes" and row > 1 else row - 1


def read(content: bytes, ending: str) -> Source:
    """Return what the file of kind *ending* (``.docx``) says.

    Raises ValueError, in words for an administrator, when it cannot be used.
    """
    source = KINDS[ending](content)
    if not source.blocks and not source.headers and not source.footers:
        raise ValueError("there is no text in it")
    return source


def _text_of(content: bytes) -> str:
    """Return a text in UTF-8, UTF-16 with its mark, or Windows-1252; what no text may hold as U+FFFD."""
    if len(content) > _LIMIT:
        raise ValueError(f"the file is larger than {_LIMIT // 1_000_000} MB")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise ValueError("the file is not a text")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return FORBIDDEN.sub("\ufffd", text)


def _markdown(content: bytes) -> Source:
    from ..document.readers import markdown

    lines = _text_of(content).split("\n")
    if lines[0].rstrip() == "---":
        end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
        lines = [""] * (end + 1) + lines[end + 1 :] if end else lines
    lines = without_tags("\n".join(lines)).split("\n")
    reading = markdown.read("\n".join(_with_breaks(lines)))
    if not reading.blocks and reading.problems:
        raise ValueError(reading.problems[0].message)
    return Source(read_labels(reading.blocks), rows="pipes")


def _with_breaks(lines: list[str]) -> Iterator[str]:
    """Yield *lines* with a break behind those of a control block, which Markdown would run together."""
    for line, after in zip(lines, (*lines[1:], ""), strict=True):
        is_one = _CONTROL_LINE.match(line) or _CONTROL_LINE.match(after)
        yield f"{line}  " if is_one and line.strip() and after.strip() else line


def _plain(content: bytes) -> Source:
    from ..document.readers import text

    return Source(text.read(_text_of(content)), rows="lines")


def _html(content: bytes) -> Source:
    from ..document.readers import html

    reading = html.read(_text_of(content))
    return Source(reading.blocks, problems=reading.problems)


def _docx(content: bytes) -> Source:
    from ..document.readers import docx

    reading = docx.read(content)
    comments = sum(one.code == "comment" for one in reading.problems)
    return Source(
        reading.document.blocks,
        "paragraph",
        reading.headers,
        reading.footers,
        tuple(p for p in reading.problems if p.severity != "note"),
        reading.changes,
        comments,
    )


def _pdf(content: bytes) -> Source:
    try:
        from ..document.readers import pdf
    except ImportError as error:
        raise ValueError("reading PDF needs pypdf: pip install 'policygen[pdf]'") from error
    reading = pdf.read(content)
    aside = (((b,) for b in reading.headers), ((b,) for b in reading.footers))
    headers, footers = (tuple(one) for one in aside)
    return Source(reading.blocks, "page", headers, footers, reading.problems)


#: Ending -> what reads such a file.
KINDS: dict[str, Callable[[bytes], Source]] = {
    ".docx": _docx,
    ".html": _html,
    ".htm": _html,
    ".md": _markdown,
    ".markdown": _markdown,
    ".pdf": _pdf,
    ".txt": _plain,
}

"""Lines: the paragraphs of a story, one after the other, before they become headings, lists and text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from policygen.document.tree import Block, Blocks, Inlines

from .file import WordFile
from .inlines import InlineReader
from .markup import Element
from .numbering import Label
from .styles import Style

_QUOTES = ("quote", "intense quote", "block text", "quotations", "quotation")
_CODES = ("code block", "source code", "html preformatted", "preformatted text")
_RULES = ("rule", "horizontal line")


@dataclass(slots=True)
class Line:
    """One paragraph. ``number`` is its place in the body; ``left`` and ``first`` are its indents.

    ``outline`` is the level of a heading, 0 for other text. ``bold``: every letter is; ``size`` is that
    """

    number: int
    style: Style
    children: Inlines
    label: Label | None = None
    left: int = 0
    first: int = 0
    outline: int = 0
    align: str = ""
    rule: bool = False
    bold: bool = False
    size: int = 0
    bookmarks: tuple[str, ...] = ()

    @property
    def role(self) -> str:
        """What the paragraph's style makes of it; "" for ordinary text."""
        names = self.style.names
        if self.outline:
            return "heading"
        if "title" in names:
            return "title"
        own = names[0] if names else ""
        if any(n in _QUOTES for n in names):
            return "quote"
        if any(n in _CODES for n in names):
            return "code"
        if own.startswith("definition"):  # LibreOffice has a "Definition Term Tight"
            return "definition term" if "definition term" in own else "definition"
        if not self.children and (self.rule or own in _RULES):
            return "rule"
        return "continued" if own.startswith("list continue") else ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block that is complete (a table, the contents), and how far in it stands."""

    block: Block
    left: int = 0


@dataclass(frozen=True, slots=True)
class NotePart:
    """A box of a drafting note of ours; one without a label goes on with the note before it."""

    blocks: Blocks
    labelled: bool
    left: int
    number: int


Entry = Line | Placed | NotePart


class Teller(Protocol):
    """What reads a story, as its tables and contents see it (:class:`~.story.Story`)."""

    file: WordFile
    inlines: InlineReader

    def next_place(self, element: Element | None = None) -> int:
        """Count a paragraph, or all those in *element*, and return its number."""

    def entries(self, parent: Element) -> Iterator[Entry]:
        """Yield the paragraphs and tables in *parent*."""

    def blocks(self, parent: Element) -> Blocks:
        """Return what *parent* holds."""

    def cell(self, element: Element) -> tuple[Inlines, list[Line]]:
        """Return the inlines of a cell and its paragraphs."""

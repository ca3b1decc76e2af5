"""Passages: the stretches of text that a reader meets, in order, with what came from records marked.

A tree becomes passages here; a text from anywhere else is a passage as soon as somebody makes one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from ..document.tree import (
    Blank,
    Block,
    Blocks,
    BulletList,
    Code,
    DefinitionList,
    Emphasis,
    Footnote,
    Heading,
    Hole,
    Image,
    Inlines,
    Item,
    LineBreak,
    Marked,
    Note,
    OrderedList,
    Paragraph,
    Reference,
    Remark,
    Slot,
    Table,
    Text,
    Title,
    Value,
)
from ..document.walk import children_of

Kind = Literal[
    "title",
    "heading",
    "masthead",
    "paragraph",
    "item",
    "cell",
    "term",
    "footnote",
    "header",
    "footer",
]
#: Stands for words that are not known yet: a value, a blank to fill in, a picture.
UNKNOWN = "\ufffc"
#: What a finished document shows of a stretch of text: that it is in italics, highlighted, a field that
#: nobody filled, a note to the author.
LOOKS = {Emphasis: "italics", Marked: "highlight", Slot: "slot", Remark: "remark"}


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of text.

    ``line`` is where it stands, for whoever made the passage; rules pass it on and never look at it.
    ``values`` are (start, end, source) of what came from records, code and references included.
    ``leads`` says that a list or a table follows; passages of one list or table share a ``group`` above
    0, and ``row`` and ``column`` say where a cell
    stands in its table. ``label`` is the printed number ("1.2") of a heading or
    an item. ``looks`` are (start, end, look) of what a finished document marks: see :data:`LOOKS`.
    """

    text: str
    kind: Kind = "paragraph"
    line: int = field(default=0, compare=False)
    values: tuple[tuple[int, int, str], ...] = ()
    leads: bool = False
    group: int = field(default=0, compare=False)
    label: str = field(default="", compare=False)
    row: int = field(default=0, compare=False)
    column: int = field(default=0, compare=False)
    looks: tuple[tuple[int, int, str], ...] = ()

    def value_at(self, start: int, end: int) -> str:
        """Return the source of the first value that ``text[start:end]`` touches, or ``""``."""
        return next((s for a, b, s in self.values if a < end and start < b), "")


def passages(blocks: Blocks, *, looks: bool = False) -> Iterator[Passage]:
    """Yield the passages of *blocks* in reading order; contents and room to sign are left out.

    A footnote follows the passage in which its mark stands. With *looks*, as for a document from
    anywhere, slots show their wording, and passages say how they look.
    """
    return _Walk(looks).document(blocks)


class _Walk:
    def __init__(self, looks: bool) -> None:
        self.looks = looks
        self.group = 0
        self.line = 0
        self.row = self.column = 0
        self.in_note = False

    def document(self, blocks: Blocks) -> Iterator[Passage]:
        titles = [n + 1 for n, b in enumerate(blocks) if isinstance(b, Title)]
        headings = (n for n, b in enumerate(blocks) if isinstance(b, Heading))
        first = next(headings, titles[0] if titles else 0)
        yield from self.blocks(blocks[:first], "masthead")
        yield from self.blocks(blocks[first:], "paragraph")

    def blocks(
        self, blocks: Blocks, kind: Kind, group: int = 0, label: str = ""
    ) -> Iterator[Passage]:
        for number, block in enumerate(blocks):
            self.line = block.line or self.line
            if isinstance(block, Paragraph):
                after = blocks[number + 1] if number + 1 < len(blocks) else None
                leads = isinstance(after, (BulletList, OrderedList, Table))
                yield from self.inlines(block.children, kind, leads, group, label)
            else:
                yield from self.block(block, kind)
            label = ""

    def block(self, block: Block, kind: Kind) -> Iterator[Passage]:
        if isinstance(block, Title):
            yield from self.inlines(block.children, "title")
        elif isinstance(block, Heading):
            yield from self.inlines(block.children, "heading", label=block.label)
        elif isinstance(block, (BulletList, OrderedList)):
            yield from self.items(block.items)
        elif isinstance(block, DefinitionList):
            for definition in block.items:
                yield from self.inlines(definition.term, "term")
                yield from self.blocks(definition.blocks, kind)
        elif isinstance(block, Table):
            self.group += 1
            group = self.group
            for self.row, row in enumerate((block.head, *block.rows), bool(block.head)):
                for self.column, cell in enumerate(row):
                    yield from self.inlines(cell, "cell", group=group)
            self.row = self.column = 0
        elif isinstance(block, Note) and self.looks:
            outside, self.in_note = self.in_note, True
            yield from self.blocks(block.blocks, kind)
            self.in_note = outside
        else:
            yield from self.blocks(getattr(block, "blocks", ()), kind)

    def items(self, items: tuple[Item, ...]) -> Iterator[Passage]:
        self.group += 1
        group = self.group
        for item in items:
            yield from self.blocks(item.blocks, "item", group, item.label)

    def inlines(
        self, inlines: Inlines, kind: Kind, leads: bool = False, group: int = 0, label: str = ""
    ) -> Iterator[Passage]:
        parts = _Parts(self.looks)
        parts.add(inlines)
        text = "".join(parts.texts)
        if text.strip():
            looks = ((0, len(text), "remark"),) if self.in_note else tuple(parts.looked)
            values = tuple(parts.values)
            at = (self.row, self.column)
            yield Passage(text, kind, self.line, values, leads, group, label, *at, looks)
        for note in parts.notes:
            yield from self.blocks(note.blocks, "footnote")


class _Parts:
    """The pieces of one passage while they are gathered."""

    __slots__ = ("length", "looked", "looks", "notes", "texts", "values")

    def __init__(self, looks: bool) -> None:
        self.looks = looks
        self.looked: list[tuple[int, int, str]] = []
        self.texts: list[str] = []
        self.length = 0
        self.values: list[tuple[int, int, str]] = []
        self.notes: list[Footnote] = []

    def put(self, text: str, source: str = "") -> None:
        if source:
            self.values.append((self.length, self.length + len(text), source))
        self.texts.append(text)
        self.length += len(text)

    def add(self, inlines: Inlines) -> None:
        for one in inlines:
            if isinstance(one, Text):
                self.put(one.text)
            elif isinstance(one, Value):
                self.put(one.text, one.source or "value")
            elif isinstance(one, Code):
                self.put(one.text, "code")
            elif isinstance(one, Reference):
                self.put(one.text or UNKNOWN, "reference")
            elif isinstance(one, (Hole, Image)):
                self.put(UNKNOWN, "value")
            elif isinstance(one, Slot) and not self.looks:
                self.put(UNKNOWN, "slot")
            elif isinstance(one, Slot):
                self.looked.append((self.length, self.length + len(one.wording), "slot"))
                self.put(one.wording)
            elif isinstance(one, Blank):
                self.put(f"{one.label} {UNKNOWN}", "blank")
            elif isinstance(one, LineBreak):
                self.put("\n")
            elif isinstance(one, Footnote):
                self.notes.append(one)
            else:
                start = self.length
                self.add(children_of(one))
                if self.looks and type(one) in LOOKS:
                    self.looked.append((start, self.length, LOOKS[type(one)]))

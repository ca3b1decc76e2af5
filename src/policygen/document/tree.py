"""The tree: what a document is, whatever file it came from and whatever file it becomes.

Frozen dataclasses; children are tuples; where a node stood in its source (``line``) takes no part in
equality, so ``==`` means "the same document". Inlines and blocks are different types. The tree has
never heard of schools, DOCX or HTML.

*Normal form*, kept by every reader and transform (see :mod:`policygen.document.walk`): no empty and
no adjacent :class:`Text`, no empty :class:`Paragraph`, no empty list.

Nodes marked *template only* exist between reading a template and composing an edition; no writer of
editions meets them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .properties import Properties

# --- inlines -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of the template. A soft line end of the source is one space."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """Characters that came from a record (``source``: an expression such as ``school.name``).

    They are never parsed and never changed: what a record says stands letter for letter. A line feed
    in them is a line break in every format.
    """

    text: str
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Hole:
    """*Template only*: the place of the *index*-th value that the template printed."""

    index: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that is still open. ``wording`` is what a draft shows, brackets included.

    ``hint`` tells the person who completes the draft what is wanted. A published edition holds none.
    """

    wording: str
    hint: str = ""
    line: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Remark:
    """A drafting note inside a line; shown in drafts, never published."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to complete by hand, meant to stay empty; ``label`` stands before it."""

    label: str = ""


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """Text that somebody marked for attention (a highlighter's yellow), in a document that was read."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Insert:
    """Text that a tracked change adds: there when the change is accepted, gone when it is rejected."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Delete:
    """Text that a tracked change takes away: there only until the change is accepted."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link; ``target`` is ``#id`` or a URL whose scheme has been checked."""

    children: tuple[Inline, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference to the section ``target`` (an id without ``#``).

    ``text`` is "section 1.3" once the document is numbered; before that it is empty.
    """

    target: str
    text: str = ""
    line: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of :attr:`Properties.pictures`, by its ``source``; ``alt`` is its text alternative."""

    source: str
    alt: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A hard line break."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote, standing where its mark stands and holding its own blocks."""

    blocks: tuple[Block, ...]


Inline = (
    Text
    | Value
    | Hole
    | Slot
    | Remark
    | Blank
    | Emphasis
    | Strong
    | Marked
    | Insert
    | Delete
    | Code
    | Link
    | Reference
    | Image
    | LineBreak
    | Footnote
)
Inlines = tuple[Inline, ...]

# --- blocks --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Title:
    """The document's title: once, neither numbered nor in the contents."""

    children: Inlines
    line: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading, level 1 to 5 (the title stands above level 1).

    ``label`` is the printed number ("1." or "1.1"), empty before numbering and where there is none;
    ``numbered`` is false for headings of class ``.unnumbered``.
    """

    level: int
    children: Inlines
    id: str = ""
    numbered: bool = True
    label: str = ""
    line: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Paragraph:
    children: Inlines
    line: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list. ``label`` is the printed label of an ordered item ("1.1", "a)")."""

    blocks: Blocks
    label: str = ""


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[Item, ...]
    line: int = field(default=0, compare=False, kw_only=True)


#: Where a list takes its numbers from: ``clause`` and ``paragraph`` run on through the section or the
#: document, ``run-in`` and ``item`` lists start by themselves.
Series = Literal["clause", "paragraph", "run-in", "item"]


@dataclass(frozen=True, slots=True)
class OrderedList:
    """An ordered list. ``start`` is the number of its first item.

    ``series`` and ``depth`` (0 for a list that stands in no other ordered list) decide the labels;
    before numbering every list is of the series ``item`` and depth 0.
    """

    items: tuple[Item, ...]
    start: int = 1
    series: Series = "item"
    depth: int = 0
    line: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means."""

    term: Inlines
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class DefinitionList:
    items: tuple[Definition, ...]
    line: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class BlockQuote:
    blocks: Blocks
    line: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class CodeBlock:
    text: str
    line: int = field(default=0, compare=False, kw_only=True)


Alignment = Literal["", "left", "center", "right"]
#: ``plain`` tables are the author's; the others are made from records and drawn in their own style.
TableKind = Literal["plain", "control", "versions", "people"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``head`` is the row of column headers; where it is empty, each row's first cell heads it.

    Every row has as many cells as ``align`` has entries. ``caption`` names the table for those who
    cannot see it; it is not printed.
    """

    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    align: tuple[Alignment, ...]
    kind: TableKind = "plain"
    caption: str = ""
    line: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    line: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Note:
    """A drafting note of whole blocks; shown in drafts, never published."""

    blocks: Blocks
    line: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Signature:
    """One row to sign: ``title`` ("Headteacher"), ``name`` where known, room to sign, "Date:"."""

    title: Inlines
    name: Inlines = ()


@dataclass(frozen=True, slots=True)
class Signatures:
    rows: tuple[Signature, ...]
    line: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of the contents: the label and text of the heading ``target``."""

    level: int
    label: str
    children: Inlines
    target: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents, with their own heading text; entries are filled in when the document is numbered."""

    heading: str = "Contents"
    entries: tuple[ContentsEntry, ...] = ()
    line: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class BlockSlot:
    """*Template only*: a slot that blocks made from the records fill (``[insert contents]``…)."""

    name: str
    argument: str = ""
    line: int = field(default=0, compare=False, kw_only=True)


Block = (
    Title
    | Heading
    | Paragraph
    | BulletList
    | OrderedList
    | DefinitionList
    | BlockQuote
    | CodeBlock
    | Table
    | ThematicBreak
    | Note
    | Signatures
    | Contents
    | BlockSlot
)
Blocks = tuple[Block, ...]

# --- the document --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """Blocks in reading order, and the properties.

    What stands before the first :class:`Heading` is the masthead (school, title, control table…).
    """

    blocks: Blocks
    properties: Properties = field(default_factory=Properties)

    @property
    def masthead_length(self) -> int:
        """The number of blocks before the first section's heading."""
        for index, block in enumerate(self.blocks):
            if isinstance(block, Heading):
                return index
        return len(self.blocks)

"""What has been used so far while one document is written: relationships, notes, numbers, marks.

Everything a writer has to count or remember is here; nothing else in the writer keeps state.
"""

from __future__ import annotations

import re
import zlib
from enum import Enum
from functools import lru_cache

from policygen.document.properties import Picture, Properties
from policygen.document.tree import Document, Footnote

from .base import Base
from .numbering import Numbers
from .relations import FIXED, Relations

_BOOKMARK_LENGTH = 40  # Word's limit for the name of a bookmark
_SPELLABLE = re.compile(r"[a-z0-9-]{1,38}")
_UNFIT = re.compile(r"[^A-Za-z0-9]+")


class Story(Enum):
    """Where text is being written: some things exist only in the body (ECMA-376 Part 1, §17.2)."""

    BODY = 1
    FOOTNOTE = 2
    CONTENTS = 3


class Ledger:
    """The running account of one document."""

    def __init__(self, document: Document, base: Base) -> None:
        self.properties: Properties = document.properties
        self.base = base
        self.numbers = Numbers(document.properties.numbering, base.abstract_base, base.num_base)
        self.relations = Relations()
        for kind, target in FIXED:
            self.relations.add(kind, target)
        self.note_relations = Relations()
        self.pictures: dict[str, Picture] = {p.source: p for p in document.properties.pictures}
        self.media: dict[str, Picture] = {}
        self.footnotes: list[Footnote] = []
        self.comments: list[str] = []
        self.story = Story.BODY
        #: Width of the column of text, and the room in it where the writer stands, in twentieths
        #: of a point.
        self.measure = self.room = base.text_width
        #: Set when the next paragraph begins a page, or follows a table and needs air.
        self.page_break = False
        self.after_table = False
        #: Runs that the next paragraph begins with: a footnote's own mark.
        self.note_mark = ""
        self._wanted: set[str] = set()
        self._placed: set[str] = set()
        self.block = 0
        self._part = 0
        self._marks = 0
        self._drawings = 1000  # below are the ids of a house style's headers
        self._controls = 0

    def fork(self, properties: Properties | None = None) -> Ledger:
        """Return an account that goes on from here by itself, with other *properties* if given."""
        other = Ledger.__new__(Ledger)
        vars(other).update(vars(self))  # a table takes no longer than this may
        other.numbers = self.numbers.fork()
        other.relations, other.note_relations = self.relations.fork(), self.note_relations.fork()
        other.media, other.footnotes = dict(self.media), list(self.footnotes)
        other.comments = list(self.comments)
        other._wanted, other._placed = set(self._wanted), set(self._placed)
        other.properties = properties or self.properties
        return other

    @property
    def tally(self) -> tuple[object, ...]:
        """What blocks have left behind them: two that leave the same can stand for each other."""
        counted = (self._marks, self._drawings, self._controls, len(self.footnotes))
        waiting = (self.page_break, self.after_table, self.note_mark)
        return (
            *counted,
            *waiting,
            self.relations.tally,
            self.note_relations.tally,
            tuple(self.media),
        )

    def marks_of_table(self, marked: int) -> list[str]:
        """Return the bookmarks of a table with so many *marked* paragraphs, and go on behind it."""
        self.page_break, self.after_table = False, True
        return [text for _ in range(marked) for text in self.mark()]

    def begin_block(self, number: int) -> None:
        """Note that the body's block *number* (from 1) begins."""
        self.block, self._part = number, 0

    def mark(self) -> tuple[str, str]:
        """Return start and end of the hidden bookmark of the next paragraph of the body (§17.13.6).

        It is ``_pg_7`` for the first paragraph of block 7 and ``_pg_7_2`` for its second: a file that
        comes back edited tells by them which paragraph was which.
        """
        if self.story is not Story.BODY:
            return "", ""
        self._part += 1
        self._marks += 1
        number, part = self._marks, self._part
        name = f"_pg_{self.block}" if part == 1 else f"_pg_{self.block}_{part}"
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )

    def bookmark(self, name: str) -> tuple[str, str]:
        """Return start and end of a bookmark called *name*."""
        self._marks += 1
        number = self._marks
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )

    def anchor(self, target: str) -> str:
        """Return the bookmark of the heading *target*, which has to turn up in the body."""
        self._wanted.add(target)
        return bookmark_name(target)

    def own_anchor(self, target: str) -> str:
        """Return the bookmark for the heading *target* to carry: once, however many have this id."""
        if not target or target in self._placed:
            return ""
        self._placed.add(target)
        return bookmark_name(target)

    def check_anchors(self) -> None:
        """Raise ValueError when a link leads to a heading that is not there."""
        for target in sorted(self._wanted - self._placed):
            raise ValueError(f"a link leads to #{target}, and no heading has this id")

    def next_drawing(self) -> int:
        """Return an id for a drawing, unique in the package (§20.4.2.5)."""
        self._drawings += 1
        return self._drawings

    def next_control(self) -> int:
        """Return an id for a content control (§17.5.2.18)."""
        self._controls += 1
        return self._controls

    def waits(self) -> bool:
        """Say whether something waits for the next paragraph."""
        return self.page_break or self.after_table or bool(self.note_mark)

    @property
    def here(self) -> Relations:
        """The relationships of the part that is being written."""
        return self.note_relations if self.story is Story.FOOTNOTE else self.relations


@lru_cache(maxsize=1024)
def bookmark_name(target: str) -> str:
    """Return the name of the bookmark for the heading *target*: letters, digits and ``_``, at most 40.

    Two targets never share a name: what cannot be spelt with these characters, or is too long, is
    told apart by a checksum.
    """
    if _SPELLABLE.fullmatch(target):
        return f"s_{target.replace('-', '_')}"
    stem = _UNFIT.sub("_", target)[: _BOOKMARK_LENGTH - 11]
    return f"x_{stem}_{zlib.crc32(target.encode()):08x}"

"""The stencil of a shape: its body in pieces, cut at the gaps where a plain value goes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...gaps import GAP, Cut, Misfit, Particulars, Shape, cut, filled, gaps_in
from ...tree import Block, Contents, Heading, Title, Value
from ...walk import plain_text
from .anchors import anchors, slug
from .edition import EditionWriter
from .escaping import EDITION, escape_text
from .front_matter import before_body
from .layout import Lines, joined, text_of

#: A value that needs no escape wherever it stands in a line, and changes none beside it: words that
#: begin with a letter and end with one or a digit, and hold no address.
_PLAIN = re.compile(r"(?!.*(?:www|://))[^\W\d_](?:[\w ,.'’()@/–-]*[^\W_])?", re.IGNORECASE)
#: The target of a link to a section whose name holds a gap.
_ANCHOR = re.compile(rf"\(#([^()\s]*{GAP.pattern.replace('(', '(?:')}[^()\s]*)\)")
#: Before a gap, in one word with it: what makes an escape depend on the letters that follow.
_TOUCHY = re.compile(rf"(?:[:&]|www|://)\S*{GAP.pattern}", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _is_plain(value: str) -> bool:
    fits = _PLAIN.fullmatch(value) is not None
    return fits and "_" not in value and escape_text(value, EDITION) == value


@dataclass(frozen=True, slots=True)
class Apart:
    """A block to be written anew for each edition: the writer and the marker before it."""

    index: int
    writer: EditionWriter
    before: str
    left: tuple[str, int]

    def write(self, block: Block, anchors: Mapping[str, str]) -> str:
        """Return *block* as Markdown. Raises Misfit when what follows would not be right after it."""
        writer = self.writer.fork(anchors)
        lines, last = writer.following((block,), self.before)
        if (last, writer.tally) != self.left or not lines:
            raise Misfit
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of the anchor of the section *target*, whose name holds a value."""

    target: str


@dataclass(frozen=True, slots=True)
class Lined:
    """A block that is ready but for its gaps; where a value is not plain, it is written anew."""

    cut: Cut[Anchor]
    gaps: tuple[int, ...]
    anew: Apart

    def write(self, edition: Particulars, anchors: Mapping[str, str]) -> str:
        """Return the block with the values of *edition*."""
        values = edition.values
        for number in self.gaps:
            if not _is_plain(values[number].text):
                return self.anew.write(edition.block(self.anew.index), anchors)
        return self.cut.filled(values, _as_it_is, lambda anchor: f"(#{anchors[anchor.target]})")


def _as_it_is(value: str) -> str:
    return value


class Stencil:
    """A shape written once; :meth:`fill` makes editions of it."""

    def __init__(self, shape: Shape, example: Particulars, image_folder: str = "images") -> None:
        """Write *shape*; *example* is an edition of it.

        Raises as the writer does, and Misfit where there can be no stencil.
        """
        document = shape.written(example, 0)
        self._shape = shape
        self._anchors = anchors(document.blocks)
        self._named = _Named.of(shape, self._anchors)
        self._targets = {self._anchors[target]: target for _, target in self._named.by_values}
        writer = EditionWriter(self._anchors, image_folder)
        self._pieces: list[str | Lined | Apart] = []
        before = ""
        for index in range(len(document.blocks)):
            before = self._take(index, document.blocks[index], writer, before)
        notes = "".join(f"\n{line}" for note in writer.footnotes() for line in ("", *note))
        if not _is_ready(notes, gaps_in(notes)):
            raise Misfit
        self._notes: Cut[Anchor] = cut([notes])

    def _take(self, index: int, block: Block, writer: EditionWriter, before: str) -> str:
        """Write *block*, number *index*, and keep it as a piece; return its last marker."""
        start = writer.fork()
        lines, last = writer.following((block,), before)
        apart = Apart(index, start, before, (last, writer.tally))
        text, gaps = "\n".join(lines), self._shape.gaps[index]
        bare = _ANCHOR.sub("", text)
        if index in self._shape.apart or not _is_ready(bare, gaps):
            self._pieces.append(apart)
        elif gaps or bare != text:
            self._pieces.append(Lined(self._cut(text), gaps, apart))
        elif lines:
            self._pieces.append(text)
        return last

    def _cut(self, text: str) -> Cut[Anchor]:
        """Return *text* in pieces, cut at its gaps and at the anchors with gaps in them."""
        parts = _ANCHOR.split(text)
        texts: list[str | Anchor] = [
            Anchor(self._targets[part]) if number % 2 else part for number, part in enumerate(parts)
        ]
        return cut(texts)

    def fill(self, edition: Particulars) -> str:
        """Return the edition as Markdown, letter for letter as if it were written by itself.

        Raises Misfit where it does not fit the shape.
        """
        named = self._anchors_of(edition)
        body: list[str] = []
        for piece in self._pieces:
            if isinstance(piece, str):
                body.append(piece)
            elif isinstance(piece, Lined):
                body.append(piece.write(edition, named))
            else:
                body.append(piece.write(edition.block(piece.index), named))
        head: Lines = joined(before_body(edition.properties))
        opening = "\n".join(head) + "\n\n" if head else ""
        return text_of([opening + "\n\n".join(body) + self._footnotes(edition.values)])

    def _footnotes(self, values: Sequence[Value]) -> str:
        if not all(_is_plain(values[number].text) for _, number in self._notes.gaps):
            raise Misfit
        return self._notes.filled(values, _as_it_is, lambda anchor: "")

    def _anchors_of(self, edition: Particulars) -> Mapping[str, str]:
        """Return the anchors of the edition's sections. Raises Misfit where two would have one name."""
        taken = set(self._named.taken)
        found = dict(self._anchors) if self._named.by_values else self._anchors
        titles = [(_words(edition.block(index)), "") for index in self._named.titles]
        for words, target in (*titles, *self._named.by_values):
            anchor = slug(filled(words, edition.values))
            if anchor in taken:
                raise Misfit
            taken.add(anchor)
            if target:
                found[target] = anchor
        return found


def _words(block: Block) -> str:
    """Return the words of a title or heading, as an anchor is made of them."""
    label = block.label if isinstance(block, Heading) else ""
    return f"{label} {plain_text(block.children)}" if isinstance(block, Title | Heading) else ""


@dataclass(frozen=True, slots=True)
class _Named:
    """What can be led to: the names that are taken in every edition, the headings that hold values.

    ``titles`` are indexes, ``by_values`` the words, with gaps, and the target of each heading.
    """

    taken: frozenset[str]
    titles: tuple[int, ...]
    by_values: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, shape: Shape, anchors: Mapping[str, str]) -> _Named:
        """Return what can be led to in *shape*."""
        taken: set[str] = set(anchors.values())
        titles: list[int] = []
        by_values: list[tuple[str, str]] = []
        for index, block in enumerate(shape.document.blocks):
            if isinstance(block, Title):
                titles.append(index)
            elif isinstance(block, Contents):
                taken.add(slug(block.heading))
            elif isinstance(block, Heading):
                if shape.gaps[index]:
                    by_values.append((_words(block), block.id))
                taken.add(slug(_words(block)))
        return cls(frozenset(taken), tuple(titles), tuple(by_values))


def _is_ready(text: str, gaps: tuple[int, ...]) -> bool:
    """Say whether a plain value can go into each gap of *text* as it is."""
    return gaps_in(text) == gaps and not _TOUCHY.search(text)

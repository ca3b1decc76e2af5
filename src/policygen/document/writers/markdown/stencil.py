"""The stencil of a shape: its body in pieces, cut at the gaps where a plain value goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ...cutting import Cut, cut
from ...gaps import GAP, Misfit, filled, gaps_in, gaps_of
from ...shape import Particulars, Shape
from ...tree import Block, Contents, Footnote, Heading, Title
from ...walk import iter_inlines, plain_text
from .anchors import anchors, slug
from .edition import EditionWriter
from .front_matter import before_body
from .layout import Lines, joined, text_of
from .plainness import Plainness, gaps_at_starts, is_ready, plainness
from .tabular import stencil_of

#: The target of a link to a section whose name holds a gap.
_ANCHOR = re.compile(rf"\(#([^()\s]*{GAP.pattern.replace('(', '(?:')}[^()\s]*)\)")
#: The target of a link that sends a message to an address that is a gap.
_ADDRESS = re.compile(rf"\]\(mailto:{GAP.pattern}\)")


@dataclass(frozen=True, slots=True)
class Apart:
    """A block to be written anew for each edition: how many footnotes, and which marker, are before it."""

    index: int
    writer: EditionWriter
    notes: int
    before: str
    left: tuple[str, int]

    def write(self, edition: Particulars, anchors: Mapping[str, str]) -> str:
        """Return this block of *edition* as Markdown.

        Raises Misfit when what follows would not be right after it.
        """
        stencil = stencil_of(edition, self.index)
        if stencil and (table := stencil.filled(edition.texts_of(self.index))) is not None:
            return table
        writer = self.writer.from_note(self.notes, anchors)
        lines, last = writer.following((edition.block(self.index),), self.before)
        if (last, writer.tally) != self.left or not lines:
            raise Misfit
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of the anchor of the section *target*, whose name holds a value."""

    target: str


_ANYWHERE = Plainness.ANYWHERE
#: What is written for each edition.
Anew = Anchor | Apart


@dataclass(frozen=True)
class Lined:
    """A block that is ready but for its gaps; where a value is not plain, it is written anew."""

    parts: tuple[str | Anchor, ...]
    gaps: tuple[int, ...]
    anew: Apart

    @cached_property
    def cut(self) -> Cut[Anew]:
        """The block cut at its gaps; mostly the whole body is filled at once, and nobody asks."""
        return cut(self.parts)


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
        #: The gaps that no value may go into that begins with a digit.
        self._at_starts: set[int] = set()
        before = ""
        for index in range(len(document.blocks)):
            before = self._take(index, document.blocks[index], writer, before)
        notes = "".join(f"\n{line}" for note in writer.footnotes() for line in ("", *note))
        if not is_ready(notes, gaps_in(notes)):
            raise Misfit
        self._at_starts |= gaps_at_starts(notes)
        self._notes: Cut[Anew] = cut([notes])
        self._body: Cut[Anew] = cut(self._parts())

    def _take(self, index: int, block: Block, writer: EditionWriter, before: str) -> str:
        """Write *block*, number *index*, and keep it as a piece; return its last marker."""
        notes = writer.tally
        lines, last = writer.following((block,), before)
        apart = Apart(index, writer, notes, before, (last, writer.tally))
        text, gaps = "\n".join(lines), _without_notes(self._shape.gaps[index], block)
        bare = _ADDRESS.sub("]()", _ANCHOR.sub("", text))
        if index in self._shape.apart or not is_ready(bare, gaps):
            self._pieces.append(apart)
        elif gaps or bare != text:
            self._at_starts |= gaps_at_starts(bare)
            self._pieces.append(Lined(self._at_anchors(text), gaps_in(text), apart))
        elif lines:
            self._pieces.append(text)
        return last

    def _at_anchors(self, text: str) -> tuple[str | Anchor, ...]:
        """Return *text* in pieces, cut at the anchors with gaps in them."""
        return tuple(
            Anchor(self._targets[part]) if number % 2 else part
            for number, part in enumerate(_ANCHOR.split(text))
        )

    def _parts(self) -> list[str | Anew]:
        """Return the whole body."""
        parts: list[str | Anew] = []
        for number, piece in enumerate(self._pieces):
            parts += ["\n\n"] if number else []
            parts += piece.parts if isinstance(piece, Lined) else [piece]
        return parts

    def fill(self, edition: Particulars) -> str:
        """Return the edition as Markdown, letter for letter as if it were written by itself.

        Raises Misfit where it does not fit the shape.
        """
        named = self._anchors_of(edition)

        def anew(piece: Anew) -> str:
            if isinstance(piece, Anchor):
                return f"(#{named[piece.target]})"
            return piece.write(edition, named)

        texts = edition.texts
        plain = enumerate(map(plainness, texts))
        awkward = {n for n, one in plain if one is not _ANYWHERE and not self._fits(n, one)}
        if not awkward.isdisjoint(self._notes.gaps):
            raise Misfit
        if awkward.isdisjoint(self._body.gaps):
            body = self._body.filled(texts, anew)
        else:
            body = self._body_with(awkward, texts, anew)
        head: Lines = joined(before_body(edition.properties))
        opening = "\n".join(head) + "\n\n" if head else ""
        return text_of([opening + body + self._notes.filled(texts, anew)])

    def _fits(self, number: int, plain: Plainness) -> bool:
        """Say whether a value that is not plain everywhere can go into the gap *number* as it is."""
        return plain is Plainness.INSIDE and number not in self._at_starts

    def _body_with(self, awkward: set[int], texts: list[str], anew: Callable[[Anew], str]) -> str:
        """Return the body block by block; those with *awkward* values are written anew."""
        body: list[str] = []
        for piece in self._pieces:
            if isinstance(piece, str):
                body.append(piece)
            elif isinstance(piece, Apart):
                body.append(anew(piece))
            elif awkward.isdisjoint(piece.gaps):
                body.append(piece.cut.filled(texts, anew))
            else:
                body.append(anew(piece.anew))
        return "\n\n".join(body)

    def _anchors_of(self, edition: Particulars) -> Mapping[str, str]:
        """Return the anchors of the edition's sections. Raises Misfit where two would have one name."""
        taken = set(self._named.taken)
        found = dict(self._anchors) if self._named.by_values else self._anchors
        titles = [(_words(edition.block(index)), "") for index in self._named.titles]
        for words, target in (*titles, *self._named.by_values):
            anchor = slug(filled(words, edition.texts))
            if anchor in taken:
                raise Misfit
            taken.add(anchor)
            if target:
                found[target] = anchor
        return found


def _without_notes(gaps: tuple[int, ...], block: Block) -> tuple[int, ...]:
    """Return the *gaps* of *block* without those in its footnotes, which are written below the text."""
    left = list(gaps)
    for inline in iter_inlines((block,)):
        if isinstance(inline, Footnote) and (inside := list(gaps_of(inline.blocks))):
            starts = range(len(left) - len(inside) + 1)
            at = next((i for i in starts if left[i : i + len(inside)] == inside), None)
            if at is not None:
                del left[at : at + len(inside)]
    return tuple(left)


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

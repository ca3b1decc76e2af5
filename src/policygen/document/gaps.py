"""Gaps: a document written once for many publishers, with gaps where their values go.

Schools whose texts differ in nothing but values share one *shape*: the finished document with a **gap**
in the place of each value, a short word that no text holds. A writer writes the shape as it writes any
document; cut at the gaps, the result is a *stencil*, and filling it costs next to nothing. What has to
look at the words of a value (the width of a column, the escapes of Markdown) is written anew each time.

A gap is a number between two letters without case from outside Latin (U+A66E), so that every writer
takes it for an ordinary word. A text that holds this letter itself has no shape
(:func:`has_gap_letter`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from .links import problem_with
from .properties import Properties
from .tree import (
    Block,
    Blocks,
    Contents,
    Document,
    Footnote,
    Inline,
    Inlines,
    Link,
    Reference,
    Signatures,
    Table,
    Value,
)
from .walk import iter_blocks, iter_inlines, map_inline, map_inlines

T = TypeVar("T")

_LETTER = "\ua66e"
GAP = re.compile(f"{_LETTER}([0-9]+){_LETTER}")


class Misfit(Exception):  # noqa: N818 -- it says what it is
    """An edition does not fit its shape, and has to be written by itself."""


def gap(number: int) -> str:
    """Return the text of gap *number* (from 0)."""
    return f"{_LETTER}{number}{_LETTER}"


def has_gap_letter(text: str) -> bool:
    """Say whether *text* holds the letter that gaps are made of."""
    return _LETTER in text


def gaps_in(text: str) -> tuple[int, ...]:
    """Return the numbers of the gaps in *text*, in order."""
    return tuple(map(int, GAP.findall(text))) if _LETTER in text else ()


def gaps_of(blocks: Blocks) -> tuple[int, ...]:
    """Return the numbers of the gaps that stand as values in *blocks*, in reading order."""
    values = (inline.text for inline in iter_inlines(blocks) if type(inline) is Value)
    return tuple(number for text in values for number in gaps_in(text))


def with_values(blocks: Blocks, values: Sequence[Value]) -> Blocks:
    """Return *blocks* with ``values[n]`` in the place of gap n.

    Raises Misfit for a link that may not lead where a value says.
    """

    def fill(inline: Inline) -> Inlines:
        if isinstance(inline, Value):
            found = gaps_in(inline.text)
            return (values[found[0]],) if found else (inline,)
        if isinstance(inline, Reference) and has_gap_letter(inline.text):
            return (replace(inline, text=filled(inline.text, values)),)
        if isinstance(inline, Link) and has_gap_letter(inline.target):
            target = filled(inline.target, values)
            if problem_with(target):
                raise Misfit
            return (replace(inline, target=target),)
        return (inline,)

    def sequence(part: Inlines) -> Inlines:
        return map_inline(part, fill)

    return tuple(
        replace(
            block,
            entries=tuple(replace(e, children=sequence(e.children)) for e in block.entries),
        )
        if isinstance(block, Contents)
        else block
        for block in map_inlines(blocks, sequence)
    )


def filled(text: str, values: Sequence[Value]) -> str:
    """Return *text* with values in the place of its gaps; as it is where there are no *values*."""
    if not values or _LETTER not in text:
        return text
    return GAP.sub(lambda gap: values[int(gap[1])].text, text)


@dataclass(frozen=True, slots=True)
class Shape:
    """A document with gaps.

    ``own`` are the indexes of blocks that each edition brings itself, ``apart`` those that are written
    anew for each edition: its own ones, and where a gap stands in a table, whose columns are as wide as
    the words in them, in the target of a link or in the words of a cross-reference. ``gaps`` has the
    numbers of the gaps in each block, in reading order.
    """

    document: Document
    own: frozenset[int]
    apart: frozenset[int]
    gaps: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, document: Document, own: frozenset[int] = frozenset()) -> Shape:
        """Return the shape that *document* is.

        :raises Misfit: for a footnote with a gap in a block that is written anew, for footnotes are
            written by themselves.
        """
        gaps = tuple(gaps_of((block,)) for block in document.blocks)
        apart = own.union(i for i, b in enumerate(document.blocks) if _is_apart(b, gaps[i]))
        top = document.masthead_length
        for index, block in enumerate(document.blocks):
            if gaps[index] and (index < top or index in apart):
                notes = (i for i in iter_inlines((block,)) if isinstance(i, Footnote))
                if any(gaps_of(note.blocks) for note in notes):
                    raise Misfit
        return cls(document, own, apart, gaps)

    def written(self, example: Particulars, masthead: int) -> Document:
        """Return the document that a stencil is cut from.

        The first blocks, as many as the writer draws as its *masthead*, and those that are written anew
        are those of *example*, an edition of this shape: what they leave behind is right, though they
        are not kept.
        """
        blocks = tuple(
            example.block(index) if index < masthead or index in self.apart else block
            for index, block in enumerate(self.document.blocks)
        )
        return replace(self.document, blocks=blocks)


def _is_apart(block: Block, gaps: tuple[int, ...]) -> bool:
    hidden = (
        i.target if isinstance(i, Link) else i.text
        for i in iter_inlines((block,))
        if isinstance(i, Link | Reference)
    )
    return (bool(gaps) and has_table(block)) or any(map(has_gap_letter, hidden))


def has_table(block: Block) -> bool:
    """Say whether a table is in *block*."""
    return any(isinstance(one, Table | Signatures) for one in iter_blocks((block,)))


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """A written text in pieces: what is the same in all editions, gaps, and what is written anew.

    ``gaps`` and ``apart`` say which of the ``texts`` to replace.
    """

    texts: tuple[str, ...]
    gaps: tuple[tuple[int, int], ...]
    apart: tuple[tuple[int, T], ...]

    def filled(
        self, values: Sequence[Value], write: Callable[[str], str], anew: Callable[[T], str]
    ) -> str:
        """Return the text with what *write* makes of each value, and *anew* of what stands apart."""
        made = list(self.texts)
        for index, number in self.gaps:
            made[index] = write(values[number].text)
        for index, piece in self.apart:
            made[index] = anew(piece)
        return "".join(made)


def cut(pieces: Iterable[str | T], gap: re.Pattern[str] = GAP) -> Cut[T]:
    """Return *pieces*, texts and others, with each *gap* cut out of the texts.

    The gap's number is the group of its pattern. Texts side by side are one. Raises Misfit where a
    gap is left that is not written as one.
    """
    texts: list[str] = []
    gaps: list[tuple[int, int]] = []
    apart: list[tuple[int, T]] = []
    run: list[str] = []
    for piece in (*pieces, None):
        if isinstance(piece, str):
            run.append(piece)
            continue
        for number, part in enumerate(gap.split("".join(run))):
            if number % 2:
                gaps.append((len(texts), int(part)))
            texts.append("" if number % 2 else part)
        run = []
        if piece is not None:
            apart.append((len(texts), piece))
            texts.append("")
    if any(map(has_gap_letter, texts)):
        raise Misfit
    return Cut(tuple(texts), tuple(gaps), tuple(apart))


@dataclass(slots=True)
class Particulars:
    """What is particular to one edition of a shape: values for the gaps, own blocks, properties."""

    shape: Shape
    values: Sequence[Value]
    own: Mapping[int, Block]
    properties: Properties
    _made: dict[int, Block] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._made.update(self.own)

    def block(self, index: int) -> Block:
        """Return block *index* of the edition, with its values."""
        made = self._made.get(index)
        if made is None:
            made = with_values((self.shape.document.blocks[index],), self.values)[0]
            self._made[index] = made
        return made

    def blocks(self, indexes: Iterable[int]) -> Blocks:
        """Return several blocks of the edition."""
        return tuple(map(self.block, indexes))

    def document(self) -> Document:
        """Return the whole edition."""
        return Document(self.blocks(range(len(self.shape.document.blocks))), self.properties)

"""The anatomy of a skeleton: where its values go, and on which of them more depends than a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .assembling import place_slots
from .document import filling
from .document.filling import Filled
from .document.gaps import Misfit, address_gaps, gap, gaps_in, has_gap_letter
from .document.problems import Problem
from .document.tree import (
    Blocks,
    BlockSlot,
    Code,
    CodeBlock,
    Hole,
    Image,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Slot,
    Value,
)
from .document.walk import iter_blocks, iter_inlines, map_inline, map_inlines
from .document.wording import Wanted
from .records.policy import Policy
from .skeleton import Skeleton


@dataclass(frozen=True, slots=True)
class Anatomy:
    """Where the values of a skeleton go: gaps for its holes and, from ``first_slot``, for its slots.

    ``tied`` are the gaps that more depends on than a word in a line: in code or a picture.
    ``addresses`` are those in the targets of links that send a message: any address may go there that
    is one in every format. ``alone`` are those that are all that a paragraph of the document holds: whole
    blocks may go there. ``typed`` maps the gap of a slot to the
    apostrophe of an ``'s`` that the text has behind it. ``record_blocks`` are filled from records.
    ``blocks`` are the text with all these gaps, ``problems`` what is wrong with it.
    """

    holes: tuple[int, ...]
    slots: tuple[tuple[Slot, Wanted], ...]
    tied: frozenset[int]
    addresses: frozenset[int]
    alone: frozenset[int]
    typed: Mapping[int, str]
    record_blocks: tuple[BlockSlot, ...]
    first_slot: int
    blocks: Blocks
    problems: tuple[Problem, ...]

    @property
    def slot_gaps(self) -> range:
        """The gaps of the slots."""
        return range(self.first_slot, self.first_slot + len(self.slots))


def anatomy_of(skeleton: Skeleton, text: str, printed: int, policy: Policy) -> Anatomy:
    """Return the anatomy of *skeleton*, read from *text*, whose template *printed* so many values.

    :raises Misfit: when there is something to report about it, or blocks of records stand inside others.
    """
    # A text that holds the letter of gaps has it as it is, or by its number (CommonMark §2.5).
    suspect = has_gap_letter(text) or "&#" in text
    if skeleton.problems or (suspect and any(map(has_gap_letter, _texts(skeleton.published)))):
        raise Misfit
    slots: list[tuple[Slot, Wanted]] = []

    def take(slot: Slot, wanted: Wanted) -> Filled:
        slots.append((slot, wanted))
        return Filled(gap(printed + len(slots) - 1))

    filled, problems = filling.fill(
        skeleton.published, [Filled(gap(n)) for n in range(printed)], take
    )
    typed: dict[int, str] = {}
    blocks = without_possessives(filled, typed)
    placed = place_slots(blocks, policy)
    top = tuple(b for b in placed if isinstance(b, BlockSlot))
    if len(top) != sum(isinstance(b, BlockSlot) for b in iter_blocks(placed)):
        raise Misfit
    records = tuple(b for b in top if b.name != "contents")
    return Anatomy(
        holes=tuple(sorted(skeleton.holes)),
        slots=tuple(slots),
        tied=frozenset(_tied(blocks)),
        addresses=frozenset(_addresses(blocks)),
        alone=frozenset(_alone(skeleton.published)),
        typed=typed,
        record_blocks=records,
        first_slot=printed,
        blocks=placed,
        problems=problems,
    )


def _alone(blocks: Blocks) -> Iterator[int]:
    for block in blocks:
        only = block.children[0] if isinstance(block, Paragraph) else None
        if isinstance(only, Hole) and block == Paragraph((only,)):
            yield only.index


def _texts(blocks: Blocks) -> Iterator[str]:
    for inline in iter_inlines(blocks):
        yield from (getattr(inline, name, "") for name in ("text", "wording", "label", "alt"))
    yield from (getattr(block, "text", "") for block in iter_blocks(blocks))


def without_possessives(blocks: Blocks, typed: dict[int, str]) -> Blocks:
    """Return *blocks* with bare gaps; the apostrophe of an ``'s`` that was made at one goes to *typed*."""

    def bare(inline: Inline) -> Inlines:
        if not isinstance(inline, Value) or not has_gap_letter(inline.text):
            return (inline,)
        (number,) = gaps_in(inline.text)
        if inline.text == gap(number):
            return (inline,)
        typed[number] = inline.text[-2]
        return (Value(gap(number), inline.source),)

    return map_inlines(blocks, lambda part: map_inline(part, bare))


def _tied(blocks: Blocks) -> Iterator[int]:
    for block in iter_blocks(blocks):
        if isinstance(block, CodeBlock):
            yield from gaps_in(block.text)
    for inline in iter_inlines(blocks):
        if isinstance(inline, Code):
            yield from gaps_in(inline.text)
        elif isinstance(inline, Image):
            yield from (*gaps_in(inline.source), *gaps_in(inline.alt))


def _addresses(blocks: Blocks) -> Iterator[int]:
    for inline in iter_inlines(blocks):
        if isinstance(inline, Link):
            yield from address_gaps(inline.target)

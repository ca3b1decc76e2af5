"""Shapes: what the editions of one policy have in common.

Composing an edition goes over the whole text. Where the text has been composed for another school,
the values of this one (its :mod:`.sitting`) go into the gaps of the shape that is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from . import anatomy
from .assembling import place_slots
from .compose import UNFINISHED
from .document import filling, numbering
from .document.filling import Filled
from .document.gaps import Misfit
from .document.sections import check_references
from .document.shape import Made, Particulars, Shape
from .document.tree import (
    Block,
    Blocks,
    BlockSlot,
    Contents,
    Document,
    Hole,
    Image,
    Link,
    Paragraph,
    Reference,
    Slot,
)
from .document.walk import holds
from .document.wording import Wanted
from .sitting import Sitting, answer_slot
from .skeleton import Skeleton


@dataclass(frozen=True, slots=True)
class Shaped:
    """A shape, and the block slots that its own blocks stand for, in their order."""

    shape: Shape
    slots: tuple[BlockSlot, ...]

    def particulars(self, sitting: Sitting) -> Particulars:
        """Return the edition of *sitting*, which has the key of this shape."""
        shape = self.shape
        own = (one for slot in self.slots for one in sitting.own[slot] if one.first < 0)
        at = dict(zip(sorted(shape.own), own, strict=True))
        properties = sitting.properties
        if pictures := shape.document.properties.pictures:
            properties = replace(properties, pictures=pictures)
        return Particulars(shape, sitting.values, sitting.words, at, properties)


def shape_of(sitting: Sitting, skeleton: Skeleton, printed: int) -> Shaped:
    """Return the shape of an edition: its document with gaps, but for what is tied.

    :raises Misfit: when it has none.
    """
    composition = sitting.composition
    policy = composition.policy
    placed = _text_of(sitting, skeleton, printed)
    kinds = skeleton.kinds.union(*(answer.kinds for answer in sitting.answers.values()))
    blocks, own = _with_own(placed, sitting.own)
    numbered = numbering.number(blocks, policy.numbering, refers=Reference in kinds)  # type: ignore[arg-type]
    if len(numbered) != len(blocks) or holds(numbered, UNFINISHED):
        raise Misfit
    pictures = composition.pictures(numbered) if Image in kinds else ()
    properties = replace(sitting.properties, pictures=pictures)
    slots_of_own = tuple(b for b in placed if isinstance(b, BlockSlot) and b in sitting.own)
    return Shaped(Shape.of(Document(numbered, properties), frozenset(own)), slots_of_own)


def _text_of(sitting: Sitting, skeleton: Skeleton, printed: int) -> Blocks:
    """Return the text of an edition with gaps, but for what is tied, and with its block slots.

    :raises Misfit: when something is to be said about it.
    """
    findings, parts = sitting.composition.findings, sitting.anatomy
    if not sitting.answers and not any(map(sitting.is_tied, (*parts.holes, *parts.slot_gaps))):
        findings.report(parts.problems)
        return parts.blocks
    slots = iter(parts.slot_gaps)

    def next_slot(slot: Slot, wanted: Wanted) -> Filled:
        found = sitting.filling(next(slots))
        return found if isinstance(found, Filled) else Filled("")

    text = tuple(_own_answer(block, sitting) for block in skeleton.published)
    holes = [sitting.filling(n) if n in skeleton.holes else Filled("") for n in range(printed)]
    filled, problems = filling.fill(text, holes, next_slot)
    if (
        any(Link in answer.kinds for answer in sitting.answers.values())
        and Link not in skeleton.kinds
    ):
        findings.report(check_references(filled))
    findings.report(problems)
    return place_slots(anatomy.without_possessives(filled, {}), sitting.composition.policy)


def _own_answer(block: Block, sitting: Sitting) -> Block:
    """Return the block slot for an answer that the edition brings itself, any other block as it is."""
    only = block.children[0] if isinstance(block, Paragraph) and len(block.children) == 1 else None
    slot = answer_slot(only.index) if isinstance(only, Hole) else None
    return slot if slot and slot in sitting.own else block


def _with_own(
    placed: Blocks, made: Mapping[BlockSlot, tuple[Made, ...]]
) -> tuple[Blocks, list[int]]:
    """Return *placed* with the blocks that the edition brings itself, and their indexes."""
    blocks: list[Block] = []
    own: list[int] = []
    for block in placed:
        if not isinstance(block, BlockSlot):
            blocks.append(block)
        elif block in made:
            own += (n for n, one in enumerate(made[block], len(blocks)) if one.first < 0)
            blocks += (one.in_shape() for one in made[block])
        else:
            blocks.append(Contents())
    return tuple(blocks), own

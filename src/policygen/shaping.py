"""Shapes: what the editions of one policy have in common, and what is particular to each.

Composing an edition goes over the whole text. Where the text has been composed for another school,
and this school's differs in nothing but values, only the values are worked out, and go into the gaps of
the shape that is kept. Whatever is out of the ordinary (an open slot, an answer of whole paragraphs,
anything to report) raises Misfit, and the edition is composed by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NoReturn

from . import anatomy
from .anatomy import Anatomy
from .assembling import made_for, place_slots
from .compose import UNFINISHED
from .composition import Composition, Setting
from .document import filling, numbering
from .document.filling import Filled, FilledBlocks, Unfilled
from .document.gaps import Misfit, gap, is_odd
from .document.problems import Problem
from .document.properties import Properties
from .document.sections import check_references
from .document.shape import Made, Particulars, Shape
from .document.tree import (
    Block,
    Blocks,
    BlockSlot,
    BulletList,
    Contents,
    Document,
    Footnote,
    Heading,
    Hole,
    Image,
    Link,
    OrderedList,
    Paragraph,
    Reference,
    Slot,
    Table,
    Value,
)
from .document.walk import holds, iter_inlines
from .document.wording import Wanted
from .english import possessive, sentence
from .errors import Place
from .findings import Findings
from .places import Finder
from .skeleton import Skeleton
from .template.expansion import Expansion
from .template.names import Known, Parsed


class _NothingToSay(Findings):
    """The findings of an edition in which nothing is wrong: whatever is raises Misfit."""

    def __init__(self, school: str, policy: str) -> None:
        super().__init__(school, policy, (), Finder({}), draft=False)

    def say(self, *_: object, **__: object) -> NoReturn:
        """Raise Misfit."""
        raise Misfit

    def place(self, line: int, excerpt: str = "", *, next_one: bool = False) -> Place:
        """Return no place: nobody will be told of it."""
        return Place("")

    def report(self, problems: Iterable[Problem]) -> None:
        """Raise Misfit when there are *problems*."""
        if any(True for _ in problems):
            raise Misfit

    def filled(self, *_: object) -> None:
        """Note nothing."""


#: What a shape is known by: values that more depends on than a word, kinds of own blocks, crest.
Key = tuple[tuple[tuple[int, str], ...], tuple[object, ...], str]
#: In an answer, what is counted through the document, or has to be looked up in it.
_ENTANGLED = frozenset((OrderedList, Link, Reference, Footnote, Image, Heading))


@dataclass(frozen=True, slots=True)
class Sitting:
    """One edition as far as it is particular: its values, and the blocks that it brings itself.

    Those are the blocks made from records, and the answers of whole paragraphs, each in the place of a
    block slot. ``answers`` are all such answers, by hole.
    """

    composition: Composition
    anatomy: Anatomy
    values: list[Value]
    answers: Mapping[int, FilledBlocks]
    own: Mapping[BlockSlot, tuple[Made, ...]]
    properties: Properties

    @property
    def key(self) -> Key:
        """What the editions of one shape have in common."""
        tied_ones = self.anatomy.tied
        tied = tuple(
            [(n, v.text) for n, v in enumerate(self.values) if n in tied_ones or is_odd(v.text)]
        )
        kinds = tuple([(slot, tuple(map(_kind, made))) for slot, made in self.own.items()])
        crest = self.properties.crest
        return tied, kinds, crest.media_type if crest else ""

    @property
    def texts(self) -> set[str]:
        """What records put into the edition."""
        own = [one.block for made in self.own.values() for one in made]
        made = {i.text for i in iter_inlines(tuple(own)) if type(i) is Value}
        return made.union([value.text for value in self.values])

    def is_tied(self, number: int) -> bool:
        """Say whether more depends on a value than a word in a line."""
        return number in self.anatomy.tied or is_odd(self.values[number].text)

    def filling(self, number: int) -> Filled | FilledBlocks:
        """Return what goes into a gap of the shape: the gap itself, but for what is tied."""
        value = self.values[number]
        if number in self.answers:
            return self.answers[number]
        return Filled(value.text if self.is_tied(number) else gap(number), value.source)


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
        return Particulars(shape, sitting.values, at, properties)


def _kind(made: Made) -> object:
    """Return what about an own block matters to the shape: all but its values, of a line in the text."""
    return made.form if made.first >= 0 else _kind_of(made.block)


def _kind_of(block: Block) -> object:
    """Return what about a block matters to the blocks around it."""
    if isinstance(block, Table):
        return ("Table", block.kind, bool(block.rows))
    if isinstance(block, Paragraph):
        return ("Paragraph", numbering.is_lead(block))
    if isinstance(block, BulletList):
        return ("BulletList", tuple(tuple(map(_kind_of, item.blocks)) for item in block.items))
    return type(block).__name__


def sit(setting: Setting, expansion: Expansion, parts: Anatomy) -> Sitting:
    """Return what is particular to the edition of *setting*.

    :raises Misfit: when it has to be composed by itself.
    :raises InputError: when slots ask for each other without end.
    """
    policy = setting.model.policy
    composition = Composition(setting, _NothingToSay(setting.school.id, policy.id))
    values = [Value("")] * (parts.first_slot + len(parts.slots))
    answers: dict[int, FilledBlocks] = {}
    own: dict[BlockSlot, tuple[Made, ...]] = {}
    for number in parts.holes:
        printed = expansion.printed[number]
        if type(value := printed.value) is Known and "[" not in value:  # most are plain texts
            values[number] = Value(str(value), value.source or printed.expression)
            continue
        found = composition.filling(printed)
        if isinstance(found, Filled):
            values[number] = Value(found.text, found.source)
            continue
        if not isinstance(found, FilledBlocks) or not isinstance(printed.value, Parsed):
            raise Misfit
        answers[number] = found
        # Either the blocks are the edition's own, or the text is tied, by its line end.
        values[number] = Value(f"{printed.value.text}\n")
        if number in parts.alone and not found.kinds & _ENTANGLED:
            own[BlockSlot(_ANSWER, str(number))] = tuple(map(Made, found.blocks))
            values[number] = Value(_ANSWER)
    for number, (slot, wanted) in enumerate(parts.slots, parts.first_slot):
        values[number] = _slot_value(composition, slot, wanted, parts.typed.get(number, ""))
    material = composition.material()
    for block in parts.record_blocks:
        own[block] = _from_records(made_for(block, material), values)
    return Sitting(composition, parts, values, answers, own, composition.properties(()))


def _from_records(blocks: Blocks, values: list[Value]) -> tuple[Made, ...]:
    """Return *blocks*; the values of those that become part of the shape join *values*."""
    made: list[Made] = []
    for block in blocks:
        one = Made.from_records(block, len(values))
        made.append(one)
        values += one.values if one.first >= 0 else ()
    return tuple(made)


#: The name of a block slot for an answer of whole paragraphs.
_ANSWER = "answer"


def _slot_value(composition: Composition, slot: Slot, wanted: Wanted, typed: str) -> Value:
    found = composition.slot(slot, wanted)
    if isinstance(found, Unfilled):
        raise Misfit
    text = sentence(found.text) if wanted.capital else found.text
    return Value(possessive(text, typed) if typed else text, found.source)


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
    slot = BlockSlot(_ANSWER, str(only.index)) if isinstance(only, Hole) else None
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

"""Sittings: what is particular to one edition of a policy: its values, and the blocks that it brings itself.

Where the text of a policy has been composed for another school, and this school's differs in nothing but
values, only these are worked out. Whatever is out of the ordinary (an open slot, an answer of whole
paragraphs inside others, anything to report) raises Misfit, and the edition is composed by itself.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import NoReturn

from .anatomy import Anatomy
from .assembling import FROM_PROFILE, Material, made_for
from .composition import Composition, Setting
from .document import numbering
from .document.filling import Filled, FilledBlocks, Unfilled
from .document.gaps import Misfit, gap, is_odd
from .document.links import is_address
from .document.problems import Problem
from .document.properties import Properties
from .document.shape import Made
from .document.tree import (
    Block,
    Blocks,
    BlockSlot,
    BulletList,
    Footnote,
    Heading,
    Image,
    Link,
    OrderedList,
    Paragraph,
    Reference,
    Slot,
    Table,
    Value,
)
from .document.walk import iter_inlines
from .document.wording import Wanted
from .english import possessive, sentence
from .errors import Place
from .findings import Findings
from .keeping import keep
from .places import Finder
from .records.profile import Profile
from .template.expansion import Expansion
from .template.names import Known, Parsed

_NOWHERE = Place("")


class _NothingToSay(Findings):
    """The findings of an edition in which nothing is wrong: whatever is raises Misfit."""

    def __init__(self, school: str, policy: str) -> None:
        super().__init__(school, policy, (), Finder({}), draft=False)

    def say(self, *_: object, **__: object) -> NoReturn:
        """Raise Misfit."""
        raise Misfit

    def place(self, line: int, excerpt: str = "", *, next_one: bool = False) -> Place:
        """Return no place: nobody will be told of it."""
        return _NOWHERE

    def report(self, problems: Iterable[Problem]) -> None:
        """Raise Misfit when there are *problems*."""
        if any(True for _ in problems):
            raise Misfit

    def filled(self, *_: object) -> None:
        """Note nothing."""


#: So many tables of schools are kept.
_TABLES = 192
#: What a shape is known by: values that more depends on than a word, kinds of own blocks, crest.
Key = tuple[tuple[tuple[int, str], ...], tuple[object, ...], str]
#: In an answer, what is counted through the document, or has to be looked up in it.
_ENTANGLED = frozenset((OrderedList, Link, Reference, Footnote, Image, Heading))


@dataclass(frozen=True, slots=True)
class Sitting:
    """One edition as far as it is particular: its values, and the blocks that it brings itself.

    Those are the blocks made from records, and the answers of whole paragraphs, each in the place of a
    block slot. ``answers`` are all such answers, by hole; ``words`` are the texts of the values.
    """

    composition: Composition
    anatomy: Anatomy
    values: list[Value]
    answers: Mapping[int, FilledBlocks]
    own: Mapping[BlockSlot, tuple[Made, ...]]
    properties: Properties
    words: list[str]

    @property
    def key(self) -> Key:
        """What the editions of one shape have in common."""
        words, parts = self.words, self.anatomy
        tied_ones = parts.tied.union([n for n in parts.addresses if not is_address(words[n])])
        tied = tuple([(n, text) for n, text in enumerate(words) if n in tied_ones or is_odd(text)])
        kinds = tuple([(slot, tuple(map(_kind, made))) for slot, made in self.own.items()])
        crest = self.properties.crest
        return tied, kinds, crest.media_type if crest else ""

    @property
    def texts(self) -> set[str]:
        """What records put into the edition."""
        texts = set(self.words)
        for one in chain.from_iterable(self.own.values()):
            if one.form is not None:
                texts.update(one.form.texts, [value.text for value in one.values])
            else:
                texts.update(i.text for i in iter_inlines((one.block,)) if type(i) is Value)
        return texts

    def is_tied(self, number: int) -> bool:
        """Say whether more depends on a value than a word in a line."""
        text, parts = self.words[number], self.anatomy
        if number in parts.addresses and not is_address(text):
            return True
        return number in parts.tied or is_odd(text)

    def filling(self, number: int) -> Filled | FilledBlocks:
        """Return what goes into a gap of the shape: the gap itself, but for what is tied."""
        value = self.values[number]
        if number in self.answers:
            return self.answers[number]
        return Filled(value.text if self.is_tied(number) else gap(number), value.source)


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


def sit(setting: Setting, expansion: Expansion, parts: Anatomy, tables: TablesOfSchools) -> Sitting:
    """Return what is particular to the edition of *setting*; *tables* are those of other editions.

    :raises Misfit: when it has to be composed by itself.
    :raises InputError: when slots ask for each other without end.
    """
    policy = setting.model.policy
    composition = Composition(setting, _NothingToSay(setting.school.id, policy.id))
    values = [Value("")] * (parts.first_slot + len(parts.slots))
    answers: dict[int, FilledBlocks] = {}
    own: dict[BlockSlot, tuple[Made, ...]] = {}
    printed_values = expansion.values
    for number in parts.holes:
        value = printed_values[number]
        if type(value) is Known and "[" not in value:  # most are plain texts
            values[number] = value.made or _made_of(value, expansion.sites[number][0])  # type: ignore[call-overload]
            continue
        printed = expansion.printed_at(number)
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
            own[answer_slot(number)] = tuple(map(Made, found.blocks))
            values[number] = Value(_ANSWER)
    for number, (slot, wanted) in enumerate(parts.slots, parts.first_slot):
        values[number] = _slot_value(composition, slot, wanted, parts.typed.get(number, ""))
    material = composition.material()
    for block in parts.record_blocks:
        own[block] = tables.made(block, material, values)
    words = [value.text for value in values]
    return Sitting(composition, parts, values, answers, own, composition.properties(()), words)


def _made_of(value: Known, expression: str) -> Value:
    """Return the node of *value*, which *expression* printed.

    One that knows its source is kept with it, for many editions have it.
    """
    if not value.source:
        return Value(value.plain, expression)
    made = value.made = Value(value.plain, value.source)
    return made


class TablesOfSchools:
    """Tables made from the profiles of schools alone, kept for the other policies of each."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, str, str], _OfSchool] = OrderedDict()

    def made(self, block: BlockSlot, material: Material, values: list[Value]) -> tuple[Made, ...]:
        """Return what is made for *block*; values that become part of the shape join *values*."""
        if block.name not in FROM_PROFILE:
            return _from_records(made_for(block, material), values)
        key = id(material.profile), block.name, block.argument
        found = self._kept.get(key)
        if found is not None:
            material.charge(found.characters, block.line)
            return found.made
        charged: list[int] = []

        def charge(characters: int, line: int) -> None:
            charged.append(characters)
            material.charge(characters, line)

        made = _from_records(made_for(block, replace(material, charge=charge)), values)
        if all(one.first < 0 for one in made):
            keep(self._kept, key, _OfSchool(material.profile, made, sum(charged)), _TABLES)
        return made


@dataclass(frozen=True, slots=True)
class _OfSchool:
    """What was made for a school, and what was charged for it; a profile that is kept has its id to itself."""

    profile: Profile
    made: tuple[Made, ...]
    characters: int


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


def answer_slot(number: int) -> BlockSlot:
    """Return what stands in the text for the answer that hole *number* alone in its paragraph holds."""
    return BlockSlot(_ANSWER, str(number))


def _slot_value(composition: Composition, slot: Slot, wanted: Wanted, typed: str) -> Value:
    found = composition.slot(slot, wanted)
    if isinstance(found, Unfilled):
        raise Misfit
    text = sentence(found.text) if wanted.capital else found.text
    return Value(possessive(text, typed) if typed else text, found.source)

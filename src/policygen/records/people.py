"""The small records that a trust and a school share: people, addresses, facts, and how maps of them merge."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TypeAlias

from policygen.english import fold_key
from policygen.errors import Place
from policygen.records import names, shapes
from policygen.records.nodes import (
    Broken,
    Findings,
    ListNode,
    MapNode,
    Node,
    Scalar,
    is_blank,
    wrong,
)
from policygen.records.record import fixed, key, record
from policygen.records.shapes import Json, Shape, map_of, optional

#: Whatever a template asks about, as it was given: text, lists and maps.
Fact: TypeAlias = "str | tuple[Fact, ...] | Mapping[str, Fact]"


@record
class Person:
    """Who holds a role. All may be unknown; ``title`` of a known role is its term then."""

    role: str = ""
    title: str = key(shapes.line, "What the role is called; a known role has its term.", default="")
    name: str = key(shapes.line, "The name of who holds the role.", default="")
    post: str = key(shapes.line, "Another post that the person holds.", default="")
    email: str = key(shapes.email, "The email address for this role.", default="")
    phone: str = key(shapes.line, "The telephone number for this role.", default="")


@record
class Address:
    """A postal address; ``str()`` puts it on one line."""

    street: str = key(shapes.line, "Number and street.", default="")
    locality: str = key(shapes.line, "The part of the town, or a second line.", default="")
    town: str = key(shapes.line, "The town.", default="")
    county: str = key(shapes.line, "The county.", default="")
    postcode: str = key(shapes.line, "The postcode.", default="")

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the address that are known, from the street to the postcode."""
        parts = (self.street, self.locality, self.town, self.county, self.postcode)
        return tuple(part for part in parts if part)

    def __str__(self) -> str:
        return ", ".join(self.lines)


#: The address as a map; one line of text could not be taken apart again.
address = fixed(Address)


def _read_people(node: Node, name: str, found: Findings) -> Mapping[str, Person] | None:
    people = _PEOPLE.read(node, name, found)
    if people is None:
        return None
    return {role: dataclasses.replace(person, role=role) for role, person in people.items()}


_PEOPLE = map_of(fixed(Person), names.WORD_PATTERN, names.why_not_word, names.suggest_word)
#: Role -> person, as ``people.headteacher`` names it.
people = Shape(_read_people, _PEOPLE.schema)
#: Term -> its form in the middle of a sentence.
terms = map_of(shapes.line, names.WORD_PATTERN, names.why_not_word, names.suggest_word)
#: Id of a policy -> its period.
periods = map_of(shapes.period, names.ID_PATTERN, names.why_not_id, names.suggest_id)


def _read_answers(node: Node, name: str, found: Findings) -> Mapping[str, str] | None:
    if isinstance(node, MapNode) and not unique(node, name, found):
        return None
    return _ANSWERS.read(node, name, found)


def unique(node: MapNode, name: str, found: Findings) -> bool:
    """Say whether no two keys of *node* are the same slot (english.fold_key); report those that are."""
    seen: dict[str, Place] = {}
    good = True
    for entry, _child in node.entries:
        folded = fold_key(entry.text)
        if folded in seen:
            message = f"“{entry.text}” is given twice in “{name}”; the first is on line {seen[folded].line}"
            hint = "case, spaces and the style of apostrophes do not count"
            wrong(found, entry.place, "duplicate-key", message, hint)
            good = False
        else:
            seen[folded] = entry.place
    return good


_ANSWERS = map_of(shapes.text)
#: Slot, as it was typed -> its answer.
answers = Shape(_read_answers, _ANSWERS.schema)


def _read_fact(node: Node, name: str, found: Findings) -> Fact | None:
    if isinstance(node, Broken):
        return None
    if isinstance(node, Scalar):
        return "" if is_blank(node) else node.text
    if isinstance(node, ListNode):
        items = [_read_fact(item, name, found) for item in node.items]
        good = tuple(item for item in items if item is not None)
        return good if len(good) == len(items) else None
    entries = {entry.text: _read_fact(child, name, found) for entry, child in node.entries}
    whole = {text: value for text, value in entries.items() if value is not None}
    return whole if len(whole) == len(entries) else None


def _read_facts(node: Node, name: str, found: Findings) -> Mapping[str, Fact] | None:
    if not isinstance(node, MapNode):
        shapes.wrong_kind(node, name, "a map", found)
        return None
    value = _read_fact(node, name, found)
    return value if isinstance(value, Mapping) else None


_FACT: Json = optional({"type": ["string", "number", "boolean", "array", "object"]})
#: Free keys -> what was given; a key without a value is known, and ``""``.
facts = Shape(_read_facts, {"type": "object", "additionalProperties": _FACT})

"""trust.yaml: who the trust is, and what its schools share."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from policygen.errors import Place
from policygen.records import people as shared
from policygen.records import shapes
from policygen.records.nodes import Broken, Findings, MapNode, Node, is_blank, wrong
from policygen.records.people import Address, Fact, Person
from policygen.records.profile import Profile, check_profile
from policygen.records.record import key, keys_of, read_keys, record, schema_of
from policygen.records.shapes import Json, Shape, list_of


def _read_defaults(node: Node, _name: str, found: Findings) -> MapNode | None:
    return node if isinstance(node, MapNode) and check_profile(node, found) else None


def _profile_schema() -> Json:
    schema = schema_of(Profile)
    return {name: value for name, value in schema.items() if name != "required"}


@record
class Trust:
    """The trust, with the part of a profile that is every school's unless its own profile says otherwise."""

    name: str = key(shapes.line, "The name of the trust, as it must appear in formal text.")
    short_name: str = key(
        shapes.line, "The name in running text; the full name when not given.", default=""
    )
    also_known_as: tuple[str, ...] = key(
        list_of(shapes.line), "Other spellings of the name that texts may use.", default=()
    )
    motto: str = key(shapes.line, "The motto of the trust.", default="")
    address: Address = key(
        shared.address, "The postal address of the trust.", default_factory=Address
    )
    phone: str = key(shapes.line, "The telephone number of the trust.", default="")
    email: str = key(shapes.email, "The email address of the trust.", default="")
    website: str = key(shapes.web, "The website of the trust.", default="")
    people: Mapping[str, Person] = key(
        shared.people, "People of the trust itself: role -> title, name, …", default_factory=dict
    )
    facts: Mapping[str, Fact] = key(
        shared.facts,
        "Anything else about the trust that a template asks about.",
        default_factory=dict,
    )
    ignore: Mapping[str, str] = key(
        shapes.map_of(shapes.line),
        "Findings of policygen check to ignore everywhere: code -> the reason.",
        default_factory=dict,
    )
    defaults: MapNode | None = key(
        Shape(_read_defaults, _profile_schema()),
        "Any keys of profile.yaml; every school has them unless its profile says otherwise.",
        default=None,
    )


def read_trust(node: Node, file: str, found: Findings) -> Trust | None:
    """Return the trust, or None when anything is wrong; what is wrong goes to *found*."""
    if is_blank(node):
        node = MapNode((), Place(file))
    if isinstance(node, Broken):
        return None
    own, good = node, True
    if isinstance(node, MapNode):
        good = _check_place(node, found)
        misplaced = keys_of(Profile).keys() - keys_of(Trust).keys()
        own = MapNode(tuple(e for e in node.entries if e[0].text not in misplaced), node.place)
    values = read_keys(Trust, own, "", found, missing=Place(file))
    if values is None or not good:
        return None
    trust = Trust(**values)
    return dataclasses.replace(trust, short_name=trust.short_name or trust.name)


def _check_place(node: MapNode, found: Findings) -> bool:
    """Say whether no key stands in trust.yaml that belongs under its ``defaults``; report those that do."""
    misplaced = keys_of(Profile).keys() - keys_of(Trust).keys()
    good = True
    for entry, _child in node.entries:
        if entry.text in misplaced:
            message = f"“{entry.text}” is not a key of trust.yaml itself"
            hint = f"put it under “defaults:”, from which every school takes its “{entry.text}”"
            wrong(found, entry.place, "unknown-key", message, hint)
            good = False
    return good

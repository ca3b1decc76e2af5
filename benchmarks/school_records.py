"""A synthetic school: its profile and its register, so complete that everything can be published."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass

_FIRST = (
    "Alder", "Ash", "Barn", "Birch", "Brack", "Carl", "Copper", "Dun", "Eller", "Fern",
    "Fox", "Gor", "Hag", "Harrow", "Hazel", "Holm", "Kel", "Kirk", "Lark", "Ling",
    "Mar", "Mere", "Nether", "Oak", "Otter", "Pen", "Quarry", "Rook", "Row", "Sedge",
    "Skel", "Stan", "Tarn", "Thorn", "Under", "Wether", "Whin", "Wold", "Wren", "Yar",
)  # fmt: skip
_LAST = (
    "beck", "bridge", "bury", "by", "cliffe", "combe", "dale", "den", "ditch", "fell",
    "field", "ford", "gate", "ham", "hurst", "ley", "mere", "moor", "ness", "shaw",
    "stead", "thwaite", "ton", "wick", "worth",
)  # fmt: skip
_PART = ("", "North", "South", "East", "West", "Park", "Mill", "Castle", "Station", "Abbey")
_GIVEN = (
    "Ada", "Bashir", "Clara", "Dev", "Edith", "Femi", "Gwen", "Hamza", "Iris", "Joel",
    "Kavita", "Leo", "Maud", "Niall", "Olu", "Petra", "Quentin", "Rosa", "Samir", "Tess",
)  # fmt: skip
_FAMILY = (
    "Abara", "Brightwell", "Cattermole", "Dossett", "Eastaway", "Fairbrass", "Ganguly",
    "Hollowood", "Iwu", "Jessop", "Kettleby", "Lomas", "Mistry", "Nettleton", "O'Dowd",
    "Pinnock", "Quayle", "Rahman", "Staveley", "Threlfall",
)  # fmt: skip
_ROOMS = ("the office", "room 4", "the library", "the hall", "the medical room", "room 12")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of school: what makes the text of its policies differ from another kind's."""

    name: str
    phase: str
    ages: str
    pupils: str
    headteacher: str
    sixth_form: bool
    helpers: int


#: Four, in the order in which they come round: so many texts has each policy.
_KINDS = (
    Kind("Primary School", "primary", "4-11", "pupils", "headteacher", False, 2),
    Kind("Church of England Primary School", "primary", "3-11", "children", "head teacher", False, 3),
    Kind("Academy", "secondary", "11-16", "students", "principal", False, 3),
    Kind("High School", "secondary", "11-18", "students", "headteacher", True, 3),
)  # fmt: skip
_ROTA = (0, 0, 0, 1, 2, 0, 1, 3, 0, 2)


@dataclass(frozen=True, slots=True)
class SchoolRecords:
    """A school's id and the text of its two files."""

    id: str
    profile: str
    register: str


def school_records(number: int, policies: list[str]) -> SchoolRecords:
    """Return school *number*, counted from nought, which has approved all *policies*."""
    chance = random.Random(f"school {number}")  # noqa: S311 -- names, no secret
    kind = _KINDS[_ROTA[number % len(_ROTA)]]
    place = _place(number)
    name = f"{place} {kind.name}"
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower())
    register = "\n".join(_entry(policy, chance) for policy in policies)
    return SchoolRecords(slug, _profile(number, name, place, kind, chance), register)


def _place(number: int) -> str:
    """Return the name of a place that no other number has."""
    rest, first = divmod(number, len(_FIRST))
    rest, last = divmod(rest, len(_LAST))
    volume, part = divmod(rest, len(_PART))
    words = [_FIRST[first] + _LAST[last], _PART[part], str(volume + 1) if volume else ""]
    return " ".join(word for word in words if word)


def _profile(number: int, name: str, place: str, kind: Kind, chance: random.Random) -> str:
    host = re.sub(r"[^a-z0-9]", "", place.lower()) + ".example"
    street = f"{chance.randint(1, 90)} {chance.choice(_FIRST)} Lane"
    helpers = "".join(
        f"    - {{name: {json.dumps(_person(chance))}, room: {chance.choice(_ROOMS)}}}\n"
        for _ in range(kind.helpers)
    )
    return f"""\
name: {name}
short_name: {place}
urn: {900_000 + number % 100_000}
phase: {kind.phase}
age_range: {kind.ages}
type: {"academy" if kind.phase == "secondary" else "voluntary aided school"}
sixth_form: {"yes" if kind.sixth_form else "no"}
motto: Learning together in {place}
address: {{street: {street}, town: {place}, postcode: QX{number % 90 + 1} {number % 9 + 1}AB}}
phone: 01632 {960_000 + number % 1000}
email: office@{host}
website: https://{host}

terms:
  pupils: {kind.pupils}
  headteacher: {kind.headteacher}
  governing_body: {"local governing body" if kind.phase == "secondary" else "governing board"}
  class_teacher: {"form tutor" if kind.phase == "secondary" else "class teacher"}

people:
  headteacher: {{title: {kind.headteacher.title()}, name: {json.dumps(_person(chance))}, email: head@{host}}}
  chair_of_governors: {{title: Chair of Governors, name: {json.dumps(_person(chance))}, email: chair@{host}}}
  dsl: {{title: Designated Safeguarding Lead, name: {json.dumps(_person(chance))}, email: dsl@{host}, phone: 01632 {960_000 + chance.randint(0, 999)}}}
  policy_lead: {{title: {"Vice Principal" if kind.phase == "secondary" else "Deputy Headteacher"}, name: {json.dumps(_person(chance))}, email: policies@{host}}}

facts:
  named_staff:
{helpers}
answers:
  time for a first answer: {chance.randint(2, 10)} school days
  place for forms: {chance.choice(("the school office", "the main reception"))}
  how we do it here: |
    At {place} we meet on the {chance.choice(("first", "second", "last"))} Monday of the half term. We look at:

    - what was decided in {chance.choice(("the autumn", "the spring", "the summer"))}
    - what {_person(chance)} has heard from families

theme: {{colour: "{chance.choice(("#1d5c3f", "#2b4a6f", "#7b1e3b", "#4a2b6f"))}", font: {chance.choice(("Arial", "Calibri", "Verdana"))}}}
"""


def _person(chance: random.Random) -> str:
    return f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"


def _entry(policy: str, chance: random.Random) -> str:
    """Return what the register says of one policy: adopted, and approved twice."""
    year = chance.randint(2023, 2024)
    first = f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    second = f"{year + 2}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return f"""\
{policy}:
  adopted: yes
  history:
    - {{version: "1", date: {first}, action: Adopted, by: Full governors}}
    - {{version: "2", date: {second}, action: Approved, by: Resources committee}}
"""

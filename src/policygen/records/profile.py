"""profile.yaml: who a school is, with the trust's defaults under it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping

from policygen.english import fold_key
from policygen.errors import Place
from policygen.records import people as shared
from policygen.records import shapes
from policygen.records.nodes import Broken, Findings, MapNode, Node, Scalar, is_absent, is_blank
from policygen.records.people import Address, Fact, Person
from policygen.records.periods import Period
from policygen.records.record import fixed, key, read_keys, record
from policygen.records.shapes import list_of
from policygen.records.terms import all_terms

PHASES = (
    "nursery",
    "infant",
    "junior",
    "first",
    "primary",
    "middle",
    "secondary",
    "all-through",
    "16-plus",
    "special",
    "alternative",
)
_AGES = re.compile(r"(?P<from>[0-9]{1,2}) ?(?:-|–|to) ?(?P<to>[0-9]{1,2})")


def _age_range(text: str) -> str:
    found = _AGES.fullmatch(text)
    if not found or int(found["from"]) > int(found["to"]):
        raise ValueError(f"“{text}” is not a range of ages")
    return text


def _urn(text: str) -> str:
    if not re.fullmatch("[0-9]{5,7}", text):
        raise ValueError(f"“{text}” is not a URN")
    return text


@record
class Scripture:
    """A verse that the school stands under."""

    text: str = key(shapes.text, "The words.", default="")
    reference: str = key(shapes.line, "Where they are found, such as Matthew 5:16.", default="")

    def __str__(self) -> str:
        return self.text


@record
class Theme:
    """How the editions look."""

    colour: str = key(shapes.colour, "The colour of headings and lines.", default="")
    font: str = key(shapes.line, "The typeface.", default="")


@record
class Profile:
    """A school. Texts that are not given are ``""``, ``sixth_form`` is None then."""

    name: str = key(shapes.line, "The name of the school, as it must appear in formal text.")
    short_name: str = key(
        shapes.line, "The name in running text; the full name when not given.", default=""
    )
    also_known_as: tuple[str, ...] = key(
        list_of(shapes.line), "Other spellings of the name that texts may use.", default=()
    )
    urn: str = key(
        shapes.scalar(
            {"type": ["integer", "string"], "pattern": "^[0-9]{5,7}$"},
            _urn,
            hint="five to seven digits",
        ),
        "The school's number in the register of schools (GIAS).",
        default="",
    )
    phase: str = key(shapes.choice(*PHASES), "The phase of education.", default="")
    age_range: str = key(
        shapes.scalar({"type": "string"}, _age_range, "a range", "write it like 4-11"),
        "The ages of the youngest and the oldest pupils.",
        default="",
    )
    type: str = key(shapes.line, "The kind of school, such as voluntary aided school.", default="")
    sixth_form: bool | None = key(shapes.flag, "Whether there is a sixth form.", default=None)
    motto: str = key(shapes.line, "The school's motto.", default="")
    scripture: Scripture | None = key(
        fixed(Scripture), "A verse that the school stands under.", default=None
    )
    address: Address = key(shared.address, "The postal address.", default_factory=Address)
    phone: str = key(shapes.line, "The telephone number.", default="")
    email: str = key(shapes.email, "The email address of the school office.", default="")
    website: str = key(shapes.web, "The school's website.", default="")
    terms: Mapping[str, str] = key(
        shared.terms,
        "Words that differ from school to school, in the form used in mid-sentence.",
        default_factory=dict,
    )
    people: Mapping[str, Person] = key(
        shared.people, "Who holds which role: role -> title, name, post, …", default_factory=dict
    )
    facts: Mapping[str, Fact] = key(
        shared.facts, "Anything else that a template asks about.", default_factory=dict
    )
    answers: Mapping[str, str] = key(
        shared.answers,
        "Values for slots, valid in every policy of the school.",
        default_factory=dict,
    )
    review_periods: Mapping[str, Period] = key(
        shared.periods, "How often a policy is reviewed: policy id -> period.", default_factory=dict
    )
    theme: Theme = key(fixed(Theme), "How the editions look.", default_factory=Theme)

    def person(self, role: str) -> Person:
        """Return who holds *role*: as the profile says, or nobody by name with the role's term for a title."""
        return self.people.get(role) or Person(role=role, title=self.terms.get(role, ""))


def read_profile(
    node: Node, file: str, found: Findings, defaults: MapNode | None = None
) -> Profile | None:
    """Return the school of *node* with the trust's *defaults* under it, all terms and titles filled in.

    Returns None when anything is wrong; what is wrong goes to *found*, a missing name at *file*.
    """
    if is_blank(node):
        node = MapNode((), Place(file))
    if isinstance(node, Broken):
        return None
    own_answers = node.get("answers") if isinstance(node, MapNode) else None
    good = not isinstance(own_answers, MapNode) or shared.unique(own_answers, "answers", found)
    merged = merge(defaults or MapNode((), Place(file)), node)
    values = read_keys(Profile, merged, "", found, missing=Place(file))
    if values is None or not good:
        return None
    profile = Profile(**values)
    terms = all_terms(profile.terms)
    people = {
        role: person if person.title else dataclasses.replace(person, title=terms.get(role, ""))
        for role, person in profile.people.items()
    }
    short_name = profile.short_name or profile.name
    return dataclasses.replace(profile, short_name=short_name, terms=terms, people=people)


def check_profile(node: MapNode, found: Findings) -> bool:
    """Say whether the keys of *node* are good keys of a profile, be they not complete; report what is not."""
    named = ((Scalar("name", node.place), Scalar("-", node.place, quoted=True)), *node.entries)
    return read_keys(Profile, MapNode(named, node.place), "defaults", found) is not None


#: Sections that are merged key by key, and how deep.
_MERGED = {"terms": 1, "people": 2, "facts": 1, "answers": 1, "theme": 1}


def merge(defaults: MapNode, own: Node) -> Node:
    """Return a profile with *defaults* under it: its own value wins, but some sections merge key by key.

    Those are ``terms``, ``facts``, ``answers``, ``theme`` and, per role, ``people``. A key without a
    value (``motto:``) leaves the default as it is, empty quotes take it away.
    """
    if not isinstance(own, MapNode):
        return own
    entries = {name.text: (name, value) for name, value in defaults.entries}
    for name, value in own.entries:
        under = entries[name.text][1] if name.text in entries else value
        fold = fold_key if name.text == "answers" else str
        entries[name.text] = (name, _over(under, value, _MERGED.get(name.text, 0), fold))
    return MapNode(tuple(entries.values()), own.place)


def _over(under: Node, own: Node, depth: int, fold: Callable[[str], str]) -> Node:
    """Return *own* over *under*; maps merge key by key, *depth* levels down."""
    if not (depth and isinstance(under, MapNode) and isinstance(own, MapNode)):
        return under if is_absent(own) else own
    entries = {fold(name.text): (name, value) for name, value in under.entries}
    for name, value in own.entries:
        below = entries.get(fold(name.text), (name, value))[1]
        entries[fold(name.text)] = (name, _over(below, value, depth - 1, fold))
    return MapNode(tuple(entries.values()), own.place)

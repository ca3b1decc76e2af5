"""What templates can name: the records of one school and one policy as scopes of the language."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .records.dates import PartialDate
from .records.people import Address, Fact, Person
from .records.periods import Period
from .records.policy import Policy
from .records.profile import Profile, Scripture
from .records.register import Event
from .records.review import Review
from .records.trust import Trust
from .template.filters import PROPER_NAMES
from .template.names import Answers, Known, NameValue, Scope, Vocabulary

#: Slots that every template may use without saying where their value comes from.
WELL_KNOWN: Mapping[str, str] = {
    "school name": "school.name",
    "name of school": "school.name",
    "name of the school": "school.name",
    "short name of the school": "school.short_name",
    "trust name": "trust.name",
    "name of trust": "trust.name",
    "name of the trust": "trust.name",
    "headteacher": "people.headteacher.name",
    "name of headteacher": "people.headteacher.name",
    "name of the headteacher": "people.headteacher.name",
    "chair of governors": "people.chair_of_governors.name",
    "name of the chair of governors": "people.chair_of_governors.name",
    "school phone": "school.phone",
    "school telephone number": "school.phone",
    "school email": "school.email",
    "school website": "school.website",
    "version": "review.version",
    "approval date": "review.approved",
    "date of approval": "review.approved",
    "review date": "review.next",
    "date of next review": "review.next",
}
_FREE = ("terms", "people", "facts", "answers", "review_periods", "theme", "defaults", "ignore")
#: Of a policy, what a template may print.
_POLICY = [
    "id",
    "title",
    "owner",
    "statutory",
    "audience",
    "review_period",
    "review_triggers",
    "approver",
    "source",
    "consult",
    "related",
]


def names_of_school(trust: Trust, profile: Profile) -> dict[str, Any]:
    """Return the names that all policies of one school share, and what the filters need."""
    terms = {term: text(word, f"terms.{term}") for term, word in profile.terms.items()}
    facts = {key: fact(value, f"facts.{key}") for key, value in profile.facts.items()}
    own = (profile.name, profile.short_name, *profile.also_known_as)
    return {
        "school": record_scope("school", profile),
        "trust": _trust(trust),
        "terms": Scope("terms", terms),
        "people": people_scope("people", profile.people.values(), profile),
        "facts": Scope("facts", facts),
        PROPER_NAMES: (*own, trust.name, trust.short_name),
    }


def names_of_policy(
    policy: Scope, review: Review, answer: Callable[[str], NameValue]
) -> dict[str, Any]:
    """Return the names that belong to one policy of one school; *policy* is its :func:`policy_scope`."""
    return {"answers": Answers(answer), "policy": policy, "review": review_scope(review)}


def vocabulary() -> Vocabulary:
    """Return every name that a template may use, with the names inside those that are fixed."""
    profile = Profile(name="", scripture=Scripture())
    names = {
        **names_of_school(Trust(name=""), profile),
        **names_of_policy(policy_scope(_SAMPLE, ""), Review(), lambda key: None),
    }
    return {name: _inside(scope) for name, scope in names.items() if isinstance(scope, Scope)}


def _inside(value: NameValue) -> Vocabulary | None:
    if not isinstance(value, Scope) or not value.closed:
        return None
    return {name: _inside(value.peek(name)) for name in value.names}


_SAMPLE = Policy(id="sample", file="", body="", body_line=1, title="")


def text(value: str, source: str) -> Known | None:
    """Return *value* as a text that knows its source; None, which is open, when there is none."""
    stripped = value.rstrip("\n")
    return Known(stripped, source) if stripped else None


def fact(value: Fact, source: str) -> NameValue:
    """Return a fact as it was given: a text, a list, or a scope of free keys."""
    if isinstance(value, str):
        return text(value, source)
    if isinstance(value, tuple):
        found = (fact(entry, source) for entry in value)
        return tuple(entry for entry in found if entry is not None)
    return Scope(source, {key: fact(inner, f"{source}.{key}") for key, inner in value.items()})


def record_scope(
    source: str, record: Any, names: Iterable[str] = (), *, present: bool = True, printed: str = ""
) -> Scope:
    """Return the fields of *record* (or those called *names*) as a closed scope."""
    wanted = names or (f.name for f in dataclasses.fields(record) if f.name not in _FREE)
    return Scope(
        source,
        {name: _field(getattr(record, name), f"{source}.{name}") for name in wanted},
        closed=True,
        present=present,
        printed=printed,
    )


def _field(value: Any, source: str) -> NameValue:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str | PartialDate | Period):
        return text(str(value), source)
    if isinstance(value, tuple):
        return tuple(Known(entry, source) for entry in value)
    present = any(getattr(value, f.name) for f in dataclasses.fields(value))
    printed = str(value) if isinstance(value, Address | Scripture) else ""
    return record_scope(source, value, present=present, printed=printed)


def people_scope(source: str, people: Iterable[Person], profile: Profile | None = None) -> Scope:
    """Return roles as a scope; a role that nobody holds still has its title, where it is known.

    A title that is the role's term says that it comes from there.
    """
    terms = profile.terms if profile else {}
    held = {person.role: _person(source, person, terms) for person in people}
    known = dict(held)
    for role, word in terms.items():
        if role not in known:
            known[role] = _person(source, Person(role=role, title=word), terms, present=False)
    return Scope(source, known, each=tuple(held.values()))


def _person(
    source: str, person: Person, terms: Mapping[str, str], *, present: bool = True
) -> Scope:
    scope = record_scope(f"{source}.{person.role}", person, present=present)
    if not person.title or person.title != terms.get(person.role):
        return scope
    names = {name: scope.peek(name) for name in scope.names}
    names["title"] = text(person.title, f"terms.{person.role}")
    return Scope(scope.source, names, closed=True, present=present)


def _trust(trust: Trust) -> Scope:
    scope = record_scope("trust", trust)
    inner: dict[str, NameValue] = {name: scope.peek(name) for name in scope.names}
    inner["short_name"] = text(trust.short_name or trust.name, "trust.short_name")
    inner["people"] = people_scope("trust.people", trust.people.values())
    inner["facts"] = Scope(
        "trust.facts", {k: fact(v, f"trust.facts.{k}") for k, v in trust.facts.items()}
    )
    return Scope("trust", inner, closed=True)


def policy_scope(policy: Policy, approver: str) -> Scope:
    """Return a policy as the scope ``policy``; *approver* is who approves it, as the school calls them."""
    scope = record_scope("policy", policy, _POLICY)
    inner: dict[str, NameValue] = {name: scope.peek(name) for name in scope.names}
    inner["approver"] = text(approver, "policy.approver")
    return Scope("policy", inner, closed=True)


def review_scope(review: Review) -> Scope:
    """Return the control record as the scope ``review``."""
    names: dict[str, NameValue] = {
        name: _field(getattr(review, name), f"review.{name}")
        for name in ("by", "approved", "next", "period", "version")
    }
    names["often"] = text(review.period.often if review.period else "", "review.often")
    last = {
        action: event_scope(event, f'review.last["{event.action}"]')
        for action, event in (review.last or {}).items()
    }
    names["last"] = Scope("review.last", last)
    return Scope("review", names, closed=True)


def event_scope(event: Event, source: str) -> Scope:
    """Return one entry of a history as a closed scope."""
    names: dict[str, NameValue] = {
        "version": text(event.version, f"{source}.version"),
        "date": text(str(event.date), f"{source}.date") if event.date else None,
        "action": text(event.action, f"{source}.action"),
        "by": text(event.by, f"{source}.by"),
        "next_review": text(str(event.next_review), f"{source}.next_review")
        if event.next_review
        else None,
    }
    return Scope(source, names, closed=True)

"""Records become blocks: document control, the version table, key personnel and signatures.

A row whose value is not known yet holds a :class:`Slot`; whoever composes reports it as open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .document.tree import (
    Blocks,
    Inline,
    Inlines,
    LineBreak,
    Paragraph,
    Signature,
    Signatures,
    Slot,
    Table,
    Text,
    ThematicBreak,
    Value,
)
from .document.walk import merge
from .english import sentence
from .records.people import Person
from .records.policy import Policy
from .records.profile import Profile
from .records.register import Event
from .records.review import Review, oldest_first

#: label, expression: what document control says when the template has no rows of its own.
USUAL_ROWS = (
    ("Version", "review.version"),
    ("Approved by", "review.by"),
    ("Approved on", "review.approved"),
    ("Review period", "review.period"),
    ("Next review", "review.next"),
)


@dataclass(frozen=True, slots=True)
class ControlRow:
    """One row of document control, worked out."""

    label: Inlines
    value: Inlines


def usual_rows(review: Review) -> tuple[tuple[str, str], ...]:
    """Return the rows that document control has by default.

    A policy that is approved and has no next review (as required, live) has no row for it.
    """
    if review.approved and not review.next:
        return USUAL_ROWS[:-1] if review.period else USUAL_ROWS[:-2]
    return USUAL_ROWS


def control_blocks(rows: Iterable[ControlRow], layout: str) -> Blocks:
    """Return document control as a table, or for the layout ``footer`` as lines below a rule."""
    rows = tuple(rows)
    if not rows:
        return ()
    if layout == "footer":
        lines: list[Inline] = []
        for number, row in enumerate(rows):
            lines += [LineBreak()] if number else []
            lines += [*row.label, Text(" "), *row.value]
        return (ThematicBreak(), Paragraph(merge(lines)))
    cells = tuple((row.label, row.value) for row in rows)
    return (Table((), cells, ("", ""), kind="control", caption="Document control"),)


def version_table(
    history: Iterable[Event], review_date: Callable[[Event], str], source: str
) -> Table | None:
    """Return the versions of *history*, oldest first, with the next review of the last as last row.

    *source* is the expression that the values are said to come from. None when there is no version.
    """
    versions = [event for event in oldest_first(tuple(history)) if event.is_approval]
    if not versions:
        return None

    def value(text: str, name: str) -> Inlines:
        return (Value(text, f"{source}.{name}"),) if text else ()

    rows: list[tuple[Inlines, ...]] = [
        (
            (Text("Version "), Value(event.version, f"{source}.version")),
            value(str(event.date or ""), "date"),
            value(event.action, "action"),
        )
        for event in versions
    ]
    due = review_date(versions[-1])
    if due:
        rows.append(((Text("Review Date"),), value(due, "next_review"), ()))
    head: tuple[Inlines, ...] = ((Text("Version"),), (Text("Date"),), (Text("Action"),))
    return Table(head, tuple(rows), ("", "", ""), kind="versions", caption="Version history")


def versions_of_model(policy: Policy) -> Table | None:
    """Return the model's own versions; None when its front matter lists none."""
    return version_table(policy.history, lambda last: str(last.next_review or ""), "policy.history")


def versions_of_school(review: Review) -> Table | None:
    """Return the versions that the school approved; None before the first approval."""
    return version_table(review.approvals, lambda last: str(review.next or ""), "review")


def roles_of(argument: str) -> tuple[tuple[str, bool], ...]:
    """Return the roles named in ``[insert key personnel: a, b?]``, each with whether it is optional."""
    roles = [part.strip() for part in argument.split(",") if part.strip()]
    return tuple((role.rstrip("?").strip(), role.endswith("?")) for role in roles)


def title_of(person: Person, profile: Profile) -> Inlines:
    """Return the title of a role as a row begins with it; a slot when there is none."""
    if not person.title:
        return (
            Slot(f"[insert title of {person.role}]", f"people.{person.role}.title in the profile"),
        )
    is_term = person.title == profile.terms.get(person.role)
    return (
        Value(sentence(person.title) if is_term else person.title, f"people.{person.role}.title"),
    )


def name_of(person: Person) -> Inlines:
    """Return the name of who holds a role; a slot when it is not known."""
    if not person.name:
        words = person.title or person.role
        return (Slot(f"[insert name of {words}]", f"people.{person.role}.name in the profile"),)
    return (Value(person.name, f"people.{person.role}.name"),)


def key_personnel(argument: str, profile: Profile) -> Table:
    """Return the table of people: title and name, then their contact details where known."""
    rows: list[tuple[Inlines, ...]] = []
    for role, optional in roles_of(argument):
        person = profile.person(role)
        if optional and not person.name:
            continue
        rows.append((title_of(person, profile), (), name_of(person)))
        lead = "Contact details"
        for label, text in (("Email", person.email), ("Tel", person.phone)):
            if text:
                value = Value(text, f"people.{role}.{'email' if label == 'Email' else 'phone'}")
                rows.append(((Text(lead),) if lead else (), (Text(label),), (value,)))
                lead = ""
    return Table((), tuple(rows), ("", "", ""), kind="people", caption="Key personnel")


def signatures(argument: str, profile: Profile) -> Signatures:
    """Return a row to sign for each role, with the name where it is known."""
    rows = []
    for role, _optional in roles_of(argument):
        person = profile.person(role)
        name = name_of(person) if person.name else ()
        rows.append(Signature(title_of(person, profile), name))
    return Signatures(tuple(rows))

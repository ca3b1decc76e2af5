"""A trust with three schools and one policy, whose life the tests tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from policygen.approval import Decision
from policygen.cli.recording import record_all
from policygen.records.dates import PartialDate
from policygen.records.register import Event
from policygen.workspace import load

from ..workspaces import write
from .desk import done, policygen

SCHOOLS = ("ash", "elm", "oak")
DAY = "2025-01-09"
PROFILE = """\
name: {name} School
phase: {phase}
phone: 01632 960001
email: office@{id}.example
address: {{street: 1 High Street, town: Oakton, postcode: OX1 1AA}}
people:
  keeper: {{title: Dog keeper, name: Ann Example, phone: 01632 960002}}
facts: {{dog: Bonnie}}
"""
MODEL = """\
---
title: Dogs
numbering: headings
control: table
review_period: annual
history: [{version: "7", date: 2020, action: Written}]
slots: {place of the dog: {ask: Where it sleeps}}
---
[insert version table: model]

[insert key personnel: keeper]

# Scope {#scope}

{{ facts.dog }} works with all {{ terms.pupils }} of [insert school name].

{% if school.phase == "primary" %}
# Reading {#reading}

Classes read to the dog on Fridays.
{% endif %}

# Care {#care}

Ask {{ people.keeper.name }}, ring {{ school.phone }} or write to {{ school.email }} or {{ school.address }}.
The dog sleeps in [insert place of the dog].

# Review {#review}

The {{ terms.governing_body }} approved version {{ review.version }} on {{ review.approved }} and reviews this
{{ review.often }}, next in {{ review.next }}. See [](#care).
"""
TRUST = """\
name: Harbour Trust
defaults:
  answers: {place of the dog: the library}
  terms: {governing_body: local board}
"""


def trust(root: Path, model: str = MODEL, **more: str | bytes) -> Path:
    """Write the trust into *root*, with *more* files over it, and return *root*."""
    return _write(root, model, SCHOOLS, more)


def oak_alone(root: Path, model: str = MODEL, **more: str | bytes) -> Path:
    """Write the trust with one school, oak, into *root*, which is quicker."""
    return _write(root, model, ("oak",), more)


def _write(root: Path, model: str, schools: Iterable[str], more: Mapping[str, str | bytes]) -> Path:
    files: dict[str, str | bytes] = {"trust.yaml": TRUST, "templates/dogs.md": model}
    for school in schools:
        phase = "secondary" if school == "elm" else "primary"
        text = PROFILE.format(id=school, name=school.title(), phase=phase)
        files[f"schools/{school}/profile.yaml"] = text
        files[f"schools/{school}/register.yaml"] = (
            f"# Register of {school}\ndogs:\n  adopted: yes\n"
        )
    return write(root, {**files, **more})


def approve(root: Path, *schools: str, version: str = "1", date: str = DAY) -> None:
    """Record an approval of the policy at *schools*, or at all; nothing is built."""
    decision = Decision(PartialDate.parse(date), "Board", version)
    assert record_all(load(root), schools, "dogs", decision)


def states(root: Path, *options: str, as_of: str = "2025-03-01") -> dict[str, str]:
    """Return the state of the policy at each school."""
    printed = policygen(root, "status", "--as-of", as_of, "--json", *options)
    assert printed.code == 0, printed
    return {row["school"]: row["state"] for row in printed.rows}


def reasons(root: Path, school: str, as_of: str = "2025-03-01") -> list[str]:
    """Return what ``status`` gives as reasons for one school."""
    rows = done(root, "status", "-s", school, "--as-of", as_of, "--json").rows
    return list(rows[0]["reasons"])


def history(root: Path, school: str = "oak") -> tuple[Event, ...]:
    """Return what the register of *school* records about the policy."""
    return load(root).schools[school].register.policies["dogs"].history

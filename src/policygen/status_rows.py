"""A row of the review register: what is known about one policy at one school, and how urgent it is.

The rows are made in one place and shown in many; this is what both sides agree on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from .errors import Diagnostic, Place, UsageError, did_you_mean
from .records.dates import PartialDate


class State(StrEnum):
    """How a policy stands at a school, as it is printed."""

    CURRENT = "current"
    DUE = "due"
    OVERDUE = "overdue"
    CHANGED = "changed since approval"
    NEVER = "never approved"
    BLOCKED = "blocked"
    NOT_ADOPTED = "not adopted"


#: What a person types for a state, on the command line.
SHORT_NAMES: Mapping[str, State] = MappingProxyType(
    {
        "overdue": State.OVERDUE,
        "due": State.DUE,
        "changed": State.CHANGED,
        "never": State.NEVER,
        "blocked": State.BLOCKED,
        "not-adopted": State.NOT_ADOPTED,
        "current": State.CURRENT,
    }
)

#: State -> its place in the order of urgency, and whether the days left count within it.
_URGENCY: Mapping[State, tuple[int, bool]] = MappingProxyType(
    {
        State.OVERDUE: (0, True),
        State.CHANGED: (1, False),
        State.BLOCKED: (2, False),
        State.DUE: (3, True),
        State.NEVER: (4, False),
        State.CURRENT: (5, True),
        State.NOT_ADOPTED: (6, False),
    }
)


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One policy at one school.

    ``school`` and ``policy`` are ids. ``version`` and ``approved_by`` are ``""`` and ``approved`` is
    None when nothing is approved; ``next_review`` is None when none is due. ``days_left`` counts to
    the end of the stated day, month, term or year, and is negative when that is over. ``reasons`` are
    sentences for a person: which section changed, how many slots are open, why it is not adopted.
    """

    school: str
    school_name: str
    policy: str
    title: str
    version: str
    approved: PartialDate | None
    approved_by: str
    next_review: PartialDate | None
    days_left: int | None
    state: State
    reasons: tuple[str, ...]


def urgency(row: StatusRow) -> tuple[int, bool, int, str, str]:
    """Return the key that puts the most urgent row first.

    Overdue (the longest first), changed since approval, blocked, due (the nearest first), never
    approved, current (the nearest first; without a review date last), not adopted. Rows that are
    equally urgent go by school, then policy.
    """
    rank, by_days = _URGENCY[row.state]
    days = row.days_left if by_days else 0
    return (rank, days is None, days or 0, row.school, row.policy)


def states_named(names: str | Iterable[str]) -> frozenset[State]:
    """Return the states that *names* name: short or full names, in any case, with commas between.

    Empty names do not count. Raises UsageError that tells every unknown name, with the nearest one.
    """
    texts = [names] if isinstance(names, str) else list(names)
    wanted = [name.strip() for text in texts for name in text.split(",")]
    known = {_folded(name): state for name, state in SHORT_NAMES.items()}
    known |= {_folded(state): state for state in State}
    unknown = [name for name in dict.fromkeys(wanted) if name and _folded(name) not in known]
    if unknown:
        raise UsageError(*map(_unknown, unknown))
    return frozenset(known[_folded(name)] for name in wanted if name)


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _unknown(name: str) -> Diagnostic:
    everything = dict.fromkeys([*SHORT_NAMES, *State])
    hint = did_you_mean(name, everything, f"there is: {', '.join(SHORT_NAMES)}")
    return Diagnostic(Place(name), "no-state", f"there is no state “{name}”", hint)

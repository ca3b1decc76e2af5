"""The control record: what is known about the life of one policy at one school, worked out in one place.

Document control, version table, header, footer and file properties are all made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..english import fold_key
from .dates import PartialDate
from .periods import Period, next_review
from .policy import Policy
from .profile import Profile
from .register import Entry, Event


@dataclass(frozen=True, slots=True)
class Review:
    """Who approved which version when, and when the next review is due.

    ``approvals`` and ``events`` are oldest first; what happened on one day keeps its order. ``last``
    maps an action (folded, see :func:`fold_key`) to the latest entry that has it. ``next`` is None
    when nothing is approved or the period asks for no date.
    """

    version: str = ""
    approved: PartialDate | None = None
    by: str = ""
    next: PartialDate | None = None
    period: Period | None = None
    approvals: tuple[Event, ...] = ()
    events: tuple[Event, ...] = ()
    last: Mapping[str, Event] | None = None


def review_of(policy: Policy, profile: Profile, entry: Entry) -> Review:
    """Return the control record of *policy* at the school of *profile*, whose register says *entry*.

    The review period is the register's, else the profile's, else the model's.
    """
    period = entry.review_period or profile.review_periods.get(policy.id) or policy.review_period
    history = oldest_first(entry.history)
    approvals = tuple(event for event in history if event.is_approval)
    if not approvals:
        return Review(period=period, events=history, last=_last(history))
    latest = approvals[-1]
    return Review(
        version=latest.version,
        approved=latest.date,
        by=latest.by,
        next=_next(history, latest, period),
        period=period,
        approvals=approvals,
        events=history,
        last=_last(history),
    )


def oldest_first(history: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return *history* by date; entries of one day, and those without a date, keep their place."""
    dated = [event for event in history if event.date is not None]
    dated.sort(key=lambda event: event.date.last_day)  # type: ignore[union-attr]
    ordered = iter(dated)
    return tuple(next(ordered) if event.date is not None else event for event in history)


def _next(history: tuple[Event, ...], latest: Event, period: Period | None) -> PartialDate | None:
    """Return the next review: as the latest entry since the approval says, else approval + period."""
    since = history[history.index(latest) :]
    for event in reversed(since):
        if event.next_review is not None:
            return event.next_review
    if latest.date is None or period is None:
        return None
    return next_review(latest.date, period)


def _last(history: tuple[Event, ...]) -> Mapping[str, Event]:
    return {fold_key(event.action): event for event in history if event.action}

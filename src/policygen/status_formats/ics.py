"""The register as a calendar: one all-day event for the next review of each policy.

The event stands on the last day of the stated day, month, term or year: until then the review is in
time, after it the policy is overdue. Its UID is made from the ids alone, so that a later export moves
the event that an earlier one made.

There is no METHOD: PUBLISH asks for an organiser (RFC 5546 §3.2.1), who would make a meeting of each
review; Outlook takes a calendar without a method as published ([MS-STANOICAL] 2.2.51).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from ..errors import visible
from ..records.dates import PartialDate, Precision
from ..status_rows import State, StatusRow
from .wording import date_text, day_text, not_installed

if TYPE_CHECKING:
    from icalendar import Alarm, Event, vText

PRODUCT = "-//policygen//Policy register//EN"
#: Days before the review on which a calendar reminds.
ALARMS = (90, 30)
_DAY = datetime.timedelta(days=1)


def write(
    rows: Sequence[StatusRow],
    *,
    as_of: datetime.date,
    alarms: Sequence[int] = ALARMS,
    name: str = "Policy reviews",
) -> bytes:
    """Return a calendar (RFC 5545) with the next review of each policy that is adopted and has one.

    *alarms* are days before the event, 0 or more (ValueError); one that would have rung before *as_of*
    is left out, since a calendar rings late alarms all at once. *name* is what the calendar is called.
    Raises UsageError when icalendar is not installed.
    """
    if any(days < 0 for days in alarms):
        raise ValueError(f"an alarm is a number of days before the review: {list(alarms)}")
    try:
        from icalendar import Calendar
    except ImportError as error:
        raise not_installed("ics", "icalendar", "calendar") from error

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _text(name))
    for row in rows:
        if row.next_review is not None and row.state is not State.NOT_ADOPTED:
            calendar.add_component(_event(row, row.next_review, as_of, alarms))
    file: bytes = calendar.to_ical()
    return file


def _event(
    row: StatusRow, review: PartialDate, as_of: datetime.date, alarms: Sequence[int]
) -> Event:
    from icalendar import Event

    day = review.last_day
    summary = _text(f"Review: {row.title} ({row.school_name})")
    event = Event()
    # No id holds a full stop, so no two pairs of ids can make the same UID.
    event.add("uid", f"{row.policy}.{row.school}@policygen")
    # Without a METHOD this is when the event was last revised (§3.8.7.2): a later export wins.
    event.add("dtstamp", datetime.datetime.combine(as_of, datetime.time(), datetime.UTC))
    event.add("dtstart", day)
    event.add("dtend", day + _DAY)  # the first day that is not part of it (§3.6.1)
    event.add("summary", summary)
    event.add("description", _text("\n".join(_description(row, review, as_of))))
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # nobody is busy all day
    event.add("sequence", 0)
    # Outlook keeps the first alarm only: let it be the earliest.
    for days in sorted(set(alarms), reverse=True):
        if day - days * _DAY >= as_of:
            event.add_component(_alarm(days, summary))
    return event


def _alarm(days: int, text: vText) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -days * _DAY)
    alarm.add("description", text)
    return alarm


def _description(row: StatusRow, review: PartialDate, as_of: datetime.date) -> list[str]:
    """Return the lines of the description; nothing in them is wrong on a later day."""
    last = f"the last day of that {review.precision}"
    end = day_text(review.last_day)
    if review.precision is Precision.DAY:
        lines = [f"Next review: {review}. After that day the policy is overdue."]
    else:
        lines = [f"Next review: {review}. After {end}, {last}, the policy is overdue."]
    if row.version:
        lines.append(f"Version: {row.version}")
    by = f", by {row.approved_by}" if row.approved_by else ""
    lines.append(f"Approved: {date_text(row.approved) or 'never'}{by}")
    lines.append(f"State on {day_text(as_of)}: {row.state}")
    return [*lines, *row.reasons]


def _text(text: str) -> vText:
    """Return *text* as a TEXT value (§3.3.11): no control characters, one kind of line end."""
    return _exact_text()(visible(re.sub(r"\r\n?", "\n", text)))


@cache
def _exact_text() -> type[vText]:
    """Return the library's TEXT, but for ``\\N``, which it would write as a line end (“C:\\New”)."""
    from icalendar import vText

    class ExactText(vText):
        """A text that arrives as it is."""

        __slots__ = ()

        def to_ical(self) -> bytes:
            """Return the text with backslash, semicolon, comma and line end escaped."""
            return re.sub(r"[\\;,]", r"\\\g<0>", self).replace("\n", r"\n").encode()

    return ExactText

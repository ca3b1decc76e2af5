"""The calendar: read back with the library, and looked at as lines."""

from __future__ import annotations

import datetime
import re
import sys
from typing import Any

import pytest
from hypothesis import given

from policygen.errors import UsageError
from policygen.records.dates import PartialDate
from policygen.status_formats import ics
from policygen.status_rows import State, StatusRow

from .registers import AS_OF, REGISTER, few, registers, row

icalendar = pytest.importorskip("icalendar")


def events(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def one_event(one: StatusRow) -> Any:
    (event,) = events(ics.write([one], as_of=AS_OF))
    return event


def alarm_days(event: Any) -> list[int]:
    return [-alarm.decoded("trigger").days for alarm in event.walk("VALARM")]


def texts_of(content: bytes, name: str) -> list[str]:
    """Return the texts of the properties *name* of events, read as RFC 5545 §3.1 and §3.3.11 say."""
    unfolded = content.decode().replace("\r\n ", "")
    event = re.sub(r"(?s)BEGIN:VALARM\r\n.*?END:VALARM\r\n", "", unfolded)
    found = re.findall(rf"(?m)^{name}:(.*)\r$", event)
    return [re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], text) for text in found]


def text_of(text: str) -> str:
    """Return *text* with the line ends that a calendar knows."""
    return re.sub(r"\r\n?", "\n", text)


def test_a_calendar_line_by_line() -> None:
    content = ics.write([row(title="Social media; a, b")], as_of=AS_OF)
    unfolded = content.decode().replace("\r\n ", "")
    assert unfolded.split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//policygen//Policy register//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Policy reviews",
        "BEGIN:VEVENT",
        r"SUMMARY:Review: Social media\; a\, b (Oak Hill Primary)",
        "DTSTART;VALUE=DATE:20270312",
        "DTEND;VALUE=DATE:20270313",
        "DTSTAMP:20261121T000000Z",
        "UID:social-media.oak-hill@policygen",
        "SEQUENCE:0",
        r"DESCRIPTION:Next review: 12 March 2027. After that day the policy is overdue.\n"
        r"Version: 2.0\nApproved: 12 March 2026\, by Local Governing Body\n"
        r"State on 21 November 2026: current",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        r"DESCRIPTION:Review: Social media\; a\, b (Oak Hill Primary)",
        "TRIGGER:-P90D",
        "END:VALARM",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        r"DESCRIPTION:Review: Social media\; a\, b (Oak Hill Primary)",
        "TRIGGER:-P30D",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_there_is_an_event_for_each_review_of_an_adopted_policy() -> None:
    left_over = row("elm", state=State.NOT_ADOPTED)
    found = events(ics.write([*REGISTER, left_over], as_of=AS_OF))
    assert [str(event["uid"]) for event in found] == [
        "sick-pay.oak-hill@policygen",
        "social-media.st-johns@policygen",
        "complaints.oak-hill@policygen",
        "sick-pay.st-johns@policygen",
    ]


@pytest.mark.parametrize(
    ("review", "day", "said"),
    [
        ("29 February 2028", "2028-02-29", "Next review: 29 February 2028. After that day"),
        ("February 2028", "2028-02-29", "After 29 February 2028, the last day of that month,"),
        ("Summer Term 2027", "2027-08-31", "After 31 August 2027, the last day of that term,"),
        ("2027", "2027-12-31", "After 31 December 2027, the last day of that year,"),
    ],
)
def test_the_event_is_on_the_last_day_on_which_the_review_is_in_time(
    review: str, day: str, said: str
) -> None:
    event = one_event(row(review=review))
    start = datetime.date.fromisoformat(day)
    assert event.decoded("dtstart") == start
    assert event.decoded("dtend") == start + datetime.timedelta(days=1)
    assert said in event["description"]


def test_the_description_tells_what_is_known() -> None:
    one = row(version="", approved="", by="", state=State.BLOCKED, reasons=("2 slots open",))
    assert str(one_event(one)["description"]).split("\n") == [
        "Next review: 12 March 2027. After that day the policy is overdue.",
        "Approved: never",
        "State on 21 November 2026: blocked",
        "2 slots open",
    ]


@pytest.mark.parametrize(
    ("review", "days"),
    [
        ("20 February 2027", [90, 30]),  # 91 days after AS_OF
        ("19 February 2027", [90, 30]),  # the first alarm is on AS_OF
        ("18 February 2027", [30]),
        ("20 December 2026", []),
        ("1 January 2020", []),
    ],
)
def test_no_alarm_is_late_from_the_start(review: str, days: list[int]) -> None:
    assert alarm_days(one_event(row(review=review))) == days


def test_alarms_and_the_name_can_be_chosen() -> None:
    content = ics.write([row()], as_of=AS_OF, alarms=(7, 60, 7, 0), name="Oak; Hill")
    assert rb"X-WR-CALNAME:Oak\; Hill" in content
    (event,) = events(content)
    assert alarm_days(event) == [60, 7, 0]
    assert alarm_days(events(ics.write([row()], as_of=AS_OF, alarms=()))[0]) == []
    with pytest.raises(ValueError, match="number of days"):
        ics.write([row()], as_of=AS_OF, alarms=(-1,))


def test_uids_come_from_ids_alone_and_differ() -> None:
    later = row(title="New title", school_name="New name", review="2 May 2030", version="9")
    assert one_event(row())["uid"] == one_event(later)["uid"]
    pairs = [row("b-c", "a"), row("c", "a-b")]
    assert len({str(event["uid"]) for event in events(ics.write(pairs, as_of=AS_OF))}) == 2


@few
@given(registers)
def test_every_text_comes_back(rows: list[StatusRow]) -> None:
    content = ics.write(rows, as_of=AS_OF)
    assert content == ics.write(rows, as_of=AS_OF)
    assert max(map(len, content.split(b"\r\n"))) <= 75  # RFC 5545 §3.1, in octets
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    wanted = [r for r in rows if r.next_review and r.state is not State.NOT_ADOPTED]
    found = events(content)
    summaries, descriptions = (texts_of(content, name) for name in ("SUMMARY", "DESCRIPTION"))
    assert len(found) == len(wanted)
    for event, summary, description, one in zip(
        found, summaries, descriptions, wanted, strict=True
    ):
        review = one.next_review
        assert isinstance(review, PartialDate)
        assert event.decoded("dtstart") == review.last_day
        assert summary == text_of(f"Review: {one.title} ({one.school_name})")
        assert text_of("\n".join(one.reasons)) in description
        assert text_of(one.approved_by) in description
        assert str(one.state) in description


def test_a_backslash_before_n_is_no_line_end() -> None:
    content = ics.write([row(title=r"C:\New\north; a, b")], as_of=AS_OF, name=r"C:\New")
    assert rb"SUMMARY:Review: C:\\New\\north\; a\, b (" in content
    assert rb"X-WR-CALNAME:C:\\New" in content


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(UsageError) as caught:
        ics.write([row()], as_of=AS_OF)
    assert "pip install 'policygen[calendar]'" in caught.value.diagnostics[0].hint

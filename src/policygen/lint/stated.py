"""Rules over what a finished document states of itself: dates that contradict each other, who did what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..english import fold_key
from ..records.dates import MONTHS, PartialDate, Precision
from ..records.periods import next_review
from .ground import Ground
from .passages import Passage
from .rule import Hit, document_rule
from .statements import DATE, Statement
from .whole import Whole

Found = Iterator[tuple[Passage, Hit]]

_WORDS = {"approved": "approved", "next": "to be reviewed next", "changed": "last changed"}
_BOARD = re.compile(
    r"\b(?:fgb|lgb|governors?|governing (?:body|board)|trustees|board|directors)\b", re.IGNORECASE
)


def _at(one: Statement, message: str, hint: str) -> tuple[Passage, Hit]:
    return one.passage, Hit(one.start, one.end, message, hint)


def _agree(one: PartialDate, other: PartialDate) -> bool:
    """Say whether two dates can be the same day, each at the precision it has."""
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _body(one: Statement) -> str:
    """Return who is said to have done it, boards under all their names as one."""
    return "board" if _BOARD.search(f"{one.label} {one.who}") else fold_key(one.who)


def _latest(whole: Whole, kind: str) -> list[Statement]:
    """Return the latest dated statement of *kind* in each region and by each body, in order."""
    kept: dict[tuple[str, str], Statement] = {}
    for one in whole.statements:
        if one.kind == kind and one.date:
            key = (one.region, _body(one) if kind == "approved" else "")
            before = kept.get(key)
            if before is None or before.date is None or before.date < one.date:
                kept[key] = one
    return list(kept.values())


@document_rule("stated-dates")
def stated_dates(whole: Whole, ground: Ground) -> Found:
    """The document states two dates for one thing.

    The cover says that it was adopted in July 2022, the footer that it was approved in July 2020: one of
    them was forgotten when the policy was renewed, and nobody can tell which is right. Dates of approval,
    of the last change and of the next review are compared wherever they stand: cover, table, text,
    running header and footer. “March 2021” and “2021” agree. In a list the latest counts, approvals
    by different bodies may have different dates, and a table of versions whose latest was not what was
    approved is taken for that of the model.
    """
    for kind, words in _WORDS.items():
        first: list[Statement] = []
        for one in _latest(whole, kind):
            if one.region.startswith("versions") and not _is_own(whole, one.region):
                continue
            other = next((o for o in first if _differ(o, one)), None)
            if other is None:
                first.append(one)
                continue
            message = f"“{_said(one)}”, but elsewhere “{_said(other)}”: when was it {words}?"
            yield _at(one, message, "find out which is right, and say it once")


def _is_own(whole: Whole, region: str) -> bool:
    """Say whether a table of versions is that of this document: its latest is what was approved elsewhere.

    It can be that of the model which a school's policy was made from, with a review of its own.
    """
    versions = [
        one.date for one in whole.statements if one.region == region and one.kind == "version"
    ]
    latest = max((date for date in versions if date), default=None)
    done = [
        one.date for one in whole.statements if one.kind in ("approved", "changed") and one.date
    ]
    return latest is None or not done or any(_agree(latest, date) for date in done)


def _differ(one: Statement, other: Statement) -> bool:
    if one.date is None or other.date is None or _agree(one.date, other.date):
        return False
    bodies = {_body(one), _body(other)} - {""}
    return one.region != other.region and len(bodies) < 2


def _said(one: Statement) -> str:
    return " ".join(f"{one.label.rstrip(' :')} {one.value}".split())


@document_rule("stated-review")
def stated_review(whole: Whole, ground: Ground) -> Found:
    """The next review is not the approval plus the review period that the document states.

    “Approved March 2019”, “every 2 years”, “next review March 2022”: a date was changed and the others
    were not. Where no approval is stated, the last review or change counts.
    """
    periods = [one for one in whole.statements if one.period and one.period.months]
    due = [one for one in whole.statements if one.kind == "next" and one.date]
    done = next((d for k in ("approved", "changed", "reviewed") if (d := _latest(whole, k))), [])
    if not periods or not due or not done or len({one.period for one in periods}) > 1:
        return
    period = periods[0].period
    made = [next_review(one.date, period) for one in done if one.date and period]
    last = max(due, key=lambda one: one.date.last_day if one.date else None)  # type: ignore[arg-type, return-value]
    if last.date and made and not any(m and _agree(m, last.date) for m in made):
        base = done[0]
        message = f"“{_said(last)}”, but “{_said(base)}” and “{periods[0].value}” make {made[0]}"
        yield _at(last, message, "correct one of them")


@document_rule("stated-overdue")
def stated_overdue(whole: Whole, ground: Ground) -> Found:
    """The review that the document announces is overdue.

    The day is today, or `--as-of`. A review that is stated as a month, term or year is overdue from the
    end of it. Readers take a policy whose review date has passed for one that nobody looks after.
    """
    due = [one for one in whole.statements if one.kind == "next" and one.date]
    if not due or ground.day is None:
        return
    last = max(due, key=lambda one: one.date.last_day if one.date else None)  # type: ignore[arg-type, return-value]
    if last.date and last.date.last_day < ground.day:
        message = f"“{_said(last)}”: the review is overdue since the end of {last.date}"
        if last.date.precision is Precision.DAY:
            message = f"“{_said(last)}”: the review is overdue since {last.date}"
        yield _at(last, message, "review the policy, and publish it with its new dates")


@document_rule("stated-same-person")
def stated_same_person(whole: Whole, ground: Ground) -> Found:
    """Who reviewed the policy also approved it.

    The document names the same person or group for both. A second pair of eyes is the point of an
    approval; say who else approves it, or name the committee.
    """
    reviewers = {
        fold_key(one.who): one for one in whole.statements if one.kind == "reviewed" and one.who
    }
    for one in whole.statements:
        reviewer = reviewers.get(fold_key(one.who)) if one.kind == "approved" and one.who else None
        if reviewer and not _BOARD.search(one.who):
            message = f"“{one.who}” both reviewed and approved the policy"
            yield _at(one, message, "another person or body approves it")
            return


@document_rule("date-styles")
def date_styles(whole: Whole, ground: Ground) -> Found:
    """The document control writes its dates in several styles.

    “17/9/15” and “06/03/19”, or “17/9/15” and “12 March 2019”, in the tables and lines that say when a
    policy was approved and reviewed: readers wonder whether 06/03 is in March or in June. Write all of
    them in one style, best in words. Dates in the text are let be.
    """
    told: dict[str, str] = {}
    for passage, start, words in _control_dates(whole):
        style = _style(words)
        if not style or (told and any(_same_style(style, known) for known in told)):
            continue
        if told:
            message = (
                f"the date “{words}” is written in another style than “{next(iter(told.values()))}”"
            )
            yield passage, Hit(start, start + len(words), message, "write all dates in one style")
        told[style] = words


def _control_dates(whole: Whole) -> Iterator[tuple[Passage, int, str]]:
    stated = {(id(one.passage), one.start): one for one in whole.statements}
    for passage in whole.passages:
        short = passage.kind in ("cell", "header", "footer")
        for found in DATE.finditer(passage.text) if short or stated else ():
            inside = any(
                key[0] == id(passage) and one.start <= found.start() < one.end
                for key, one in stated.items()
            )
            alone = passage.kind == "cell" and passage.text.strip() == found.group()
            if inside or alone:
                yield passage, found.start(), found.group()


def _style(words: str) -> str:
    """Return how a date is written; "" for one that is only a year."""
    numbers = re.fullmatch(r"(\d{1,4})([/.-])(\d{1,2})[/.-](\d{2,4})", words)
    if numbers:
        day, mark, month, year = numbers.groups()
        if len(day) == 4:
            return "iso"
        padded = "0" if "0" in (day[0], month[0]) else "1" if len(day + month) < 4 else "?"
        return f"numbers {mark} {len(year)} {padded}"
    if words[:1].isdigit() and " " not in words and not re.search("[a-z]", words, re.IGNORECASE):
        return ""
    if re.match(r"(?:spring|summer|autumn)", words, re.IGNORECASE):
        return ""
    month_name = re.search(r"[A-Za-z]{3,}", re.sub(r"\d+(?:st|nd|rd|th)", "", words))
    name = month_name.group() if month_name else ""
    length = "long" if name.capitalize() in MONTHS else "short"
    return f"words {'?' if name.casefold() == 'may' else length}"


def _same_style(one: str, other: str) -> bool:
    """Say whether two dates may be of one style: 10/12/19 has no nought to leave out, May no short form."""
    return len(one.split()) == len(other.split()) and all(
        a == b or "?" in (a, b) for a, b in zip(one.split(), other.split(), strict=True)
    )


@document_rule("stated-nothing")
def stated_nothing(whole: Whole, ground: Ground) -> Found:
    """A row of the document control is empty.

    “Date approved:” with nothing behind it, in a table or block in which other rows are filled: it was
    forgotten. Lines to sign and to date by hand are let be.
    """
    for one in whole.statements:
        if one.value or one.kind not in ("approved", "next", "period"):
            continue
        if any(o.region == one.region and o.value for o in whole.statements):
            yield _at(one, f"“{one.label.strip(' :')}” has nothing behind it", "fill it in")

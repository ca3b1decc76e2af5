"""Dates that a document says of itself, in several places: of approval, of the next review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..records.dates import MONTHS, PartialDate
from .ground import Ground
from .passages import Passage
from .rule import Hit, text_rule
from .whole import Whole

_MONTH = "|".join(m if m == "May" else f"{m}|{m[:3]}t?" for m in MONTHS)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\.?,?\s+\d{{4}}|\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d\d"
    rf"|(?:{_MONTH})\.?,?\s+\d{{4}}|(?:Spring|Summer|Autumn)(?:\s+Term)?\s+\d{{4}}|20\d\d-\d\d-\d\d|20\d\d)\b",
    re.IGNORECASE,
)
#: What a label says the date is of. The order counts: "date of next review" is no date of review.
_LABELS = (
    (
        "next review",
        re.compile(
            r"\b(?:(?:date\s+(?:of|for|due\s+for)\s+)?(?:the\s+)?next\s+(?:full\s+)?(?:review|update)(?:\s+due)?(?:\s+(?:by|date))?"
            r"|review\s+(?:date|due)|date\s+(?:for|due\s+for)\s+review|due\s+for\s+review)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "approval",
        re.compile(
            r"\b(?:date\s+(?:of\s+)?(?:approval|approved|adoption|adopted|ratification|ratified|agreed)|approval\s+date"
            r"|(?:approved|adopted|ratified|agreed)\b)",
            re.IGNORECASE,
        ),
    ),
)
_REACH = 80


@dataclass(frozen=True, slots=True)
class _Said:
    what: str
    date: PartialDate
    start: int
    end: int


@text_rule("dates-differ", in_build=False, in_scan=False)
def dates_differ(whole: Whole, ground: Ground) -> Iterator[tuple[Passage, Hit]]:
    """The document contradicts itself about its dates.

    The cover says that it was approved in July 2022 and the footer in July 2020, or the next review is
    due before the approval. In a model, one record feeds all these places: `{{ review.approved }}`,
    `[insert document control]`. Dates that one document says at different precision (“March 2025”, “12
    March 2025”) agree.
    """
    said = [one for one in _said(whole) if not _is_of_model(whole, one)]
    for what, _label in _LABELS:
        dated = [one for one in said if one.what == what]
        for one in dated[1:]:
            if not _agree(one.date, dated[0].date) and not _of_record(whole, one, dated[0]):
                message = f"the date of {what} is {one.date} here and {dated[0].date} before"
                yield _hit(whole, one, message)
    approved = next((one for one in said if one.what == "approval"), None)
    due = next((one for one in said if one.what == "next review"), None)
    both = approved and due and not _of_record(whole, approved, due)
    if approved and due and both and due.date.last_day < approved.date.first_day:
        message = f"the next review, {due.date}, is before the approval, {approved.date}"
        yield _hit(whole, due, message)


def _hit(whole: Whole, one: _Said, message: str) -> tuple[Passage, Hit]:
    passage, start = whole.at(one.start)
    return passage, Hit(start, start + one.end - one.start, message, "correct one of them")


def _source(whole: Whole, one: _Said) -> str:
    passage, start = whole.at(one.start)
    return passage.value_at(start, start + one.end - one.start)


def _is_of_model(whole: Whole, one: _Said) -> bool:
    """Say whether the date is one of the model itself, which has a history of its own."""
    return _source(whole, one).startswith("policy.")


def _of_record(whole: Whole, *said: _Said) -> bool:
    """Say whether all of these come from the record, which `review-date` and others look at."""
    return all(_source(whole, one) for one in said)


def _agree(one: PartialDate, other: PartialDate) -> bool:
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _said(whole: Whole) -> Iterator[_Said]:
    """Yield what short passages say of the document's dates: label and date, in one or in two cells."""
    for number, passage in enumerate(whole.passages):
        if len(passage.text) > _REACH or passage.kind == "item":
            continue
        start = whole.start_of(number)
        end = start + len(passage.text)
        for what, label in _LABELS:
            found = label.search(whole.text, start, end)
            if found is None:
                continue
            following = whole.passages[number + 1 : number + 2]
            if passage.kind == "cell" and following and following[0].kind == "cell":
                end = whole.start_of(number + 1) + len(following[0].text)
            date = _DATE.search(whole.text, found.end(), end)
            read = _read(date.group()) if date else None
            if date and read:
                yield _Said(what, read, *date.span())
            break


def _read(text: str) -> PartialDate | None:
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\b|[,.](?=\s)", "", text)
    if re.match(r"(?:spring|summer|autumn)\s+\d", plain, re.IGNORECASE):
        plain = re.sub(r"\s+", " Term ", plain, count=1)
    try:
        return PartialDate.parse(" ".join(plain.replace(".", "/").split()))
    except ValueError:
        return None

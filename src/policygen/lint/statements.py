"""What a finished document states of itself: approved when and by whom, reviewed, next review, how often.

It is found wherever it stands: in rows of tables, in lines of a cover or a closing block, in running
headers and footers. The labels are those of
:mod:`policygen.records.control_fields`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..records.control_fields import field_of, read_date, read_period
from ..records.dates import PartialDate
from ..records.periods import Period
from .passages import Passage

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
#: A date as control blocks have it, at the precision it is stated with.
DATE = re.compile(
    rf"(?<![\w/.-])(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -])?{_MONTH}[ -]?'?(?:\d{{4}}|\d{{2}})"
    r"|(?:spring|summer|autumn)(?: term)? \d{4}|(?:19|20)\d{2})(?![\w/-])",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"[^\S\n]*(?P<label>[A-Z][^:\n\t]{2,58}?)[^\S\n]*(?::|\t|\s[–-]\s)[^\S\n]*(?P<value>[^\n]*)"
)
#: A label with the value right behind it, as a PDF or a footer has it.
_BARE = re.compile(
    r"[^\S\n]*(?:date |last |next |to be )*(?:ratified|approved|agreed|adopted|reviewed?|updated|revised|amended"
    r"|issued)\b[^:\n]*",
    re.IGNORECASE,
)
_WHO = re.compile(r"\b(?:by|at)\s+(?:the\s+)?(?P<who>\S.*?)\s*:?\s*$", re.IGNORECASE)
#: Labels that name nobody.
_NOBODY = re.compile(r"(?:on|date|staff|all staff)\b", re.IGNORECASE)
_KINDS = {
    "approval": "approved",
    "reviewer": "reviewed",
    "review": "reviewed",
    "next": "next",
    "period": "period",
    "event": "changed",
}
_LONGEST_LINE = 120
#: The first cell of a row that tells of a version.
_VERSION = re.compile(r"\s*(?:version|issue|v\.?)\s*\d[\d.]*\s*$|\s*\d{1,2}\.\d\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: ``kind`` is approved, reviewed, changed, next, period or version.

    ``who`` did it, where that is said; ``date`` and ``period`` are what could be read in ``value``.
    ``region`` tells the blocks of a document apart in which statements stand together.
    """

    kind: str
    label: str
    value: str
    passage: Passage
    start: int
    end: int
    region: str
    who: str = ""
    date: PartialDate | None = None
    period: Period | None = None


def statements(passages: Sequence[Passage]) -> Iterator[Statement]:
    """Yield what *passages* state, in order."""
    block = 0
    number = 0
    while number < len(passages):
        passage = passages[number]
        if passage.kind == "cell":
            cells = list(_table(passages, number))
            yield from _of_table(cells)
            number += len(cells)
            continue
        aside = passage.kind in ("header", "footer")
        found = list(_of_lines(passage, passage.kind if aside else f"lines {block}"))
        block += not found and not aside
        yield from found
        number += 1


def _table(passages: Sequence[Passage], number: int) -> Iterator[Passage]:
    """Yield the cells of the table that begins with the passage *number*."""
    group = passages[number].group
    for one in passages[number:]:
        if one.kind != "cell" or one.group != group:
            break
        yield one


def _of_table(cells: list[Passage]) -> Iterator[Statement]:
    rows: dict[int, list[Passage]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    heads: dict[int, str] = {}
    if any(_VERSION.match(row[0].text) for row in rows.values()) and len(rows) > 1:
        yield from _of_versions(rows.values())
        return
    for row in rows.values():
        named = {cell.column: cell.text for cell in row if _kind(cell.text)}
        if not heads and _is_head(row):
            heads = named
        elif heads and not named:
            for cell in row:
                if cell.column in heads:
                    yield from _of_value(heads[cell.column], cell)
        else:
            yield from _of_row(row)


def _of_versions(rows: Iterable[list[Passage]]) -> Iterator[Statement]:
    """Yield the versions of a table that lists them with their dates, and the review that it announces."""
    for row in rows:
        region = f"versions {row[0].group}"
        if _VERSION.match(row[0].text):
            for cell in row[1:]:
                if date := read_date(cell.text):
                    span = (0, len(cell.text))
                    yield Statement(
                        "version", row[0].text, cell.text, cell, *span, region, date=date
                    )
                    break
        else:
            yield from (replace(one, region=region) for one in _of_row(row))


def _kind(label: str) -> str:
    return _KINDS.get(field_of(label), "")


def _is_head(row: list[Passage]) -> bool:
    """Say whether a row holds the heads of columns: labels beside labels, and no value among them."""
    fields = [field_of(cell.text) for cell in row]
    words = [re.fullmatch(r"[A-Z][a-z]+(?: [a-z]+){0,2}", cell.text.strip()) for cell in row]
    return sum(map(bool, fields)) > 1 and all(f or w for f, w in zip(fields, words, strict=True))


def _of_value(label: str, cell: Passage) -> Iterator[Statement]:
    return _statement(label, cell.text, cell, (0, len(cell.text)), f"table {cell.group}")


def _of_row(row: list[Passage]) -> Iterator[Statement]:
    """Yield the statements of a row: labels and values by turns, or cells that hold both."""
    number = 0
    while number < len(row):
        cell = row[number]
        region = f"table {cell.group}"
        if not _kind(cell.text):
            yield from _of_lines(cell, region)
        elif number + 1 < len(row):
            number += 1
            yield from _of_value(cell.text, row[number])
        elif not number:
            yield from _statement(cell.text, "", cell, (0, len(cell.text)), region)
        number += 1


def _of_lines(passage: Passage, region: str) -> Iterator[Statement]:
    start = 0
    for line in passage.text.split("\n"):
        if len(line) <= _LONGEST_LINE:
            span = (start, start + len(line.rstrip()))
            yield from _of_line(line, passage, span, region)
        start += len(line) + 1


def _of_line(
    line: str, passage: Passage, span: tuple[int, int], region: str
) -> Iterator[Statement]:
    found = _LINE.fullmatch(line)
    if found and _kind(found["label"]):
        if _is_value(found["value"]):
            yield from _statement(found["label"], found["value"], passage, span, region)
        return
    date = _last_date(line)
    if date and _BARE.fullmatch(line):
        label = line[: date.start()].strip(" -–,|(")
        yield from _statement(label, date.group(), passage, span, region)


def _last_date(line: str) -> re.Match[str] | None:
    """Return the date with which *line* ends."""
    dates = list(DATE.finditer(line))
    return dates[-1] if dates and not line[dates[-1].end() :].strip(" .)|") else None


def _is_value(text: str) -> bool:
    """Say whether *text* is the value of a control record, and no sentence."""
    text = text.strip()
    return bool(DATE.match(text)) or (len(text.split()) <= 8 and not text.endswith("."))


def _statement(
    label: str, value: str, passage: Passage, span: tuple[int, int], region: str
) -> Iterator[Statement]:
    kind = _kind(label)
    label, value = " ".join(label.split()), " ".join(value.split())
    if not kind or (value and not any(c.isalnum() for c in value)):
        return  # a line to be completed by hand is no statement
    date, period = _date(value), read_period(value)
    said = _WHO.search(label)
    who = said["who"] if said and not _NOBODY.match(said["who"]) else ""
    if not who and date is None and period is None and kind in ("approved", "reviewed"):
        who = value
    yield Statement(kind, label, value, passage, *span, region, who, date, period)


def _date(value: str) -> PartialDate | None:
    """Return the date that *value* is, or holds when more is said around it."""
    whole = read_date(value)
    if whole is not None:
        return whole
    found = DATE.search(value)
    if found is None or re.search(r"draft|tbc|\bor\b", value, re.IGNORECASE):
        return None
    return read_date(found.group().replace(" of ", " ").replace("'", ""))

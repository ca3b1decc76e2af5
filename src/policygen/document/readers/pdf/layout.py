"""Paragraphs and tables from lines, by the gaps between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ...tree import Alignment, Block, Inlines, LineBreak, Paragraph, Table, Text
from ...walk import merge
from .lines import Cell, Line

#: Rows further apart than this many sizes of their letters are not of one table.
_ROWS = 4.0
#: How far apart the lines of a paragraph are where a page does not tell, how far at most, and how evenly.
_LEADING, _WIDEST_LEADING, _EVEN = 1.3, 2.1, 0.15
_LABEL = re.compile(
    r"(?:[•·▪◦‣∙\uf0b7\uf0a7o–-]\s|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,2}|[ivx]{1,5})[.)]\s|\d+(?:\.\d+)+\s)"
)
_OPEN = re.compile(r"[\[<(][^\[\]<>()]{0,120}$")
_ALIGN: Alignment = ""
#: A column narrower than this many letters wraps no words.
_NARROW = 15


def blocks_of(lines: list[Line]) -> Iterator[Block]:
    """Yield the paragraphs and tables of the *lines* of one page."""
    measure = _measure(lines)
    number = 0
    while number < len(lines):
        rows = _rows(lines, number)
        if rows:
            yield _table(rows)
            number += sum(len(row) for row in rows)
            continue
        group = _paragraph(lines, number, measure)
        yield Paragraph(_joined(group), line=group[0].page)
        number += len(group)


@dataclass(frozen=True, slots=True)
class _Measure:
    """How many letters the longest line of a page has, and how far apart the lines of its text are."""

    widest: int
    leading: float


def _measure(lines: list[Line]) -> _Measure:
    alone = [line for line in lines if len(line.cells) == 1]
    widest = max((len(line.text) for line in alone), default=0)
    apart = Counter(
        round((a.y - b.y) / b.size, 1)
        for a, b in pairwise(lines)
        if len(a.text) > 0.7 * widest and 0 < a.y - b.y <= _WIDEST_LEADING * b.size
    )
    usual = apart.most_common(1)[0][0] if apart else _LEADING
    return _Measure(widest, usual + _EVEN)


def _rows(lines: list[Line], number: int) -> list[list[Line]]:
    """Return the rows of the table that begins with the line *number*, each with its lines; none elsewhere."""
    rows: list[list[Line]] = []
    for line in lines[number:]:
        if rows and not 0 <= rows[-1][-1].y - line.y <= _ROWS * line.size:
            break
        if len(line.cells) > 1:
            rows.append([line])
        elif rows and _column(line.cells[0], rows) > 0:
            if _wraps(line, rows):
                rows[-1].append(line)
            else:
                rows.append([line])
        else:
            break
    return rows


def _columns(rows: list[list[Line]]) -> list[float]:
    """Return where the columns of *rows* begin."""
    found: list[float] = []
    for cell in (cell for row in rows for line in row for cell in line.cells):
        if not any(abs(cell.x - x) < line_size(rows) for x in found):
            found.append(cell.x)
    return sorted(found)


def line_size(rows: list[list[Line]]) -> float:
    """Return the size of the letters of *rows*."""
    return rows[0][0].size


def _column(cell: Cell, rows: list[list[Line]]) -> int:
    """Return the number of the column that *cell* begins in, -1 when it is in none."""
    near = [n for n, x in enumerate(_columns(rows)) if abs(cell.x - x) < line_size(rows)]
    return near[0] if near else -1


def _wraps(line: Line, rows: list[list[Line]]) -> bool:
    """Say whether a lone cell goes on with the text of the cell above: it would not have fitted there."""
    column = _column(line.cells[0], rows)
    texts = [
        cell.text
        for row in rows
        for one in row
        for cell in one.cells
        if _column(cell, rows) == column
    ]
    widest = max((len(text) for text in texts), default=0)
    above = next((c.text for c in rows[-1][-1].cells if _column(c, rows) == column), "")
    first = line.text.split()[0] if line.text.split() else ""
    return widest >= _NARROW and len(above) + 1 + len(first) > widest


def _table(rows: list[list[Line]]) -> Table:
    """Return *rows* as a table. An empty cell leaves no words on a page, so one column more is given."""
    columns = _columns(rows)
    width = len(columns) + 1
    made: list[tuple[Inlines, ...]] = []
    for row in rows:
        cells: list[Inlines] = [()] * width
        for line in row:
            for cell in line.cells:
                at = max(0, _column(cell, rows))
                cells[at] = (
                    merge((*cells[at], Text(" "), *cell.inlines())) if cells[at] else cell.inlines()
                )
        made.append(tuple(cells))
    return Table((), tuple(made), tuple(_ALIGN for _ in range(width)), line=rows[0][0].page)


def _paragraph(lines: list[Line], number: int, measure: _Measure) -> list[Line]:
    group = [lines[number]]
    for line in lines[number + 1 :]:
        if len(line.cells) > 1 or not _goes_on(group[-1], line, measure):
            break
        group.append(line)
    return group


def _goes_on(last: Line, line: Line, measure: _Measure) -> bool:
    """Say whether *line* goes on with the paragraph of *last*."""
    text, widest = last.text, measure.widest
    apart = last.y - line.y
    if (
        not 0 < apart <= measure.leading * max(last.size, line.size)
        or abs(last.size - line.size) > 0.6
    ):
        return False
    if _OPEN.search(text):
        return True
    if last.bold != line.bold or _LABEL.match(line.text):
        return False
    if text.endswith((".", ":", ";", "?", "!", ".”")) and len(text) < 0.8 * widest:
        return False
    return len(text) > 0.6 * widest or not line.text[:1].isupper()


def _joined(group: list[Line]) -> Inlines:
    made: list[Text | LineBreak | object] = []
    for number, line in enumerate(group):
        before = group[number - 1].text if number else ""
        hyphen = before.endswith("-") and line.text[:1].islower()
        if number and not hyphen:
            made.append(Text(" "))
        made += line.cells[0].inlines()
    return _trimmed(merge(made))  # type: ignore[arg-type]


def _trimmed(inlines: Inlines) -> Inlines:
    """Return *inlines* with runs of spaces as one: where a line ended, there may be two."""
    return merge(
        Text(re.sub(r"[ \t]{2,}", " ", one.text)) if isinstance(one, Text) else one
        for one in inlines
    )

"""The register as CSV, safe to open in a spreadsheet.

A spreadsheet takes a cell that begins with one of ``= + - @`` or a tab for a formula, quoted or not, and
a formula can fetch and send (CWE-1236). Such a text gets a leading apostrophe, which spreadsheets take
for "this is text"; a program that reads the file takes it off again. Numbers of days stay numbers.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence

from ..status_rows import StatusRow
from .wording import machine_date, one_line

HEADER = (
    "school",
    "school_name",
    "policy",
    "title",
    "version",
    "approved",
    "approved_by",
    "next_review",
    "days_left",
    "state",
    "reasons",
)
#: Besides the usual ones: line ends, which some programs skip, and the wide forms that a Japanese
#: spreadsheet reads as the narrow ones.
_BEGINS_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def write(rows: Sequence[StatusRow], *, as_of: datetime.date) -> bytes:
    """Return *rows* as CSV (RFC 4180): a header, lines that end in CR LF, UTF-8 without a mark.

    Dates are as in JSON; the reasons stand in one cell with semicolons between.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(HEADER)
    table.writerows(_cells(row) for row in rows)
    return text.getvalue().encode()


def _cells(row: StatusRow) -> list[str | int | None]:
    texts = (
        row.school,
        row.school_name,
        row.policy,
        row.title,
        row.version,
        machine_date(row.approved) or "",
        row.approved_by,
        machine_date(row.next_review) or "",
    )
    return [
        *map(_as_text, texts),
        row.days_left,
        str(row.state),
        _as_text(one_line(row.reasons)),
    ]


def _as_text(text: str) -> str:
    return f"'{text}" if text.startswith(_BEGINS_FORMULA) else text

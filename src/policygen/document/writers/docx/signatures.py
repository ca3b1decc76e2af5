"""Signatures: a table without frame, a line to sign on and a line for the date in each row."""

from __future__ import annotations

from collections.abc import Sequence

from policygen.document.tree import Inlines, Signatures, Text
from policygen.document.walk import plain_text

from .inlines import write_inlines
from .ledger import Ledger
from .tables import grid, table_properties
from .widths import Widths, text_width

_LOOK = (
    '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
    ' w:noHBand="1" w:noVBand="1"/>'
)
_HEIGHT = 794  # 14 mm: room for a hand
_PADDING = 300
_DATE, _DATE_LINE = 800, 1900
COLUMNS = 4
_LINE = (
    '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="404040"/></w:tcBorders>'
)


def write_signatures(block: Signatures, left: int, ledger: Ledger, out: list[str]) -> None:
    """Append the block: *title: name*, a line, *Date:*, a line; the rows stay together."""
    widths = widths_of(block)(measured(block), ledger.measure - left)
    write_rows(block, left, ledger, out, widths)


def measured(block: Signatures) -> list[list[str]]:
    """Return the texts of the one column whose width depends on them."""
    return [[plain_text(_title(row.title, row.name)) for row in block.rows]]


def widths_of(block: Signatures) -> Widths:
    """Return what shares out the columns of *block*."""
    return _shared_out


def _shared_out(texts: Sequence[Sequence[str]], total: int) -> list[int]:
    wanted = max((text_width(text, 12) for text in texts[0]), default=0) + _PADDING
    first = min(wanted, (total - _DATE - _DATE_LINE) * 3 // 5)
    return [first, total - first - _DATE - _DATE_LINE, _DATE, _DATE_LINE]


def write_rows(
    block: Signatures, left: int, ledger: Ledger, out: list[str], widths: Sequence[int | str]
) -> None:
    """Append the block with columns of these *widths*, given as numbers or as they are written."""
    total = ledger.measure - left
    titles = [_title(row.title, row.name) for row in block.rows]
    properties = table_properties("PolicySignatures", total, left, _LOOK, "Signatures")
    out.append(f"<w:tbl>{properties}{grid(widths)}")
    for number, title in enumerate(titles):
        keep = number < len(titles) - 1
        header = "<w:tblHeader/>" if number == 0 else ""
        out.append(
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{_HEIGHT}" w:hRule="atLeast"/>'
            f"{header}</w:trPr>"
        )
        start, end = ledger.mark() if number == 0 else ("", "")
        if isinstance(first := widths[0], int):
            ledger.room = first
        text: list[str] = [start]
        write_inlines(title, ledger, text)
        text.append(end)
        date: list[str] = []
        write_inlines((Text("Date:"),), ledger, date)
        for i, content in enumerate(("".join(text), "", "".join(date), "")):
            out.append(_cell(content, widths[i], line=i % 2 == 1, keep=keep))
        out.append("</w:tr>")
    out.append("</w:tbl>")
    ledger.after_table = True


def _title(title: Inlines, name: Inlines) -> Inlines:
    colon = () if plain_text(title).rstrip().endswith(":") else (Text(":"),)
    return (*title, *colon, *((Text(" "), *name) if name else ()))


def _cell(content: str, width: int | str, *, line: bool, keep: bool) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_LINE if line else ""}'
        f'<w:vAlign w:val="bottom"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/>'
        f"{'<w:keepNext/>' if keep else ''}</w:pPr>{content}</w:p></w:tc>"
    )

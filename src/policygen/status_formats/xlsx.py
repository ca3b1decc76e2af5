"""The register as a workbook for a spreadsheet: one sheet, its header in the first row.

Texts are written as texts, whatever they begin with: the file holds no formula. Dates are dates where
the day is known, so that they sort and filter; a month, a term or a year stays text.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..errors import visible
from ..records.dates import PartialDate, Precision
from ..status_rows import State, StatusRow
from .wording import heading, not_installed, one_line

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Content = str | int | datetime.date | None

HEADER = (
    "School",
    "Policy",
    "State",
    "Next review",
    "Days left",
    "Version",
    "Approved",
    "Approved by",
    "Reasons",
    "School id",
    "Policy id",
)
_STATE = HEADER.index("State")
#: State -> background and ink. The contrast is 4.5:1 or more (WCAG 2.2, 1.4.3), and the state is said
#: in words as well (1.4.1).
COLOURS: Mapping[State, tuple[str, str]] = {
    State.OVERDUE: ("F8C9C4", "7A0C0C"),
    State.CHANGED: ("E4D3F5", "4B1A78"),
    State.BLOCKED: ("FAD9B8", "6B3200"),
    State.DUE: ("FFF0B3", "5C4300"),
    State.NEVER: ("CFE2FA", "0B3D78"),
    State.CURRENT: ("CFEBD3", "0F4D1C"),
    State.NOT_ADOPTED: ("E6E8EB", "3F464F"),
}
HEAD_COLOURS = ("1F3A5F", "FFFFFF")
_FONT = ("Calibri", 11)  # that of all other cells
_NARROWEST, _WIDEST = 8, 48
_FILTER_BUTTON = 4
_DAY_FORMAT = "d mmmm yyyy"
_MOST_CHARACTERS = 32_767  # of a cell, in Excel
_BEGINS_FORMULA = tuple("=+-@")
#: What Excel reads as an escaped character (ECMA-376 Part 1, §22.9.2.19).
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FIRST_PART = "[Content_Types].xml"


def write(rows: Sequence[StatusRow], *, as_of: datetime.date) -> bytes:
    """Return *rows* as a workbook (ECMA-376, SpreadsheetML), to be printed on A4 across.

    Raises UsageError when openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise not_installed("xlsx", "openpyxl", "xlsx") from error

    workbook = Workbook()
    sheet: Worksheet = workbook.worksheets[0]
    sheet.title = "Policy register"
    table = [_contents(row) for row in rows]
    _fill(sheet, rows, table)
    _set_up(sheet, table, as_of)
    _describe(workbook, as_of)
    return _packed(workbook)


def _contents(row: StatusRow) -> tuple[Content, ...]:
    return (
        row.school_name,
        row.title,
        str(row.state),
        _date(row.next_review),
        row.days_left,
        row.version,
        _date(row.approved),
        row.approved_by,
        one_line(row.reasons),
        row.school,
        row.policy,
    )


def _date(date: PartialDate | None) -> Content:
    if date is None:
        return None
    return date.first_day if date.precision is Precision.DAY else str(date)


def _fill(
    sheet: Worksheet, rows: Sequence[StatusRow], table: Sequence[tuple[Content, ...]]
) -> None:
    """Write the header, and *table* with one row of cells for each of *rows*."""
    from openpyxl.styles import Alignment, Font, PatternFill

    head = [_cell(sheet, word) for word in HEADER]
    for cell in head:
        cell.fill = PatternFill("solid", HEAD_COLOURS[0])
        cell.font = Font(*_FONT, bold=True, color=HEAD_COLOURS[1])
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.append(head)
    top = Alignment(vertical="top", wrap_text=True)
    fills = {state: PatternFill("solid", pair[0]) for state, pair in COLOURS.items()}
    fonts = {state: Font(*_FONT, bold=True, color=pair[1]) for state, pair in COLOURS.items()}
    for row, contents in zip(rows, table, strict=True):
        cells = [_cell(sheet, content) for content in contents]
        for cell in cells:
            cell.alignment = top
        cells[_STATE].fill, cells[_STATE].font = fills[row.state], fonts[row.state]
        sheet.append(cells)


def _cell(sheet: Worksheet, content: Content) -> Cell:
    """Return a cell with its *content*, a text as a text, to be appended to *sheet*."""
    from openpyxl.cell import Cell

    cell = Cell(sheet, 1, 1)
    if content is None or content == "":  # blank, so that it can be filtered as blank
        return cell
    if isinstance(content, str):
        cell.value = cell_text(content)
        cell.data_type = "s"  # openpyxl takes “=…” for a formula and “#N/A” for an error
        # A formula must not arise either when a person opens the cell and leaves it as it was.
        cell.quotePrefix = content.startswith(_BEGINS_FORMULA)
    else:
        cell.value = content
        if isinstance(content, datetime.date):
            cell.number_format = _DAY_FORMAT
    return cell


def cell_text(text: str) -> str:
    """Return *text* as a cell can hold it: one kind of line end, no control character, not too long."""
    text = visible(text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > _MOST_CHARACTERS:
        text = text[: _MOST_CHARACTERS - 1] + "…"
    return _ESCAPE.sub("_x005F_", text)


def _set_up(sheet: Worksheet, table: Sequence[tuple[Content, ...]], as_of: datetime.date) -> None:
    """Set the widths of the columns, what stays in view, the filter, and how the sheet is printed."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for number, column in enumerate(zip(HEADER, *table, strict=True), 1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(column)
    sheet.sheet_view.tabSelected = True
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADER))}{len(table) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4 (ECMA-376 Part 1, §18.3.1.63)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0  # 0: as many pages as needed
    for edge, text in ((sheet.oddHeader, heading(as_of)), (sheet.oddFooter, "Page &P of &N")):
        if edge is not None:  # a new sheet has both
            edge.center.text = text


def _width(column: Sequence[Content]) -> int:
    """Return the width in characters that shows *column*, the first of which is its header."""
    head, *contents = (_shown(content) for content in column)
    longest = max((len(line) for text in contents for line in text.split("\n")), default=0)
    return min(max(longest + 1, len(head) + _FILTER_BUTTON, _NARROWEST), _WIDEST)


def _shown(content: Content) -> str:
    if isinstance(content, datetime.date):
        return str(PartialDate.of_day(content))
    return "" if content is None else str(content)


def _describe(workbook: Workbook, as_of: datetime.date) -> None:
    """Set the properties of the file; *as_of* stands for the times that openpyxl reads off a clock."""
    properties = workbook.properties
    properties.creator = "policygen"
    properties.title = heading(as_of)
    properties.language = "en-GB"
    moment = datetime.datetime.combine(as_of, datetime.time())
    properties.created = properties.modified = moment


def _packed(workbook: Workbook) -> bytes:
    """Return the file, the same bytes whenever the same workbook goes in.

    The parts are written anew in an order, with times and modes that do not change: the list of
    content types first, then by name. ``Workbook.save`` would put the time of day into a property.
    """
    from openpyxl.writer.excel import ExcelWriter

    loose = io.BytesIO()
    with zipfile.ZipFile(loose, "w") as archive:
        ExcelWriter(workbook, archive).write_data()
    packed = io.BytesIO()
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != _FIRST_PART, name)):
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 3  # Unix, so that the mode counts, on every system
            part.external_attr = 0o100644 << 16
            target.writestr(part, source.read(name))
    return packed.getvalue()

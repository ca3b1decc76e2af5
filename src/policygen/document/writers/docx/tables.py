"""Tables (ECMA-376 Part 1, §17.4): fixed columns, header rows that repeat, rows that do not split."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial

from policygen.document.tree import Blank, Inlines, Table, Text, Value
from policygen.document.walk import plain_text

from .inlines import run, write_inlines
from .ledger import Ledger
from .markup import attribute
from .paragraphs import Shape, properties_xml
from .widths import Widths, column_widths

#: The style of a table by its kind; tables with labels in the first column have other ones.
_STYLES = {"versions": "PolicyVersions"}
_LABELLED_STYLES = {"control": "PolicyControl", "people": "PolicyPeople"}
_PADDING = 226  # the cell margins of our table styles
_LINE = "_" * 20  # as wide as a line to complete by hand
_HEADER_ROW = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_ROW = "<w:trPr><w:cantSplit/></w:trPr>"


def table_properties(style: str, width: int, left: int, look: str, caption: str) -> str:
    """Return ``w:tblPr`` in the order of CT_TblPr; *look* names the rows and columns that stand out."""
    indent = f'<w:tblInd w:w="{left}" w:type="dxa"/>' if left else ""
    named = f'<w:tblCaption w:val="{attribute(caption)}"/>' if caption else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/>{indent}'
        f'<w:tblLayout w:type="fixed"/>{look}{named}</w:tblPr>'
    )


def grid(widths: Sequence[int | str]) -> str:
    """Return ``w:tblGrid`` (§17.4.48)."""
    return "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{w}"/>' for w in widths) + "</w:tblGrid>"


_HEAD_LOOK = (
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
    ' w:noHBand="1" w:noVBand="1"/>'
)
_LABEL_LOOK = (
    '<w:tblLook w:val="0680" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"'
    ' w:noHBand="1" w:noVBand="1"/>'
)


def write_table(table: Table, left: int, ledger: Ledger, out: list[str]) -> None:
    """Append *table*, as wide as the text from *left* on."""
    if table.head or table.rows:
        widths = widths_of(table)(measured(table), ledger.measure - left)
        write_rows(table, left, ledger, out, widths)


def write_rows(
    table: Table, left: int, ledger: Ledger, out: list[str], widths: Sequence[int | str]
) -> None:
    """Append *table*, not empty, with columns of these *widths*, given as numbers or as they are written.

    The first row is marked as a header row even where there is no head (§17.4.78): readers for the
    blind then announce it, and the first cell of every row is drawn as the row's heading.
    """
    rows = _rows(table)
    total = ledger.measure - left
    labelled = not table.head
    named = _LABELLED_STYLES if labelled else _STYLES
    style = named.get(table.kind, "PolicyTable")
    look = _LABEL_LOOK if labelled else _HEAD_LOOK
    out.append(f"<w:tbl>{table_properties(style, total, left, look, table.caption)}{grid(widths)}")
    leads = _leading_rows(table)
    for number, row in enumerate(rows):
        together = number < len(rows) - 1 and _stays(table, number, leads)
        label = labelled and number in leads
        styles = _cell_styles(number == 0 and bool(table.head), label, len(row))
        out.append(f"<w:tr>{_HEADER_ROW if number == 0 else _ROW}")
        for column, cell in enumerate(row):
            align = "" if table.align[column] == "left" else table.align[column]
            shape = Shape(styles[column], together, align=align)
            # A table's first cell carries the block's bookmark.
            marks = ledger.mark() if number == column == 0 else ("", "")
            out.append(_cell(cell, widths[column], shape, marks, ledger))
        out.append("</w:tr>")
    out.append("</w:tbl>")
    ledger.after_table = True


def _rows(table: Table) -> tuple[tuple[Inlines, ...], ...]:
    return (table.head, *table.rows) if table.head else table.rows


def measured(table: Table) -> list[list[str]]:
    """Return texts as wide as the cells of *table*, column by column."""
    return [[_measured(cell) for cell in column] for column in zip(*_rows(table), strict=True)]


def widths_of(table: Table) -> Widths:
    """Return what shares out the columns of *table*."""
    return partial(column_widths, labels=not table.head, heads=bool(table.head))


def _measured(cell: Inlines) -> str:
    """Return a text as wide as *cell*: a line to write on counts as a long word."""
    if len(cell) == 1 and isinstance(only := cell[0], Text | Value):
        return only.text
    return plain_text(cell) + "".join(f" {i.label} {_LINE}" for i in cell if isinstance(i, Blank))


def _leading_rows(table: Table) -> set[int]:
    """Return the rows of a table without head whose first cell stands out as their heading.

    In a table of people they are the rows that name a person and leave a cell empty; the rows below,
    which fill the cells beside the first, say how to reach that person.
    """
    naming = {n for n, row in enumerate(table.rows) if row[0] and not all(row[1:])}
    return naming if table.kind == "people" and naming else set(range(len(table.rows)))


def _stays(table: Table, number: int, leads: set[int]) -> bool:
    """Say whether row *number* stays on a page with the next: in a control table, with a person."""
    if table.kind == "control":
        return True
    return table.kind == "people" and not table.head and number + 1 not in leads


def _cell_styles(heading: bool, labelled: bool, count: int) -> list[str]:
    if heading:
        return ["TableHeading"] * count
    return ["TableLabel" if labelled and i == 0 else "TableText" for i in range(count)]


def _cell(
    cell: Inlines, width: int | str, shape: Shape, marks: tuple[str, str], ledger: Ledger
) -> str:
    if len(cell) == 1 and isinstance(only := cell[0], Text | Value) and only.text:
        content = _plain_run(only.text)
    else:
        if isinstance(width, int):
            ledger.room = max(width - _PADDING, 1)
        text: list[str] = []
        write_inlines(cell, ledger, text)
        content = "".join(text)
    start, end = marks
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"<w:p>{properties_xml(shape)}{start}{content}{end}</w:p></w:tc>"
    )


@lru_cache(maxsize=4096)
def _plain_run(text: str) -> str:
    """Return the run of a cell of one text; many tables have the same labels."""
    return run(text)

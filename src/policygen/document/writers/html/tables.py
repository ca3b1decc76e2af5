"""Tables and signature rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ...tree import Alignment, Inlines, Signatures, Table
from ...walk import plain_text
from .escape import attribute
from .inlines import inlines
from .sheet import Sheet

_NAMES = {"control": "Document control", "versions": "Versions", "people": "Key people"}
#: Roughly how many characters stand side by side on a screen 320 px wide (WCAG 2.2 §1.4.10), and how
#: many of them the edges of a column take.
_NARROW, _EDGES = 34, 2
_CLASSES: dict[Alignment, str] = {
    "": "",
    "left": "",
    "center": ' class="centre"',
    "right": ' class="right"',
}


def table(node: Table, sheet: Sheet, out: list[str]) -> None:
    """Append a table, named for those who cannot see it.

    Column headers are ``th scope="col"``; in a table without them the first cell of each row is its
    header (WCAG 2.2 §1.3.1, technique H63). An empty cell heads nothing and is a plain cell.
    """
    if node.rows or node.head:
        drawn(node, name_of(node, sheet), sheet, out, narrow=is_narrow(words(node)))


def drawn(node: Table, name: str, sheet: Sheet, out: list[str], *, narrow: bool) -> None:
    """Append a table that is not empty, has this *name* and, where it is *narrow*, fits on a narrow screen."""
    headed = any(node.head)
    scrolls = not narrow and (headed or len(node.align) > 3)
    if scrolls:
        # Scrolling by keyboard needs the focus (WCAG 2.2 §2.1.1), and the focus needs a name.
        out.append(f'<section class="scroll" tabindex="0"{name}>\n')
    loose = "" if narrow or scrolls else " loose"
    out.append(f'<table class="{node.kind}{loose}"{name}>\n')
    if headed:
        out.append("<thead>\n<tr>")
        for cell, align in zip(node.head, node.align, strict=True):
            out.append(_header(cell, "col", align, sheet))
        out.append("</tr>\n</thead>\n")
    if node.rows:
        out.append("<tbody>\n")
        for row in node.rows:
            _row(row, node, headed, sheet, out)
        out.append("</tbody>\n")
    out.append("</table>\n</section>\n" if scrolls else "</table>\n")


def _row(row: tuple[Inlines, ...], node: Table, headed: bool, sheet: Sheet, out: list[str]) -> None:
    last = len(row)
    while node.kind == "people" and last > 2 and not row[last - 1]:
        last -= 1  # a name has the whole line where no contact stands beside it
    out.append("<tr>")
    for place, (cell, align) in enumerate(zip(row[:last], node.align, strict=False)):
        if place == 0 and not headed:
            out.append(_header(cell, "row", align, sheet))
            continue
        span = f' colspan="{len(row) - place}"' if place == last - 1 and last < len(row) else ""
        out.append(f"<td{_CLASSES[align]}{span}>{inlines(cell, sheet)}</td>")
    out.append("</tr>\n")


def _header(cell: Inlines, scope: str, align: Alignment, sheet: Sheet) -> str:
    if not cell:
        return "<td></td>"
    return f'<th scope="{scope}"{_CLASSES[align]}>{inlines(cell, sheet)}</th>'


def name_of(node: Table, sheet: Sheet) -> str:
    """Return the attribute that names the table: its caption, what it is, or its section's heading.

    An attribute and not a ``caption``: the words are not part of the document's text. No two tables
    have one name (WCAG 2.2 §2.4.6), for each may be a region to go to.
    """
    name = node.caption or _NAMES.get(node.kind) or sheet.section or "Table"
    times = sheet.tables[name] = sheet.tables.get(name, 0) + 1
    return f' aria-label="{attribute(name if times == 1 else f"{name} ({times})")}"'


def words(node: Table) -> list[list[str]]:
    """Return the texts of the cells of *node*, column by column."""
    rows = [node.head, *node.rows] if node.head else node.rows
    return [[plain_text(cell) for cell in column] for column in zip(*rows, strict=True)]


def is_narrow(columns: Sequence[Sequence[str]]) -> bool:
    """Say whether the longest words of all *columns* stand side by side on a narrow screen."""
    room = _NARROW - _EDGES * len(columns)
    return sum([max(1, *map(_longest, column)) for column in columns]) <= room


@lru_cache(maxsize=4096)
def _longest(text: str) -> int:
    """Return the number of characters of the longest word of a cell, which may come again."""
    return max(map(len, text.split()), default=0)


def signatures(node: Signatures, sheet: Sheet, out: list[str]) -> None:
    """Append rows to sign: "Headteacher: Ann Example", a line, "Date:", a line."""
    out.append('<table class="signatures" aria-label="Signatures">\n<tbody>\n')
    for row in node.rows:
        name = f" <span>{inlines(row.name, sheet)}</span>" if row.name else ""
        out.append(
            f'<tr><th scope="row">{inlines(row.title, sheet)}:{name}</th><td>Date:</td></tr>\n'
        )
    out.append("</tbody>\n</table>\n")

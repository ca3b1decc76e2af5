"""The box of a drafting note: a table of one cell, so that lists in it can have their indents."""

from __future__ import annotations

from .ledger import Ledger
from .tables import grid, table_properties

_LOOK = (
    '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
    ' w:noHBand="1" w:noVBand="1"/>'
)
_PADDING = 226
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="FFF6E0"/>'


def open_box(left: int, ledger: Ledger, out: list[str]) -> int:
    """Append the start of a box from *left* on; return the measure to close it with."""
    outer = ledger.measure
    width = outer - left
    properties = table_properties("PolicyNote", width, left, _LOOK, "Drafting note")
    out.append(
        f"<w:tbl>{properties}{grid([width])}<w:tr><w:tc><w:tcPr>"
        f'<w:tcW w:w="{width}" w:type="dxa"/>{_SHADE}</w:tcPr>'
    )
    ledger.measure = width - _PADDING
    return outer


def close_box(outer: int, ledger: Ledger, out: list[str]) -> None:
    """Append the end of a box; *outer* is what :func:`open_box` returned."""
    out.append("</w:tc></w:tr></w:tbl>")
    ledger.measure = outer
    ledger.after_table = True

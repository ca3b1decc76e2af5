"""Paragraphs: properties, marks and content in the order that the schema wants (ECMA-376, §17.3.1)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from policygen.document.tree import Emphasis, Inlines, Slot, Strong, Text, Value
from policygen.document.wordml import DEFINITION, QUOTE

from .inlines import write_inlines
from .ledger import Ledger, Story
from .numbering import SERIES

#: Left indents that styles of ours have already; only another one is written at the paragraph.
STYLE_LEFT = {"Definition": DEFINITION, "Quote": QUOTE}
_AIR = 160  # above a paragraph that follows a table, for a table has no space below
_SPACED = ("Heading", "TOC")  # styles with space above them


class Shape(NamedTuple):
    """The properties of a paragraph; ``None`` and the defaults leave a matter to the style.

    ``indent`` is left and hanging.
    """

    style: str = ""
    keep: bool = False
    num: int = 0
    level: int = 0
    before: int | None = None
    indent: tuple[int, int] | None = None
    align: str = ""
    page_break: bool = False


class Around(NamedTuple):
    """What stands around a paragraph's text: a bookmark's name, ready runs before and after."""

    anchor: str = ""
    lead: str = ""
    tail: str = ""


_NOTHING = Around()


@lru_cache(maxsize=512)
def plain(style: str, left: int = 0, *, keep: bool = False) -> Shape:
    """Return the shape of a paragraph without a label whose text begins at *left*."""
    indent = None if left == STYLE_LEFT.get(style, 0) else (left, 0)
    return Shape(style, keep, indent=indent)


@lru_cache(maxsize=2048)
def numbered(style: str, left: int, hanging: int, number: tuple[str, int, int]) -> Shape:
    """Return the shape of a labelled paragraph; *number* is its series, num and level.

    Its indents are written only where the level has others (§17.9.22).
    """
    series, num, level = number
    at_level = SERIES[series][level]
    own = (left, hanging) == (at_level.left, at_level.hanging)
    return Shape(style, False, num, level, indent=None if own else (left, hanging))


@lru_cache(maxsize=4096)
def properties_xml(shape: Shape) -> str:
    """Return ``w:pPr``; its children stand in the order of CT_PPrBase (§17.3.1.26)."""
    parts = [f'<w:pStyle w:val="{shape.style}"/>'] if shape.style else []
    if shape.keep:
        parts.append("<w:keepNext/>")
    if shape.page_break:
        parts.append("<w:pageBreakBefore/>")
    if shape.num:
        parts.append(
            f'<w:numPr><w:ilvl w:val="{shape.level}"/><w:numId w:val="{shape.num}"/></w:numPr>'
        )
    if shape.before is not None:
        parts.append(f'<w:spacing w:before="{shape.before}"/>')
    if shape.indent is not None:
        left, hanging = shape.indent
        parts.append(f'<w:ind w:left="{left}" w:hanging="{hanging}"/>')
    if shape.align:
        parts.append(f'<w:jc w:val="{shape.align}"/>')
    return f"<w:pPr>{''.join(parts)}</w:pPr>" if parts else ""


def write_paragraph(
    children: Inlines, shape: Shape, ledger: Ledger, out: list[str], around: Around = _NOTHING
) -> None:
    """Append a paragraph; what *ledger* holds for the next paragraph goes into this one."""
    if ledger.after_table or ledger.page_break or ledger.note_mark:
        shape, around = _with_waiting(shape, around, ledger)
    ledger.room = ledger.measure - (shape.indent[0] if shape.indent else 0)
    start, end = ledger.mark()
    if around.anchor:
        opened, closed = ledger.bookmark(around.anchor)
        start, end = start + opened, closed + end
    out.append(f"<w:p>{properties_xml(shape)}{start}{around.lead}")
    write_inlines(children, ledger, out)
    out.append(f"{around.tail}{end}</w:p>")


def _with_waiting(shape: Shape, around: Around, ledger: Ledger) -> tuple[Shape, Around]:
    if ledger.page_break and ledger.story is Story.BODY:
        shape = shape._replace(page_break=True)
    elif ledger.after_table and shape.before is None and not shape.style.startswith(_SPACED):
        shape = shape._replace(before=_AIR)
    if ledger.note_mark:
        around = around._replace(lead=ledger.note_mark + around.lead)
    ledger.after_table, ledger.page_break, ledger.note_mark = False, False, ""
    return shape, around


def ends_in_colon(children: Inlines) -> bool:
    """Say whether a paragraph leads on to what follows it."""
    last = children[-1] if children else None
    if isinstance(last, (Text, Value)):
        return last.text.rstrip().endswith(":")
    if isinstance(last, Strong | Emphasis):
        return ends_in_colon(last.children)
    return isinstance(last, Slot) and last.wording.rstrip().endswith(":")

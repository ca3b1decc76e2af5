"""Tables of HTML: each cell is one sequence of inlines, with line breaks between its blocks."""

from __future__ import annotations

from collections.abc import Callable

from lxml.html import HtmlElement

from ...tree import (
    Alignment,
    Block,
    Blocks,
    BulletList,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    OrderedList,
    Paragraph,
    Table,
    Text,
)
from ...walk import merge

_ALIGN: Alignment = ""


def table(element: HtmlElement, read: Callable[[HtmlElement], Blocks]) -> Blocks:
    """Return the table *element*, none when it has no cells; *read* gives the blocks of a cell."""
    rows: list[list[Inlines]] = []
    head: list[Inlines] | None = None
    for row in element.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        texts: list[Inlines] = []
        for cell in cells:
            texts.append(_one_line(read(cell)))
            spanned = cell.get("colspan", "1")
            texts += [()] * (min(int(spanned), 20) - 1 if spanned.isdigit() else 0)
        is_head = head is None and not rows and all(cell.tag == "th" for cell in cells)
        if is_head and cells:
            head = texts
        elif any(texts):
            rows.append(texts)
    width = max((len(row) for row in (head or [], *rows)), default=0)
    if not width:
        return ()
    filled = tuple((*row, *[()] * (width - len(row))) for row in rows)
    top = (*head, *[()] * (width - len(head))) if head else ()
    align = tuple(_ALIGN for _ in range(width))
    return (Table(top, filled, align, line=element.sourceline or 0),)


def _one_line(blocks: Blocks) -> Inlines:
    """Return the blocks of a cell as one sequence, with line breaks between them."""
    result: list[Inline] = []
    for block in blocks:
        held = block.children if isinstance(block, (Paragraph, Heading)) else _inner(block)
        if held:
            result += [LineBreak(), *held] if result else held
    return merge(result)


def _inner(block: Block) -> Inlines:
    if isinstance(block, (BulletList, OrderedList)):
        lines = [(Text("• "), *_one_line(item.blocks)) for item in block.items]
        return tuple(
            part for n, line in enumerate(lines) for part in ((LineBreak(),) if n else ()) + line
        )
    return _one_line(getattr(block, "blocks", ()))

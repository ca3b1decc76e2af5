"""Tables (ECMA-376 Part 1, §17.4): rows and cells, merged ones spread out, header rows found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policygen.document.ooxml import W
from policygen.document.tree import (
    Alignment,
    Block,
    Inlines,
    Signature,
    Signatures,
    Table,
    TableKind,
    Text,
)
from policygen.document.walk import iter_inlines, merge, plain_text

from .file import WordFile
from .lines import Entry, Line, NotePart, Placed, Teller
from .markup import Element, child, child_val, flag, integer, length, val
from .spans import not_bold

_KINDS: dict[str, TableKind] = {
    "policy control": "control", "policy people": "people", "policy versions": "versions"
}  # fmt: skip
_ALIGN: dict[str, Alignment] = {"center": "center", "right": "right", "end": "right"}
_WIDEST = 63  # columns, Word's own limit
_UNWRAPPED = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))

Row = list[tuple[Inlines, list[Line]]]


def entries(table: Element, story: Teller) -> Iterator[Entry]:
    """Yield *table*, or what stands in it where it is only a frame around text."""
    properties = child(table, "tblPr")
    style = story.file.styles.get(child_val(properties, "tblStyle")).name
    left = length(val(child(properties, "tblInd"), "w")) or 0
    number = story.file.notes.place + 1
    rows = list(_children(table, "tr"))
    cells = [list(_children(row, "tc")) for row in rows]
    if story.file.own and style == "policy note" and any(cells):
        yield _note(next(row[0] for row in cells if row), story, left, number)
        return
    if sum(map(len, cells)) == 1 and not story.file.own:
        story.file.notes.note("one-cell-table", "a table of one cell is read as the text in it")
        yield from story.entries(cells[0][0])
        return
    if story.file.own and style == "policy signatures":
        yield Placed(_signatures(cells, story, number), left)
        return
    made = _table(rows, cells, story, number)
    if made is not None:
        kind = _KINDS.get(style, "plain") if story.file.own else "plain"
        caption = child_val(properties, "tblCaption")
        yield Placed(Table(*made, kind=kind, caption=caption, line=number), left)


def _children(parent: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, those in content controls too."""
    for element in parent:
        if element.tag == W + name:
            yield element
        elif element.tag in _UNWRAPPED:
            yield from _children(element, name)


def _table(
    rows: list[Element], cells: list[list[Element]], story: Teller, number: int
) -> tuple[tuple[Inlines, ...], tuple[tuple[Inlines, ...], ...], tuple[Alignment, ...]] | None:
    spread: list[Row] = []
    merged = False
    for row, held in zip(rows, cells, strict=True):
        made, joined = _row(row, held, story)
        spread.append(made)
        merged = merged or joined
    width = max(map(len, spread), default=0)
    if not width or not any(cell for row in spread for cell, _ in row):
        return None
    place, story.file.notes.place = story.file.notes.place, number
    if merged:
        story.file.notes.note("merged-cells", "merged cells are read as one cell and empty ones")
    for made in spread:
        made.extend(((), []) for _ in range(width - len(made)))
    grid = [tuple(tuple(cell) for cell, _ in row) for row in spread]
    has_head = _has_head(rows, spread, story.file)
    story.file.notes.place = place
    align = tuple(
        _alignment([row[i] for row in spread], has_head, story.file) for i in range(width)
    )
    if not has_head:
        return (), tuple(grid), align
    bold = not story.file.own and all(x.bold for _, lines in spread[0] for x in lines if x.children)
    head = tuple(map(not_bold, grid[0])) if bold else grid[0]
    return head, tuple(grid[1:]), align


def _row(row: Element, cells: list[Element], story: Teller) -> tuple[Row, bool]:
    """Return the cells of a row, one a column, and whether merged ones are among them."""
    properties = child(row, "trPr")
    result: Row = [((), [])] * min(integer(child_val(properties, "gridBefore")), _WIDEST)
    merged = False
    for cell in cells:
        held = child(cell, "tcPr")
        span = min(max(integer(child_val(held, "gridSpan"), 1), 1), _WIDEST)
        down = child(held, "vMerge")
        joined = down is not None and val(down) != "restart"
        merged = merged or span > 1 or down is not None
        inlines, lines = story.cell(cell)
        result.append(((), []) if joined and not inlines else (inlines, lines))
        result.extend([((), [])] * (span - 1))
    return result[:_WIDEST], merged


def _has_head(rows: list[Element], spread: list[Row], file: WordFile) -> bool:
    """Say whether the first row heads the columns: it says so (§17.4.78), or looks like it."""
    first = [line for _, lines in spread[0] for line in lines]
    if file.own:
        return bool(first) and all(line.style.name == "table heading" for line in first)
    marked = bool(flag(child(rows[0], "trPr"), "tblHeader"))
    filled = [line for line in first if line.children]
    if not filled or len(spread) == 1:
        return False
    if sum(1 for row in rows if flag(child(row, "trPr"), "tblHeader")) > 1:
        file.notes.note("table-head", "a table has several header rows; the first is read as such")
    if marked:
        return True
    columns = len(spread[0])
    others = [line for row in spread[1:] for _, lines in row for line in lines if line.children]
    looks = (
        columns > 1
        and all(cell for cell, _ in spread[0])
        and all(line.bold for line in filled)
        and not all(line.bold for line in others)
    )
    if looks:
        words = " | ".join(plain_text(cell) for cell, _ in spread[0])
        file.notes.note("table-head", "a first row in bold is read as the head of its table", words)
    return looks


def _alignment(column: Row, has_head: bool, file: WordFile) -> Alignment:
    rows = column if file.own else (column[1:] if has_head else column)
    found = {
        _ALIGN.get(line.align, "")
        for _, lines in rows
        for line in lines
        if line.children or file.own
    }
    return found.pop() if len(found) == 1 else ""


def flattened(block: Block, file: WordFile) -> Iterator[Inlines]:
    """Yield the lines of a *block* that stands in a cell: a table's rows, or its text."""
    if isinstance(block, Table):
        file.notes.note("nested-table", "a table in a table is read as lines of its cell")
        for row in (block.head, *block.rows):
            cells: list[Any] = []
            for cell in filter(None, row):
                cells.extend((Text("\t"), *cell) if cells else cell)
            if cells:
                yield merge(cells)
    else:
        inlines = tuple(iter_inlines((block,)))
        if inlines:
            yield inlines


# --- tables of our own ----------------------------------------------------------------------------


def _note(cell: Element, story: Teller, left: int, number: int) -> NotePart:
    """Return the box of a drafting note; its label, "Drafting note", is not part of the text."""
    label = cell.find(f"{W}p/{W}pPr/{W}pStyle")
    labelled = label is not None and story.file.styles.get(val(label)).name == "drafting note label"
    if labelled:
        first = cell.find(f"{W}p")
        assert first is not None  # noqa: S101  (its style was found)
        cell.remove(first)
        story.next_place()
    return NotePart(story.blocks(cell), labelled, left, number)


def _signatures(cells: list[list[Element]], story: Teller, number: int) -> Signatures:
    rows = []
    for row in cells:
        parts = [story.cell(cell)[0] for cell in row]
        if parts:
            rows.append(signature(parts[0]))
    return Signatures(tuple(rows), line=number)


def signature(shown: Inlines) -> Signature:
    """Return what a row to sign says: the title up to the first colon, and the name after it."""
    title: list[Any] = []
    for index, inline in enumerate(shown):
        if isinstance(inline, Text) and ":" in inline.text:
            before, _, after = inline.text.partition(":")
            name = merge((Text(after.removeprefix(" ")), *shown[index + 1 :]))
            return Signature(merge((*title, Text(before))), name)
        title.append(inline)
    return Signature(shown)

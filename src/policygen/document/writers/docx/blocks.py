"""Blocks to paragraphs and tables. Lists, quotes, definitions and notes are paragraphs with indents."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any, NamedTuple

from policygen.document.tree import (
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    CodeBlock,
    Contents,
    DefinitionList,
    Heading,
    Inlines,
    Item,
    Note,
    OrderedList,
    Paragraph,
    Signatures,
    Table,
    Text,
    ThematicBreak,
    Title,
)
from policygen.document.wordml import STEP, WIDE

from . import comments, contents, signatures, tables
from .ledger import Ledger
from .notes import close_box, open_box
from .numbering import BULLET, LEVELS, SERIES
from .paragraphs import STYLE_LEFT, Around, Shape, ends_in_colon, numbered, plain, write_paragraph


class Place(NamedTuple):
    """Where blocks stand: how far in, in which styles, inside which lists."""

    left: int = 0
    style: str = ""
    item_style: str = "ListParagraph"
    bullets: int = 0
    series: str = ""
    num: int = 0


_TABULAR = (Table, Signatures, Note)


def write_blocks(blocks: Blocks, place: Place, ledger: Ledger, out: list[str]) -> None:
    """Append *blocks*. Raises TypeError for a node that no edition holds."""
    last = len(blocks) - 1
    for i, block in enumerate(blocks):
        write_block(block, blocks[i + 1] if i < last else None, place, ledger, out)


def write_block(
    block: Block, following: Block | None, place: Place, ledger: Ledger, out: list[str]
) -> None:
    """Append *block*; *following* is the block after it, which a lead paragraph stays with."""
    write = _WRITERS.get(type(block))
    if write is None:
        raise TypeError(f"an edition cannot hold {type(block).__name__}")
    write(block, following, place, ledger, out)


_Follow = Block | None


def _paragraph(
    block: Paragraph, following: _Follow, place: Place, ledger: Ledger, out: list[str]
) -> None:
    keep = following is not None and ends_in_colon(block.children)
    write_paragraph(block.children, plain(place.style, place.left, keep=keep), ledger, out)


def _title(block: Title, following: _Follow, place: Place, ledger: Ledger, out: list[str]) -> None:
    write_paragraph(block.children, plain("Title"), ledger, out)


def _heading(
    block: Heading, following: _Follow, place: Place, ledger: Ledger, out: list[str]
) -> None:
    number = min(max(block.level, 1), 5)
    style, level = f"Heading{number}", number - 1
    numbers = ledger.numbers
    if block.label:
        series = numbers.heading_series or "headings"
        at_level = SERIES[series][level]
        num = numbers.heading(level, block.label)
        shape = numbered(style, place.left + at_level.left, at_level.hanging, (series, num, level))
    else:
        # Where the style is linked to a number, its variant without one is used.
        linked = level < numbers.heading_levels
        shape = plain(f"{style}Unnumbered" if linked else style, place.left)
    around = Around(anchor=ledger.own_anchor(block.id))
    write_paragraph(block.children, shape, ledger, out, around)


# --- lists ----------------------------------------------------------------------------------------


def _bullets(
    block: BulletList, following: _Follow, place: Place, ledger: Ledger, out: list[str]
) -> None:
    num = ledger.numbers.running("bullet")
    inner = place._replace(
        left=place.left + STEP, style=place.item_style, bullets=place.bullets + 1
    )
    level = min(place.bullets, LEVELS - 1)
    for item in block.items:
        _item(item, inner, ("bullet", num, level, BULLET), ledger, out)


def _ordered(
    block: OrderedList, following: _Follow, place: Place, ledger: Ledger, out: list[str]
) -> None:
    series = block.series
    level = min(block.depth + (series == "clause"), LEVELS - 1)
    num = _num_for(block, level, place, ledger)
    outermost = series in ("clause", "paragraph") and block.depth == 0
    hanging = WIDE if outermost else STEP
    style = "Clause" if outermost and place.item_style == "ListParagraph" else place.item_style
    value = block.start
    for item in block.items:
        if not item.label and item.blocks and all(isinstance(b, Note) for b in item.blocks):
            # An item that is only a drafting note is not counted, for it will not be published.
            write_blocks(item.blocks, place._replace(left=place.left + hanging), ledger, out)
            continue
        shown = ledger.numbers.place(num, level, value, item.label)
        value += 1
        if not ledger.numbers.is_literal(shown):
            num = shown
        inner = Place(place.left + hanging, style, place.item_style, place.bullets, series, num)
        _item(item, inner, (series, shown, level, hanging), ledger, out)


def _num_for(block: OrderedList, level: int, place: Place, ledger: Ledger) -> int:
    """Return the num to begin *block* with; lists inside a list of their series share its num."""
    numbers = ledger.numbers
    if place.series == block.series and block.depth:
        return place.num
    if block.series in ("clause", "paragraph"):
        return numbers.running(block.series)
    return numbers.begin(block.series, level, block.start)


def _item(
    item: Item,
    place: Place,
    number: tuple[str, int, int, int],
    ledger: Ledger,
    out: list[str],
) -> None:
    """Append one item: its first paragraph carries the label, the others stand below its text."""
    series, num, level, hanging = number
    blocks = item.blocks
    children: Inlines = ()
    keep = False
    if blocks and isinstance(first := blocks[0], Paragraph):
        children, blocks = first.children, blocks[1:]
        keep = bool(blocks) and ends_in_colon(children)
    shape = numbered(place.style, place.left, hanging, (series, num, level))
    write_paragraph(children, shape._replace(keep=True) if keep else shape, ledger, out)
    write_blocks(blocks, place, ledger, out)


# --- other containers -----------------------------------------------------------------------------


def _definitions(
    block: DefinitionList, following: _Follow, place: Place, ledger: Ledger, out: list[str]
) -> None:
    boxed = place.item_style == "DraftingNote"
    term, meaning = ("DraftingNote",) * 2 if boxed else ("DefinitionTerm", "Definition")
    inner = place._replace(left=place.left + STYLE_LEFT["Definition"], style=meaning)
    for definition in block.items:
        write_paragraph(definition.term, plain(term, place.left, keep=True), ledger, out)
        write_blocks(definition.blocks, inner, ledger, out)


def _quote(
    block: BlockQuote, following: _Follow, place: Place, ledger: Ledger, out: list[str]
) -> None:
    style = place.style if place.style == "DraftingNote" else "Quote"
    left = place.left + STYLE_LEFT["Quote"]
    write_blocks(block.blocks, place._replace(left=left, style=style), ledger, out)


def _code(
    block: CodeBlock, following: _Follow, place: Place, ledger: Ledger, out: list[str]
) -> None:
    text = (Text(block.text.removesuffix("\n")),)
    write_paragraph(text, plain("CodeBlock", place.left), ledger, out)


def _rule(
    block: ThematicBreak, following: _Follow, place: Place, ledger: Ledger, out: list[str]
) -> None:
    write_paragraph((), plain("Rule", place.left), ledger, out)


def _note(block: Note, following: _Follow, place: Place, ledger: Ledger, out: list[str]) -> None:
    """Append a drafting note: boxed paragraphs, tables between the boxes, a comment at its label."""
    if ledger.waits():
        write_spacer(ledger, out)
    around = Around("", *comments.around(tuple(comments.lines_of(block.blocks)), ledger))
    inner = Place(0, "DraftingNote", "DraftingNote")
    outer = open_box(place.left, ledger, out)
    shape = plain("DraftingNoteLabel", keep=True)
    write_paragraph((Text("Drafting note"),), shape, ledger, out, around)
    for tabular, members in groupby(block.blocks, lambda b: isinstance(b, _TABULAR)):
        group = tuple(members)
        if not tabular:
            write_blocks(group, inner, ledger, out)
            continue
        close_box(outer, ledger, out)
        write_blocks(group, inner._replace(left=place.left), ledger, out)
        write_spacer(ledger, out)
        outer = open_box(place.left, ledger, out)
        if group[-1] is block.blocks[-1]:  # a cell ends with a paragraph
            write_paragraph((), plain("DraftingNote"), ledger, out)
    close_box(outer, ledger, out)


def _table(block: Table, following: _Follow, place: Place, ledger: Ledger, out: list[str]) -> None:
    if ledger.waits():
        write_spacer(ledger, out)
    tables.write_table(block, place.left, ledger, out)


def _signatures(
    block: Signatures, following: _Follow, place: Place, ledger: Ledger, out: list[str]
) -> None:
    if ledger.waits():
        write_spacer(ledger, out)
    signatures.write_signatures(block, place.left, ledger, out)


def write_spacer(ledger: Ledger, out: list[str]) -> None:
    """Append a small empty paragraph: between two tables, and after one that ends a story (§17.4.37)."""
    write_paragraph((), Shape("Spacer", before=0), ledger, out)


def _contents(
    block: Contents, following: _Follow, place: Place, ledger: Ledger, out: list[str]
) -> None:
    contents.write_contents(block, ledger, out)


_WRITERS: dict[type[Block], Callable[[Any, _Follow, Place, Ledger, list[str]], None]] = {
    Paragraph: _paragraph,
    Title: _title,
    Heading: _heading,
    BulletList: _bullets,
    OrderedList: _ordered,
    DefinitionList: _definitions,
    BlockQuote: _quote,
    CodeBlock: _code,
    ThematicBreak: _rule,
    Note: _note,
    Table: _table,
    Signatures: _signatures,
    Contents: _contents,
}

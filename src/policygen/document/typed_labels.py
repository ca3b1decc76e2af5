"""Labels that were typed: "1.1 Staff must…" as a paragraph, "- a) know this" as a bullet.

Text formats have no other way to say a label that their lists do not count. Paragraphs and bullets that
begin with one become items of ordered lists, headings get it as their label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from .flat import flat_text, split
from .numbering import letters, roman
from .tree import (
    Block,
    Blocks,
    BulletList,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
)
from .walk import map_held

_LABEL = re.compile(
    r"\s*(\d{1,3}(?:\.\d{1,3}){1,4}\.?|\d{1,3}[.)]|\(\d{1,3}\)|\(?[ivx]{1,5}\)|\(?[a-z]{1,2}\)|[a-z]\.|[ivx]{2,5}\.|\(?[A-Z]\))[ \t\u00a0]+(?=\S)"
)
_HEADING_LABEL = re.compile(r"\s*(\d{1,3}(?:\.\d{1,3}){0,4}[.)]?)[ \t\u00a0]+(?=\S)")


def split_label(text: str) -> tuple[str, int]:
    """Return the label that *text* begins with and where the words begin; ``""`` when there is none."""
    match = _LABEL.match(text)
    return (match.group(1), match.end()) if match else ("", 0)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a label counts: the series it belongs to (``"1."``, ``"(a)"``, ``"2.%"``) and its number in it."""

    series: str
    number: int


@lru_cache(maxsize=1024)
def shapes_of(label: str) -> tuple[Shape, ...]:
    """Return how *label* can be meant; ``i)`` is a letter or a numeral."""
    match = re.fullmatch(r"(\(?)([0-9.]*?)(\d+|[a-zA-Z]+)([.)]*)", label)
    if not match:
        return ()
    opening, parents, last, closing = match.groups()
    if last.isdigit():
        ending = "" if parents else closing
        return (Shape(f"{opening}{parents}1{ending}", int(last)),)
    found = []
    small = last.lower()
    numeral = next((n for n in range(1, 40) if roman(n) == small), 0)
    letter = next((n for n in range(1, 53) if letters(n) == small), 0)
    case = "A" if last.isupper() else "a"
    if letter:
        found.append(Shape(f"{opening}{case}{closing}", letter))
    if numeral:
        found.append(Shape(f"{opening}{'I' if case == 'A' else 'i'}{closing}", numeral))
    return tuple(found)


def read_labels(blocks: Blocks) -> Blocks:
    """Return *blocks* with typed labels as labels of headings and items."""
    return tuple(_grouped([_labelled(block) for block in blocks]))


def _labelled(block: Block) -> Block:
    if isinstance(block, Heading) and not block.label:
        match = _HEADING_LABEL.match(flat_text(block.children))
        if match:
            rest = split(block.children, match.end())[1]
            return replace(block, label=match.group(1), children=rest)
    if isinstance(block, OrderedList):
        return _counted(block, tuple(map(_inside, block.items)))
    if isinstance(block, BulletList):
        items = tuple(map(_inside, block.items))
        if items and all(_first_label(item) for item in items):
            items = tuple(_without_label(item) for item in items)
            return OrderedList(items, start_of(items[0].label), line=block.line)
        return replace(block, items=items)
    return map_held(block, read_labels)


def _inside(item: Item) -> Item:
    """Return *item* with the labels of what its first paragraph is followed by."""
    first = item.blocks[:1] if item.blocks and isinstance(item.blocks[0], Paragraph) else ()
    return Item((*first, *read_labels(item.blocks[len(first) :])), item.label)


def _counted(block: OrderedList, inner: tuple[Item, ...]) -> OrderedList:
    """Return *block* with the labels that its source prints, where it has none of its own."""
    items = tuple(
        item if item.label else Item(item.blocks, f"{number}.")
        for number, item in enumerate(inner, block.start)
    )
    return replace(block, items=items)


def start_of(label: str) -> int:
    """Return the number that *label* says, 1 when it says none."""
    shapes = shapes_of(label)
    return shapes[0].number if shapes else 1


def _first_label(item: Item) -> str:
    first = item.blocks[0] if item.blocks else None
    return split_label(flat_text(first.children))[0] if isinstance(first, Paragraph) else ""


def _without_label(item: Item) -> Item:
    first = item.blocks[0]
    assert isinstance(first, Paragraph)  # noqa: S101 - it has a label
    label, at = split_label(flat_text(first.children))
    rest: Inlines = split(first.children, at)[1]
    return Item((replace(first, children=rest), *item.blocks[1:]), label)


def _grouped(blocks: list[Block]) -> Iterator[Block]:
    """Yield *blocks*, paragraphs with labels that count on as one list."""
    position = 0
    while position < len(blocks):
        items = _run(blocks, position)
        if items:
            first = blocks[position]
            yield OrderedList(items, start_of(items[0].label), line=first.line)
            position += len(items)
        else:
            yield blocks[position]
            position += 1


def _run(blocks: list[Block], position: int) -> tuple[Item, ...]:
    """Return the items that the paragraphs from *position* on are; none when they are only paragraphs."""
    items: list[Item] = []
    expected: set[Shape] = set()
    for block in blocks[position:]:
        if not isinstance(block, Paragraph):
            break
        item = Item((block,))
        label = _first_label(item)
        shapes = set(shapes_of(label)) if label else set()
        if not shapes or (items and not shapes & expected):
            break
        items.append(_without_label(item))
        kept = shapes & expected if items[:-1] else shapes
        expected = {Shape(shape.series, shape.number + 1) for shape in kept}
    alone = len(items) == 1 and "." not in items[0].label[:-1]
    if alone and start_of(items[0].label) == 1 and items[0].label[0] != "(":
        return ()  # “A. Smith”, or a single “1.”
    return () if alone and not _goes_on(items[0].label) else tuple(items)


def _goes_on(label: str) -> bool:
    """Say whether a label on its own can be part of a list that other blocks interrupt."""
    return label[0].isdigit() or label[0] == "("

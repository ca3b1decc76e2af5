"""Lists of HTML: their labels, lists that lack an item around them, and headings in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from ...numbering import letters, roman
from ...tree import Block, Blocks, BulletList, Heading, Item, OrderedList
from ...typed_labels import read_labels

#: ``type`` of an ``ol`` -> the label of an item (HTML, 4.4.5).
_TYPES: dict[str, Callable[[int], str]] = {
    "a": lambda number: f"{letters(number)}.",
    "A": lambda number: f"{letters(number).upper()}.",
    "i": lambda number: f"{roman(number)}.",
    "I": lambda number: f"{roman(number).upper()}.",
}


def listing(element: HtmlElement, held: Callable[[HtmlElement], Blocks]) -> Blocks:
    """Return the list *element*; *held* reads one element of it."""
    items: list[Item] = []
    before: list[Block] = []
    for child in element:
        if not isinstance(child.tag, str):
            continue
        blocks = held(child)
        if child.tag not in ("ul", "ol"):
            items += [Item(blocks)] if blocks else []
        elif items:  # word processors put an inner list beside the item that it belongs to
            items[-1] = Item((*items[-1].blocks, *blocks))
        else:
            before += blocks
    start = element.get("start", "1")
    number = int(start) if re.fullmatch("[0-9]{1,6}", start) else 1
    ordered = element.tag == "ol" and not _brings_labels(items)
    return (*before, *_without_headings(items, number if ordered else 0, element))


def _brings_labels(items: list[Item]) -> bool:
    """Say whether the items bring their labels as text, as pages with legal numbers do."""
    return isinstance(read_labels((BulletList(tuple(items)),))[0], OrderedList)


def _without_headings(items: list[Item], start: int, element: HtmlElement) -> Iterator[Block]:
    """Yield the list of *items*; one that begins with a heading is a section, as Word's numbers make it.

    *start* is the number of the first, 0 for bullets.
    """
    line = element.sourceline or 0
    shape = _TYPES.get(element.get("type", ""))
    waiting: list[Item] = []
    first = start
    for number, item in enumerate((*items, Item(())), start):
        heading = item.blocks[0] if item.blocks else None
        if item.blocks and not isinstance(heading, Heading):
            waiting.append(Item(item.blocks, shape(number)) if shape and start else item)
            continue
        if waiting:
            made = tuple(waiting)
            yield OrderedList(made, first, line=line) if start else BulletList(made, line=line)
        waiting, first = [], number + 1
        if isinstance(heading, Heading):
            numbered = start and heading.level == 1 and not heading.label
            yield replace(heading, label=f"{number}." if numbered else heading.label)
            yield from item.blocks[1:]

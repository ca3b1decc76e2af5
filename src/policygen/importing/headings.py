"""Headings that a reader could not tell: bold lines with the number that is missing between two headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..document.tree import Block, Heading, Item, OrderedList, Paragraph, Strong
from ..document.typed_labels import shapes_of
from .state import Import

#: Series and number of the label that a next heading would have.
_Next = set[tuple[str, int]]


def settle_headings(work: Import) -> None:
    """Make a heading of a bold line of *work* that counts on from the heading before it."""
    result: list[Block] = []
    expected: _Next = set()
    for block in work.blocks:
        for made in _parts(block, expected) if isinstance(block, OrderedList) else (block,):
            if isinstance(made, Heading) and made.label:
                expected = _after(made)
                if made is not block:
                    found = f"a bold line “{made.label}”"
                    work.notebook.note("structure", made.line, found, "a heading")
            result.append(made)
    work.blocks = tuple(result)


def _after(heading: Heading) -> _Next:
    return {(shape.series, shape.number + 1) for shape in shapes_of(heading.label)}


def _parts(block: OrderedList, expected: _Next) -> Iterator[Block]:
    """Yield *block*, in parts where items of it, or inside its items, are headings."""
    waiting: list[Item] = []
    for item in block.items:
        heading = _heading(item, expected)
        inner = item.blocks[-1] if heading is None and item.blocks else None
        inside = _heading(inner.items[0], expected) if isinstance(inner, OrderedList) else None
        if heading is None and inside is None:
            waiting.append(item)
            continue
        if inside is not None:
            waiting.append(replace(item, blocks=item.blocks[:-1]))
        if waiting:
            yield replace(block, items=tuple(waiting))
            waiting = []
        if heading is not None:
            expected = _after(heading)
            yield from (heading, *item.blocks[1:])
        elif isinstance(inner, OrderedList):
            yield from _parts(inner, expected)
    if waiting:
        yield block if len(waiting) == len(block.items) else replace(block, items=tuple(waiting))


def _heading(item: Item, expected: _Next) -> Heading | None:
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph) or len(first.children) != 1:
        return None
    strong = first.children[0]
    own = {(shape.series, shape.number) for shape in shapes_of(item.label)}
    if not isinstance(strong, Strong) or not expected & own:
        return None
    return Heading(1, strong.children, label=item.label, line=first.line)

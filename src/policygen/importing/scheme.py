"""The numbering scheme: the one whose labels are those that the source prints.

Each scheme is tried: the labels are taken off, the scheme puts its own on, and what differs is counted.
Labels that the best scheme does not give stay as typed text, so that no label is lost or changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..document.numbering import number
from ..document.properties import Numbering
from ..document.tree import (
    Block,
    Blocks,
    BulletList,
    Heading,
    Item,
    OrderedList,
    Paragraph,
    Text,
)
from ..document.typed_labels import shapes_of
from ..document.walk import iter_blocks, map_blocks, merge
from .state import Import

_SCHEMES: tuple[Numbering, ...] = ("none", "headings", "clauses", "paragraphs")
_MOST_TURNS = 12
_TYPED, _UNNUMBERED, _DIFFERENT, _LIKE = 0.6, 0.4, 1.0, 0.3


def settle_numbering(work: Import) -> None:
    """Choose the numbering of *work*, and take off the labels that it gives."""
    tried = [(_fitted(work.blocks, scheme), scheme) for scheme in _SCHEMES]
    (_cost, labelled), scheme = min(tried, key=lambda one: one[0][0])
    work.numbering = scheme
    headings = [b for b in labelled if isinstance(b, Heading)]
    kept = sum(isinstance(b, Heading) and bool(b.label) for b in labelled)
    lists = sum(isinstance(b, OrderedList) for b in iter_blocks(labelled))
    found = f"{kept} of {len(headings)} headings and {lists} lists with numbers"
    work.notebook.note("numbering", 0, found, f"numbering: {scheme}")
    _tell_typed(work, labelled)
    stripped = _stripped(labelled)
    _tell_like(work, labelled, number(stripped, scheme, refers=False))
    work.blocks = stripped


def _fitted(blocks: Blocks, scheme: Numbering) -> tuple[float, Blocks]:
    """Return *blocks*, still with labels, so that *scheme* gives them; and how far it is from doing so."""
    labelled = tuple(_heading(b, scheme) if isinstance(b, Heading) else b for b in blocks)
    labelled = _nested(labelled, scheme)
    cost = 0.0
    for original, block in zip(blocks, labelled, strict=False):
        if isinstance(original, Heading) and isinstance(block, Heading):
            cost += _TYPED if original.label and not block.label else 0
    cost += sum(_UNNUMBERED for b in labelled if isinstance(b, Heading) and not b.numbered)
    for turn in range(_MOST_TURNS):
        wrong = _wrong_lists(labelled, number(_stripped(labelled), scheme, refers=False))
        if not wrong:
            break
        if turn < _MOST_TURNS - 1:  # those of one kind at a time: they may put the others right
            wrong = [one for one in wrong if _kind(one) == _kind(wrong[0])]
        cost += sum(_TYPED * len(one.items) for one in wrong)
        labelled = _typed(labelled, wrong)
    given = number(_stripped(labelled), scheme, refers=False)
    return cost + sum(_cost(a, b) for a, b in _labels(labelled, given)), labelled


def _heading(heading: Heading, scheme: Numbering) -> Heading:
    """Return *heading* with the label that *scheme* can give, or with its label as text."""
    deepest = {"headings": 5, "clauses": 1}.get(scheme, 0)
    if heading.level <= deepest:
        return replace(heading, numbered=bool(heading.label))
    if not heading.label:
        return heading
    return replace(
        heading, label="", children=merge((Text(f"{heading.label} "), *heading.children))
    )


def _nested(blocks: Blocks, scheme: Numbering) -> Blocks:
    """Return *blocks* with a list that goes on inside an item put into that item."""
    result: list[Block] = []
    for index, block in enumerate(blocks):
        last = result[-1] if result else None
        if isinstance(last, OrderedList) and _belongs_inside(
            block, last, blocks[index + 1 :], scheme
        ):
            item = last.items[-1]
            items = (*last.items[:-1], replace(item, blocks=(*item.blocks, block)))
            result[-1] = replace(last, items=items)
        elif (
            isinstance(last, OrderedList)
            and isinstance(block, OrderedList)
            and _goes_on(last, block)
        ):
            result[-1] = replace(last, items=(*last.items, *block.items))
        else:
            result.append(block)
    return tuple(result)


def _belongs_inside(block: Block, last: OrderedList, following: Blocks, scheme: Numbering) -> bool:
    if isinstance(block, BulletList):
        after = following[0] if following else None
        goes_on = isinstance(after, OrderedList) and _goes_on(last, after)
        return (
            goes_on
            or scheme == "paragraphs"
            or (scheme == "clauses" and "." in last.items[-1].label[:-1])
        )
    if isinstance(block, OrderedList) and block.items:
        first = block.items[0].label
        return first[:1] == "(" and last.items[-1].label[:1] != "(" and not _goes_on(last, block)
    return False


def _goes_on(last: OrderedList, block: OrderedList) -> bool:
    """Say whether the labels of *block* count on from those of *last*."""
    if not last.items or not block.items:
        return False
    expected = {(s.series, s.number + 1) for s in shapes_of(last.items[-1].label)}
    return any((s.series, s.number) in expected for s in shapes_of(block.items[0].label))


def _stripped(blocks: Blocks) -> Blocks:
    """Return *blocks* without labels; a list begins at the number that its first label says."""

    def change(block: Block) -> Blocks:
        if isinstance(block, Heading):
            return (replace(block, label=""),)
        if isinstance(block, OrderedList):
            first = shapes_of(block.items[0].label)
            start = first[0].number if first and first[0].series in ("1.", "1)") else 1
            items = tuple(Item(item.blocks) for item in block.items)
            return (OrderedList(items, start, line=block.line),)
        return (block,)

    return map_blocks(blocks, change)


def _pairs(labelled: Blocks, given: Blocks) -> Iterator[tuple[Block, Block]]:
    yield from zip(iter_blocks(labelled), iter_blocks(given), strict=True)


def _labels(labelled: Blocks, given: Blocks) -> Iterator[tuple[str, str]]:
    """Yield each label of the source with the one that the scheme gives."""
    for ours, theirs in _pairs(labelled, given):
        if isinstance(ours, Heading) and isinstance(theirs, Heading):
            yield ours.label, theirs.label
        elif isinstance(ours, OrderedList) and isinstance(theirs, OrderedList):
            yield from zip(
                (item.label for item in ours.items),
                (item.label for item in theirs.items),
                strict=True,
            )


def _cost(ours: str, theirs: str) -> float:
    if ours == theirs:
        return 0
    return _LIKE if ours.strip(".)") == theirs.strip(".)") else _DIFFERENT


def _wrong_lists(labelled: Blocks, given: Blocks) -> list[OrderedList]:
    """Return the lists whose labels the scheme gives otherwise; of nested ones the outer first."""
    wrong: list[OrderedList] = []
    for ours, theirs in _pairs(labelled, given):
        if isinstance(ours, OrderedList) and isinstance(theirs, OrderedList):
            labels = zip(ours.items, theirs.items, strict=True)
            if any(_cost(a.label, b.label) >= _DIFFERENT for a, b in labels):
                wrong.append(ours)
    return wrong


def _kind(block: OrderedList) -> str:
    shapes = shapes_of(block.items[0].label)
    return shapes[0].series if shapes else ""


def _typed(blocks: Blocks, lists: list[OrderedList]) -> Blocks:
    """Return *blocks* with the items of *lists* as paragraphs that begin with their labels."""
    chosen = {(one.line, tuple(i.label for i in one.items)) for one in lists}

    def change(block: Block) -> Blocks:
        if not isinstance(block, OrderedList):
            return (block,)
        if (block.line, tuple(i.label for i in block.items)) not in chosen:
            return (block,)
        return tuple(part for item in block.items for part in _as_paragraphs(item))

    return map_blocks(blocks, change)


def _as_paragraphs(item: Item) -> Blocks:
    label = Text(f"{item.label} ")
    first = item.blocks[0] if item.blocks else None
    if isinstance(first, Paragraph):
        return (replace(first, children=merge((label, *first.children))), *item.blocks[1:])
    return (Paragraph((label,)), *item.blocks)


def _tell_typed(work: Import, labelled: Blocks) -> None:
    """Write down which labels stay typed text."""
    before = {label for b in iter_blocks(work.blocks) for label in _own(b)}
    after = {label for b in iter_blocks(labelled) for label in _own(b)}
    lost = sorted(before - after, key=lambda one: (one[0], one[1]))
    for line in sorted({line for line, _label in lost}):
        labels = ", ".join(label for at, label in lost if at == line)
        became = f"typed text: numbering {work.numbering} has no such labels"
        work.notebook.note("label", line, labels, became)


def _own(block: Block) -> list[tuple[int, str]]:
    if isinstance(block, Heading):
        return [(block.line, block.label)] if block.label else []
    if isinstance(block, OrderedList):
        found = []
        for item in block.items:
            first = item.blocks[0].line if item.blocks else 0
            found.append((first or block.line, item.label))
        return found
    return []


def _tell_like(work: Import, labelled: Blocks, given: Blocks) -> None:
    """Write down which labels will be printed a little otherwise."""
    differing = [(a, b) for a, b in _labels(labelled, given) if a != b]
    for ours, theirs in dict.fromkeys(differing):
        became = f"printed as “{theirs}”" if theirs else "printed without a number"
        work.notebook.note("label", 0, f"label “{ours}”", became)

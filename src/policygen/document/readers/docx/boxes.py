"""Boxes: lists, quotations and definitions while they are being filled, and the blocks they become."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from policygen.document.tree import (
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    CodeBlock,
    Definition,
    DefinitionList,
    Inlines,
    Item,
    OrderedList,
    Series,
)
from policygen.document.walk import map_held

from .numbering import Label


@dataclass(slots=True)
class OpenList:
    """A list that may go on; ``last`` is the label of its last item."""

    first: Label
    last: Label
    line: int
    items: list[Box] = field(default_factory=list)


@dataclass(slots=True)
class OpenDefinitions:
    """A definition list that may go on: terms with their meanings."""

    line: int
    items: list[tuple[Inlines, Box]] = field(default_factory=list)


@dataclass(slots=True)
class OpenCode:
    """Lines of code that may go on."""

    line: int
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Box:
    """Something that holds blocks: the story itself, an item, a quotation, a definition's meaning."""

    kind: str
    left: int = 0
    label: Label | None = None
    label_left: int = 0
    line: int = 0
    content: list[Block | OpenList | OpenDefinitions | OpenCode | Box] = field(default_factory=list)

    def last(self) -> Block | OpenList | OpenDefinitions | OpenCode | Box | None:
        """Return what was put in last."""
        return self.content[-1] if self.content else None


def closed(box: Box) -> Blocks:
    """Return the blocks that *box* holds."""
    result: list[Block] = []
    for node in box.content:
        if isinstance(node, OpenList):
            result.append(_closed_list(node))
        elif isinstance(node, OpenDefinitions):
            held = tuple(Definition(term, closed(meaning)) for term, meaning in node.items)
            result.append(DefinitionList(held, line=node.line))
        elif isinstance(node, OpenCode):
            result.append(CodeBlock("".join(node.lines), line=node.line))
        elif isinstance(node, Box):
            result.append(BlockQuote(closed(node), line=node.line))
        else:
            result.append(node)
    return tuple(result)


def _closed_list(found: OpenList) -> BulletList | OrderedList:
    if not found.first.ordered:
        return BulletList(tuple(Item(closed(i)) for i in found.items), line=found.line)
    items = tuple(Item(closed(i), i.label.text if i.label else "") for i in found.items)
    return OrderedList(items, found.first.value, _series(found.first), line=found.line)


def _series(label: Label) -> Series:
    known: dict[str, Series] = {"clause": "clause", "paragraph": "paragraph", "run-in": "run-in"}
    return known.get(label.series, "item")


def with_depth(held: Blocks, depth: int = 0, series: Series = "item") -> Blocks:
    """Return *held* with the depth of each ordered list, and in it the series of the outermost one."""

    def one(block: Block) -> Block:
        if not isinstance(block, OrderedList):
            return map_held(block, lambda inner: with_depth(inner, depth, series))
        mine = series if depth else block.series
        items = tuple(Item(with_depth(i.blocks, depth + 1, mine), i.label) for i in block.items)
        return replace(block, items=items, depth=depth, series=mine)

    return tuple(one(block) for block in held)

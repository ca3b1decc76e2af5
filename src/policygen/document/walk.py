"""Going through a tree: reading order, text, normal form, and mapping one tree to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from .tree import (
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Code,
    Contents,
    DefinitionList,
    Delete,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Insert,
    Item,
    LineBreak,
    Link,
    Marked,
    Note,
    OrderedList,
    Paragraph,
    Reference,
    Remark,
    Signatures,
    Slot,
    Strong,
    Table,
    Text,
    Title,
    Value,
)

#: Inlines that hold inlines; looked up by type, which is what makes a walk quick.
_WRAPPERS = frozenset((Emphasis, Strong, Link, Remark, Marked, Insert, Delete))
_CONTAINERS = frozenset((BulletList, OrderedList, DefinitionList, BlockQuote, Note))
_EMPTY_WITHOUT = _WRAPPERS - {Link}


def merge(inlines: Iterable[Inline]) -> Inlines:
    """Return *inlines* in normal form: no empty Text or wrapper, no two Texts side by side."""
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            if not inline.text:
                continue
            if result and isinstance(last := result[-1], Text):
                result[-1] = Text(last.text + inline.text)
                continue
        elif type(inline) in _EMPTY_WITHOUT and not children_of(inline):
            continue
        result.append(inline)
    return tuple(result)


def children_of(inline: Inline) -> Inlines:
    """Return the inlines inside *inline* (not the blocks of a footnote)."""
    return inline.children if type(inline) in _WRAPPERS else ()  # type: ignore[union-attr]


def with_children(inline: Inline, children: Inlines) -> Inline:
    """Return *inline* with other children; an inline without children stays as it is."""
    if isinstance(inline, Emphasis | Strong | Link | Remark | Marked | Insert | Delete):
        return replace(inline, children=children)
    return inline


def plain_text(inlines: Inlines) -> str:
    """Return the text of *inlines* as a published edition reads: no formatting, notes or footnotes.

    Tracked changes are taken as accepted.
    """
    parts: list[str] = []
    for inline in inlines:
        if isinstance(inline, (Text, Value, Code, Reference)):
            parts.append(inline.text)
        elif isinstance(inline, Slot):
            parts.append(inline.wording)
        elif isinstance(inline, LineBreak):
            parts.append("\n")
        elif not isinstance(inline, Remark | Delete):
            parts.append(plain_text(children_of(inline)))
    return "".join(parts)


# --- reading order -------------------------------------------------------------------------------


def parts_of(block: Block) -> Iterable[Inlines | Blocks]:
    """Return what *block* holds, in reading order: inline sequences and sequences of blocks."""
    parts = _PARTS.get(type(block))
    return parts(block) if parts else ()


_PARTS: dict[type, Callable[[Any], Iterable[Inlines | Blocks]]] = {
    Paragraph: lambda block: (block.children,),
    Heading: lambda block: (block.children,),
    Title: lambda block: (block.children,),
    BulletList: lambda block: [item.blocks for item in block.items],
    OrderedList: lambda block: [item.blocks for item in block.items],
    DefinitionList: lambda block: [part for d in block.items for part in (d.term, d.blocks)],
    BlockQuote: lambda block: (block.blocks,),
    Note: lambda block: (block.blocks,),
    Table: lambda block: [cell for row in (block.head, *block.rows) for cell in row],
    Signatures: lambda block: [part for s in block.rows for part in (s.title, s.name)],
    Contents: lambda block: [entry.children for entry in block.entries],
}


def _is_blocks(part: Inlines | Blocks) -> bool:
    return bool(part) and not isinstance(part[0], Inline)


# A policy is gone through a dozen times; lists are filled in less time than generators in generators take.


def iter_blocks(blocks: Blocks) -> Iterator[Block]:
    """Return every block in reading order, a container before what it holds; footnotes left out."""
    found: list[Block] = []
    _take_blocks(blocks, found)
    return iter(found)


def _take_blocks(blocks: Blocks, found: list[Block]) -> None:
    for block in blocks:
        found.append(block)
        if type(block) in _CONTAINERS:
            for part in parts_of(block):
                if _is_blocks(part):
                    _take_blocks(part, found)  # type: ignore[arg-type]


def iter_inlines(blocks: Blocks) -> Iterator[Inline]:
    """Return every inline in reading order, a wrapper before what it holds; footnotes included."""
    found: list[Inline] = []
    _take_inlines(blocks, found)
    return iter(found)


def _take_inlines(blocks: Blocks, found: list[Inline]) -> None:
    for block in blocks:
        for part in parts_of(block):
            if _is_blocks(part):
                _take_inlines(part, found)  # type: ignore[arg-type]
            else:
                _take_in(part, found)  # type: ignore[arg-type]


def iter_own_inlines(block: Block) -> Iterator[Inline]:
    """Return every inline of the lines that *block* itself holds (a cell, a term), not of blocks in it."""
    found: list[Inline] = []
    for part in parts_of(block):
        if not _is_blocks(part):
            _take_in(part, found)  # type: ignore[arg-type]
    return iter(found)


def _take_in(inlines: Inlines, found: list[Inline]) -> None:
    for inline in inlines:
        found.append(inline)
        kind = type(inline)
        if kind in _WRAPPERS:
            _take_in(children_of(inline), found)
        elif kind is Footnote:
            _take_inlines(inline.blocks, found)  # type: ignore[union-attr]


def kinds_in(blocks: Blocks) -> frozenset[type]:
    """Return the types of all blocks and inlines in *blocks*, footnotes included."""
    inlines = tuple(iter_inlines(blocks))
    held = {type(block) for block in iter_blocks(blocks)}
    notes = (kinds_in(i.blocks) for i in inlines if isinstance(i, Footnote))
    return frozenset({*map(type, inlines), *held}).union(*notes)


def holds(nodes: Inlines | Blocks, kinds: frozenset[type]) -> bool:
    """Say whether a node of one of *kinds* is anywhere in *nodes*, footnotes included."""
    for node in nodes:
        kind = type(node)
        if kind in kinds:
            return True
        if kind is Text or kind is Value:
            continue
        if isinstance(node, Inline):
            inner = node.blocks if isinstance(node, Footnote) else children_of(node)
            if inner and holds(inner, kinds):
                return True
        elif any(holds(part, kinds) for part in parts_of(node)):
            return True
    return False


# --- mapping -------------------------------------------------------------------------------------


def map_inlines(blocks: Blocks, change: Callable[[Inlines], Inlines]) -> Blocks:
    """Return *blocks* with *change* applied to every sequence of inlines that a block holds.

    *change* sees whole sequences (the children of a paragraph, a cell…) and looks inside wrappers and
    footnotes itself (see :func:`map_inline`). Paragraphs that become empty are dropped.
    """

    def in_block(block: Block) -> Blocks:
        done = map_own(block, change)
        return () if isinstance(done, Paragraph) and not done.children else (done,)

    return map_blocks(blocks, in_block)


def map_own(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """Return *block* with *change* made to the sequences that it holds itself, not in other blocks."""
    if isinstance(block, (Paragraph, Heading, Title)):
        children = change(block.children)
        return block if children is block.children else replace(block, children=children)
    if isinstance(block, DefinitionList):
        return replace(block, items=tuple(replace(d, term=change(d.term)) for d in block.items))
    if isinstance(block, Table):
        return replace(
            block,
            head=tuple(change(cell) for cell in block.head),
            rows=tuple(tuple(change(cell) for cell in row) for row in block.rows),
        )
    if isinstance(block, Signatures):
        return replace(
            block,
            rows=tuple(replace(s, title=change(s.title), name=change(s.name)) for s in block.rows),
        )
    return block


def map_inline(inlines: Inlines, change: Callable[[Inline], Iterable[Inline]]) -> Inlines:
    """Return *inlines* with every inline replaced by what *change* makes of it, inside out.

    Looks inside wrappers and footnotes; the result is in normal form. A sequence in which nothing
    changes is returned itself, so that callers can tell.
    """
    result: list[Inline] = []
    same = True
    for inline in inlines:
        inner = _map_inside(inline, change)
        made = tuple(change(inner))
        same = same and len(made) == 1 and made[0] is inline
        result.extend(made)
    return inlines if same else merge(result)


def _map_inside(inline: Inline, change: Callable[[Inline], Iterable[Inline]]) -> Inline:
    if isinstance(inline, Footnote):
        return Footnote(map_inlines(inline.blocks, lambda part: map_inline(part, change)))
    children = children_of(inline)
    if not children:
        return inline
    mapped = map_inline(children, change)
    return inline if mapped is children else with_children(inline, mapped)


def map_blocks(blocks: Blocks, change: Callable[[Block], Blocks]) -> Blocks:
    """Return *blocks* with every block replaced by what *change* makes of it, inside out.

    A container in which nothing changes stays itself.
    """

    def inside(held: Blocks) -> Blocks:
        return map_blocks(held, change)

    result: list[Block] = []
    same = True
    for block in blocks:
        made = change(map_held(block, inside))
        same = same and len(made) == 1 and made[0] is block
        result.extend(made)
    return blocks if same else tuple(result)


def map_held(block: Block, change: Callable[[Blocks], Blocks]) -> Block:
    """Return *block* with *change* made to each sequence of blocks it holds; itself if none changes."""
    if type(block) not in _CONTAINERS:
        return block
    if isinstance(block, (BulletList, OrderedList)):
        items = []
        same = True
        for item in block.items:
            held = change(item.blocks)
            same = same and held is item.blocks
            items.append(item if held is item.blocks else Item(held, item.label))
        return block if same else replace(block, items=tuple(items))
    if isinstance(block, DefinitionList):
        definitions = tuple(replace(d, blocks=change(d.blocks)) for d in block.items)
        return replace(block, items=definitions)
    assert isinstance(block, BlockQuote | Note)  # noqa: S101  (no other container is left)
    held = change(block.blocks)
    return block if held is block.blocks else replace(block, blocks=held)

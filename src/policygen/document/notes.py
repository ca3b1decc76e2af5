"""Drafting notes: out of what is published, with what only they held together."""

from __future__ import annotations

from dataclasses import replace

from .tree import (
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Footnote,
    Inline,
    Inlines,
    Note,
    OrderedList,
    Remark,
    Text,
    Value,
)
from .walk import children_of, map_blocks, map_inlines, merge, with_children


def drop_notes(blocks: Blocks) -> Blocks:
    """Return *blocks* without drafting notes, and without what only a note held together.

    An inline note goes with the space before it, and with a full stop behind it that would then stand
    alone; an item, a paragraph or a list that held only notes goes as well.
    """
    return map_blocks(map_inlines(blocks, _without_remarks), _without_notes)


def _without_remarks(inlines: Inlines) -> Inlines:
    if not any(isinstance(i, Remark) or children_of(i) or isinstance(i, Footnote) for i in inlines):
        return inlines
    result: list[Inline] = []
    after_note = False
    for inline in inlines:
        if isinstance(inline, Remark):
            if result and isinstance(last := result[-1], Text):
                result[-1] = Text(last.text.rstrip())
            after_note = True
            continue
        made: Inline = inline
        if isinstance(inline, Footnote):
            made = Footnote(drop_notes(inline.blocks))
        elif children_of(inline):
            made = with_children(inline, _without_remarks(children_of(inline)))
            if not children_of(made):
                continue
        if after_note and isinstance(made, Text):
            made = Text(_after_note(result, made.text))
        after_note = False
        result.append(made)
    return merge(result)


def _after_note(before: list[Inline], text: str) -> str:
    """Return *text*, which followed a note, without a full stop that would stand alone."""
    if not before:
        return text[1:].lstrip() if text.startswith(".") else text.lstrip()
    said = _last_character(before[-1])
    if text.startswith(".") and said in (".", "!", "?", ":", ""):
        return text[1:]
    return text


def _last_character(inline: Inline) -> str:
    if isinstance(inline, (Text, Value)):
        return inline.text[-1:]
    children = children_of(inline)
    return _last_character(children[-1]) if children else "x"


def _without_notes(block: Block) -> Blocks:
    if isinstance(block, Note):
        return ()
    if isinstance(block, (BulletList, OrderedList)):
        items = tuple(item for item in block.items if item.blocks)
        return (replace(block, items=items),) if items else ()
    if isinstance(block, BlockQuote) and not block.blocks:
        return ()
    return (block,)

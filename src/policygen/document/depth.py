"""How deep blocks may stand in each other: deeper ones would lose their labels, or be lost."""

from __future__ import annotations

from collections.abc import Iterator

from .problems import Problem
from .tree import Block, BlockQuote, Blocks, BulletList, Footnote, OrderedList
from .walk import iter_inlines, parts_of

#: Word numbers nine levels of a list; markdown-it and readers of the page lose track before that.
MAX_LIST_DEPTH = 8
MAX_QUOTE_DEPTH = 18
HINT = "split it into paragraphs or sections"


def too_deep(blocks: Blocks) -> Iterator[Problem]:
    """Yield a problem for every list and quote that stands too deep, and every footnote in a footnote.

    The reader says so of one text; this is for a tree that was put together from several.
    """
    for block in blocks:
        yield from _deep(block, 0, 0)
    for inline in iter_inlines(blocks):
        if isinstance(inline, Footnote):
            yield from too_deep(inline.blocks)
            if any(isinstance(inner, Footnote) for inner in iter_inlines(inline.blocks)):
                line = next((b.line for b in inline.blocks), 0)
                message = "a footnote stands inside a footnote"
                yield Problem(line, "footnote-nested", message, "write it into the text")


def _deep(block: Block, lists: int, quotes: int) -> Iterator[Problem]:
    lists += isinstance(block, BulletList | OrderedList)
    quotes += isinstance(block, BlockQuote)
    if lists > MAX_LIST_DEPTH:
        message = f"lists are nested more than {MAX_LIST_DEPTH} deep"
        yield Problem(block.line, "nested-too-deep", message, HINT)
    elif quotes > MAX_QUOTE_DEPTH:
        message = f"quotes are nested more than {MAX_QUOTE_DEPTH} deep"
        yield Problem(block.line, "nested-too-deep", message, HINT)
    else:
        for part in parts_of(block):
            for inner in part:
                if isinstance(inner, Block):
                    yield from _deep(inner, lists, quotes)

"""The contents: a field of Word, a list of linked headings or a typed table becomes ``[insert contents]``."""

from __future__ import annotations

import re

from ..document.flat import flat_text
from ..document.plain import lines as plain_lines
from ..document.tree import (
    Block,
    BlockSlot,
    BulletList,
    Contents,
    Document,
    Heading,
    OrderedList,
    Paragraph,
    Table,
    Title,
)
from .state import Import

_NAMED = re.compile(r"\s*(?:table of )?contents(?: page)?\s*:?\s*", re.IGNORECASE)
_LEADER = re.compile(r"(?:[\s.…_]*\d{1,3}|[\s.…]+)?\s*\Z")
_LABEL = re.compile(r"\s*[\d.]*[.)]?\s*")


def settle_contents(work: Import) -> None:
    """Put the block slot in the place of the contents of *work*."""
    headings = {_bare(flat_text(b.children)) for b in work.blocks if isinstance(b, Heading)}
    result: list[Block] = []
    skip = 0
    for index, block in enumerate(work.blocks):
        if skip:
            skip -= 1
            continue
        length = _contents_at(work.blocks[index:], headings)
        if length and not work.contents_asked:
            result.append(BlockSlot("contents", line=block.line))
            work.contents_asked = True
            work.notebook.note("contents", block.line, "the contents", "[insert contents]")
            skip = length - 1
        elif isinstance(block, Contents):
            work.notebook.note("contents", block.line, "more contents", "left out", lost=True)
        else:
            result.append(block)
    work.blocks = tuple(result)


def _contents_at(blocks: tuple[Block, ...], headings: set[str]) -> int:
    """Return how many of *blocks*, from the first on, are the contents; 0 when they are not."""
    first = blocks[0]
    if isinstance(first, Contents):
        return 1
    if not isinstance(first, (Paragraph, Heading, Title)):
        return 0
    if not _NAMED.fullmatch(flat_text(first.children)):
        return 0
    length = 1
    for block in blocks[1:]:
        if isinstance(block, Contents):
            return length + 1
        if not isinstance(block, (Table, BulletList, OrderedList, Paragraph)):
            break
        entries = [_bare(line.replace("|", " ")) for line in plain_lines(Document((block,)))]
        known = [entry for entry in entries if entry in headings]
        if not entries or len(known) * 2 < len(entries):
            break
        length += 1
    return length if length > 1 else 0


def _bare(text: str) -> str:
    """Return the words of a heading or an entry, without number, leader and page."""
    words = " ".join(text.split())
    words = words[_LABEL.match(words).end() :]  # type: ignore[union-attr]
    return _LEADER.sub("", words).casefold().strip(" .")

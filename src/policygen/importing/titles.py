"""The masthead: which heading is the title, and which lines above the first section are no headings."""

from __future__ import annotations

import re
from dataclasses import replace

from ..document.flat import flat_text
from ..document.tree import (
    Block,
    Blocks,
    BulletList,
    Contents,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Strong,
    Table,
    Title,
)
from .state import Import

_POLICY_WORDS = re.compile(
    r"\b(?:polic(?:y|ies)|procedures?|code of|statement|plan|protocol|charter|scheme|guidance|guidelines|agreement"
    r"|strategy|framework|handbook|notice)\b",
    re.IGNORECASE,
)
_SCHOOL_LINE = re.compile(
    r"\b(?:school|academy|college|trust|federation|nursery|setting)\b[^.]{0,20}\Z", re.IGNORECASE
)
_PROSE = 12


def settle_title(work: Import) -> None:
    """Find the title of *work*, make paragraphs of other lines of the masthead, and level the headings."""
    cut = _masthead_length(work.blocks)
    masthead, rest = list(work.blocks[:cut]), work.blocks[cut:]
    at = _title_in(masthead, work)
    if at is None and rest and _is_only_top(rest):
        masthead, rest, at = [*masthead, rest[0]], rest[1:], len(masthead)
    done: list[Block] = []
    for index, block in enumerate(masthead):
        if index == at and isinstance(block, (Heading, Title, Paragraph)):
            done.append(Title(_plain(block), line=block.line))
            found = " ".join(flat_text(block.children).split())
            work.title = work.title or found
            work.notebook.note("title", block.line, found, "the title of the policy")
        elif isinstance(block, (Heading, Title)):
            done.append(Paragraph((Strong(block.children),), line=block.line))
            words = " ".join(flat_text(block.children).split())
            work.notebook.note("masthead", block.line, words, "a line above the first section")
        else:
            done.append(block)
    work.blocks = (*done, *_levelled(rest))


def _plain(block: Heading | Title | Paragraph) -> Inlines:
    only = block.children[0] if len(block.children) == 1 else None
    return only.children if isinstance(only, Strong) else block.children


def _masthead_length(blocks: Blocks) -> int:
    """Return the number of blocks before the first heading that begins a section."""
    numbered = any(isinstance(b, Heading) and b.label for b in blocks)
    title, level = "", 0
    for index, block in enumerate(blocks):
        if not isinstance(block, (Heading, Title)):
            continue
        text = " ".join(flat_text(block.children).split())
        if isinstance(block, Title):
            title, level = title or text, 0
        elif not title and (_names_policy(block) or _is_only_top(blocks[index:])):
            title, level = text, block.level
        elif (
            block.label
            or (title and block.level > level and text.casefold() != title.casefold())
            or _begins_section(blocks, index, numbered)
        ):
            return index
    return len(blocks)


def _names_policy(heading: Heading) -> bool:
    """Say whether a heading above all text is the policy's name, not the heading of a section."""
    return not heading.label and _POLICY_WORDS.search(flat_text(heading.children)) is not None


def _begins_section(blocks: Blocks, index: int, numbered: bool) -> bool:
    heading = blocks[index]
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if not isinstance(heading, Heading) or _SCHOOL_LINE.search(flat_text(heading.children)):
        return False
    if isinstance(following, (BulletList, OrderedList)):
        return True
    if isinstance(following, Table):
        return len(following.align) > 2 or index > 2
    if isinstance(following, Paragraph):
        return len(flat_text(following.children).split()) >= _PROSE or (not numbered and index > 3)
    if isinstance(following, Heading):
        return following.level > heading.level
    return isinstance(following, Contents)


def _title_in(masthead: list[Block], work: Import) -> int | None:
    """Return which block of the *masthead* is the title."""
    lines = [
        (index, block, flat_text(block.children))
        for index, block in enumerate(masthead)
        if isinstance(block, (Title, Heading, Paragraph))
    ]
    headings = [(i, text) for i, block, text in lines if isinstance(block, (Title, Heading))]
    titles = [index for index, block, _text in lines if isinstance(block, Title)]
    named = [index for index, text in headings if _POLICY_WORDS.search(text)]
    short = [i for i, block, text in lines if isinstance(block, Paragraph) and _may_be_title(text)]
    name = work.school.name.casefold() if work.school else ""
    others = [
        index
        for index, text in headings
        if not _SCHOOL_LINE.search(text) and not (name and name in text.casefold())
    ]
    return next(iter((*named, *titles, *short, *others)), None)


def _may_be_title(text: str) -> bool:
    """Say whether the paragraph *text* of a masthead can be the title of a policy."""
    return (
        _POLICY_WORDS.search(text) is not None
        and len(text.split()) <= _PROSE
        and not re.search(r"[.:;,]\s*\Z|\n|:", text)
    )


def _is_only_top(rest: Blocks) -> bool:
    """Say whether *rest* begins with the only heading of its level, above all others: ``# Title``."""
    first = rest[0]
    if not isinstance(first, Heading) or first.label:
        return False
    others = [b.level for b in rest[1:] if isinstance(b, Heading)]
    return min(others, default=9) > first.level


def _levelled(blocks: Blocks) -> Blocks:
    """Return *blocks* with heading levels from 1 on and without gaps, by the depth of labels where known."""
    result: list[Block] = []
    stack: list[int] = []
    for block in blocks:
        if isinstance(block, Title):
            result.append(Paragraph((Strong(block.children),), line=block.line))
            continue
        if not isinstance(block, Heading):
            result.append(block)
            continue
        own = _depth(block.label) or block.level
        if _depth(block.label):
            stack = [*range(1, min(own, len(stack) + 1)), own]
        else:
            while stack and stack[-1] >= own:
                stack.pop()
            stack.append(own)
        result.append(replace(block, level=min(len(stack), 5)))
    return tuple(result)


def _depth(label: str) -> int:
    return len(re.findall(r"\d+", label)) if re.fullmatch(r"[\d.]+\)?", label) else 0

"""Numbers: the labels of headings and lists, the contents, and the words of cross-references.

Authors write plain headings and lists; the scheme decides the labels, and every format prints these.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from .properties import Numbering
from .tree import (
    Block,
    Blocks,
    Contents,
    ContentsEntry,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Item,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Reference,
    Series,
    Text,
    Value,
)
from .walk import iter_blocks, map_blocks, map_held, map_inline, map_inlines, plain_text

CONTENTS_LEVELS = 2


def letters(number: int) -> str:
    """Return *number* as a letter: a, b, … z, aa, bb, … (ST_NumberFormat lowerLetter, ECMA-376 §17.18.59)."""
    if number < 1:
        return str(number)
    turns, position = divmod(number - 1, 26)
    return chr(ord("a") + position) * (turns + 1)


def roman(number: int) -> str:
    """Return *number* as a small roman numeral; as digits where there is none."""
    if number < 1:
        return str(number)
    result = ""
    for value, sign in (
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        count, number = divmod(number, value)
        result += sign * count
    return result


_NESTED: tuple[Callable[[int], str], ...] = (
    lambda n: f"({letters(n)})",
    lambda n: f"({roman(n)})",
    lambda n: f"({letters(n).upper()})",
    lambda n: f"({roman(n).upper()})",
)


def label(series: Series, depth: int, number: int, section: int = 0) -> str:
    """Return the label of item *number* of a list.

    ``clause`` items are "1.1" (*section*, number), ``run-in`` items "a)", all others "1."; inside them
    stand "(a)", "(i)", "(A)", "(I)" and again from the first; inside a run-in list, from "(i)".
    """
    if depth == 0:
        return {"clause": f"{section}.{number}", "run-in": f"{letters(number)})"}.get(
            series, f"{number}."
        )
    return _NESTED[(depth if series == "run-in" else depth - 1) % len(_NESTED)](number)


@dataclass
class _Count:
    """Where the counting stands while a document is gone through."""

    scheme: Numbering
    headings: list[int] = field(default_factory=lambda: [0] * 6)
    clause: int = 0
    paragraph: int = 0
    in_numbered_section: bool = False


def number(blocks: Blocks, scheme: Numbering, *, refers: bool = True) -> Blocks:
    """Return *blocks* with all labels, filled contents and worded cross-references.

    *refers* may be false when it is known that there is no cross-reference.

    Drafting notes are not counted and come between no list and its lead, so that a draft has the
    numbers of the published edition.
    """
    count = _Count(scheme)
    numbered = _fill_contents(_number_top(blocks, count))
    if not refers:
        return numbered
    return _refer(numbered, {b.id: b for b in numbered if isinstance(b, Heading)})


def _number_top(blocks: Blocks, count: _Count) -> Blocks:
    result: list[Block] = []
    lead = False
    for block in blocks:
        if isinstance(block, Heading):
            result.append(_number_heading(block, count))
            lead = False
        elif isinstance(block, OrderedList):
            result.append(_number_list(block, *_series(block, lead, count), count))
            lead = False
        else:
            result.append(_number_inside(block, count))
            if not isinstance(block, Note):
                lead = is_lead(block)
    return tuple(result)


def _number_heading(heading: Heading, count: _Count) -> Heading:
    deepest = {"headings": 5, "clauses": 1}.get(count.scheme, 0)
    if heading.level == 1:
        count.clause = 0
        count.in_numbered_section = heading.numbered and deepest > 0
    if not heading.numbered or heading.level > deepest:
        return heading
    count.headings[heading.level - 1] += 1
    for deeper in range(heading.level, 6):
        count.headings[deeper] = 0
    numbers = ".".join(str(n) for n in count.headings[: heading.level])
    return replace(heading, label=f"{numbers}." if heading.level == 1 else numbers)


def is_lead(block: Block) -> bool:
    """Say whether *block* is a paragraph that leads on to a list: it ends in a colon."""
    return isinstance(block, Paragraph) and plain_text(block.children).rstrip().endswith(":")


def _series(block: OrderedList, lead: bool, count: _Count) -> tuple[Series, int]:
    """Return the series of a list that stands directly in the document, and its first number."""
    if count.scheme == "clauses" and lead:
        return "run-in", 1
    if count.scheme == "clauses" and count.in_numbered_section:
        return "clause", count.clause + 1
    if count.scheme == "paragraphs":
        return "paragraph", count.paragraph + 1
    return "item", block.start


def _number_list(
    block: OrderedList, series: Series, start: int, count: _Count, depth: int = 0
) -> OrderedList:
    items: list[Item] = []
    number = start
    for item in block.items:
        inner = _number_nested(item.blocks, count, series, depth + 1)
        if item.blocks and all(isinstance(b, Note) for b in item.blocks):
            items.append(Item(inner))
            continue
        items.append(Item(inner, label(series, depth, number, count.headings[0])))
        number += 1
    if depth == 0 and series == "clause":
        count.clause = number - 1
    elif depth == 0 and series == "paragraph":
        count.paragraph = number - 1
    return replace(block, items=tuple(items), start=start, series=series, depth=depth)


def _number_nested(blocks: Blocks, count: _Count, series: Series, depth: int) -> Blocks:
    """Number the lists inside an item of an ordered list of *series*."""
    made = tuple(
        _number_list(b, series, b.start, count, depth)
        if isinstance(b, OrderedList)
        else _number_inside(b, count, series, depth)
        for b in blocks
    )
    return blocks if all(a is b for a, b in zip(made, blocks, strict=True)) else made


def _number_inside(block: Block, count: _Count, series: Series = "item", depth: int = 0) -> Block:
    """Number the lists inside any other block; in bullets and quotations lists start by themselves."""

    def inside(blocks: Blocks) -> Blocks:
        if depth:
            return _number_nested(blocks, count, series, depth)
        made = tuple(
            _number_apart(b, blocks[n - 1] if n else None, count) for n, b in enumerate(blocks)
        )
        return blocks if all(a is b for a, b in zip(made, blocks, strict=True)) else made

    return map_held(block, inside)


def _number_apart(block: Block, before: Block | None, count: _Count) -> Block:
    if not isinstance(block, OrderedList):
        return _number_inside(block, count)
    run_in = count.scheme == "clauses" and before is not None and is_lead(before)
    return _number_list(block, "run-in" if run_in else "item", 1 if run_in else block.start, count)


# --- contents and references ---------------------------------------------------------------------


def _fill_contents(blocks: Blocks) -> Blocks:
    if not any(isinstance(b, Contents) for b in iter_blocks(blocks)):
        return blocks
    entries = tuple(
        ContentsEntry(b.level, b.label, _entry_text(b.children), b.id)
        for b in blocks
        if isinstance(b, Heading) and b.level <= CONTENTS_LEVELS
    )

    def fill(block: Block) -> Blocks:
        if not isinstance(block, Contents):
            return (block,)
        return (replace(block, entries=entries),) if entries else ()

    return map_blocks(blocks, fill)


def _entry_text(children: Inlines) -> Inlines:
    """Return a heading's inlines without what may stand only once: footnotes; links become text."""

    def once(inline: Inline) -> Inlines:
        if isinstance(inline, Footnote):
            return ()
        return inline.children if isinstance(inline, Link) else (inline,)

    return map_inline(children, once)


def _refer(blocks: Blocks, sections: dict[str, Heading]) -> Blocks:
    def words(inline: Inline) -> Inlines:
        if isinstance(inline, Reference) and inline.target in sections:
            return (replace(inline, text=reference_text(sections[inline.target])),)
        return (inline,)

    def in_sequence(part: Inlines) -> Inlines:
        refers = any(type(inline) is not Text and type(inline) is not Value for inline in part)
        return _capitals(map_inline(part, words)) if refers else part

    return map_inlines(blocks, in_sequence)


def reference_text(heading: Heading) -> str:
    """Return how a cross-reference names *heading*: "section 1.3", or its words where it has no number."""
    if heading.label:
        return f"section {heading.label.rstrip('.')}"
    return f"the section “{plain_text(heading.children).strip()}”"


def _capitals(inlines: Inlines) -> Inlines:
    """Return *inlines* with a capital letter for each reference that begins a sentence."""
    if not any(isinstance(i, Reference) for i in inlines):
        return inlines
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Reference) and _begins_sentence(result):
            inline = replace(inline, text=inline.text[:1].upper() + inline.text[1:])
        result.append(inline)
    return tuple(result)


def _begins_sentence(before: list[Inline]) -> bool:
    if not before:
        return True
    last = before[-1]
    return isinstance(last, (Text, Value)) and re.search(r"[.!?]\s+$", last.text) is not None

"""Going through the sequences of inlines of a document, each once, with the line it stands on."""

from __future__ import annotations

from collections.abc import Callable

from ..document.tree import Block, Blocks, Footnote, Heading, Inline, Inlines, Paragraph
from ..document.walk import children_of, map_blocks, map_own, with_children

#: Returns what takes the place of a sequence on a line.
Change = Callable[[Inlines, int], Inlines]


def map_sequences(blocks: Blocks, change: Change) -> Blocks:
    """Return *blocks* with *change* made to every sequence (a paragraph, a cell, a heading…).

    Those of footnotes are among them. The order is the same every time, and that of the text as far as
    top-level blocks go. A paragraph that becomes empty is dropped.
    """

    def visit(block: Block) -> Blocks:
        def one(part: Inlines) -> Inlines:
            return change(_in_footnotes(part, change), block.line) if part else part

        done = map_own(block, one)
        return () if isinstance(done, Paragraph) and not done.children else (done,)

    return map_blocks(blocks, visit)


def _in_footnotes(part: Inlines, change: Change) -> Inlines:
    made = tuple(_with_footnote(inline, change) for inline in part)
    return part if all(a is b for a, b in zip(made, part, strict=True)) else made


def _with_footnote(inline: Inline, change: Change) -> Inline:
    if isinstance(inline, Footnote):
        return Footnote(map_sequences(inline.blocks, change))
    children = children_of(inline)
    if not children:
        return inline
    inner = _in_footnotes(children, change)
    return inline if inner is children else with_children(inline, inner)


def sequences(blocks: Blocks) -> list[tuple[Inlines, int]]:
    """Return every sequence of *blocks* with its line, in the order of :func:`map_sequences`."""
    found: list[tuple[Inlines, int]] = []

    def remember(part: Inlines, line: int) -> Inlines:
        found.append((part, line))
        return part

    map_sequences(blocks, remember)
    return found


def sections(blocks: Blocks) -> list[tuple[Heading | None, Blocks]]:
    """Return the top-level *blocks* in groups: what stands before the first heading, then each section."""
    groups: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if isinstance(block, Heading):
            groups.append((block, []))
        groups[-1][1].append(block)
    return [(heading, tuple(held)) for heading, held in groups]

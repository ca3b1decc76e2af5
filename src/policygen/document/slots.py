"""Slots: finding ``[insert …]``, ``[choose …]``, ``[note: …]`` and ``[blank]`` in a tree.

One rule for every reader: brackets are matched on the text of a whole sequence of inlines, never on a
single run, so that formatting inside a slot or a note does not hide it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ..english import is_slot_text
from .brackets import mark_sequence
from .problems import Problem
from .tree import (
    Block,
    BlockQuote,
    Blocks,
    BlockSlot,
    BulletList,
    Code,
    CodeBlock,
    DefinitionList,
    Footnote,
    Heading,
    Image,
    Inline,
    Inlines,
    Note,
    OrderedList,
    Paragraph,
    Remark,
    Slot,
    Table,
    Text,
    Title,
)
from .walk import (
    children_of,
    iter_blocks,
    iter_own_inlines,
    map_blocks,
    map_inlines,
    merge,
    parts_of,
)
from .wording import block_slot, wrong_with_block_slot

_CONTAINERS = (BulletList, OrderedList, BlockQuote, Note, DefinitionList)


def mark(blocks: Blocks) -> tuple[Blocks, tuple[Problem, ...]]:
    """Return *blocks* with slots, notes and blanks as nodes, and what is wrong with them."""
    problems: list[Problem] = []

    def in_block(block: Block) -> Blocks:
        line = block.line
        problems.extend(_hidden(block))

        def in_sequence(part: Inlines) -> Inlines:
            return mark_sequence(part, line, problems, mark)

        if isinstance(block, Paragraph):
            marked = in_sequence(block.children)
            if marked is block.children:
                return (block,)
            return _paragraph(replace(block, children=marked), problems)
        marked_block = _without_nested(block, in_sequence)
        if isinstance(marked_block, (Heading, Title)) and _only_notes(marked_block.children):
            message = "a heading holds only a drafting note, and would be published empty"
            problems.append(
                Problem(line, "heading-empty", message, "give it words of its own", "[")
            )
        if marked_block is not block and not isinstance(marked_block, _CONTAINERS[:-1]):
            problems.extend(_block_slots_in_lines(tuple(_own_inlines(marked_block))))
        return (marked_block,)

    marked = map_blocks(blocks, in_block)
    problems.extend(_twice(marked))
    return marked, tuple(problems)


def _twice(blocks: Blocks) -> Iterator[Problem]:
    """Yield a problem for a second place of what is printed once."""
    seen: set[str] = set()
    for block in iter_blocks(blocks):
        if isinstance(block, BlockSlot) and block.name in ("contents", "document control"):
            if block.name in seen:
                message = f"[insert {block.name}] stands here a second time"
                yield Problem(block.line, "block-slot", message, "it is printed once", "[insert")
            seen.add(block.name)


def _without_nested(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """Apply *change* to the sequences that *block* itself holds; nested blocks have had their turn."""
    if isinstance(block, (Heading, Title, Table)):
        return map_inlines((block,), change)[0]
    if isinstance(block, DefinitionList):
        return replace(block, items=tuple(replace(d, term=change(d.term)) for d in block.items))
    return block


def _hidden(block: Block) -> Iterator[Problem]:
    """Yield a problem for every slot where none can be filled: in code, or in words for a picture."""
    texts = [(block.text, "code")] if isinstance(block, CodeBlock) else []
    for inline in iter_own_inlines(block):
        if isinstance(inline, Code):
            texts.append((inline.text, "code"))
        elif isinstance(inline, Image):
            texts.append((f"{inline.alt} {inline.source}", "a picture"))
    for text, where in texts:
        if is_slot_text(text):
            message = f"a slot stands in {where}, where it cannot be filled"
            yield Problem(block.line, "slot-hidden", message, "take it out of there", "[")


def _paragraph(paragraph: Paragraph, problems: list[Problem]) -> Blocks:
    """Return what a paragraph is: a block slot, a drafting note, or a paragraph."""
    real = tuple(i for i in paragraph.children if not (isinstance(i, Text) and not i.text.strip()))
    if not real:
        return ()
    if len(real) == 1 and isinstance(real[0], Slot):
        found = block_slot(real[0].wording)
        wrong = wrong_with_block_slot(*found) if found else ""
        if wrong:
            message = f"{real[0].wording} cannot be made"
            problems.append(Problem(paragraph.line, "block-slot", message, wrong, real[0].wording))
            return (paragraph,)
        if found:
            return (BlockSlot(*found, line=paragraph.line),)
    if _only_notes(real):
        notes = tuple(
            Paragraph(merge(i.children), line=paragraph.line) for i in real if isinstance(i, Remark)
        )
        return (Note(tuple(n for n in notes if n.children), line=paragraph.line),)
    problems.extend(_block_slots_in_lines(paragraph.children))
    return (paragraph,)


def _only_notes(inlines: Inlines) -> bool:
    real = [i for i in inlines if not (isinstance(i, Text) and not i.text.strip())]
    return bool(real) and all(isinstance(i, Remark) for i in real)


def _own_inlines(block: Block) -> Iterator[Inline]:
    """Yield the inlines of the lines that *block* itself holds (a cell, a term)."""
    for part in parts_of(block):
        for piece in part:
            if isinstance(piece, Inline):
                yield piece


def _block_slots_in_lines(inlines: Inlines) -> Iterator[Problem]:
    """Yield a problem for every block slot that stands in a line, or in a footnote."""
    for inline in inlines:
        if isinstance(inline, Slot) and block_slot(inline.wording):
            yield Problem(
                inline.line,
                "block-slot",
                f"{inline.wording} must stand alone in its paragraph",
                "put an empty line before and after it",
                inline.wording,
            )
        if isinstance(inline, Footnote):
            for block in iter_blocks(inline.blocks):
                if isinstance(block, BlockSlot):
                    message = (
                        f"[insert {block.name}] stands in a footnote, which holds no such block"
                    )
                    yield Problem(
                        block.line, "block-slot", message, "put it into the text", "[insert"
                    )
        yield from _block_slots_in_lines(children_of(inline))

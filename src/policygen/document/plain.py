"""The text form of a document: what it says, line by line, whatever format it is printed in.

One line for each paragraph, heading, list item, table row, term and definition: label, space, text;
bullets have no label; the filled cells of a row in reading order with " | " between them; a hard line
break begins a new line. Footnotes follow the text, each behind its number.
"""

from __future__ import annotations

from collections.abc import Iterator

from .tree import (
    Blank,
    Block,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    Contents,
    DefinitionList,
    Delete,
    Document,
    Footnote,
    Heading,
    Image,
    Inlines,
    LineBreak,
    OrderedList,
    Paragraph,
    Reference,
    Remark,
    Signatures,
    Slot,
    Table,
    Text,
    ThematicBreak,
    Title,
    Value,
)
from .walk import children_of


def lines(document: Document) -> list[str]:
    """Return the text form of *document*, with each run of white space as one space."""
    notes: list[Footnote] = []
    found = list(_blocks(document.blocks, notes))
    number = 0
    while number < len(notes):  # a footnote may hold one itself
        number += 1
        first, *rest = list(_blocks(notes[number - 1].blocks, notes)) or [""]
        found += [f"{number} {first}", *rest]
    return [line for line in (" ".join(raw.split()) for raw in found) if line]


def _blocks(blocks: Blocks, notes: list[Footnote]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, notes)


def _block(block: Block, notes: list[Footnote]) -> Iterator[str]:
    if isinstance(block, (Paragraph, Title)):
        yield from _words(block.children, notes).split("\n")
    elif isinstance(block, Heading):
        yield from f"{block.label} {_words(block.children, notes)}".split("\n")
    elif isinstance(block, (BulletList, OrderedList)):
        for item in block.items:
            yield from _item(item.label, item.blocks, notes)
    elif isinstance(block, DefinitionList):
        yield from _definitions(block, notes)
    elif isinstance(block, Table):
        for row in (block.head, *block.rows):
            yield _row(_words(cell, notes) for cell in row)
    elif isinstance(block, Signatures):
        for one in block.rows:
            yield _row([f"{_words(one.title, notes)}: {_words(one.name, notes)}", "Date:"])
    elif isinstance(block, Contents):
        yield block.heading
        for entry in block.entries:
            yield f"{entry.label} {_words(entry.children, [])}"
    elif isinstance(block, CodeBlock):
        yield from block.text.split("\n")
    elif not isinstance(block, ThematicBreak):
        yield from _blocks(getattr(block, "blocks", ()), notes)


def _definitions(block: DefinitionList, notes: list[Footnote]) -> Iterator[str]:
    for definition in block.items:
        yield from _words(definition.term, notes).split("\n")
        yield from _blocks(definition.blocks, notes)


def _item(label: str, blocks: Blocks, notes: list[Footnote]) -> Iterator[str]:
    if blocks and isinstance(blocks[0], Paragraph):
        first, *rest = _words(blocks[0].children, notes).split("\n")
        yield f"{label} {first}"
        yield from rest
        blocks = blocks[1:]
    else:
        yield label
    yield from _blocks(blocks, notes)


def _row(cells: Iterator[str] | list[str]) -> str:
    return " | ".join(text for text in (" ".join(cell.split()) for cell in cells) if text)


def _words(inlines: Inlines, notes: list[Footnote]) -> str:
    words: list[str] = []
    for inline in inlines:
        if isinstance(inline, (Text, Value, Code, Reference)):
            words.append(inline.text)
        elif isinstance(inline, Slot):
            words.append(inline.wording)
        elif isinstance(inline, LineBreak):
            words.append("\n")
        elif isinstance(inline, Blank):
            words.append(inline.label)
        elif isinstance(inline, Remark):
            words.append(f"[{_words(inline.children, notes)}]")
        elif isinstance(inline, Footnote):
            notes.append(inline)
            words.append(str(len(notes)))
        elif not isinstance(inline, Image | Delete):
            words.append(_words(children_of(inline), notes))
    return "".join(words)

"""Comments (ECMA-376 Part 1, §17.13.4): in drafts, what a note or a slot's hint says to its reader."""

from __future__ import annotations

from collections.abc import Iterator

from policygen.document.tree import (
    Blocks,
    BulletList,
    CodeBlock,
    DefinitionList,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Signatures,
    Table,
    Title,
)
from policygen.document.walk import parts_of, plain_text
from policygen.document.wordml import WORD

from .ledger import Ledger, Story
from .markup import attribute, run_content

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PROPERTIES = '<w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
_MARK = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'


def around(lines: tuple[str, ...], ledger: Ledger) -> tuple[str, str]:
    """Return what stands before and after the text that a new comment of *lines* is about.

    Word has comments in the body only; elsewhere, and for an empty comment, both are empty.
    """
    lines = tuple(line for line in lines if line.strip())
    if ledger.story is not Story.BODY or not lines:
        return "", ""
    number = len(ledger.comments)
    paragraphs = "".join(
        f"<w:p>{_PROPERTIES}{_MARK if i == 0 else ''}<w:r>{run_content(line)}</w:r></w:p>"
        for i, line in enumerate(lines)
    )
    author = ledger.properties.publisher or "policygen"
    initials = "".join(word[0] for word in author.split() if word[0].isalnum())[:4] or "P"
    # No w:date: the same draft has the same bytes on any day (§17.13.4.2 makes it optional).
    ledger.comments.append(
        f'<w:comment w:id="{number}" w:author="{attribute(author)}"'
        f' w:initials="{attribute(initials)}">{paragraphs}</w:comment>'
    )
    return (
        f'<w:commentRangeStart w:id="{number}"/>',
        f'<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/>'
        f'</w:rPr><w:commentReference w:id="{number}"/></w:r>',
    )


def part(ledger: Ledger) -> str:
    """Return the comments part."""
    return f'{_DECLARATION}<w:comments xmlns:w="{WORD}">{"".join(ledger.comments)}</w:comments>'


def lines_of(blocks: Blocks) -> Iterator[str]:
    """Yield the text of *blocks*, one line a paragraph, item, row or term, labels included."""
    for block in blocks:
        if isinstance(block, Paragraph | Heading | Title):
            label = block.label if isinstance(block, Heading) else ""
            yield _labelled(label, plain_text(block.children))
        elif isinstance(block, CodeBlock):
            yield block.text
        elif isinstance(block, BulletList | OrderedList):
            for item in block.items:
                yield from _item_lines(item)
        elif isinstance(block, Table):
            yield from (_row(row) for row in (block.head, *block.rows) if row)
        elif isinstance(block, Signatures):
            yield from (_row((signature.title, signature.name)) for signature in block.rows)
        elif isinstance(block, DefinitionList):
            for definition in block.items:
                yield plain_text(definition.term)
                yield from lines_of(definition.blocks)
        else:
            for inner in parts_of(block):
                yield from lines_of(inner)  # type: ignore[arg-type]


def _item_lines(item: Item) -> Iterator[str]:
    lines = list(lines_of(item.blocks)) or [""]
    yield _labelled(item.label or "•", lines[0])
    yield from lines[1:]


def _labelled(label: str, text: str) -> str:
    return f"{label} {text}" if label else text


def _row(cells: tuple[Inlines, ...]) -> str:
    return " | ".join(text for text in map(plain_text, cells) if text)

"""What a template cannot say as the source has it: marks of templates in code, pictures, kept changes."""

from __future__ import annotations

from ..document.brackets import OPENING
from ..document.tree import (
    Block,
    Blocks,
    Code,
    CodeBlock,
    Delete,
    Heading,
    Image,
    Inline,
    Inlines,
    Insert,
    Link,
    Paragraph,
    Strong,
    Text,
    Title,
    Value,
)
from ..document.walk import map_blocks, map_held, map_inline, merge
from .sequences import map_sequences
from .state import Import

_MARKS = ("{{", "{%", "{#")


def settle_text(work: Import) -> None:
    """Bring the text of *work* to what templates can hold; what is lost is written down."""
    work.blocks = tuple(
        made
        for block in work.blocks
        for made in map_blocks((_without_headings(block),), lambda one: _block(one, work))
    )

    def change(part: Inlines, line: int) -> Inlines:
        return merge(map_inline(part, lambda inline: _inline(inline, line, work)))

    work.blocks = map_sequences(work.blocks, change)


def _without_headings(block: Block) -> Block:
    """Return *block* with bold lines for headings inside it: a section cannot begin in a list."""

    def inside(blocks: Blocks) -> Blocks:
        return map_blocks(
            blocks,
            lambda b: (
                (Paragraph((Strong(b.children),), line=b.line),)
                if isinstance(b, (Heading, Title))
                else (b,)
            ),
        )

    return map_held(block, inside)


def _block(block: Block, work: Import) -> Blocks:
    if isinstance(block, CodeBlock) and _means_something(block.text):
        became = "lines of text: in code, these would be marks of the template"
        work.notebook.note("text", block.line, "code with {{, {% or a slot", became)
        lines = [line for line in block.text.split("\n") if line.strip()]
        return tuple(Paragraph((Text(line),), line=block.line) for line in lines)
    return (block,)


def _means_something(text: str) -> bool:
    """Say whether *text* holds what templates read as theirs even in code."""
    return any(mark in text for mark in _MARKS) or OPENING.search(text) is not None


def _inline(inline: Inline, line: int, work: Import) -> Inlines:
    if isinstance(inline, Value):
        return (Text(inline.text),)
    if isinstance(inline, Code) and _means_something(inline.text):
        work.notebook.note("text", line, f"code “{inline.text}”", "text with its marks escaped")
        return (Text(inline.text),)
    if isinstance(inline, Image):
        found = f"a picture{f' of “{inline.alt}”' if inline.alt else ''}"
        became = (
            "left out: put the file into templates/_images and write ![words](_images/file.png)"
        )
        work.notebook.note("left out", line, found, became, lost=True)
        return ()
    if isinstance(inline, Insert):
        return inline.children
    if isinstance(inline, Delete):
        work.notebook.note(
            "left out", line, "deleted text of a tracked change", "left out", lost=True
        )
        return ()
    if isinstance(inline, Link) and "{" in inline.target:
        target = inline.target.replace("{", "%7B").replace("}", "%7D")
        return (Link(inline.children, target),)
    return (inline,)

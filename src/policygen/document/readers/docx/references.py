"""Links and references inside the document: from bookmarks to the ids of headings."""

from __future__ import annotations

from dataclasses import replace

from policygen.document.tree import (
    Block,
    Blocks,
    Contents,
    Heading,
    Inline,
    Inlines,
    Link,
    Reference,
    Text,
)
from policygen.document.walk import map_blocks, map_inline, map_inlines

from .file import WordFile


def resolved(blocks: Blocks, file: WordFile) -> Blocks:
    """Return *blocks* with each link to a bookmark leading to the heading that carries it.

    A link to a bookmark elsewhere becomes its text, and is noted.
    """
    if not file.wanted:
        return blocks
    by_line = {line: id_ for name, (id_, line) in file.targets.items() if name in file.wanted}

    def named(block: Block) -> Blocks:
        if isinstance(block, Heading) and not block.id and block.line in by_line:
            return (replace(block, id=by_line[block.line]),)
        if isinstance(block, Contents):
            entries = tuple(
                replace(e, target=file.targets.get(e.target[1:], ("", 0))[0]) for e in block.entries
            )
            return (replace(block, entries=entries),)
        return (block,)

    def one(inline: Inline) -> Inlines:
        if not isinstance(inline, Link | Reference) or not inline.target.startswith("#"):
            return (inline,)
        name = inline.target[1:]
        id_, line = file.targets.get(name, ("", 0))
        id_ = by_line.get(line, id_)
        if isinstance(inline, Reference):
            return (replace(inline, target=id_),) if id_ else (Text(inline.text),)
        if id_:
            return (replace(inline, target=f"#{id_}"),)
        if not name.startswith("_GoBack"):
            file.notes.place = file.wanted.get(name, 0)
            file.notes.note("link", "a link to a place that is no heading is read as text", name)
        return inline.children

    return map_inlines(map_blocks(blocks, named), lambda part: map_inline(part, one))

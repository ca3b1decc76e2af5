"""Headers and footers (ECMA-376 Part 1, §17.10): what stands on every page, page numbers left out."""

from __future__ import annotations

from policygen.document.tree import Blocks

from .file import WordFile
from .story import Story


def read(file: WordFile, kind: str) -> tuple[Blocks, ...]:
    """Return the blocks of each *kind* (``header`` or ``footer``) of the file, empty ones left out and equal ones once."""
    found: list[Blocks] = []
    file.notes.place = 0
    for relation in file.body_relations.values():
        if relation.kind != kind or relation.external or not file.package.has(relation.target):
            continue
        story = Story(file, file.package.relations(relation.target))
        blocks = story.blocks(file.root(relation.target))
        if blocks and blocks not in found:
            found.append(blocks)
    return tuple(found)

"""The masthead: which of the first blocks belong to the title, and how they are drawn together."""

from __future__ import annotations

from ...tree import Block, Document, Paragraph, Strong, Table, Title
from ...walk import plain_text
from .blocks import blocks
from .sheet import Sheet, picture

#: A motto or a date belongs to the title; a longer paragraph is text.
_SHORT = 120


def lead_length(document: Document) -> int:
    """Return how many blocks, from the first, are drawn as the masthead's band.

    These are the paragraphs before the title, the title, and the short lines after it. A line in
    bold after the title is the heading of what follows. 0 when no title stands among them.
    """
    seen = False
    for index, block in enumerate(document.blocks[: document.masthead_length]):
        if isinstance(block, Title):
            seen = True
        elif not isinstance(block, Paragraph) or (seen and not _belongs(block)):
            return index if seen else 0
    return document.masthead_length if seen else 0


def _belongs(block: Paragraph) -> bool:
    words = plain_text(block.children)
    bold = all(isinstance(inline, Strong) for inline in block.children)
    return not bold and len(words) <= _SHORT and not words.rstrip().endswith(":")


def cover_length(document: Document) -> int:
    """Return how many blocks stand on the cover: up to the control table; 0 when there is no cover."""
    if document.properties.cover:
        for index, block in enumerate(document.blocks[: document.masthead_length]):
            if isinstance(block, Table) and block.kind == "control":
                return index + 1
    return 0


def masthead(nodes: tuple[Block, ...], document: Document, sheet: Sheet, out: list[str]) -> None:
    """Append *nodes* as the band at the top of the sheet, with the crest."""
    out.append('<header class="masthead">\n')
    if document.properties.crest:
        out.append(crest(document, nodes) + "\n")
    out.append("<div>\n")
    blocks(nodes, sheet, out)
    out.append("</div>\n</header>\n")


def crest(document: Document, beside: tuple[Block, ...]) -> str:
    """Return the crest; decoration where the publisher's name stands *beside* it."""
    image = document.properties.crest
    if image is None:
        return ""
    publisher = document.properties.publisher
    named = not publisher or names(publisher, beside)
    return picture(image, "" if named else f"Crest of {publisher}", "crest")


def names(publisher: str, nodes: tuple[Block, ...]) -> bool:
    """Say whether *publisher* stands in one of *nodes*, in whatever case."""
    return any(
        publisher.casefold() in plain_text(block.children).casefold()
        for block in nodes
        if isinstance(block, Title | Paragraph)
    )

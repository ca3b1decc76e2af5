"""The Markdown edition: GitHub-flavoured, with the control record as front matter.

Every number is literal text, so that the file reads the same in a plain editor; rendering it with any
CommonMark engine that knows tables gives the same words. The crest is left out.
"""

from __future__ import annotations

from ...tree import Document
from .anchors import anchors
from .edition import EditionWriter
from .front_matter import before_body
from .layout import joined, text_of
from .stencil import Stencil

__all__ = ["Stencil", "write"]


def write(document: Document, image_folder: str = "images") -> str:
    """Return *document* as Markdown; its pictures are expected in *image_folder* beside the file.

    :raises TypeError: for nodes that no edition holds (Hole, BlockSlot).
    """
    writer = EditionWriter(anchors(document.blocks), image_folder)
    body = writer.blocks(document.blocks)
    return text_of(joined([*before_body(document.properties), body, *writer.footnotes()]))

"""The main document part (ECMA-376 Part 1, §11.3.10): masthead, body and the section's properties."""

from __future__ import annotations

from policygen.document.tree import Document
from policygen.document.wordml import OFFICE, WORD

from .blocks import Place, write_block, write_spacer
from .furniture import references
from .ledger import Ledger
from .masthead import masthead_end, write_masthead

_OPENING = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>'
)
_PLACE = Place()


def part(document: Document, ledger: Ledger) -> str:
    """Return the part for *document*; what it uses is noted in *ledger*."""
    blocks = document.blocks
    out = [_OPENING]
    end = masthead_end(document)
    write_masthead(blocks[:end], blocks[end] if end < len(blocks) else None, ledger, out)
    last = len(blocks) - 1
    for i in range(end, len(blocks)):
        ledger.begin_block(i + 1)
        write_block(blocks[i], blocks[i + 1] if i < last else None, _PLACE, ledger, out)
    if ledger.after_table or not blocks:  # a body ends with a paragraph
        ledger.begin_block(len(blocks) + 1)
        ledger.after_table = False
        write_spacer(ledger, out)
    out.append(references(ledger))
    out.append("</w:body></w:document>")
    return "".join(out)

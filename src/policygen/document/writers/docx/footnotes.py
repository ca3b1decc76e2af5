"""The footnotes part (ECMA-376 Part 1, §17.11.10): the separators, and the notes in reading order."""

from __future__ import annotations

from .base import separators
from .blocks import Place, write_blocks
from .ledger import Ledger, Story

_OWN_MARK = (
    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
)
_PLACE = Place(style="FootnoteText", item_style="FootnoteText")


def part(ledger: Ledger) -> str:
    """Return the part for the footnotes that the body has left in *ledger*.

    The first paragraph of a note begins with its mark (§17.11.13). Footnotes have relationships, but
    no comments and no bookmarks, of their own.
    """
    opening, closing = separators()
    out = [opening]
    ledger.story = Story.FOOTNOTE
    for number, footnote in enumerate(ledger.footnotes, 1):
        ledger.after_table = ledger.page_break = False
        ledger.note_mark = _OWN_MARK
        out.append(f'<w:footnote w:id="{number}">')
        write_blocks(footnote.blocks, _PLACE, ledger, out)
        if ledger.note_mark or ledger.after_table:  # no paragraph in it, or a table at its end
            out.append(
                f'<w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{ledger.note_mark}</w:p>'
            )
        out.append("</w:footnote>")
    ledger.note_mark = ""
    ledger.story = Story.BODY
    out.append(closing)
    return "".join(out)

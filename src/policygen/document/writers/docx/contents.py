"""The contents: a TOC field (ECMA-376 Part 1, §17.16.5.68) that is complete before Word updates it.

The entries are the document's own; page numbers are Word's to add when a person updates the field,
so nothing that could be wrong is printed before.
"""

from __future__ import annotations

from policygen.document.tree import Contents, ContentsEntry, Text

from .inlines import run, write_inlines
from .ledger import Ledger, Story
from .paragraphs import plain, write_paragraph

_OPENING = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
    "</w:docPartObj></w:sdtPr><w:sdtContent>"
)
_CLOSING = "</w:sdtContent></w:sdt>"
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def write_contents(block: Contents, ledger: Ledger, out: list[str]) -> None:
    """Append heading and entries in the control that gives Word its "Update table" button."""
    out.append(_OPENING)
    write_paragraph((Text(block.heading),), plain("TOCHeading"), ledger, out)
    ledger.story = Story.CONTENTS
    last = len(block.entries) - 1
    for number, item in enumerate(block.entries):
        out.append(_entry(item, ledger, _begin(block) if number == 0 else "", number == last))
    ledger.story = Story.BODY
    out.append(_CLOSING)


def _begin(block: Contents) -> str:
    deepest = max(entry.level for entry in block.entries)
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{deepest}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _entry(item: ContentsEntry, ledger: Ledger, begin: str, last: bool) -> str:
    """Return one line. Its label is text, for the entry belongs to no list: numPr without numId."""
    text: list[str] = []
    if item.label:
        text += (run(item.label), "<w:r><w:tab/></w:r>")
    write_inlines(item.children, ledger, text)
    style = f"TOC{min(max(item.level, 1), 3)}"
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr>'
        f'{begin}<w:hyperlink w:anchor="{ledger.anchor(item.target)}" w:history="1">'
        f"{''.join(text)}</w:hyperlink>{_END if last else ''}</w:p>"
    )

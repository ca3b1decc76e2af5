"""One document, one package."""

from __future__ import annotations

from policygen.document.tree import Document

from . import body, comments, footnotes, furniture, properties
from .base import Base
from .ledger import Ledger
from .package import Entry, entry, pack, shared_entry
from .relations import content_types

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def package(document: Document, base: Base) -> bytes:
    """Return the package of *document* on *base*: the parts of the base, and the document's own."""
    ledger = Ledger(document, base)
    main = body.part(document, ledger).encode()
    notes = footnotes.part(ledger)
    ledger.check_anchors()
    parts: list[Entry] = [
        entry("word/document.xml", main),
        *base.entries,
        shared_entry(
            "word/numbering.xml",
            _DECLARATION + ledger.numbers.xml(base.numbering_opening, base.numbering_nums),
        ),
        shared_entry("word/footnotes.xml", notes),
        *furniture.entries(ledger),
        *_media(ledger),
        entry("docProps/core.xml", properties.core(document).encode()),
        entry("docProps/custom.xml", properties.custom(document).encode()),
    ]
    if ledger.comments:
        ledger.relations.add("comments", "comments.xml")
        parts.append(entry("word/comments.xml", comments.part(ledger).encode()))
    if ledger.note_relations:
        parts.append(shared_entry("word/_rels/footnotes.xml.rels", ledger.note_relations.xml()))
    parts.append(shared_entry("word/_rels/document.xml.rels", ledger.relations.xml()))
    names = tuple(part.name for part in base.furniture)
    types = content_types(names, base.extensions, comments=bool(ledger.comments))
    # OPC puts no part first; readers that sniff expect the content types there.
    return pack((shared_entry("[Content_Types].xml", types), *parts))


def _media(ledger: Ledger) -> list[Entry]:
    return [
        entry(f"word/{name}", picture.data, store=True) for name, picture in ledger.media.items()
    ]

"""One document, one package."""

from __future__ import annotations

from dataclasses import dataclass

from policygen.document.properties import Picture
from policygen.document.tree import Document

from . import body, comments, footnotes, furniture, properties
from .base import Base
from .ledger import Ledger
from .package import Entry, entry, pack, shared_entry
from .relations import Relations, content_types

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def package(document: Document, base: Base) -> bytes:
    """Return the package of *document* on *base*: the parts of the base, and the document's own."""
    ledger = Ledger(document, base)
    main = body.part(document, ledger).encode()
    notes = footnotes.part(ledger)
    ledger.check_anchors()
    parts = Parts.of(ledger)
    media = dict(ledger.media)
    return packed(main, document, base, parts, ledger.relations, notes, media)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that follow from what the body has used: packed, in their places around the others."""

    types: Entry
    numbering: Entry
    last: tuple[Entry, ...]

    @classmethod
    def of(cls, ledger: Ledger) -> Parts:
        """Return the parts for what *ledger* holds once body and footnotes are written."""
        base = ledger.base
        last: list[Entry] = []
        if ledger.comments:
            ledger.relations.add("comments", "comments.xml")
            last.append(entry("word/comments.xml", comments.part(ledger).encode()))
        if ledger.note_relations:
            last.append(shared_entry("word/_rels/footnotes.xml.rels", ledger.note_relations.xml()))
        numbering = ledger.numbers.xml(base.numbering_opening, base.numbering_nums)
        names = tuple(part.name for part in base.furniture)
        types = content_types(names, base.extensions, comments=bool(ledger.comments))
        return cls(
            shared_entry("[Content_Types].xml", types),
            shared_entry("word/numbering.xml", _DECLARATION + numbering),
            tuple(last),
        )


def packed(
    main: bytes,
    document: Document,
    base: Base,
    parts: Parts,
    relations: Relations,
    notes: str,
    media: dict[str, Picture],
) -> bytes:
    """Return the package of *document*, whose main part is *main*."""
    # OPC puts no part first; readers that sniff expect the content types there.
    return pack(
        (
            parts.types,
            entry("word/document.xml", main),
            *base.entries,
            parts.numbering,
            shared_entry("word/footnotes.xml", notes),
            *furniture.entries(document.properties, base),
            *(entry(f"word/{name}", one.data, store=True) for name, one in media.items()),
            entry("docProps/core.xml", properties.core(document).encode()),
            entry("docProps/custom.xml", properties.custom(document).encode()),
            *parts.last,
            shared_entry("word/_rels/document.xml.rels", relations.xml()),
        )
    )

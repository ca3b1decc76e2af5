"""The stencil of a shape: its main part cut at the gaps, all that follows from it packed once."""

from __future__ import annotations

from policygen.document.cutting import Cut, cut
from policygen.document.gaps import Misfit, filled, has_encoded_gap, with_decoded_gaps
from policygen.document.shape import Particulars, Shape
from policygen.document.tree import Document

from . import body, footnotes
from .base import Base
from .body import Apart
from .edition import Parts, packed
from .ledger import Ledger
from .markup import value_bytes, value_content
from .masthead import masthead_end
from .tabular import VALUE_GAP


class Stencil:
    """A shape written once; :meth:`fill` makes editions of it."""

    def __init__(self, shape: Shape, example: Particulars, base: Base) -> None:
        """Write *shape* on *base*; *example* is an edition of it.

        Raises ValueError as the writer does, Misfit where there can be no stencil.
        """
        document = shape.written(example, masthead_end(example.outline()))
        ledger = Ledger(document, base)
        self._main = cut(body.pieces(document, ledger, shape.apart), VALUE_GAP).encoded()
        notes = footnotes.part(ledger)
        ledger.check_anchors()
        if ledger.comments:
            raise Misfit
        self._notes: Cut[Apart] = cut([notes], VALUE_GAP)
        self._parts = Parts.of(ledger)
        self._relations = ledger.relations
        if any(has_encoded_gap(target) for _kind, target in ledger.note_relations.rows):
            raise Misfit
        #: The links whose targets hold gaps.
        self._links = [
            (number, kind, with_decoded_gaps(target))
            for number, (kind, target) in enumerate(ledger.relations.rows)
            if has_encoded_gap(target)
        ]
        self._crest = document.properties.crest
        self._media = dict(ledger.media)

    def fill(self, edition: Particulars, base: Base) -> bytes:
        """Return the edition as a DOCX file, byte for byte as if it were written by itself.

        *base* differs from the shape's in nothing but its theme. Raises Misfit where the edition does
        not fit the shape.
        """
        crest = edition.properties.crest
        others = [p.data for p in self._media.values() if p is not self._crest]
        if crest is not None and crest.data in others:  # one picture is stored once
            raise Misfit
        relations = self._relations.fork()
        for number, kind, target in self._links:
            relations.rows[number] = (kind, filled(target, edition.texts))
        values = list(map(value_content, edition.texts))

        def anew(piece: Apart) -> str:
            return piece.write(edition, relations, values)

        main = self._main.filled(list(map(value_bytes, edition.texts)), anew)
        notes = self._notes.filled(values, anew)
        media = {n: crest if p is self._crest and crest else p for n, p in self._media.items()}
        bare = Document((), edition.properties)
        return packed(main, bare, base, self._parts, relations, notes, media)

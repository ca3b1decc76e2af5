"""The stencil of a shape: its main part cut at the gaps, all that follows from it packed once."""

from __future__ import annotations

import re

from policygen.document.gaps import GAP, Cut, Misfit, Particulars, Shape, cut
from policygen.document.tree import Document

from . import body, footnotes
from .base import Base
from .body import Apart
from .edition import Parts, packed
from .ledger import Ledger
from .markup import run_content, value_content
from .masthead import masthead_end

#: A value has a run, and so a text element, to itself.
_GAP = re.compile(re.escape(run_content("|")).replace("\\|", GAP.pattern))


class Stencil:
    """A shape written once; :meth:`fill` makes editions of it."""

    def __init__(self, shape: Shape, example: Particulars, base: Base) -> None:
        """Write *shape* on *base*; *example* is an edition of it.

        Raises ValueError as the writer does, Misfit where there can be no stencil.
        """
        document = shape.written(example, masthead_end(example.document()))
        ledger = Ledger(document, base)
        self._main = cut(body.pieces(document, ledger, shape.apart), _GAP)
        notes = footnotes.part(ledger)
        ledger.check_anchors()
        if ledger.comments:
            raise Misfit
        self._notes: Cut[Apart] = cut([notes], _GAP)
        self._parts = Parts.of(ledger)
        self._relations = ledger.relations
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
        values, relations = edition.values, self._relations.fork()

        def anew(piece: Apart) -> str:
            return piece.write(edition.blocks(piece.indexes), edition.properties, relations)

        main = self._main.filled(values, value_content, anew)
        notes = self._notes.filled(values, value_content, anew)
        media = {n: crest if p is self._crest and crest else p for n, p in self._media.items()}
        bare = Document((), edition.properties)
        return packed(main.encode(), bare, base, self._parts, relations, notes, media)

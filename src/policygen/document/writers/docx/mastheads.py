"""The masthead of a shape, written once for all editions whose lines are set alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policygen.document.cutting import Cut, cut
from policygen.document.gaps import Misfit
from policygen.document.shape import Particulars
from policygen.document.tree import Block

from .ledger import Ledger
from .masthead import styles_of, write_masthead
from .tabular import VALUE_GAP, TableStencil, stencil_of

#: So many mastheads of a shape are kept.
_MOST = 16


@dataclass(frozen=True, slots=True)
class _Table:
    """A table in a masthead: the index of its block, the stencil of its form, its bookmarks."""

    index: int
    stencil: TableStencil
    marks: Sequence[str]

    def write(self, edition: Particulars) -> str:
        return self.stencil.filled(edition.texts_of(self.index), self.marks)


class Mastheads:
    """The mastheads of one shape, by the styles of their lines and the forms of their tables."""

    def __init__(
        self, indexes: range, before: Ledger, following: Block | None, left: tuple[object, ...]
    ) -> None:
        """*indexes* are those of the blocks, *before* the account as they begin, *left* what they leave."""
        self._indexes, self._before, self._following = indexes, before, following
        self._left = left
        self._known: dict[object, Cut[_Table] | None] = {}

    def filled(self, edition: Particulars, values: list[str]) -> str | None:
        """Return the masthead of *edition*, whose *values* are written; None where it has to be written anew."""
        properties = edition.properties
        if properties.crest is not None:
            return None
        styles = styles_of(edition.blocks(self._indexes), self._following, properties)
        key = (*styles, *map(edition.form, self._indexes))
        if key not in self._known:
            try:
                written = self._written(edition, styles)
            except Misfit:  # the form of a table is new, and will be known when it comes again
                return None
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[key] = written
        found = self._known[key]
        return None if found is None else found.filled(values, lambda table: table.write(edition))

    def _written(self, edition: Particulars, styles: list[str]) -> Cut[_Table] | None:
        """Return the masthead with gaps; None where it holds links, or more than lines and tables that have a form.

        Raises Misfit where the form of a table has no stencil yet.
        """
        apart = edition.shape.apart
        if any(index in apart and edition.form(index) is None for index in self._indexes):
            return None
        tables: list[tuple[int, _Table]] = []

        def write(index: int, _following: Block | None, ledger: Ledger, out: list[str]) -> bool:
            if edition.form(index) is None:
                return False
            stencil = stencil_of(edition, index, ledger)
            if stencil is None:
                raise Misfit
            marks = ledger.marks_of_table(stencil.marked)
            tables.append((len(out), _Table(index, stencil, marks)))
            return True

        ledger, out = self._before.fork(edition.properties), list[str]()
        blocks = tuple(map(edition.with_own, self._indexes))
        write_masthead(blocks, self._following, ledger, out, write, styles)
        links = len(ledger.relations.rows) - len(self._before.relations.rows)
        if links or ledger.tally != self._left:
            return None
        pieces: list[str | _Table] = []
        start = 0
        for end, table in tables:
            pieces += [*out[start:end], table]
            start = end
        return cut([*pieces, *out[start:]], VALUE_GAP)

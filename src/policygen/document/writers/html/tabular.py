"""Tables and rows of signatures written once for all of their form: only values are filled in."""

from __future__ import annotations

from functools import lru_cache

from ...cutting import Cut, Words, cut
from ...forms import FormsMet, Tabular
from ...gaps import Misfit
from ...shape import Particulars
from ...tree import Footnote, Image, Table
from ...walk import iter_inlines
from .inlines import value
from .sheet import Sheet
from .tables import drawn, is_narrow, signatures, words


class TableStencil:
    """A table with gaps in its cells; :meth:`filled` makes that of an edition."""

    def __init__(self, block: Tabular, name: str) -> None:
        """Take *block*, which has the *name* that a table has.

        Raises Misfit for an empty table, and where cells hold what has to be counted or looked up.
        """
        if not block.rows or any(isinstance(i, Footnote | Image) for i in iter_inlines((block,))):
            raise Misfit
        self._block, self._name = block, name
        self._words = Words.of(words(block)) if isinstance(block, Table) else None
        #: By whether the table is narrow.
        self._texts: dict[bool, Cut[str]] = {}

    @lru_cache(maxsize=1024)  # noqa: B019 -- other policies of a school may have the same one
    def filled(self, values: tuple[str, ...]) -> str:
        """Return the table with *values* in its cells.

        Raises Misfit when it holds what there can be no stencil of.
        """
        narrow = self._words is not None and is_narrow(self._words.filled(values))
        text = self._texts.get(narrow)
        if text is None:
            text = self._texts[narrow] = self._cut(narrow)
        return text.filled(list(map(value, values)), str)

    def _cut(self, narrow: bool) -> Cut[str]:
        sheet, out = Sheet(), list[str]()
        if isinstance(self._block, Table):
            drawn(self._block, self._name, sheet, out, narrow=narrow)
        else:
            signatures(self._block, sheet, out)
        return cut(out)


_MET: FormsMet[TableStencil] = FormsMet()


def stencil_of(edition: Particulars, index: int, name: str) -> TableStencil | None:
    """Return the stencil for block *index* of *edition*, a table of this *name*.

    None where it has to be written by itself.
    """
    form = edition.form(index)
    if form is None:
        return None
    return _MET.get((form, name), lambda: TableStencil(edition.with_gaps(index), name))

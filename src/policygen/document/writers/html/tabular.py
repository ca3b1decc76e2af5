"""Tables and rows of signatures written once for all of their form: only values are filled in."""

from __future__ import annotations

from collections.abc import Sequence

from ...cutting import Cut, Words, cut
from ...forms import Tabular
from ...gaps import Misfit, has_gap_letter
from ...tree import Footnote, Table, Value
from ...walk import iter_inlines
from .sheet import Sheet
from .tables import drawn, is_narrow, signatures, words


class TableStencil:
    """A table with gaps in its cells; :meth:`filled` makes that of an edition."""

    def __init__(self, block: Tabular, before: Sheet, left: tuple[object, ...]) -> None:
        """Take *block*, before which the sheet is as *before*, and which leaves *left* behind.

        Raises Misfit for an empty table, and where more than the words in its cells depends on values.
        """
        names_hold_gaps = any(map(has_gap_letter, (before.section, *before.tables)))
        counts = any(isinstance(inline, Footnote) for inline in iter_inlines((block,)))
        if not block.rows or names_hold_gaps or counts:
            raise Misfit
        self._block, self._before, self._left = block, before, left
        self._words = Words.of(words(block)) if isinstance(block, Table) else None
        #: By whether the table is narrow.
        self._texts: dict[bool, Cut[str]] = {}

    def filled(self, values: Sequence[Value], written: list[str]) -> str:
        """Return the table with *values* in its cells; *written* are they as HTML.

        Raises Misfit when something is written that can be no stencil.
        """
        narrow = self._words is not None and is_narrow(self._words.filled(values))
        text = self._texts.get(narrow)
        if text is None:
            text = self._texts[narrow] = self._cut(narrow)
        return text.filled(written, str)

    def _cut(self, narrow: bool) -> Cut[str]:
        sheet, out = self._before.fork(), list[str]()
        if isinstance(self._block, Table):
            drawn(self._block, sheet, out, narrow=narrow)
        else:
            signatures(self._block, sheet, out)
        if sheet.tally != self._left:
            raise Misfit
        return cut(out)

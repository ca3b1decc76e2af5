"""Tables and rows of signatures written once for all of their form: only their cells are filled in."""

from __future__ import annotations

from functools import lru_cache

from ...cutting import Words
from ...forms import FormsMet, Tabular
from ...gaps import Misfit, gaps_in
from ...shape import Particulars
from ...tree import Footnote, Image, Link, Reference
from ...walk import iter_inlines
from .edition import EditionWriter
from .escaping import EDITION
from .inlines import plain_cell
from .layout import pipe_table
from .plainness import Plainness, is_ready, plainness


class TableStencil:
    """A table with gaps in its cells; :meth:`filled` makes that of an edition."""

    def __init__(self, block: Tabular) -> None:
        """Write the cells of *block*.

        Raises Misfit for an empty table, where cells hold what has to be counted or looked up, and where an
        escape depends on values.
        """
        kinds = Footnote | Image | Link | Reference
        if not block.rows or any(isinstance(inline, kinds) for inline in iter_inlines((block,))):
            raise Misfit
        head, rows, self._align = EditionWriter({}, "").grid(block)
        self._has_head = bool(head)
        self._cells = Words.of([head, *rows] if head else rows)
        among = [text for row in self._cells.columns for text, number in row if number == -2]
        if not all(is_ready(text, gaps_in(text)) for text in among):
            raise Misfit
        #: The gaps that stand among other words.
        self._among = tuple({number for text in among for number in gaps_in(text)})

    @lru_cache(maxsize=1024)  # noqa: B019 -- other policies of a school may have the same one
    def filled(self, values: tuple[str, ...]) -> str | None:
        """Return the table with *values* in its cells; None where one of them needs an escape."""
        if any(plainness(values[n]) is Plainness.NOWHERE for n in self._among):
            return None
        rows = self._cells.filled(values, lambda text: plain_cell(text, EDITION))
        head = rows.pop(0) if self._has_head else []
        return "\n".join(pipe_table(head, rows, self._align))


_MET: FormsMet[TableStencil] = FormsMet()


def stencil_of(edition: Particulars, index: int) -> TableStencil | None:
    """Return the stencil for block *index* of *edition*; None where it has to be written by itself."""
    form = edition.form(index)
    if form is None:
        return None
    return _MET.get(form, lambda: TableStencil(edition.with_gaps(index)))

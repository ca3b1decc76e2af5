"""Tables and rows of signatures written once for all of their form: texts and widths are filled in."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from policygen.document.cutting import Cut, Words, cut
from policygen.document.forms import FormsMet, Tabular
from policygen.document.gaps import GAP, LETTER, Misfit
from policygen.document.shape import Particulars
from policygen.document.tree import Footnote, Image, Table
from policygen.document.walk import iter_inlines

from . import signatures, tables
from .blocks import write_spacer
from .ledger import Ledger
from .markup import run_content, value_content

#: A value has a run, and so a text element, to itself.
VALUE_GAP = re.compile(re.escape(run_content("|")).replace("\\|", GAP.pattern))
#: In the place of the width of a column; the bookmarks of paragraphs; a place to fill, as no XML can hold it.
_WIDTH = re.compile(f"{LETTER}w([0-9]+){LETTER}")
_MARK = re.compile(r'<w:bookmark(?:Start w:id="[0-9]+" w:name="_pg_[0-9_]+"|End w:id="[0-9]+")/>')
_PLACE = re.compile("\0([0-9]+)\0")


class TableStencil:
    """A table with gaps in its cells; :meth:`filled` makes that of an edition."""

    def __init__(self, block: Tabular, ledger: Ledger) -> None:
        """Write *block*, which stands in the body; *ledger* is the account as it begins, and is changed.

        Raises Misfit for an empty table, and where cells hold what has to be counted or looked up.
        """
        if not block.rows or any(isinstance(i, Image | Footnote) for i in iter_inlines((block,))):
            raise Misfit
        links = len(ledger.relations.rows)
        self._total = ledger.measure
        out: list[str] = []
        if ledger.waits():
            write_spacer(ledger, out)
        if isinstance(block, Table):
            texts, self._widths = tables.measured(block), tables.widths_of(block)
            columns = len(texts)
            tables.write_rows(block, 0, ledger, out, _places(columns))
        else:
            texts, self._widths = signatures.measured(block), signatures.widths_of(block)
            columns = signatures.COLUMNS
            signatures.write_rows(block, 0, ledger, out, _places(columns))
        if len(ledger.relations.rows) != links:
            raise Misfit
        self._words = Words.of(texts)
        text = "".join(out)
        #: How many of its paragraphs have a bookmark.
        self.marked = len(_MARK.findall(text)) // 2
        self._text: Cut[str] = cut([_with_places(text, columns, 2 * self.marked)], _PLACE)

    def filled(self, values: tuple[str, ...], marks: Sequence[str]) -> str:
        """Return the table with *values* in its cells, and the bookmarks *marks*, starts and ends."""
        pieces = self._between_marks(values)
        made = [pieces[0]]
        for mark, piece in zip(marks, pieces[1:], strict=True):
            made += (mark, piece)
        return "".join(made)

    @lru_cache(maxsize=1024)  # noqa: B019 -- other policies of a school may have the same one
    def _between_marks(self, values: tuple[str, ...]) -> list[str]:
        """Return the table with *values* in its cells, in pieces between its bookmarks."""
        widths = self._widths(self._words.filled(values), self._total)
        marks = ["\0"] * (2 * self.marked)
        written = [*map(str, widths), *marks, *map(value_content, values)]
        return self._text.filled(written, str).split("\0")


def _places(columns: int) -> list[str]:
    return [f"{LETTER}w{number}{LETTER}" for number in range(columns)]


def _with_places(text: str, widths: int, marks: int) -> str:
    """Return *text* with a numbered place for each of its widths, its bookmarks and its values."""
    numbers = itertools.count(widths)
    text = _WIDTH.sub("\0\\1\0", text)
    text = _MARK.sub(lambda _: f"\0{next(numbers)}\0", text)
    return VALUE_GAP.sub(lambda found: f"\0{int(found[1]) + widths + marks}\0", text)


_MET: FormsMet[TableStencil] = FormsMet()


def stencil_of(edition: Particulars, index: int, ledger: Ledger) -> TableStencil | None:
    """Return the stencil for block *index* of *edition*, before which the account is *ledger*.

    None where it has to be written by itself.
    """
    form = edition.form(index)
    if form is None or ledger.note_mark:
        return None
    key = (form, ledger.measure, ledger.page_break, ledger.after_table)
    return _MET.get(key, lambda: TableStencil(edition.with_gaps(index), ledger.fork()))

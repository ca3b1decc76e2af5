"""Tables and rows of signatures written once for all of their form: texts and widths are filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policygen.document.cutting import Cut, Words, cut
from policygen.document.forms import Tabular
from policygen.document.gaps import GAP, Misfit
from policygen.document.tree import Footnote, Image, Table, Value
from policygen.document.walk import iter_inlines

from . import signatures, tables
from .blocks import write_spacer
from .ledger import Ledger
from .markup import run_content

#: A value has a run, and so a text element, to itself.
VALUE_GAP = re.compile(re.escape(run_content("|")).replace("\\|", GAP.pattern))
#: In the place of the width of a column; and a gap of either kind, which no XML can hold.
_WIDTH = re.compile("\ua66ew([0-9]+)\ua66e")
_EITHER = re.compile("\0([0-9]+)\0")


class TableStencil:
    """A table with gaps in its cells; :meth:`filled` makes that of an edition."""

    def __init__(self, block: Tabular, ledger: Ledger) -> None:
        """Write *block*, which stands in the body; *ledger* is the account as it begins, and is kept.

        Raises Misfit for an empty table, and where cells hold what has to be counted or looked up.
        """
        if not block.rows or any(isinstance(i, Image | Footnote) for i in iter_inlines((block,))):
            raise Misfit
        #: The account after the table.
        self.ledger = ledger
        links = len(ledger.relations.rows)
        self._total = ledger.measure
        out: list[str] = []
        if ledger.waits():
            write_spacer(ledger, out)
        if isinstance(block, Table):
            texts, self._widths = tables.measured(block), tables.widths_of(block)
            tables.write_rows(block, 0, ledger, out, _places(len(texts)))
        else:
            texts, self._widths = signatures.measured(block), signatures.widths_of(block)
            signatures.write_rows(block, 0, ledger, out, _places(signatures.COLUMNS))
        if len(ledger.relations.rows) != links:
            raise Misfit
        self._words = Words.of(texts)
        self._text: Cut[str] = _cut("".join(out))

    def filled(self, values: Sequence[Value], written: list[str]) -> str:
        """Return the table with *values* in its cells; *written* are they as runs hold them."""
        widths = self._widths(self._words.filled(values), self._total)
        return self._text.filled([*map(str, widths), *written], str)


def _places(columns: int) -> list[str]:
    return [f"\ua66ew{number}\ua66e" for number in range(columns)]


def _cut(text: str) -> Cut[str]:
    """Return *text* cut at its widths, numbered from 0, and at its values, whose numbers follow on."""
    widths = len(set(_WIDTH.findall(text)))
    text = _WIDTH.sub("\0\\1\0", text)
    text = VALUE_GAP.sub(lambda found: f"\0{int(found[1]) + widths}\0", text)
    return cut([text], _EITHER)

"""The stencil of a shape: the content of its ``main`` cut at the gaps."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...cutting import Cut, cut
from ...forms import FormsMet
from ...gaps import Misfit, filled, has_gap_letter
from ...shape import Particulars, Shape, has_table
from ...tree import Blocks, Document
from .blocks import block, endnotes
from .inlines import value
from .masthead import cover_length, lead_length
from .page import COVER_END, after_main, before_main, open_main, side_of
from .sheet import Sheet
from .tabular import TableStencil


@dataclass(frozen=True, slots=True)
class Apart:
    """A block to be written anew for each edition; the sheet as it begins, and as it is left."""

    index: int
    before: Sheet
    left: tuple[object, ...]
    tables: FormsMet[TableStencil] = field(default_factory=FormsMet)

    def write(self, edition: Particulars, written: list[str]) -> str:
        """Return this block of *edition* as HTML; *written* are its values as HTML.

        Raises Misfit when it would leave something else behind.
        """
        if (table := self._table(edition, written)) is not None:
            return table
        sheet, out = self.before.fork(edition.values), list[str]()
        block(edition.block(self.index), sheet, out)
        if sheet.tally != self.left:
            raise Misfit
        return "".join(out)

    def _table(self, edition: Particulars, written: list[str]) -> str | None:
        """Return the table that is this block of *edition*; None where it has to be written anew."""
        if (found := edition.form(self.index)) is None:
            return None
        form, values = found

        def make() -> TableStencil:
            return TableStencil(edition.with_gaps(self.index), self.before, self.left)

        stencil = self.tables.get(form, make)
        if stencil is None:
            return None
        if values is not edition.values:
            written = [value(one.text) for one in values]
        return stencil.filled(values, written)


class Stencil:
    """A shape written once; :meth:`fill` makes editions of it."""

    def __init__(self, shape: Shape, example: Particulars) -> None:
        """Write *shape*; *example* is an edition of it.

        Raises ValueError as the writer does, Misfit where there can be no stencil.
        """
        document = shape.written(example, lead_length(example.document()))
        self._lead, self._cover = lead_length(document), cover_length(document)
        self._head = range(document.masthead_length)
        sheet = Sheet.of(document)
        open_main(document.blocks[: self._lead], document, self._cover, sheet, [])
        self._lead_left = sheet.tally
        self._main = cut(self._pieces_of(shape, document.blocks, sheet))
        self._side: Cut[Apart] = cut([side_of(document, sheet)])
        self._names = [name for name in sheet.tables if has_gap_letter(name)]
        self._sheet = sheet

    def _pieces_of(self, shape: Shape, nodes: Blocks, sheet: Sheet) -> list[str | Apart]:
        out: list[str | Apart] = []
        for index in range(self._lead, len(nodes)):
            if self._cover and index == self._cover:
                out.append(COVER_END)
            named = has_gap_letter(sheet.section) and has_table(nodes[index])
            before = sheet.fork() if named or index in shape.apart else None
            text: list[str] = []
            block(nodes[index], sheet, text)
            out += text if before is None else [Apart(index, before, sheet.tally)]
        if self._cover == len(nodes) and self._cover:
            out.append(COVER_END)
        notes: list[str] = []
        endnotes(sheet, notes)
        return [*out, *notes]

    def fill(self, edition: Particulars) -> str:
        """Return the edition as a page, letter for letter as if it were written by itself.

        Raises Misfit where it does not fit the shape.
        """
        top = Document(edition.blocks(self._head), edition.properties)
        if (lead_length(top), cover_length(top)) != (self._lead, self._cover):
            raise Misfit
        sheet, start = Sheet.of(top), list[str]()
        open_main(top.blocks[: self._lead], top, self._cover, sheet, start)
        if sheet.tally != self._lead_left:
            raise Misfit
        if self._names:  # no two tables have one name
            tables = {filled(name, edition.values) for name in self._sheet.tables}
            if len(tables) < len(self._sheet.tables):
                raise Misfit

        values = list(map(value, edition.texts))

        def anew(piece: Apart) -> str:
            return piece.write(edition, values)

        opening = before_main(top, self._sheet, self._side.filled(values, anew))
        main = self._main.filled(values, anew)
        return "".join([opening, *start, main, after_main(edition.properties)])

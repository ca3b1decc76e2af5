"""The stencil of a shape: the content of its ``main`` cut at the gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...gaps import Cut, Misfit, Particulars, Shape, cut, filled, has_gap_letter, has_table
from ...tree import Block, Blocks, Document, Value
from .blocks import block, endnotes
from .inlines import value
from .masthead import cover_length, lead_length
from .page import COVER_END, after_main, before_main, open_main, side_of
from .sheet import Sheet


@dataclass(frozen=True, slots=True)
class Apart:
    """A block to be written anew for each edition; the sheet as it begins, and as it is left."""

    index: int
    before: Sheet
    left: tuple[object, ...]

    def write(self, node: Block, values: Sequence[Value]) -> str:
        """Return *node* as HTML. Raises Misfit when it would leave something else behind."""
        sheet, out = self.before.fork(values), list[str]()
        block(node, sheet, out)
        if sheet.tally != self.left:
            raise Misfit
        return "".join(out)


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

        def anew(piece: Apart) -> str:
            return piece.write(edition.block(piece.index), edition.values)

        opening = before_main(top, self._sheet, self._side.filled(edition.values, value, anew))
        main = self._main.filled(edition.values, value, anew)
        return "".join([opening, *start, main, after_main(edition.properties)])

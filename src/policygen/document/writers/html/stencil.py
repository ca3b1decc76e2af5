"""The stencil of a shape: the content of its ``main`` cut at the gaps."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...cutting import Cut, cut
from ...gaps import Misfit, filled, has_gap_letter, with_decoded_gaps
from ...shape import Particulars, Shape, has_table
from ...tree import Block, Blocks, Document, Table
from .blocks import block, endnotes
from .inlines import value, value_bytes
from .masthead import cover_length, lead_length
from .page import COVER_END, after_main, before_main, open_main, side_of
from .sheet import Sheet
from .tables import name_of
from .tabular import stencil_of


@dataclass(frozen=True, slots=True)
class Apart:
    """A block to be written anew for each edition; the sheet as it begins, and as it is left."""

    index: int
    before: Sheet
    left: tuple[object, ...]
    #: The name of a table here, by its caption and kind; None where it depends on values.
    names: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def write(self, edition: Particulars) -> str:
        """Return this block of *edition* as HTML.

        Raises Misfit when it would leave something else behind.
        """
        if (table := self._table(edition)) is not None:
            return table
        sheet, out = self.before.fork(edition.texts), list[str]()
        block(edition.block(self.index), sheet, out)
        if sheet.tally != self.left:
            raise Misfit
        return "".join(out)

    def _table(self, edition: Particulars) -> str | None:
        """Return the table that is this block of *edition*; None where it has to be written anew."""
        if edition.form(self.index) is None:
            return None
        name = self._name(edition.with_own(self.index))
        stencil = None if name is None else stencil_of(edition, self.index, name)
        return stencil.filled(edition.texts_of(self.index)) if stencil else None

    def _name(self, node: Block) -> str | None:
        """Return the name of a table here; None where it depends on values, or where it does not fit."""
        told = (node.caption, node.kind) if isinstance(node, Table) else ("", "")
        if told not in self.names:
            sheet = self.before.fork()
            name = name_of(node, sheet) if isinstance(node, Table) else ""
            hidden = any(map(has_gap_letter, (sheet.section, *sheet.tables)))
            self.names[told] = None if hidden or sheet.tally != self.left else name
        return self.names[told]


def _with_gaps(written: str) -> str:
    return with_decoded_gaps(written, '<a href="')


class Stencil:
    """A shape written once; :meth:`fill` makes editions of it."""

    def __init__(self, shape: Shape, example: Particulars) -> None:
        """Write *shape*; *example* is an edition of it.

        Raises ValueError as the writer does, Misfit where there can be no stencil.
        """
        document = shape.written(example, lead_length(example.outline()))
        self._lead, self._cover = lead_length(document), cover_length(document)
        self._head = range(document.masthead_length)
        sheet = Sheet.of(document)
        open_main(document.blocks[: self._lead], document, self._cover, sheet, [])
        self._lead_left = sheet.tally
        self._main = cut(self._pieces_of(shape, document.blocks, sheet)).encoded()
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
            if before is None:
                out += map(_with_gaps, text)
            else:
                out.append(Apart(index, before, sheet.tally))
        if self._cover == len(nodes) and self._cover:
            out.append(COVER_END)
        notes: list[str] = []
        endnotes(sheet, notes)
        return [*out, *map(_with_gaps, notes)]

    def fill(self, edition: Particulars) -> bytes:
        """Return the edition as a page in UTF-8, byte for byte as if it were written by itself.

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
            tables = {filled(name, edition.texts) for name in self._sheet.tables}
            if len(tables) < len(self._sheet.tables):
                raise Misfit

        values = list(map(value, edition.texts)) if self._side.gaps else []

        def anew(piece: Apart) -> str:
            return piece.write(edition)

        opening = before_main(top, self._sheet, self._side.filled(values, anew))
        before = "".join([opening, *start]).encode()
        main = self._main.filled(list(map(value_bytes, edition.texts)), anew)
        return b"".join((before, main, after_main(edition.properties).encode()))

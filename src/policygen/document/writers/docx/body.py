"""The main document part (ECMA-376 Part 1, §11.3.10): masthead, body and the section's properties."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from policygen.document.gaps import Misfit
from policygen.document.shape import Particulars
from policygen.document.tree import Block, Document
from policygen.document.wordml import OFFICE, WORD

from .blocks import Place, write_block, write_spacer
from .furniture import references
from .ledger import Ledger
from .masthead import masthead_end, write_masthead
from .mastheads import Mastheads
from .relations import Relations
from .tabular import stencil_of

_OPENING = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>'
)
_PLACE = Place()


def part(document: Document, ledger: Ledger) -> str:
    """Return the part for *document*; what it uses is noted in *ledger*."""
    return "".join(piece for piece in pieces(document, ledger, None) if isinstance(piece, str))


@dataclass(frozen=True, slots=True)
class Apart:
    """Blocks to be written anew for each edition: their indexes, and the account as they begin.

    ``left`` is what the shape's blocks leave behind in the account.
    """

    indexes: range
    before: Ledger
    following: Block | None
    left: tuple[object, ...]
    #: The bookmarks of a table here, by how many of its paragraphs have some; None where it does not fit.
    marks: dict[int, list[str] | None] = field(default_factory=dict)
    #: The mastheads, where this is one.
    mastheads: Mastheads | None = None

    def write(self, edition: Particulars, relations: Relations, values: list[str]) -> str:
        """Return these blocks of *edition*, whose *values* are written, as XML; their links go to *relations*.

        Raises Misfit when they would leave something else behind: what follows would not be right.
        """
        if self.mastheads is not None:
            ready = self.mastheads.filled(edition, values)
        else:
            ready = self._table(edition)
        if ready is not None:
            return ready
        ledger = self.before.fork(edition.properties)
        blocks = edition.blocks(self.indexes)
        out: list[str] = []
        if self.mastheads is not None:
            write = partial(_table_in_masthead, edition)
            write_masthead(blocks, self.following, ledger, out, write)
        else:
            ledger.begin_block(self.indexes.start + 1)
            write_block(blocks[0], self.following, _PLACE, ledger, out)
        if ledger.tally != self.left:
            raise Misfit
        new = slice(len(self.before.relations.rows), len(ledger.relations.rows))
        relations.rows[new] = ledger.relations.rows[new]
        return "".join(out)

    def _table(self, edition: Particulars) -> str | None:
        """Return the table that is this block of *edition*; None where it has to be written anew."""
        index = self.indexes.start
        stencil = stencil_of(edition, index, self.before)
        if stencil is None:
            return None
        if stencil.marked not in self.marks:
            ledger = self.before.fork()
            ledger.begin_block(index + 1)
            marks = ledger.marks_of_table(stencil.marked)
            self.marks[stencil.marked] = marks if ledger.tally == self.left else None
        found = self.marks[stencil.marked]
        return None if found is None else stencil.filled(edition.texts_of(index), found)


def _table_in_masthead(
    edition: Particulars, index: int, following: Block | None, ledger: Ledger, out: list[str]
) -> bool:
    """Append block *index* if it is a table whose form is known, and say whether it is."""
    stencil = stencil_of(edition, index, ledger)
    if stencil is not None:
        marks = ledger.marks_of_table(stencil.marked)
        out.append(stencil.filled(edition.texts_of(index), marks))
    return stencil is not None


def pieces(document: Document, ledger: Ledger, apart: frozenset[int] | None) -> list[str | Apart]:
    """Return the part in pieces: text, and the blocks whose index is in *apart*, which are written too.

    The masthead is one piece, apart unless *apart* is None.
    """
    blocks = document.blocks
    out: list[str | Apart] = [_OPENING]
    end = masthead_end(document)
    after = blocks[end] if end < len(blocks) else None
    masthead: list[str] = []
    before = ledger.fork() if apart is not None else None
    write_masthead(blocks[:end], after, ledger, masthead)
    if before is None:
        out += masthead
    else:
        known = Mastheads(range(end), before, after, ledger.tally)
        out.append(Apart(range(end), before, after, ledger.tally, mastheads=known))
    last = len(blocks) - 1
    for i in range(end, len(blocks)):
        following = blocks[i + 1] if i < last else None
        before = ledger.fork() if apart is not None and i in apart else None
        text: list[str] = []
        ledger.begin_block(i + 1)
        write_block(blocks[i], following, _PLACE, ledger, text)
        if before is None:
            out += text
        else:
            out.append(Apart(range(i, i + 1), before, following, ledger.tally))
    text = []
    if ledger.after_table or not blocks:  # a body ends with a paragraph
        ledger.begin_block(len(blocks) + 1)
        ledger.after_table = False
        write_spacer(ledger, text)
    return [*out, *text, references(ledger), "</w:body></w:document>"]

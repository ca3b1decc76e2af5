"""Lines of a page: the pieces that stand side by side, parted into cells where there is a wide gap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ...tree import Emphasis, Inlines, Text
from ...walk import merge
from .pages import Piece

#: How wide a gap between columns is, in sizes of the letters.
_COLUMN = 1.8
#: How many lines the cell of a row may have.
_TALLEST = 12
#: About how wide letters are, in their size; others are of the last width.
_WIDTHS = ((" ", 0.27), ("iIjl.,;:'|!‘’()[]ft-r", 0.31), ("mwMWABCDEFGHKNOPQRUVXYZ—", 0.7))
_WIDTH_OF = {letter: width for letters, width in _WIDTHS for letter in letters}
_USUAL = 0.5


@dataclass(slots=True)
class Cell:
    """Words side by side, and where they begin and about end."""

    x: float
    end: float
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words."""
        return "".join(_spaced(self.pieces)).strip()

    def inlines(self) -> Inlines:
        """Return the words with what is in italics as emphasis."""
        made = [
            Emphasis((Text(text),)) if piece.italic else Text(text)
            for piece, text in zip(self.pieces, _spaced(self.pieces), strict=True)
        ]
        return merge(made)


def _spaced(pieces: list[Piece]) -> list[str]:
    """Return the texts of *pieces*, with the space before a piece that is only a gap on the page."""
    texts: list[str] = []
    for number, piece in enumerate(pieces):
        before = texts[-1][-1:] if number else " "
        wanted = piece.gap and before and not before.isspace() and not piece.text[0].isspace()
        texts.append(f" {piece.text}" if wanted else piece.text)
    return texts


@dataclass(slots=True)
class Line:
    """One line of a page: its cells from left to right, its height on the page, how large it is set."""

    cells: list[Cell]
    y: float
    size: float
    page: int
    bold: bool

    @property
    def text(self) -> str:
        """The words of all cells."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def x(self) -> float:
        """Where the line begins."""
        return self.cells[0].x


def lines_of(pieces: Iterable[Piece]) -> list[Line]:
    """Return the lines of the *pieces* of one page, in the order of the file."""
    lines: list[Line] = []
    for piece in pieces:
        last = lines[-1] if lines else None
        if last is None or abs(piece.y - last.y) > last.size * 0.5 or _begins_again(piece, last):
            if not _joins_row(piece, lines):
                lines.append(Line([_cell(piece)], piece.y, piece.size, piece.page, piece.bold))
            continue
        cell = last.cells[-1]
        space = piece.x - cell.end
        if (
            piece.gap
            and space > _COLUMN * piece.size
            and not cell.pieces[-1].text.endswith(("-", "(", "["))
        ):
            last.cells.append(_cell(piece))
        else:
            cell.pieces.append(piece)
            cell.end = max(cell.end, piece.x) + _width(piece)
    return lines


def _begins_again(piece: Piece, line: Line) -> bool:
    """Say whether *piece* is left of where *line* has come to: a line of another column."""
    return piece.starts_line and piece.x < line.cells[-1].x


def _joins_row(piece: Piece, lines: list[Line]) -> bool:
    """Put *piece* beside an earlier line of its height: word processors write a row cell by cell.

    The lines between them go on with a cell of that row.
    """
    for number in range(len(lines) - 1, max(-1, len(lines) - 1 - _TALLEST), -1):
        line = lines[number]
        if line.y > piece.y + piece.size * 0.5:
            return False
        if abs(line.y - piece.y) <= piece.size * 0.5 and piece.x > line.cells[-1].x + piece.size:
            between = [cell for one in lines[number + 1 :] for cell in one.cells]
            if any(abs(cell.x - line.cells[-1].x) > piece.size for cell in between):
                return False
            for cell in between:
                line.cells[-1].pieces += [replace(cell.pieces[0], gap=True), *cell.pieces[1:]]
            del lines[number + 1 :]
            line.cells.append(_cell(piece))
            return True
    return False


def _cell(piece: Piece) -> Cell:
    return Cell(piece.x, piece.x + _width(piece), [piece])


def _width(piece: Piece) -> float:
    return sum(_WIDTH_OF.get(letter, _USUAL) for letter in piece.text) * piece.size

"""How wide text is, roughly, and what that makes the columns of a table.

The widths are Arial's. Lengths are in twentieths of a point.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeAlias

#: Shares out a width among columns, for the texts of their cells.
Widths: TypeAlias = Callable[[Sequence[Sequence[str]], int], list[int]]
#: Thousandths of the font size for the characters of Latin-1, by groups; the rest are 556.
_GROUPS = {
    222: "ijl'‘’",
    278: " !,./:;I[\\]ft|",
    333: "()-`r",
    500: "ckvxyzJs",
    611: "FTZL",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    944: "W%@",
}
#: Per cent of Arial's width to reckon with: Verdana and its kin are wider by a sixth.
_ALLOWANCE = 118
_PADDING = 260  # the margins of a cell, and a hair
_WIDTHS = [556] * 256
for _width, _letters in _GROUPS.items():
    for _letter in _letters:
        if ord(_letter) < 256:
            _WIDTHS[ord(_letter)] = _width


@lru_cache(maxsize=4096)
def text_width(text: str, points: float = 10.0, *, bold: bool = False) -> int:
    """Return the width of *text* on one line in letters of *points*."""
    units = sum(map(_WIDTHS.__getitem__, text.encode("latin-1", "replace")))
    return int(units * points * (0.0216 if bold else 0.02))


def column_widths(
    columns: Sequence[Sequence[str]], total: int, *, labels: bool = False, heads: bool = False
) -> list[int]:
    """Share *total* among *columns*, given as the texts of their cells; the result sums to *total*.

    No column is narrower than its longest word where that is possible. Short columns get what they
    need on one line; the long ones share the rest by what they hold. With *labels* the first column
    holds labels, in bold: all that is left over goes to the others. With *heads* the first row is bold.
    """
    minima: list[int] = []
    wanted: list[int] = []
    for number, cells in enumerate(columns):
        all_bold = labels and number == 0
        word = line = 0
        for row, cell in enumerate(cells):
            needs = _needs(cell, all_bold or (heads and row == 0))
            word, line = max(word, needs[0]), max(line, needs[1])
        minima.append(_PADDING + word * _ALLOWANCE // 100)
        wanted.append(_PADDING + line * _ALLOWANCE // 100)
    if labels and len(columns) > 1:
        wanted[0] = max(min(wanted[0], total * 2 // 5), minima[0])
    widths = _share(minima, wanted, total)
    if (left := total - sum(widths)) > 0:
        targets = range(1 if labels and len(widths) > 1 else 0, len(widths))
        weights = [wanted[i] for i in targets]
        for i, weight in zip(targets, weights, strict=True):
            widths[i] += left * weight // (sum(weights) or 1)
    widths[-1] += total - sum(widths)
    return widths


@lru_cache(maxsize=4096)
def _needs(cell: str, bold: bool) -> tuple[int, int]:
    """Return the widths of the longest word and the longest line of a cell."""
    words = (text_width(word, bold=bold) for word in cell.split())
    return max(words, default=0), max(text_width(line, bold=bold) for line in cell.split("\n"))


def _share(minima: list[int], wanted: list[int], total: int) -> list[int]:
    if sum(wanted) <= total:
        return list(wanted)
    if sum(minima) > total:  # words must break: in proportion
        return [m * total // sum(minima) for m in minima]
    widths = list(minima)
    left = total - sum(minima)
    # What a third column's worth holds is given in full, from the smallest wish up.
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    for i in order:
        more = wanted[i] - minima[i]
        if wanted[i] <= total // 3 and more <= left // 2:
            widths[i], left = wanted[i], left - more
    weights = [max(0, min(w, 4 * total) - x) for w, x in zip(wanted, widths, strict=True)]
    whole = sum(weights) or 1
    return [x + left * weight // whole for x, weight in zip(widths, weights, strict=True)]

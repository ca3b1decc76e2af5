"""Plain tables and verdicts for a terminal. A verdict informs; nothing depends on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NOT_MEASURED = "not measured"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the rows as lines of columns: the first to the left, the others to the right."""
    lines = [tuple(heads), *(tuple(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def number(value: float) -> str:
    """Return *value* with three digits or so: 0.123, 1.23, 12.3, 1,234; a whole number as it is."""
    if value == int(value):
        return f"{value:,.0f}"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def verdict(what: str, value: float, target: float, unit: str = "", *, least: bool = False) -> str:
    """Return a line that says whether *value* is within *target* (with *least*: reaches it)."""
    good = value >= target if least else value <= target
    bound = "at least" if least else "at most"
    mark = "reached" if good else "NOT reached"
    return f"{mark:>11}  {what}: {number(value)}{unit} (wanted: {bound} {number(target)}{unit})"

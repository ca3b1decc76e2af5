"""One policy for ever more schools: the cost of an edition and the peak memory are to stay flat."""

from __future__ import annotations

import tempfile
from pathlib import Path

from . import children
from .tables import number, table, verdict
from .trust import make_trust

SIZES = (10, 100, 1_000, 10_000)
_MEMORY, _GROWTH = 300.0, 1.3


def main(sizes: tuple[int, ...], words: int) -> None:
    """Measure and print."""
    rows: list[tuple[str, ...]] = []
    each: dict[int, float] = {}
    peak = 0.0
    for schools in sizes:
        with tempfile.TemporaryDirectory(prefix="policygen-bench-") as name:
            root = Path(name) / "trust"
            make_trust(root, schools, 1, words)
            took = children.build(root)
            again = children.build(root)
        each[schools] = took.cpu * 1e3 / schools / 3
        peak = max(peak, took.megabytes, again.megabytes)
        figures = (took.wall, took.cpu, each[schools], took.megabytes)
        rows.append((f"{schools:,}", *map(number, (*figures, again.wall, again.megabytes))))
    print("Schools × 1 policy × 3 formats, whole processes\n")
    heads = (
        "schools",
        "wall s",
        "CPU s",
        "CPU ms an edition",
        "peak MB",
        "again: wall s",
        "peak MB",
    )
    print(table(heads, rows), "\n")
    if 100 in each and max(sizes) > 100:
        growth = each[max(sizes)] / each[100]
        print(verdict(f"cost of an edition, {max(sizes):,} schools to 100", growth, _GROWTH))
    print(verdict("peak memory", peak, _MEMORY, " MB"))

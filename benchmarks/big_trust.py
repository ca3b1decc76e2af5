"""A whole trust in a process of its own: everything built, nothing changed, one profile changed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from . import children
from .children import Took
from .tables import number, table, verdict
from .trust import make_trust

#: The figures to reach for 50 schools × 60 policies: seconds, and megabytes.
_FULL, _NOTHING, _ONE, _MEMORY = 6.0, 0.6, 1.5, 200.0


def main(schools: int, policies: int, words: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="policygen-bench-") as name:
        root = Path(name) / "trust"
        make_trust(root, schools, policies, words)
        editions = schools * policies * 3
        steps: list[tuple[str, Took, int]] = []
        before: dict[Path, int] = {}

        def step(what: str) -> None:
            nonlocal before
            took = children.build(root)
            after = _stamps(root / "build")
            steps.append((what, took, sum(before.get(p) != t for p, t in after.items())))
            before = after

        step("everything")
        step("nothing changed")
        _change_one_profile(root)
        step("one profile changed")
        _print(schools, policies, editions, steps)


def _stamps(build: Path) -> dict[Path, int]:
    """Return the time at which each edition was written."""
    found = (p for p in build.rglob("*.*") if p.suffix in (".docx", ".html", ".md"))
    return {path: path.stat().st_mtime_ns for path in found}


def _change_one_profile(root: Path) -> None:
    profile = min((root / "schools").iterdir()) / "profile.yaml"
    text = profile.read_text("utf-8")
    profile.write_text(text.replace("Learning together", "Learning and growing"), "utf-8")


def _print(schools: int, policies: int, editions: int, steps: list[tuple[str, Took, int]]) -> None:
    print(f"{schools} schools × {policies} policies × 3 formats = {editions:,} editions\n")
    rows = [
        (what, *map(number, (took.wall, took.cpu, took.megabytes)), f"{written:,}")
        for what, took, written in steps
    ]
    print(table(("", "wall s", "CPU s", "peak MB", "written"), rows))
    print("\nPeak memory is of all processes together.\n")
    (_, full, _), (_, nothing, idle), (_, one, changed) = steps
    print(verdict("everything", full.wall, _FULL, " s"))
    print(verdict("nothing changed", nothing.wall, _NOTHING, " s"))
    print(verdict("written when nothing changed", idle, 0.0))
    print(verdict("one profile changed", one.wall, _ONE, " s"))
    wanted = editions // schools
    off = abs(changed - wanted)
    print(verdict(f"written but for the {wanted} editions of that school", off, 0.0))
    print(verdict("peak memory", max(took.megabytes for _, took, _ in steps), _MEMORY, " MB"))

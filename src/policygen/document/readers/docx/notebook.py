"""What is noted while a file is read: everything left out or doubtful, by the number of its paragraph."""

from __future__ import annotations

from policygen.document.problems import Problem
from policygen.errors import Severity

_LIMIT = 200  # of one kind; beyond it they are only counted
_LONGEST = 80


class Notebook:
    """Collects problems. ``place`` is the number of the paragraph that is being read."""

    def __init__(self) -> None:
        self.place = 0
        self._problems: list[Problem] = []
        self._counts: dict[str, int] = {}
        self._seen: set[tuple[int, str, str]] = set()

    def note(self, code: str, message: str, excerpt: str = "", hint: str = "") -> None:
        """Note what was decided, or left out without loss to the text."""
        self._add(code, message, excerpt, hint, Severity.NOTE)

    def warn(self, code: str, message: str, excerpt: str = "", hint: str = "") -> None:
        """Note what the document shows and the tree lacks."""
        self._add(code, message, excerpt, hint, Severity.WARNING)

    def _add(self, code: str, message: str, excerpt: str, hint: str, severity: Severity) -> None:
        excerpt = " ".join(excerpt.split())[:_LONGEST]
        key = (self.place, code, message + excerpt)
        if key in self._seen:
            return
        self._seen.add(key)
        count = self._counts[code] = self._counts.get(code, 0) + 1
        if count <= _LIMIT:
            self._problems.append(Problem(self.place, code, message, hint, excerpt, severity))

    def problems(self) -> tuple[Problem, ...]:
        """Return all problems by place."""
        more = (
            Problem(0, code, f"{count - _LIMIT} more places like these", severity=Severity.NOTE)
            for code, count in self._counts.items()
            if count > _LIMIT
        )
        return (*sorted(self._problems, key=lambda p: p.line), *more)

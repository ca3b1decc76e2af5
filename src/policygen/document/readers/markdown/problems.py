"""What the Markdown reader has to say beside the blocks, and the record it keeps while it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ....errors import Severity
from ...problems import Problem
from ...tree import Blocks


@dataclass(frozen=True, slots=True)
class Marks:
    """The attributes of a heading beyond its id, ``.title`` and ``.unnumbered``, as they were typed.

    The caller decides which of them are known (``.replace base=1a2b3c4d``).
    """

    classes: tuple[str, ...] = ()
    pairs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a Markdown text holds: its blocks, what is wrong with it, and marks of headings by line."""

    blocks: Blocks
    problems: tuple[Problem, ...] = ()
    marks: Mapping[int, Marks] = field(default_factory=dict)


@dataclass(slots=True)
class Notebook:
    """What is collected while one text is read."""

    #: The lines of the text, for the checks that look at what was typed.
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)
    marks: dict[int, Marks] = field(default_factory=dict)

    def error(self, line: int, code: str, message: str, hint: str = "", column: int = 0) -> None:
        """Note what must be put right before an edition can be made."""
        self.problems.append(Problem(line, code, message, hint, column=column))

    def warn(self, line: int, code: str, message: str, hint: str = "", column: int = 0) -> None:
        """Note what was probably not meant."""
        warning = Problem(line, code, message, hint, severity=Severity.WARNING, column=column)
        self.problems.append(warning)

    def line(self, number: int) -> str:
        """Return the line *number* (from 1) as it was typed, or ``""`` beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

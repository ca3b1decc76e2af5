"""What is wrong with a text, by line; the caller knows which file the line belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import Severity


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a text that was read: a line (from 1; 0: not known), a code, what and what to do.

    ``excerpt`` is the text to look for on that line, so that a column can be told; else ``column`` says
    it (0: not known).
    """

    line: int
    code: str
    message: str
    hint: str = ""
    excerpt: str = ""
    severity: Severity = Severity.ERROR
    column: int = 0

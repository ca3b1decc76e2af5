"""How much Markdown is read: what it costs grows with its lines and with the characters that mean something.

Text beyond these limits is refused before it is parsed, so that no text can take all time or memory.
They lie far above the longest policy (400 pages have some 800,000 characters on 20,000 lines).
"""

from __future__ import annotations

import re

from .problems import Notebook

MAX_CHARACTERS = 1_500_000
MAX_LINES = 30_000
MAX_MARKS = 60_000
#: Word takes no more columns (Microsoft, "Operating parameter limitations in Word").
MAX_COLUMNS = 63

_MARKS = "*_`[]!<&\\|>"
_A_MARK = re.compile(r"[*_`\[\]!<&\\|>]")


def is_too_large(text: str, notebook: Notebook) -> bool:
    """Say whether *text* is more than is read; *notebook* then says why, and on which line."""
    if len(text) > MAX_CHARACTERS:
        _refuse(notebook, text, MAX_CHARACTERS, f"{MAX_CHARACTERS:,} characters")
    elif len(notebook.lines) > MAX_LINES + _empty_lines_before(notebook.lines):
        message = f"the text goes on for more than {MAX_LINES:,} lines"
        notebook.error(MAX_LINES + 1, "too-large", message, "split the policy")
    elif sum(map(text.count, _MARKS)) > MAX_MARKS:
        marks = _A_MARK.finditer(text)
        last = next(found for number, found in enumerate(marks) if number == MAX_MARKS)
        _refuse(
            notebook, text, last.start(), f"{MAX_MARKS:,} signs that mean something in Markdown"
        )
    else:
        return False
    return True


def _empty_lines_before(lines: list[str]) -> int:
    """Return how many lines are empty at the start: a school's own text is read behind those of the model."""
    return next((number for number, line in enumerate(lines) if line), 0)


def _refuse(notebook: Notebook, text: str, index: int, what: str) -> None:
    line = text.count("\n", 0, index) + 1
    notebook.error(line, "too-large", f"the text has more than {what}", "split the policy")

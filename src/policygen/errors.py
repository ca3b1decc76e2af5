"""What can be wrong, and how it is said: diagnostics with a place, a code and a hint.

Content trouble is *data*: a function that meets it collects :class:`Diagnostic` values beside its
result. Exceptions are for what stops the work: :class:`InputError` for a file that cannot be used,
:class:`OutputError` for the place to write to.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic matters: an error refuses, a warning and a note only tell."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file (POSIX path inside the workspace) and, from 1, a line and a column.

    A line or column of 0 means "not known"; it is then left out when the place is printed. ``where``
    says it in words in a file that has no lines ("page 3"); ``line`` and ``column`` then only keep the order.
    """

    file: str
    line: int = 0
    column: int = 0
    where: str = ""

    def __str__(self) -> str:
        if self.where:
            return f"{on_one_line(self.file)} ({self.where})"
        parts = [on_one_line(self.file)]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that a person should know, said so that an administrator can act on it."""

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    school: str = ""
    policy: str = ""
    #: True for what a school has still to complete (an open slot): a finding, not an unusable input.
    is_finding: bool = field(default=False, compare=False)
    #: The words around it, where a place alone does not lead to it.
    context: str = ""

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.severity}[{self.code}]: {on_one_line(self.message)}"]
        lines += [f"  in: {on_one_line(self.context)}"] if self.context else []
        lines += [f"  hint: {on_one_line(self.hint)}"] if self.hint else []
        return "\n".join(lines)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order for reports: by file, line and column, then by what is said."""
        return (self.place.file, self.place.line, self.place.column, self.code, self.message)


class PolicygenError(Exception):
    """The work cannot go on; ``diagnostics`` says why. ``exit_code`` is the one of the command line."""

    exit_code = 70

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(str(d) for d in diagnostics))
        self.diagnostics = diagnostics


class UsageError(PolicygenError):
    """What was asked for does not exist or does not fit together (an unknown school, say)."""

    exit_code = 2


class InputError(PolicygenError):
    """A file that cannot be used: bad YAML, an unknown key, a broken template, unreadable."""

    exit_code = 3


class OutputError(PolicygenError):
    """The place to write to: no space, no permission, locked, not a folder."""

    exit_code = 4


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that *name* was probably meant to be, or ``""``.

    Case, spaces, hyphens and underscores do not count when names are compared.
    """

    def fold(text: str) -> str:
        return text.casefold().replace("-", "_").replace(" ", "_")

    folded = {fold(k): k for k in sorted(known, reverse=True)}
    found = difflib.get_close_matches(fold(name), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else ""


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return a hint with the nearest known name, or *otherwise* when none is near."""
    best = nearest(name, known)
    return f"did you mean “{best}”?" if best else otherwise


def visible(text: str) -> str:
    """Escape control, C1, bidirectional and unassigned-by-design characters for a message.

    A file from elsewhere must not be able to paint on the terminal of the person who reads about it.
    """
    return "".join(f"<U+{ord(c):04X}>" if is_forbidden(c) else c for c in text)


def on_one_line(text: str) -> str:
    """Return *text* as :func:`visible` does, line ends escaped too: nothing may look like another message."""
    return visible(text).replace("\n", "<U+000A>").replace("\r", "<U+000D>")


def is_forbidden(character: str) -> bool:
    """Say whether *character* may not stand in any text that policygen reads.

    Control characters other than tab and line ends (XML 1.0 §2.2 cannot carry them), C1, lone
    surrogates, noncharacters, and the bidirectional overrides and isolates that can make text read
    other than it is stored (UAX #9 §2).
    """
    code = ord(character)
    return (
        (code < 0x20 and character not in "\t\n\r")
        or 0x7F <= code <= 0x9F
        or 0xD800 <= code <= 0xDFFF
        or 0xFDD0 <= code <= 0xFDEF
        or (code & 0xFFFE) == 0xFFFE
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
    )

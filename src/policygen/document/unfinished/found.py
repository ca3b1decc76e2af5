"""What is found: a piece of text that is not finished, and what it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: ``slot``: words are wanted here. ``choice``: one of several is to be kept. ``optional``: the row,
#: item or paragraph may go. ``condition``: it stands only for some schools. ``note``: advice to who
#: adapts the text. ``banner``: the same for the whole document. ``blank``: a line that is to be
#: completed by hand, after printing.
Kind = Literal["slot", "choice", "optional", "condition", "note", "banner", "blank"]
#: Positions in a text, the second one exclusive.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An unfinished piece ``text[start:stop]``.

    ``name`` is what a slot asks for ("school name"), the condition of a condition, the label of a
    blank and the words of a note. ``sure`` is false where the same words may stand in finished text.
    """

    kind: Kind
    start: int
    stop: int
    wording: str
    name: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the inside of a pair of brackets means; see :class:`Unfinished`."""

    kind: Kind
    name: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()
    sure: bool = True

    def at(self, text: str, start: int, stop: int) -> Unfinished:
        """Return this meaning of ``text[start:stop]``."""
        return Unfinished(
            self.kind,
            start,
            stop,
            text[start:stop],
            self.name,
            self.example,
            self.choices,
            self.sure,
        )

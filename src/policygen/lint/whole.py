"""A whole document as one string, so that a search runs once and not once a passage."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterator, Sequence

from .passages import Passage

_BETWEEN = "\n\n"


class Whole:
    """The passages of a document, and their texts joined.

    ``text`` has straight apostrophes, ``lower`` is in small letters too; both have the length of the
    joined texts, so a position in them is one in a passage (:meth:`at`).
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.text = _BETWEEN.join(p.text for p in passages).replace("’", "'")

    @functools.cached_property
    def lower(self) -> str:
        """The text in small letters; a letter that has none of one character stays as it is."""
        made = self.text.lower()
        if len(made) == len(self.text):
            return made
        return "".join(low if len(low := c.lower()) == 1 else c for c in self.text)

    @functools.cached_property
    def _starts(self) -> list[int]:
        starts, here = [], 0
        for passage in self.passages:
            starts.append(here)
            here += len(passage.text) + len(_BETWEEN)
        return starts

    def at(self, position: int) -> tuple[Passage, int]:
        """Return the passage that *position* is in, and the position in its text."""
        number = bisect.bisect_right(self._starts, position) - 1
        return self.passages[number], position - self._starts[number]

    def start_of(self, number: int) -> int:
        """Return where passage *number* begins in the text."""
        return self._starts[number]

    def words(self, wanted: str) -> Iterator[int]:
        """Yield where the lower-case words *wanted* stand in ``lower``, as whole words."""
        return _whole_words(self.lower, wanted)

    def names(self, wanted: str) -> Iterator[int]:
        """Yield where the name *wanted* stands in ``text``, in just these letters."""
        return _whole_words(self.text, wanted)


def _whole_words(text: str, wanted: str) -> Iterator[int]:
    here = text.find(wanted)
    while here >= 0:
        end = here + len(wanted)
        before, after = text[here - 1 : here] if here else "", text[end : end + 1]
        if not _joins(before) and not _joins(after):
            yield here
        here = text.find(wanted, end)


def _joins(character: str) -> bool:
    """Say whether *character* beside a word belongs to it."""
    return character.isalnum() or character in ("_", "-") if character else False

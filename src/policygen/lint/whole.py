"""A whole document as one string, so that a search runs once and not once a passage."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator, Sequence

from .passages import Passage
from .statements import Statement, statements

_BETWEEN = "\n\n"
_WORD = re.compile(r"[^\W_]+")


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
    def vocabulary(self) -> frozenset[str]:
        """All words and numbers of the text in small letters, without what stands between them."""
        return frozenset().union(*(words_of(passage.text) for passage in self.passages))

    @functools.cached_property
    def _starts(self) -> list[int]:
        starts, here = [], 0
        for passage in self.passages:
            starts.append(here)
            here += len(passage.text) + len(_BETWEEN)
        return starts

    @functools.cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What the document states of itself: approved, reviewed, next review, how often."""
        return tuple(statements(self.passages))

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


@functools.lru_cache(maxsize=16_384)
def words_of(text: str) -> frozenset[str]:
    """Return the words of one passage; schools share most of their passages."""
    return vocabulary_of(text)


def vocabulary_of(text: str) -> frozenset[str]:
    """Return the words and numbers of *text* in small letters.

    >>> sorted(vocabulary_of("The UK's GDPR, 2018"))
    ['2018', 'gdpr', 's', 'the', 'uk']
    """
    return frozenset(_WORD.findall(text.lower()))


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

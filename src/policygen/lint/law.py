"""Superseded law and guidance, by the dated list that a trust may change."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from ..records.lists import Lists, Superseded
from .ground import Ground
from .passages import Passage
from .rule import Hit, text_rule
from .whole import Whole, vocabulary_of

_GAP = r"[^\S\n]*[-–—,:(]?[^\S\n]*"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_YEAR = rf"{_GAP}(?:(?:{_MONTHS})[^\S\n]+)?(20\d\d)\)?"
#: Before the words: it is told as a thing of the past.
_PAST = re.compile(
    r"\b(?:replac\w+|formerly|previously|former|repeal\w+|supersed\w+|instead of|rather than|used to be"
    r"|no longer|once called|known as|took the place of|took over from|abolished)\b[^.;]{0,60}$"
)
_PAST_AFTER = re.compile(
    r"^[^.;]{0,12}\b(?:was|were|has been|have been|is|are)(?: now)? (?:replaced|repealed|superseded|renamed"
    r"|abolished|now called|called)"
)


class _Sought:
    """An entry of the list made ready: the words that each wording needs, and what to look for."""

    def __init__(self, entry: Superseded) -> None:
        self.entry = entry
        self._plain = [wording.replace("’", "'") for wording in entry.wording]
        self._words = [vocabulary_of(plain.replace("{year}", "")) for plain in self._plain]

    def may_be_in(self, vocabulary: frozenset[str]) -> bool:
        """Say whether a text with these words may hold one of the wordings."""
        return any(words <= vocabulary for words in self._words)

    @functools.cached_property
    def pattern(self) -> re.Pattern[str]:
        """What to look for, made when it is wanted: few texts want many."""
        keep = (lambda text: text) if self.entry.capitals else str.lower
        made = [_YEAR.join(map(_phrase, keep(plain).split("{year}"))) for plain in self._plain]
        inside = "|".join(sorted((one.strip() for one in made), key=len, reverse=True))
        return re.compile(rf"(?<![\w-])(?:{inside})(?![\w-])")


@functools.lru_cache(maxsize=8)
def _sought(lists: Lists) -> tuple[_Sought, ...]:
    return tuple(_Sought(entry) for entry in lists.superseded if entry.wording)


def _phrase(text: str) -> str:
    return _GAP.join(re.escape(word.strip("():,")) for word in text.split() if word.strip("():,-–"))


@text_rule("superseded")
def superseded(whole: Whole, ground: Ground) -> Iterator[tuple[Passage, Hit]]:
    """The text names law, guidance or a body that something else has taken the place of.

    The Data Protection Act 1998, GDPR for UK GDPR, the designated senior person, NQT, Keeping Children
    Safe in Education of an earlier year…: the list says from when, what has come instead and where that
    can be read. It is dated; `templates/_check/superseded.yaml` adds to it, changes it, or takes entries
    away. What is told as a thing of the past (“replaced the Data Protection Act 1998”) is let be.
    """
    for sought in _sought(ground.lists):
        entry = sought.entry
        if not sought.may_be_in(whole.vocabulary):
            continue
        if ground.day and entry.since and ground.day < entry.since.first_day:
            continue
        if any(next(whole.words(words.lower()), None) is not None for words in entry.not_with):
            continue
        for found in sought.pattern.finditer(whole.text if entry.capitals else whole.lower):
            if _is_right(entry, found, whole.lower):
                continue
            passage, start = whole.at(found.start())
            end = start + len(found.group())
            yield passage, Hit(start, end, _message(entry, passage.text[start:end]), _hint(entry))
            if entry.once:
                break


def _is_right(entry: Superseded, found: re.Match[str], text: str) -> bool:
    if entry.current and not _is_earlier(found, entry.current):
        return True
    before = text[max(0, found.start() - 100) : found.start()].rpartition("\n")[2]
    if any(before.rstrip(" (").endswith(word.lower()) for word in entry.not_after):
        return True
    after = text[found.end() : found.end() + 60].partition("\n")[0]
    return bool(_PAST.search(before) or _PAST_AFTER.search(after))


def _is_earlier(found: re.Match[str], current: str) -> bool:
    year = next((group for group in found.groups() if group), "")
    return bool(year) and year < current


def _message(entry: Superseded, words: str) -> str:
    if entry.current:
        return f"“{words}” is not the edition in force"
    since = f" since {entry.since}" if entry.since else ""
    return f"“{words}” is superseded{since}"


def _hint(entry: Superseded) -> str:
    where = f" ({entry.source})" if entry.source else ""
    return f"now: {entry.replacement}{where}" if entry.replacement else where.strip(" ()")

"""From a line of a skeleton, and words to look for, to the line and column where a person finds them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .document.sections import slug
from .errors import Place

_REACH = 60  # a block is not longer than so many lines, or it will do to name its first
_EFFORT = 20_000_000  # characters looked through for one edition; then lines have to do


class Finder:
    """Finds excerpts in the source files of one template; each find of a slot takes the next place."""

    def __init__(self, texts: Mapping[str, tuple[Sequence[str], int]]) -> None:
        """*texts*: file -> its lines, and the number of the first of them."""
        self._texts = texts
        self._next: dict[tuple[str, int, str], int] = {}
        self._effort = _EFFORT

    def find(self, place: Place, excerpt: str, *, next_one: bool = False) -> Place:
        """Return the place of *excerpt* on the line of *place* or soon after it, else *place*.

        With *next_one*, the search goes on behind the place that was found before, so that two slots
        with the same words have two places.
        """
        lines, first = self._texts.get(place.file, ((), 1))
        start = place.line - first
        if not excerpt or start < 0:
            return place
        for wording in (excerpt, excerpt.partition(" ")[0]):
            for number in range(start, min(len(lines), start + _REACH)):
                if self._effort < 0:
                    return place
                known = (place.file, number, wording)
                begin = self._next.get(known, 0) if next_one else 0
                column = lines[number].find(wording, begin)
                self._effort -= (column if column >= 0 else len(lines[number])) - begin
                if column >= 0:
                    self._next[known] = max(self._next.get(known, 0), column + 1)
                    return Place(place.file, number + first, column + 1)
        return place


_HEAD = re.compile(r"^(#{1,6})\s")


def section_lines(lines: Sequence[str], section: str) -> list[str]:
    """Return the source lines of *section*: its heading, to the next of its level or above.

    The heading is found by its written id, else by the id that its words make.
    """
    start, level = 0, 0
    for number, line in enumerate(lines):
        head = _HEAD.match(line)
        if head and level and len(head.group(1)) <= level:
            return list(lines[start:number])
        if head and not level and section in (_written_id(line), slug(_words(line))):
            start, level = number, len(head.group(1))
    return list(lines[start:]) if level else []


def _written_id(line: str) -> str:
    found = re.search(r"\{[^{}]*#([\w-]+)[^{}]*\}\s*$", line)
    return found.group(1) if found else ""


def _words(line: str) -> str:
    return re.sub(r"\s*\{[^{}]*\}\s*$", "", line).lstrip("# ")

"""From a line of a skeleton, and words to look for, to the line and column where a person finds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .errors import Place

_REACH = 60  # a block is not longer than so many lines, or it will do to name its first


class Finder:
    """Finds excerpts in the source files of one template; each find of a slot takes the next place."""

    def __init__(self, texts: Mapping[str, tuple[Sequence[str], int]]) -> None:
        """*texts*: file -> its lines, and the number of the first of them."""
        self._texts = texts
        self._taken: set[Place] = set()

    def find(self, place: Place, excerpt: str, *, next_one: bool = False) -> Place:
        """Return the place of *excerpt* on the line of *place* or soon after it, else *place*.

        With *next_one*, places that were found before are passed over, so that two slots with the
        same words have two places.
        """
        lines, first = self._texts.get(place.file, ((), 1))
        start = place.line - first
        if not excerpt or start < 0:
            return place
        for wording in (excerpt, excerpt.partition(" ")[0]):
            for number in range(start, min(len(lines), start + _REACH)):
                column = lines[number].find(wording)
                while column >= 0:
                    found = Place(place.file, number + first, column + 1)
                    if not (next_one and found in self._taken):
                        self._taken.add(found)
                        return found
                    column = lines[number].find(wording, column + 1)
        return place

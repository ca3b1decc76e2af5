"""From what a rule found in a composed text to the place where a person finds it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from ..compose import Composed, Composer
from ..errors import Place
from ..template.names import Parsed
from .passages import UNKNOWN, Passage
from .reading import Spot
from .record_places import RecordPlaces

#: A block is not longer than so many lines, or it will do to name its first.
_REACH = 80
#: Characters that are looked through for one edition; then the first line of a passage has to do.
_EFFORT = 20_000_000
_MADE = ("code", "reference", "slot", "blank", "value")


class Locator:
    """Knows the places of one edition: words of the model in its template, values in their record."""

    def __init__(self, composer: Composer, composed: Composed, records: RecordPlaces) -> None:
        self._records = records
        self._school, self._policy = composed.school, composed.policy
        printed = composed.text.expansion.printed if composed.text else ()
        self._answers = {p.value.text for p in printed if isinstance(p.value, Parsed)}
        self._effort = _EFFORT
        self._places = composed.text.expansion.places if composed.text else ()
        school = composer.workspace.schools[composed.school]
        self._texts: Mapping[str, tuple[Sequence[str], int]] = composer.sources(
            school, composed.policy
        )

    def place(self, spot: Spot) -> Place:
        """Return where the words of *spot* stand.

        A text that was made to have thousands of findings gets lines for most of them, not columns.
        """
        if spot.passage is None:
            line = getattr(spot.block, "line", 0) if spot.block else 0
            return self._in_text(line, spot.excerpt, 0)
        passage = spot.passage
        self._effort -= len(passage.text)
        if self._effort < 0:
            return self._in_text(passage.line, "", 0)
        source = passage.value_at(spot.start, spot.end)
        if source and source not in _MADE:
            found = self._in_record(passage, spot, source)
            if found is not None:
                return found
        return self._in_answer(spot) or self._in_text(passage.line, spot.excerpt, spot.before)

    def _in_answer(self, spot: Spot) -> Place | None:
        """Return the place of *spot* in an answer that was read as Markdown, if it comes from one.

        The words of such an answer are text like that of the template, and their lines are the answer's.
        """
        words = " ".join(spot.passage.text.split()) if spot.passage else ""
        for answer in self._answers:
            if words and words in " ".join(answer.split()):
                place = self._records.value(answer.source, answer, self._school, self._policy)
                return place and self._in_file(place, spot.excerpt, spot.before)
        return None

    def _in_file(self, place: Place, excerpt: str, before: int) -> Place:
        lines = self._records.workspace.read_raw(place.file).decode("utf-8", "replace").split("\n")
        return find(place, lines, 1, excerpt, before)

    def _in_record(self, passage: Passage, spot: Spot, source: str) -> Place | None:
        start, end = next(
            (a, b) for a, b, s in passage.values if s == source and a < spot.end and spot.start < b
        )
        value = passage.text[start:end]
        place = self._records.value(source, value, self._school, self._policy)
        inside = value[max(0, spot.start - start) : spot.end - start]
        if place is None or not inside:
            return place
        before = value[: max(0, spot.start - start)].count(inside)
        return self._in_file(place, inside, before)

    def _in_text(self, line: int, excerpt: str, before: int) -> Place:
        if not self._places:
            return Place("")
        place = self._places[line - 1] if 0 < line <= len(self._places) else self._places[0]
        lines, first = self._texts.get(place.file, ((), 1))
        return find(place, lines, first, excerpt, before)


def find(place: Place, lines: Sequence[str], first: int, excerpt: str, before: int = 0) -> Place:
    """Return the place of *excerpt* from *place* on, passing over as many as stand *before* it.

    *lines* are those of the file, the first with the number *first*. Line ends count as spaces. Where the
    whole is not found its first word is; where that is not, *place* it is.
    """
    start = place.line - first
    if start < 0 or start >= len(lines):
        return place
    text = "\n".join(lines[start : start + _REACH])
    begin = max(0, place.column - 1)
    words = [word for word in excerpt.replace(UNKNOWN, " ").split() if word]
    for wanted in (words, words[:1]):
        pattern = r"\s+".join(map(re.escape, wanted))
        matches = re.finditer(pattern, text[begin:]) if wanted else iter(())
        found = list(islice(matches, before + 1))
        if found:
            position = begin + found[-1].start()
            above = text.count("\n", 0, position)
            column = position - (text.rfind("\n", 0, position) + 1) + 1
            return Place(place.file, place.line + above, column)
    return place

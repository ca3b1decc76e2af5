"""Unfinished text in brackets: ``[…]``, ``<…>`` (one of which may be lost), ``(insert … here)``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .found import Meaning, Unfinished
from .inside import damaged, meaning_in_angles, meaning_in_round, meaning_in_square

_LONGEST = 600
_DAMAGED_SQUARE = re.compile(r"\[\s*(?=(?:please\s+)?(?:insert|enter)\b)", re.IGNORECASE)
_ANGLES = re.compile(
    r"<((?:\s(?=insert|enter))?[A-Za-z][^<>\n]{0,120}?)\s?>|[<＜‹]\s?(?=(?:insert|enter|name of|state)\b)",
    re.IGNORECASE,
)
_LOST_OPENING = re.compile(
    r"(?<![\w<])(?:insert|enter|name\s+of|date\s+of|school\s+name|name)\b[^<>.;:!?\n]{0,60}?>(?!\s*[\d>])",
    re.IGNORECASE,
)
_ROUND = re.compile(r"\(([^()\n]{3,300})\)")


def in_square(text: str) -> Iterator[Unfinished]:
    """Yield what stands in square brackets; the outer pair counts."""
    end = 0
    for start, stop in _pairs(text):
        if start < end or stop - start > _LONGEST:
            continue
        after = text[stop : stop + 1]
        if after == "(" or (text[start - 1 : start] in ("!", "\\") and start):
            continue  # a link or a picture of Markdown
        if text[start + 1 : start + 2] == "^":
            continue  # a footnote
        if _is_part_of_word(text, start, stop):
            continue
        meaning = meaning_in_square(text[start + 1 : stop - 1], text[max(0, start - 60) : start])
        if meaning:
            end = stop
            yield meaning.at(text, start, stop)
    closed = {start for start, _ in _pairs(text)}
    for match in _DAMAGED_SQUARE.finditer(text):
        if match.start() not in closed:
            meaning, length = damaged(text[match.end() : match.end() + 200])
            if meaning:
                yield meaning.at(text, match.start(), match.end() + length)


def _pairs(text: str) -> list[tuple[int, int]]:
    """Return the pairs of square brackets by their start; one pass, so that no input makes it slow."""
    pairs = []
    stack: list[int] = []
    for match in re.finditer(r"[\[\]]", text):
        if match.group() == "[":
            stack.append(match.start())
        elif stack:
            pairs.append((stack.pop(), match.end()))
    return sorted(pairs)


def _is_part_of_word(text: str, start: int, stop: int) -> bool:
    """Say whether the brackets change a word of a quotation: ``pupil[s]``, ``[T]he``."""
    inside = text[start + 1 : stop - 1]
    glued = text[start - 1 : start].isalpha() if start else False
    followed = text[stop : stop + 1].isalpha()
    return (glued or followed) and inside.isalpha() and len(inside) <= 4


def in_angles(text: str) -> Iterator[Unfinished]:
    """Yield what stands in angle brackets, also where one of the two was lost."""
    if "<" not in text and ">" not in text:
        return
    ends = []
    for match in _ANGLES.finditer(text):
        if match.group(1) is None:
            meaning, length = damaged(text[match.end() : match.end() + 200])
            if meaning:
                ends.append((match.start(), match.end() + length))
                yield meaning.at(text, match.start(), match.end() + length)
        else:
            ends.append(match.span())
            meaning = meaning_in_angles(match.group(1))
            if meaning:
                yield meaning.at(text, *match.span())
    for match in _LOST_OPENING.finditer(text):
        if not any(start < match.end() and match.start() < stop for start, stop in ends[:200]):
            meaning = meaning_in_angles(match.group()[:-1])
            if meaning:
                yield meaning.at(text, *match.span())


def in_round(text: str) -> Iterator[Unfinished]:
    """Yield what stands in round brackets, which finished text has too: only what asks for words."""
    for match in _ROUND.finditer(text):
        meaning: Meaning | None = meaning_in_round(match.group(1))
        if meaning:
            yield meaning.at(text, *match.span())

"""The numbering part: real multilevel lists whose labels are the labels of the tree.

Word computes a label from counters, one row of them for every *abstract* numbering (ECMA-376 Part 1,
§17.9.1). A paragraph names a *num* of it and a level; it raises its level's counter and clears the
deeper ones. The first paragraph of a num that carries a ``w:startOverride`` (§17.9.26) sets the counter
instead. :class:`Numbers` keeps the same counters while the body is written, so it knows each label
that Word will show, and makes a new num wherever that would not be the label of the tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from policygen.document.properties import Numbering
from policygen.document.wordml import NSID, SERIES_ORDER, STEP, WIDE

from .markup import attribute

LEVELS = 9  # §17.9.6: a multilevel list has nine
_BULLETS = ("•", "–", "▪")
#: Distance from a bullet to its text.
BULLET = 340
_LAST_NUMBER = re.compile(r"(\d+)\D*$")


class Level(NamedTuple):
    """One level: number format (§17.18.59), level text (§17.9.11), indents of text and label."""

    format: str
    text: str
    left: int
    hanging: int


def _nested(first: int, left: int, formats: tuple[tuple[str, str], ...]) -> list[Level]:
    """Return levels from number *first* on, each a step deeper than the one before."""
    return [
        Level(name, text.replace("%", f"%{first + i}"), left + STEP * (i + 1), STEP)
        for i, (name, text) in enumerate(formats)
    ]


_LETTER, _ROMAN = ("lowerLetter", "(%)"), ("lowerRoman", "(%)")
_CAPITAL, _CAPITAL_ROMAN = ("upperLetter", "(%)"), ("upperRoman", "(%)")
_DEEP = (_LETTER, _ROMAN, _CAPITAL, _CAPITAL_ROMAN, _LETTER, _ROMAN, _CAPITAL, _CAPITAL_ROMAN)

SERIES: dict[str, tuple[Level, ...]] = {
    "headings": tuple(
        Level(
            "decimal",
            "%1." if i == 0 else ".".join(f"%{n + 1}" for n in range(i + 1)),
            *(2 * [WIDE + 130 * max(0, i - 1)]),
        )
        for i in range(LEVELS)
    ),
    "clause": (
        Level("decimal", "%1.", WIDE, WIDE),
        Level("decimal", "%1.%2", WIDE, WIDE),
        *_nested(3, WIDE, _DEEP[:7]),
    ),
    "paragraph": (Level("decimal", "%1.", WIDE, WIDE), *_nested(2, WIDE, _DEEP)),
    "run-in": tuple(_nested(1, 0, (("lowerLetter", "%)"), *_DEEP[1:], _LETTER))),
    "item": tuple(_nested(1, 0, (("decimal", "%."), *_DEEP))),
    "bullet": tuple(
        Level("bullet", _BULLETS[i % 3], STEP * (i + 1), BULLET) for i in range(LEVELS)
    ),
}
#: Labels that no format gives are spelt out, each in a num of its own that counts for no other list.
_ODD = "odd"
SERIES[_ODD] = SERIES["item"]
_ORDER = SERIES_ORDER
#: Which series numbers the headings, and how many of their levels.
HEADING_SERIES: dict[Numbering, tuple[str, int]] = {
    "headings": ("headings", 5),
    "clauses": ("clause", 1),
}


def heading_series(scheme: Numbering) -> tuple[str, int]:
    """Return the series that numbers headings in *scheme* and its number of heading levels."""
    return HEADING_SERIES.get(scheme, ("", 0))


# --- labels ---------------------------------------------------------------------------------------


def _roman(value: int) -> str:
    parts: list[str] = []
    for size, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        count, value = divmod(value, size)
        parts.append(sign * count)
    return "".join(parts)


def spell(value: int, form: str) -> str:
    """Return *value* in the number format *form* (ECMA-376 Part 1, §17.18.59)."""
    if form == "decimal" or value < 1:
        return str(value)
    if form.endswith("Letter"):  # after z come aa, bb, cc…
        text = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
    else:
        text = _roman(value)
    return text.upper() if form.startswith("upper") else text


@lru_cache(maxsize=4096)
def _label(series: str, level: int, counters: tuple[int, ...]) -> str:
    levels = SERIES[series]
    text = levels[level].text
    for i in range(level + 1):
        if f"%{i + 1}" in text:
            text = text.replace(f"%{i + 1}", spell(counters[i], levels[i].format))
    return text


def _fits(series: str, level: int, counters: list[int], value: int, label: str) -> bool:
    """Say whether *counters* make *label*.

    A label with the number of a higher level that has not begun does not count: Word shows 0 there
    and LibreOffice 1.
    """
    if counters[level] != value:
        return False
    if not label:
        return True
    text = SERIES[series][level].text
    begun = all(counters[i] or f"%{i + 1}" not in text for i in range(level))
    return begun and _label(series, level, tuple(counters[: level + 1])) == label


# --- the nums of a document -----------------------------------------------------------------------


@dataclass(slots=True)
class _Num:
    """A num: its series, what its levels start at, and the label that it spells out, if any."""

    series: str
    starts: dict[int, int] = field(default_factory=dict)
    literal: str = ""
    used: bool = False


class Numbers:
    """The nums that one document uses. ``base`` is the highest id that the base package has taken."""

    def __init__(self, scheme: Numbering, abstract_base: int = 0, base: int = 0) -> None:
        self._abstract_base = abstract_base
        self._base = base
        self._nums: list[_Num] = []
        self._counters: dict[str, list[int]] = {}  # 0 stands for "not begun"
        self._running: dict[str, int] = {}
        self.scheme = scheme
        self.heading_series, self.heading_levels = heading_series(scheme)
        if self.heading_series:
            self.running(self.heading_series)  # the heading styles name the first num

    def fork(self) -> Numbers:
        """Return a copy that goes on by itself."""
        other = Numbers.__new__(Numbers)
        vars(other).update(vars(self))
        other._nums = [_Num(n.series, n.starts, n.literal, n.used) for n in self._nums]
        other._counters = dict(self._counters)
        other._running = dict(self._running)
        return other

    def _add(self, num: _Num) -> int:
        self._nums.append(num)
        return self._base + len(self._nums)

    def running(self, series: str) -> int:
        """Return the num that goes on through the document in *series*."""
        if series not in self._running:
            self._running[series] = self._add(_Num(series))
        return self._running[series]

    def begin(self, series: str, level: int, start: int) -> int:
        """Return a new num whose *level* starts at *start*: a list that stands by itself."""
        return self._add(_Num(series, {level: start}))

    def heading(self, level: int, label: str) -> int:
        """Return the num for a heading of *level* (from 0) that is to read *label*."""
        found = _LAST_NUMBER.search(label)
        num = self.running(self.heading_series or "headings")
        value = int(found.group(1)) if found else 1
        return self.place(num, level, value, label)

    def place(self, num: int, level: int, value: int, label: str) -> int:
        """Count one paragraph; return the num with which Word shows *label* there.

        *value* is the paragraph's own number. An empty *label* stands for the one that follows from it.
        """
        mine = self._nums[num - self._base - 1]
        counters = self._next(mine, level)
        if not _fits(mine.series, level, counters, value, label):
            again = _Num(mine.series, {level: value})
            counters = self._next(again, level)
            if not _fits(mine.series, level, counters, value, label):
                return self._add(_Num(mine.series, {level: value}, literal=label))
            num, mine = self._add(again), again
        mine.used = True
        self._counters[mine.series] = counters
        return num

    def is_literal(self, num: int) -> bool:
        """Say whether *num* exists for one odd label only, so that the list goes on with another."""
        return bool(self._nums[num - self._base - 1].literal)

    def _next(self, num: _Num, level: int) -> list[int]:
        counters = list(self._counters.get(num.series) or [0] * LEVELS)
        starts = {} if num.used else num.starts
        for i, start in starts.items():
            counters[i] = start - 1
        counters[level] += 1
        counters[level + 1 :] = [0] * (LEVELS - level - 1)
        return counters

    def xml(self, opening: str, nums: str) -> str:
        """Return the part: *opening* (root and abstract numberings of the base), ours, *nums*, ours."""
        used = {_ODD if num.literal else num.series for num in self._nums}
        series = sorted(used, key=_ORDER.index)
        parts = [opening]
        parts += (_abstract(name, self._abstract_base, self.scheme) for name in series)
        parts.append(nums)
        parts += (self._num_xml(i + self._base + 1, num) for i, num in enumerate(self._nums))
        parts.append("</w:numbering>")
        return "".join(parts)

    def _num_xml(self, number: int, num: _Num) -> str:
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/>'
            f"{_literal(num, level, start)}</w:lvlOverride>"
            for level, start in num.starts.items()
        )
        abstract = self._abstract_base + _ORDER.index(_ODD if num.literal else num.series)
        return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def _literal(num: _Num, level: int, start: int) -> str:
    if not num.literal:
        return ""
    shape = SERIES[num.series][level]
    return _level_xml(level, Level("decimal", num.literal, shape.left, shape.hanging), "", start)


def _level_xml(number: int, level: Level, style: str, start: int = 1) -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{level.format}"/>'
        f'{linked}<w:lvlText w:val="{attribute(level.text)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{level.left}" w:hanging="{level.hanging}"/></w:pPr></w:lvl>'
    )


@lru_cache(maxsize=64)
def _abstract(series: str, base: int, scheme: Numbering) -> str:
    """Return the abstract numbering of *series* (§17.9.1); the heading styles are linked to its levels."""
    mine, linked = heading_series(scheme)
    number = _ORDER.index(series)
    levels = "".join(
        _level_xml(i, level, f"Heading{i + 1}" if series == mine and i < linked else "")
        for i, level in enumerate(SERIES[series])
    )
    # nsid and tmpl tell Word which lists are one when documents are pasted together (§17.9.14).
    return (
        f'<w:abstractNum w:abstractNumId="{base + number}"><w:nsid w:val="{NSID}{number:02X}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="5C0014{number:02X}"/>'
        f"{levels}</w:abstractNum>"
    )

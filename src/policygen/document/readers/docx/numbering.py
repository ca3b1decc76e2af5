"""The numbering part (ECMA-376 Part 1, §17.9): the labels that Word computes.

Counters belong to the *abstract* numbering; a *num* is a use of it. The first paragraph of a num with a
``w:startOverride`` sets the counter, every paragraph clears those of deeper levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from policygen.document.numbering import letters, roman
from policygen.document.ooxml import W
from policygen.document.wordml import NSID, SERIES_ORDER

from .markup import Element, child, child_val, flag, integer, val
from .styles import Styles, indents

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: format, text with ``%n`` in it, first number, indents."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False
    restart: int | None = None
    left: int | None = None
    first: int | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """What Word prints before a paragraph, and where that comes from.

    ``text`` is empty for a bullet. ``value`` is the paragraph's own number, ``series`` names our own
    series where the file is ours. ``left`` and ``first`` are the level's indents.
    """

    text: str
    ordered: bool
    value: int
    num: int
    abstract: str
    level: int
    series: str = ""
    left: int | None = None
    first: int | None = None


@dataclass(slots=True)
class _Abstract:
    id: str
    levels: dict[int, Level]
    series: str
    counters: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class _Num:
    abstract: _Abstract
    starts: dict[int, int]
    levels: dict[int, Level]
    used: bool = False

    def level(self, number: int) -> Level:
        return self.levels.get(number) or self.abstract.levels.get(number) or _NO_LEVEL


_NO_LEVEL = Level("none")


class Numbering:
    """The lists of a file, counted on with every paragraph that is asked about."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._nums: dict[int, _Num] = {}
        if root is None:
            return
        elements = {val(e, "abstractNumId"): e for e in root.findall(f"{W}abstractNum")}
        nums = {integer(val(e, "numId")): e for e in root.findall(f"{W}num")}
        made: dict[str, _Abstract] = {}
        for number, element in nums.items():
            id_ = _followed(child_val(element, "abstractNumId"), elements, nums, styles)
            if id_ not in elements:
                continue
            if id_ not in made:
                made[id_] = _Abstract(id_, _levels(elements[id_]), _series(elements[id_]))
            self._nums[number] = _num(element, made[id_])

    def level_of_style(self, num: int, style: str) -> int:
        """Return the level that the paragraph style *style* is linked to (§17.9.23), else 0."""
        found = self._nums.get(num)
        if found is not None:
            for number in range(_LEVELS):
                if found.level(number).style == style:
                    return number
        return 0

    def indents(self, num: int, level: int) -> tuple[int | None, int | None]:
        """Return the left and the first-line indent of a level of the list *num*."""
        found = self._nums.get(num)
        at = found.level(level) if found is not None else _NO_LEVEL
        return at.left, at.first

    def series(self, num: int) -> str:
        """Return the name of our own series that *num* belongs to; "" for another's."""
        found = self._nums.get(num)
        return found.abstract.series if found is not None else ""

    def count(self, num: int, level: int) -> Label | None:
        """Count one paragraph and return its label; None where the list is unknown or prints nothing."""
        found = self._nums.get(num)
        if found is None or not 0 <= level < _LEVELS:
            return None
        at = found.level(level)
        value = self._advance(found, level)
        text = self._text(found, level)
        bullet = at.format == "bullet"
        if not text.strip():  # pandoc gives an item's further paragraphs a list without a sign
            return None
        return Label(
            text="" if bullet else text.strip(),
            ordered=not bullet,
            value=value,
            num=num,
            abstract=found.abstract.id,
            level=level,
            series=found.abstract.series,
            left=at.left,
            first=at.first,
        )

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Leave the counting as it is after the block: what is read in it stands elsewhere in the file."""
        kept = [(num, num.used, list(num.abstract.counters)) for num in self._nums.values()]
        yield
        for num, used, counters in kept:
            num.used, num.abstract.counters = used, counters

    def _advance(self, num: _Num, level: int) -> int:
        counters = num.abstract.counters
        if not num.used:
            num.used = True
            for number, start in num.starts.items():
                counters[number] = start - 1
        before = counters[level]
        value = num.level(level).start if before is None else before + 1
        counters[level] = value
        for deeper in range(level + 1, _LEVELS):
            restart = num.level(deeper).restart
            if restart is None or level + 1 <= restart:  # §17.9.10
                counters[deeper] = None
        return value

    def _text(self, num: _Num, level: int) -> str:
        at = num.level(level)

        def number(found: re.Match[str]) -> str:
            index = int(found[1]) - 1
            other = num.level(index)
            value = num.abstract.counters[index]
            if value is None:  # a level that has not begun stands just before its start
                value = other.start - 1
            return spelt(value, "decimal" if at.legal and other.format != "none" else other.format)

        return _PLACE.sub(number, at.text)


def spelt(value: int, form: str) -> str:
    """Return *value* in a number format (§17.18.59); formats of other scripts are read as decimal."""
    if form in ("none", "bullet"):
        return ""
    if form.endswith("Letter"):
        return letters(value).upper() if form.startswith("upper") else letters(value)
    if form.endswith("Roman"):
        return roman(value).upper() if form.startswith("upper") else roman(value)
    if form == "decimalZero":
        return f"{value:02d}"
    if form == "ordinal":
        ending = {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
        return f"{value}{'th' if 10 < value % 100 < 14 else ending}"
    words = {"cardinalText": _WORDS, "ordinalText": _ORDINALS}.get(form, [])
    return words[value - 1].capitalize() if 0 < value <= len(words) else str(value)


def _followed(
    id_: str, elements: dict[str, Element], nums: dict[int, Element], styles: Styles
) -> str:
    """Return the abstract numbering that *id_* stands for by way of a numbering style (§17.9.21)."""
    for _ in range(8):
        link = child_val(elements.get(id_), "numStyleLink")
        if not link:
            break
        num = styles.get(link).num
        direct = [i for i, e in elements.items() if child_val(e, "styleLink") == link]
        if num is not None and num in nums:
            following = child_val(nums[num], "abstractNumId")
        elif direct:
            following = direct[0]
        else:
            break
        if following == id_:
            break
        id_ = following
    return id_


def _series(element: Element) -> str:
    nsid = child_val(element, "nsid")
    if nsid.startswith(NSID):
        place = integer(nsid[len(NSID) :], 99, base=16)
        return SERIES_ORDER[place] if place < len(SERIES_ORDER) else ""
    return ""


def _levels(element: Element) -> dict[int, Level]:
    return {integer(val(e, "ilvl")): _level(e) for e in element.findall(f"{W}lvl")}


def _level(element: Element) -> Level:
    left, first = indents(child(element, "pPr"))
    form = element.find(f".//{W}numFmt")
    restart = child(element, "lvlRestart")
    return Level(
        format=val(form) or "decimal",
        text=child_val(element, "lvlText"),
        start=integer(child_val(element, "start"), 0 if child(element, "start") is None else 1),
        legal=bool(flag(element, "isLgl")),
        restart=None if restart is None else integer(val(restart)),
        left=left,
        first=first,
        style=child_val(element, "pStyle"),
    )


def _num(element: Element, abstract: _Abstract) -> _Num:
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in element.findall(f"{W}lvlOverride"):
        number = integer(val(override, "ilvl"))
        own = child(override, "lvl")
        if own is not None:
            levels[number] = _level(own)
        start = child(override, "startOverride")
        if start is not None:
            starts[number] = integer(val(start), 1)
    return _Num(abstract, starts, levels)

"""Dates as schools write them: a day, a month, a school term or a year, kept at that precision.

A term has the months that schools in England give it: autumn from September to December, spring from
January to April, summer from May to August. So every day belongs to one term, each is four months
long, and "Spring Term 2021" is over at the end of April 2021.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass, field
from enum import StrEnum

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
#: Term -> its first and last month, in the order of the calendar year.
TERMS = {"Spring": (1, 4), "Summer": (5, 8), "Autumn": (9, 12)}
#: Other years are refused: they are slips of the pen (``0219``, ``20019``), not dates of a policy.
FIRST_YEAR, LAST_YEAR = 1900, 2199
EXAMPLES = "17/9/15, 17 September 2015, March 2019, Summer Term 2021 or 2021"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    TERM = "term"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date at the precision it was written with; ``str()`` gives the house style.

    ``month`` is 0 where only a year is known; a term has its last month. ``day`` is 0 unless the day
    is known. Two dates are equal when they say the same, however they were *written*; they are
    ordered by the last day they may mean, then by the first.
    """

    precision: Precision
    year: int
    month: int = 0
    day: int = 0
    written: str = field(default="", compare=False)

    def __str__(self) -> str:
        match self.precision:
            case Precision.DAY:
                return f"{self.day} {MONTHS[self.month - 1]} {self.year}"
            case Precision.MONTH:
                return f"{MONTHS[self.month - 1]} {self.year}"
            case Precision.TERM:
                return f"{self.term} Term {self.year}"
            case Precision.YEAR:
                return str(self.year)

    def __lt__(self, other: PartialDate) -> bool:
        return (self.last_day, self.first_day) < (other.last_day, other.first_day)

    def __le__(self, other: PartialDate) -> bool:
        return self == other or self < other

    def __gt__(self, other: PartialDate) -> bool:
        return other < self

    def __ge__(self, other: PartialDate) -> bool:
        return other <= self

    @property
    def term(self) -> str:
        """The name of the term (``Summer``) that the date states, or ``""``."""
        if self.precision is not Precision.TERM:
            return ""
        return next(name for name, months in TERMS.items() if months[1] == self.month)

    @property
    def iso(self) -> str:
        """The date as W3C date and time formats have it (``2019-03-12``, ``2019-03``, ``2019``).

        There is no such form for a term; the month in which it ends stands for it.
        """
        year = f"{self.year:04}"
        if self.precision is Precision.YEAR:
            return year
        return f"{year}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    @property
    def first_day(self) -> datetime.date:
        """The first day of the stated day, month, term or year."""
        match self.precision:
            case Precision.DAY:
                return datetime.date(self.year, self.month, self.day)
            case Precision.MONTH:
                return datetime.date(self.year, self.month, 1)
            case Precision.TERM:
                return datetime.date(self.year, self.month - 3, 1)
            case Precision.YEAR:
                return datetime.date(self.year, 1, 1)

    @property
    def last_day(self) -> datetime.date:
        """The last day of the stated day, month, term or year: what is due then is overdue after it."""
        if self.precision is Precision.DAY:
            return datetime.date(self.year, self.month, self.day)
        month = self.month or 12
        return datetime.date(self.year, month, calendar.monthrange(self.year, month)[1])

    @classmethod
    def of_day(cls, day: datetime.date, written: str = "") -> PartialDate:
        """Return the date that states *day*."""
        return cls(Precision.DAY, day.year, day.month, day.day, written)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read a date as a person wrote it, day before month; two-digit years are 20xx.

        Raises ValueError, with a message for that person, when *text* is no date or an impossible one.
        """
        bare = " ".join(text.replace(",", " ").replace(".", " ").split())
        for pattern, read in _FORMS:
            found = pattern.fullmatch(bare)
            if found:
                return read(found, text)
        raise ValueError(f"“{text}” is not a date")


def month_number(word: str) -> int:
    """Return 1 to 12 for the name of a month or its first three letters or more, 0 for another word."""
    word = word.casefold()
    if len(word) < 3:
        return 0
    return next((n for n, name in enumerate(MONTHS, 1) if name.casefold().startswith(word)), 0)


def _year(found: re.Match[str], text: str) -> int:
    digits = found["year"]
    year = int(digits) + (2000 if len(digits) == 2 else 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(
            f"“{text}” names the year {year}, not one from {FIRST_YEAR} to {LAST_YEAR}"
        )
    return year


def _month(found: re.Match[str], text: str) -> int:
    word = found["month"]
    month = int(word) if word.isdecimal() else month_number(word)
    if not 1 <= month <= 12:
        raise ValueError(f"“{text}” is no date: there is no month “{word}”")
    return month


def _read_day(found: re.Match[str], text: str) -> PartialDate:
    year, month, day = _year(found, text), _month(found, text), int(found["day"])
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise ValueError(f"“{text}” is no date: {MONTHS[month - 1]} {year} has {days} days")
    return PartialDate(Precision.DAY, year, month, day, text)


def _read_month(found: re.Match[str], text: str) -> PartialDate:
    return PartialDate(Precision.MONTH, _year(found, text), _month(found, text), 0, text)


def _read_term(found: re.Match[str], text: str) -> PartialDate:
    month = TERMS[found["term"].capitalize()][1]
    return PartialDate(Precision.TERM, _year(found, text), month, 0, text)


def _read_year(found: re.Match[str], text: str) -> PartialDate:
    return PartialDate(Precision.YEAR, _year(found, text), 0, 0, text)


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


#: The forms, tried in turn on the text with commas and full stops read as spaces.
_FORMS = (
    (_form(r"(?P<year>\d{4})([-/])(?P<month>\d{1,2})\2(?P<day>\d{1,2})"), _read_day),
    (_form(r"(?P<day>\d{1,2})([-/ ])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d{2})"), _read_day),
    (
        _form(
            r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[- /]?(?P<month>[a-z]+)[- /]?(?P<year>\d{4}|\d{2})"
        ),
        _read_day,
    ),
    (_form(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})"), _read_month),
    (_form(r"(?P<month>\d{1,2})[-/](?P<year>\d{4})"), _read_month),
    (
        _form(r"(?P<term>spring|summer|autumn)(?:[- ]term)?[- ](?:of )?(?P<year>\d{4}|\d{2})"),
        _read_term,
    ),
    (_form(r"(?P<month>[a-z]+)[- /]?(?P<year>\d{4}|\d{2})"), _read_month),
    (_form(r"(?P<year>\d{4})"), _read_year),
)

"""How often a policy is reviewed, and when the next review is due. No clock: only arithmetic."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from enum import StrEnum

from policygen.records.dates import PartialDate, Precision

EXAMPLES = "annual, 2 years, 3-yearly, every three years, 6 months, termly, as required or live"
_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen"
)
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split(), 1)}
#: A number of one or two digits, or a word.
_NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_MONTHS_IN = {"month": 1, "quarter": 3, "term": 4, "year": 12}


class Unit(StrEnum):
    """What a period counts; NEED and LIVE count nothing and give no date."""

    MONTH = "month"
    TERM = "term"
    YEAR = "year"
    NEED = "as required"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Period:
    """A review period; ``str()`` is what was written. Equal when it means the same.

    ``often`` is the adverb for "is reviewed …". A year is *annually*, a term *termly*, a month
    *monthly*; other counts are *every 3 years*, in a word where a word was written (*every three
    years*). *as required* and its like stay as written, *live* is *continually*.
    """

    unit: Unit
    count: int = 0
    written: str = field(default="", compare=False)
    often: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.written

    @property
    def months(self) -> int:
        """The length in months (a term has four), 0 when the period gives no date."""
        return self.count * _MONTHS_IN.get(self.unit, 0)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period as a person wrote it.

        Raises ValueError, with a message for that person, when *text* is not a period.
        """
        bare = " ".join(text.casefold().replace("-", " ").replace("–", " ").split()).rstrip(".")
        if bare in ("biannual", "biannually", "bi annual", "bi annually"):
            raise ValueError(f"“{text}” can mean twice a year or every two years")
        if bare in _FIXED:
            unit, count, often = _FIXED[bare]
            return cls(unit, count, text, often or bare)
        found = _COUNTED.fullmatch(bare)
        if not found:
            raise ValueError(f"“{text}” is not a review period")
        number, word = found["number"], found["unit"]
        count = _NUMBERS.get(number) or int(number)
        if not count:
            raise ValueError(f"“{text}” is not a review period: it has no length")
        often = _often(number, count, word)
        if word == "quarter":
            return cls(Unit.MONTH, count * 3, text, often)
        return cls(Unit(word), count, text, often)


def _often(number: str, count: int, word: str) -> str:
    if count == 1:
        return {"month": "monthly", "quarter": "quarterly", "term": "termly", "year": "annually"}[
            word
        ]
    return f"every {number} {word}s"


def next_review(approved: PartialDate, period: Period) -> PartialDate | None:
    """Return when a policy *approved* then is due for review, at the precision of the approval.

    A day that the month does not have becomes its last (31 August + 6 months = last of February).
    For a term or a year the count of months is rounded up to whole terms or years, so that a review
    is never asked for before the period is over: 2021 + 6 months = 2022, for the approval may have
    been on 31 December. Returns None for *as required* and *live*.
    """
    months = period.months
    if not months:
        return None
    if approved.precision is Precision.YEAR:
        return PartialDate(Precision.YEAR, approved.year + _whole(months, 12))
    if approved.precision is Precision.TERM:
        months = 4 * _whole(months, 4)
    years, month = divmod(approved.month - 1 + months, 12)
    year, month = approved.year + years, month + 1
    day = min(approved.day, calendar.monthrange(year, month)[1])
    return PartialDate(approved.precision, year, month, day)


def _whole(months: int, unit: int) -> int:
    return -(-months // unit)


#: Periods written without a number: words -> unit, count, adverb ("" = the words themselves).
_FIXED = {
    word: (unit, count, often)
    for words, unit, count, often in (
        ("annual|annually|yearly|once a year|every year|each year", Unit.YEAR, 1, "annually"),
        ("biennial|biennially|every other year|every second year", Unit.YEAR, 2, "every 2 years"),
        ("triennial|triennially|every third year", Unit.YEAR, 3, "every 3 years"),
        ("half yearly|half a year|every half year|twice a year", Unit.MONTH, 6, "every 6 months"),
        ("quarterly|every quarter|each quarter", Unit.MONTH, 3, "quarterly"),
        ("monthly|every month|each month|once a month", Unit.MONTH, 1, "monthly"),
        ("termly|every term|each term|once a term", Unit.TERM, 1, "termly"),
        ("as required|as needed|as necessary|as appropriate", Unit.NEED, 0, ""),
        ("when required|when needed|when necessary|if required|if needed", Unit.NEED, 0, ""),
        (
            "live|live document|ongoing|continual|continually|continuous",
            Unit.LIVE,
            0,
            "continually",
        ),
    )
    for word in words.split("|")
}
_COUNTED = re.compile(
    rf"(?:every |each )?{_NUMBER} ?(?P<unit>month|quarter|term|year)(?:s|ly)?(?: period)?", re.ASCII
)

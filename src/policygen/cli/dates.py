"""Dates on the command line."""

from __future__ import annotations

import datetime
import re
from typing import Any

import click

from ..records.dates import PartialDate


class DateType(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A date at any precision that records know."""

    name = "DATE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> PartialDate:
        """Return *value* as a date, or fail with words for a person."""
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class DaysType(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A number of days, with or without a ``d`` behind it."""

    name = "DAYS"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return *value* as a number of days, or fail with words for a person."""
        found = re.fullmatch(r"([0-9]{1,4}) ?(?:d|days?)?", str(value).strip().lower())
        if not found:
            self.fail(f"“{value}” is not a number of days, such as 90d", param, ctx)
        return int(found.group(1))


class WordsType(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A text that says something."""

    name = "TEXT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return *value*, or fail when it is empty."""
        if not str(value).strip():
            self.fail("it is empty", param, ctx)
        return str(value).strip()


DATE, DAYS, WORDS = DateType(), DaysType(), WordsType()


def today() -> datetime.date:
    """Return today's date: the command line alone knows the clock."""
    return datetime.date.today()


def day_of(date: PartialDate | None) -> datetime.date:
    """Return the day to count from: the last one of *date*, or today."""
    return date.last_day if date else today()

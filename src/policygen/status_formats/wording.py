"""The words that several formats of the register share."""

from __future__ import annotations

import datetime

from ..errors import Diagnostic, Place, UsageError
from ..records.dates import PartialDate, Precision


def heading(as_of: datetime.date) -> str:
    """Return the title of the register: ``Policy register, as of 21 November 2026``."""
    return f"Policy register, as of {day_text(as_of)}"


def day_text(day: datetime.date) -> str:
    """Return *day* in the house style."""
    return str(PartialDate.of_day(day))


def date_text(date: PartialDate | None) -> str:
    """Return *date* in the house style, ``""`` for none."""
    return "" if date is None else str(date)


def machine_date(date: PartialDate | None) -> str | None:
    """Return *date* in its W3C form at its precision (``2019-03``), a term in words; None for none.

    W3C date and time formats have no form for a term, and a month in its place would say something else.
    """
    if date is None:
        return None
    return str(date) if date.precision is Precision.TERM else date.iso


def one_line(sentences: tuple[str, ...]) -> str:
    """Return *sentences* as one text."""
    return "; ".join(sentences)


def not_installed(file_format: str, library: str, extra: str) -> UsageError:
    """Return the error for a *file_format* whose *library* is missing; *extra* brings it."""
    message = f"{file_format} files need the library {library}, which is not installed"
    hint = f"install it with: pip install 'policygen[{extra}]'"
    return UsageError(Diagnostic(Place(file_format), "not-installed", message, hint))

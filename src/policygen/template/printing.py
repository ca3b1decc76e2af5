"""Printing: what an expression yields becomes a value for a hole, and is charged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from .budget import PARSED, PRINTED_VALUE
from .filters import as_text
from .names import Known, NameValue, Open, Parsed

#: Context keys of one expansion: its collected values, the value of an expression.
PRINTED: Final = "_printed"
KEPT: Final = "_kept"
#: What is printed, in order.
Values: TypeAlias = "list[Known | Open | Parsed]"


@dataclass(frozen=True, slots=True, eq=False)
class Finished:
    """Text with its marks and holes in it, which is printed as it is: no value is one."""

    text: str


def printable(value: NameValue) -> Known | Open | Parsed:
    """Return *value* as it can be printed.

    :raises TypeError: for a map or a list.
    """
    return value if isinstance(value, Open | Parsed) else as_text(value)


def cost_of(printed: Known | Open | Parsed) -> int:
    """Return how many characters a value costs that is printed."""
    if isinstance(printed, Known):
        return len(printed) + PRINTED_VALUE
    return (len(printed.text) * PARSED if isinstance(printed, Parsed) else 0) + PRINTED_VALUE

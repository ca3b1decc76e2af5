"""The register as a file: one row a format, and its writer, a pure function of the rows.

A writer keeps the order of the rows. It gives bytes where line ends or the encoding are part of the
format, else text; the same rows and the same day give the same bytes.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from ..status_rows import StatusRow
from . import csv, ics, json, md, xlsx


class Write(Protocol):
    """A writer of the register as it stands on the day *as_of*."""

    def __call__(self, rows: Sequence[StatusRow], *, as_of: datetime.date) -> str | bytes:
        """Return the file. Raises UsageError when a library that the format needs is missing."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ending of its files, its writer, and whether a terminal can show it."""

    ending: str
    write: Write
    is_text: bool = True


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "csv": Format("csv", csv.write),
        "json": Format("json", json.write),
        "md": Format("md", md.write),
        "ics": Format("ics", ics.write),
        "xlsx": Format("xlsx", xlsx.write, is_text=False),
    }
)

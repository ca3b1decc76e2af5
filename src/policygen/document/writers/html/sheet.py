"""What is known while a page is being written: what to look up, and what to remember for later."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ...gaps import filled
from ...properties import Picture
from ...tree import Document, Footnote
from .escape import attribute


@dataclass(slots=True)
class Sheet:
    """The page under way.

    ``notes`` are the footnotes in the order of their marks; ``section`` is the last heading, which
    names a table that has no caption; ``tables`` counts how often a name was given; ``slots`` counts
    the places that are still open.
    """

    draft: bool = False
    pictures: dict[str, Picture] = field(default_factory=dict)
    notes: list[Footnote] = field(default_factory=list)
    section: str = ""
    tables: dict[str, int] = field(default_factory=dict)
    slots: int = 0
    has_title: bool = False
    has_contents: bool = False

    @classmethod
    def of(cls, document: Document) -> Sheet:
        """Return a new sheet for *document*."""
        properties = document.properties
        return cls(properties.draft, {p.source: p for p in properties.pictures})

    def fork(self, values: Sequence[str] = ()) -> Sheet:
        """Return a sheet that goes on from here by itself, with *values* in the place of its gaps."""
        tables = {filled(name, values): times for name, times in self.tables.items()}
        section = filled(self.section, values)
        return replace(self, notes=list(self.notes), tables=tables, section=section)

    @property
    def tally(self) -> tuple[object, ...]:
        """What blocks have left behind them: two that leave the same can stand for each other.

        Sections and tables count by their number, for their names may hold values.
        """
        told = (self.slots, self.has_title, self.has_contents, len(self.notes))
        return (*told, bool(self.section), sorted(self.tables.values()))

    def only_in_draft(self, what: str) -> None:
        """Raise ValueError unless this is a draft: the last lock before something leaks out."""
        if not self.draft:
            raise ValueError(f"a published edition must not hold {what}")


def picture(image: Picture, alt: str, kind: str = "") -> str:
    """Return an ``img`` with the picture in it; an empty *alt* marks it as decoration (WCAG 2.2 §1.1.1)."""
    of_kind = f' class="{kind}"' if kind else ""
    return (
        f'<img{of_kind} src="data:{attribute(image.media_type)};base64,{_base64(image.data)}"'
        f' alt="{attribute(alt)}" width="{image.width}" height="{image.height}">'
    )


@lru_cache(maxsize=64)
def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")

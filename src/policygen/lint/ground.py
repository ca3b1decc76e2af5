"""Ground: what is known beside the text when a rule reads it. All of it may be unknown."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..records.lists import Lists, shipped


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What is known about the publisher of a text and the day on which it is read.

    ``names`` are the spellings of the publisher's own name, the formal one first; ``others`` maps the
    names of other schools to the id of whose they are. ``terms`` are the words that the publisher uses
    (``pupils`` -> ``students``); None when that is not known. ``day`` is None where no day is known.
    ``lists`` are the dated lists that a trust may change. ``model`` says that the text is a model's, from
    which next year's editions will be made, too, and so hints say what to write there.
    """

    names: tuple[str, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, str] | None = None
    day: datetime.date | None = None
    lists: Lists = field(default_factory=shipped)
    model: bool = False

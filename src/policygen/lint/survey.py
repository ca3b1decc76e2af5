"""What a rule sees of the whole folder: schools, models, and what the models ask for."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from ..findings import SlotUse
from ..records.policy import Policy
from ..records.school import School
from ..workspace import Workspace
from .asked import Asked
from .ground import Ground
from .record_places import RecordPlaces


@dataclass(frozen=True, slots=True)
class Survey:
    """The folder as selected.

    ``wanted`` are the (school, policy) pairs that are to have an edition, ``slots`` their slots as
    composed. ``whole`` says whether all schools and all policies are selected: only then can be said
    that nobody uses or answers something.
    """

    workspace: Workspace
    schools: Mapping[str, School]
    policies: Mapping[str, Policy]
    wanted: tuple[tuple[str, str], ...]
    slots: Mapping[tuple[str, str], tuple[SlotUse, ...]]
    asked: Asked
    places: RecordPlaces
    ground: Ground
    day: datetime.date
    whole: bool

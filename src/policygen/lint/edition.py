"""What a rule sees of one edition: the school, the policy, what was decided, and the day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..records.policy import Policy
from ..records.register import Entry
from ..records.review import Review
from ..records.school import School
from ..workspace import Workspace
from .ground import Ground
from .record_places import RecordPlaces


@dataclass(frozen=True, slots=True)
class Edition:
    """One policy that a school has or is to have. ``day`` is the day on which it is looked at."""

    workspace: Workspace
    school: School
    policy: Policy
    entry: Entry
    review: Review
    places: RecordPlaces
    ground: Ground
    day: datetime.date

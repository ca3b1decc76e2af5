"""register.yaml: what a school has decided about each policy, its answers, and what was done when."""

from __future__ import annotations

from collections.abc import Mapping

from policygen.errors import Place
from policygen.records import names, shapes
from policygen.records import people as shared
from policygen.records.dates import EXAMPLES, PartialDate
from policygen.records.nodes import (
    Broken,
    Findings,
    ListNode,
    MapNode,
    Node,
    Scalar,
    is_blank,
    wrong,
)
from policygen.records.periods import Period
from policygen.records.record import fixed, key, record
from policygen.records.shapes import Json, Shape, list_of, map_of


@record
class Event:
    """One entry of a history. With a ``version`` it is an approval, else something that was done."""

    version: str = key(
        shapes.line, "The version that was approved; none for other events.", default=""
    )
    date: PartialDate | None = key(shapes.date, "When, as exactly as it is known.", default=None)
    action: str = key(shapes.line, "What was done, such as Approved or Reviewed.", default="")
    by: str = key(shapes.line, "Who did it.", default="")
    next_review: PartialDate | None = key(
        shapes.date, "When the next review is due, if not after the review period.", default=None
    )
    digest: str = key(
        shapes.line, "The digest of the approved text; policygen writes it.", default=""
    )

    @property
    def is_approval(self) -> bool:
        """Whether a version was approved."""
        return bool(self.version)


history: Shape[tuple[Event, ...]] = list_of(fixed(Event))


@record
class Entry:
    """What a school has decided about one policy."""

    adopted: bool = key(shapes.flag, "Whether the school has adopted the policy.", default=True)
    reason: str = key(shapes.text, "Why the school has not adopted it.", default="")
    answers: Mapping[str, str] = key(
        shared.answers, "Values for the slots of this policy only.", default_factory=dict
    )
    review_period: Period | None = key(
        shapes.period, "How often this school reviews the policy.", default=None
    )
    history: tuple[Event, ...] = key(
        history, "What was done, in order: approvals (with a version) and events.", default=()
    )

    @property
    def approvals(self) -> tuple[Event, ...]:
        """The approvals, in the order of the history."""
        return tuple(event for event in self.history if event.is_approval)


@record
class Register:
    """The register of a school: policy id -> what was decided. ``places`` tells where each id stands."""

    policies: Mapping[str, Entry]
    places: Mapping[str, Place]


_ENTRIES = map_of(fixed(Entry), names.ID_PATTERN, names.why_not_id, names.suggest_id)


def empty_register() -> Register:
    """Return the register of a school that keeps none."""
    return Register(policies={}, places={})


def register_schema() -> Json:
    """Return the JSON Schema of register.yaml."""
    return _ENTRIES.schema


def read_register(node: Node, found: Findings) -> Register | None:
    """Return the register, or None when anything is wrong; what is wrong goes to *found*."""
    if is_blank(node):
        return empty_register()
    if isinstance(node, Broken):
        return None
    policies = _ENTRIES.read(node, "register", found)
    if not isinstance(node, MapNode):
        return None
    checks = [_check_entry(entry, child, found) for entry, child in node.entries]
    if policies is None or not all(checks):
        return None
    places = {entry.text: entry.place for entry, _child in node.entries}
    # A policy that is listed without more is adopted: that is what listing says.
    return Register(policies={text: policies.get(text, Entry()) for text in places}, places=places)


def _check_entry(entry: Scalar, node: Node, found: Findings) -> bool:
    """Check the approvals of one policy: each has a date and a version of its own, fit for a file name."""
    events = node.get("history") if isinstance(node, MapNode) else None
    if not isinstance(events, ListNode):
        return True
    good = True
    seen: dict[str, Place] = {}
    for event in events.items:
        version = event.get("version") if isinstance(event, MapNode) else None
        if not (isinstance(event, MapNode) and isinstance(version, Scalar)) or is_blank(version):
            continue
        name = f"{entry.text}.history"
        reason = names.why_not_version(version.text)
        if version.text.casefold() in seen:
            first = seen[version.text.casefold()].line
            reason = f"it is approved twice; the first approval is on line {first}"
        if reason:
            message = f"{name}: “{version.text}” cannot be a version: {reason}"
            wrong(
                found,
                version.place,
                "bad-value",
                message,
                "give each approval a version of its own, such as 2",
            )
            good = False
        seen[version.text.casefold()] = version.place
        date = event.get("date")
        if date is None or is_blank(date):
            message = f"“date” is missing: version “{version.text}” of “{entry.text}” was approved on no day"
            wrong(found, version.place, "missing-key", message, f"write {EXAMPLES}")
            good = False
    return good

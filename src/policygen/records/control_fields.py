"""The labels of document control as schools write them, and the expressions that give their values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .dates import PartialDate
from .periods import Period

_FIELDS: tuple[tuple[str, str], ...] = (
    (
        r"signed(?: by)?(?: the)? (?:chair.*|.*chair of .*)|chair of governors(?: signature)?|chair",
        "chair",
    ),
    (
        r"signed(?: by)?(?: the)? (?:head ?teacher|principal|head)|head ?teacher(?: signature)?|principal",
        "head",
    ),
    (
        r"(?:date |next )?(?:due )?(?:date )?(?:for|of) (?:the )?next (?:full )?review.*|next (?:full )?review.*|date (?:due )?for (?:next )?review|"
        r"review(?:s)? (?:due|date).*|date of (?:next )?review|review by|date due for next review|next update|to be reviewed(?: on)?",
        "next",
    ),
    (
        r"(?:period|frequency|cycle) of review|review (?:period|frequency|cycle|requirements?)|reviewed every|how often reviewed",
        "period",
    ),
    (
        r"(?:date )?(?:ratified|approved|agreed|adopted|signed off|authorised)(?: on)?(?: (?:by|at)\b.*)?|approval(?: date)?|"
        r"date of (?:governor )?(?:approval|adoption|ratification).*|adoption date|date (?:of )?(?:governors?'? )?approv\w+.*|approver|approved by.*|"
        r"ratif\w+ .*|adopted .*|(?:date )?agreed by .*",
        "approval",
    ),
    (
        r"reviewed by|reviewer|person responsible for review|last reviewed by|review(?:ed)? (?:carried out )?by",
        "reviewer",
    ),
    (
        r"reviewed|last reviewed|date reviewed|last review(?: date)?|date of last review|reviewed by .*|review by .*",
        "review",
    ),
    (
        r"date (?:completed|written|drafted|produced|created)|completed|written|drafted|date of issue|issue date|issued|effective (?:from|date)|"
        r"(?:last )?(?:updated?|revised|amended)(?: on)?|date (?:updated|revised)|last change\w*|date shared .*|shared with .*|version date|created",
        "event",
    ),
    (r"(?:policy |current |document )?(?:version|issue|revision)(?: (?:number|no\.?))?", "version"),
    (
        r"(?:policy |document )?(?:title|name)|policy|name of (?:the )?policy|title of policy",
        "title",
    ),
    (r"(?:name of )?(?:the )?(?:school|academy|setting)(?: name)?", "school"),
    (
        r"(?:policy |document )?(?:author|owner|lead)s?(?: \(s\))?|(?:written|produced|prepared|drafted) by|lead professional|"
        r"(?:person|member of staff|staff|post ?holder|governor) responsible.*|responsib\w+.*|policy lead|document owner|link governor|committee.*",
        "answer",
    ),
    (r"audience|applies to|who (?:is )?this (?:policy )?(?:is )?for", "audience"),
    (
        r"status|reference(?: (?:number|no\.?))?|ref\.?|policy (?:number|no\.?|type|category)|statutory.*|source|location|published.*|related.*|linked.*|signature|signed.*",
        "answer",
    ),
)
_COMPILED = tuple(
    (re.compile(rf"(?:{pattern})", re.IGNORECASE), field) for pattern, field in _FIELDS
)
#: Fields that hardly stand in anything but document control.
TELLING = frozenset(
    ["next", "period", "approval", "reviewer", "review", "event", "version", "chair"]
)


def field_of(label: str) -> str:
    """Return which field of document control *label* names, ``""`` when it names none."""
    bare = " ".join(label.replace("’", "'").split()).strip(" :*.–-")
    if not bare or len(bare) > 60:
        return ""
    return next((field for pattern, field in _COMPILED if pattern.fullmatch(bare)), "")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a row of document control means: its expression, and what its value says."""

    expression: str
    date: PartialDate | None = None
    period: Period | None = None
    text: str = ""


def read_date(text: str) -> PartialDate | None:
    """Return the date that *text* is, None when it is none."""
    try:
        return PartialDate.parse(text.strip().rstrip("."))
    except ValueError:
        return None


def read_period(text: str) -> Period | None:
    """Return the review period that *text* is, None when it is none."""
    try:
        return Period.parse(text.strip())
    except ValueError:
        return None

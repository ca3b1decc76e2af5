"""Rows of document control: from a label and a value to an expression, and to what the register is to say."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..english import sentence
from ..records.control_fields import field_of, read_date, read_period
from ..records.periods import Period
from .state import Import

#: Returns the expression for (label, value, line).
Maker = Callable[[str, str, int, Import], str]

_GOVERNORS = re.compile(
    r"\b(?:governors?|governing (?:body|board)|fgb|lgb|trustees|directors)\b", re.IGNORECASE
)


def expression_for(label: str, value: str, line: int, work: Import) -> str:
    """Return the expression that gives the *value* behind *label*, and learn from it what it says."""
    field = field_of(label) or "answer"
    made = _MAKERS[field](label, value.strip(), line, work)
    work.notebook.note(
        "control", line, f"{label.strip()} {value.strip()}".strip(), f"{{{{ {made} }}}}"
    )
    return made


def _approval(label: str, value: str, line: int, work: Import) -> str:
    learned = work.learned.approval
    who = re.search(r"\b(?:by|at)\s+(?:the\s+)?(.+?)\s*:?\s*\Z", label, re.IGNORECASE)
    if _GOVERNORS.search(label) or who:
        by = who.group(1) if who else "governing body"
        work.front.setdefault("approver", "governing_body" if _GOVERNORS.search(label) else by)
        learned.setdefault("by", by)
    asks_when = re.search(r"\bdate\b|\bon\b", label, re.IGNORECASE) is not None
    asks_who = re.search(r"\bby\s*:?\s*\Z", label.rstrip(), re.IGNORECASE) is not None
    if read_date(value):
        learned["date"] = value
        return "review.approved"
    if not value:
        return "review.by" if asks_who and not asks_when else "review.approved"
    if who or asks_when:
        return _event(label, value, line, work)
    learned["by"] = value
    work.front.setdefault("approver", value)
    return "review.by"


def _next(label: str, value: str, line: int, work: Import) -> str:
    if value and read_date(value):
        work.learned.approval["next_review"] = value
    return "review.next"


def _period(label: str, value: str, line: int, work: Import) -> str:
    period = read_period(value)
    if period is None:
        if value:
            work.learned.answers[_key(label)] = value
            return f'answers["{_key(label)}"]'
        return "review.period"
    return period_expression(value, period, work)


def period_expression(value: str, period: Period, work: Import) -> str:
    """Return the expression that prints *value*, and make *period* the review period of the policy."""
    written = value if value[:1].isdigit() or value.isupper() else value[:1].lower() + value[1:]
    work.front.setdefault("review_period", written)
    known = read_period(work.front["review_period"])
    forms = {
        "review.period": str(known),
        "review.often": known.often if known else "",
        "review.period | sentence": sentence(str(known)),
        "review.often | sentence": sentence(known.often) if known else "",
    }
    return next((name for name, text in forms.items() if text == value), "review.period")


def _event(label: str, value: str, line: int, work: Import) -> str:
    date = read_date(value)
    if not work.is_approved and re.search(
        r"updated|revised|issued?\b|effective", label, re.IGNORECASE
    ):
        if date:
            work.learned.approval.setdefault("date", value)
        return "review.approved"  # nothing else says when the text became what it is
    action, by = _action(label), ""
    reviewed = re.match(r"review(?:ed)?\s+by\s+(?!staff\b)(.+)", action, re.IGNORECASE)
    if reviewed:
        action, by = "Reviewed", reviewed.group(1)
    if value:
        event = {"action": action, **({"date": value} if date else {"by": value})}
        work.learned.events.append({**event, "by": by} if by and date else event)
    return f'review.last["{action}"].{"date" if date or not value else "by"}'


def _action(label: str) -> str:
    """Return what a register calls the event of *label*: "Date completed:" is Completed."""
    bare = " ".join(label.split()).strip(" :*.–-").replace('"', "")
    bare = re.sub(r"(?i)^date (?=\w+ed\b)|^last (?=\w+ed\b)", "", bare)
    return sentence(bare)


def _reviewer(label: str, value: str, line: int, work: Import) -> str:
    if read_date(value):
        return _event(label, value, line, work)
    if value:
        work.learned.events.append({"action": "Reviewed", "by": value})
    return 'review.last["Reviewed"].by'


def _version(label: str, value: str, line: int, work: Import) -> str:
    if value:
        work.learned.approval["version"] = (
            re.sub(r"(?i)^(?:version|v\.?|issue)\s*", "", value) or value
        )
        if work.learned.approval["version"] != value:
            return _answer(label, value, line, work)
    return "review.version"


def _title(label: str, value: str, line: int, work: Import) -> str:
    if value and value != work.title:
        work.title = work.title or value
    return "policy.title" if value in ("", work.title) else _answer(label, value, line, work)


def _school(label: str, value: str, line: int, work: Import) -> str:
    if value and not (work.school and value == work.school.name):
        return _answer(label, value, line, work)
    return "school.name"


def _person(role: str) -> Maker:
    def made(label: str, value: str, line: int, work: Import) -> str:
        if read_date(value):
            return _event(label, value, line, work)
        work.learned.person(role, "name", value)
        return f"people.{role}.name"

    return made


def _audience(label: str, value: str, line: int, work: Import) -> str:
    if value:
        work.front.setdefault("audience", value)
    return (
        "policy.audience"
        if work.front.get("audience") == value
        else _answer(label, value, line, work)
    )


def _answer(label: str, value: str, line: int, work: Import) -> str:
    key = _key(label)
    if value:
        work.learned.answers.setdefault(key, value)
    work.slots.setdefault(
        key, {"ask": f"What stands behind “{' '.join(label.split()).strip(' :')}”"}
    )
    return f'answers["{key}"]'


def _key(label: str) -> str:
    bare = (
        " ".join(label.split()).strip(" :*.–-").replace('"', "").replace("[", "").replace("]", "")
    )
    return bare[:1].lower() + bare[1:] if not bare[:2].isupper() else bare


_MAKERS: dict[str, Maker] = {
    "approval": _approval,
    "next": _next,
    "period": _period,
    "event": _event,
    "review": _event,
    "reviewer": _reviewer,
    "version": _version,
    "title": _title,
    "school": _school,
    "chair": _person("chair_of_governors"),
    "head": _person("headteacher"),
    "audience": _audience,
    "answer": _answer,
}

"""The front matter of an imported policy, and snippets of YAML for the report."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..records.editing_writing import Style, Value, entry
from .state import Import

_STYLE = Style()
#: Outside brackets, quotation marks and brackets inside a plain scalar are text (YAML 1.2 §7.3.3).
_PLAIN_EXPRESSION = re.compile(r'[a-z](?:[\w.\[\]"()&\x27’“” -]| \| )*')


def front_matter(work: Import) -> str:
    """Return the front matter of *work*, without the lines of hyphens around it."""
    lines = _lines("title", work.title)
    lines += _lines("owner", "personalise")
    for key in ("audience", "review_period", "approver"):
        if work.front.get(key):
            lines += _lines(key, work.front[key])
    lines += _lines("numbering", work.numbering)
    if work.control == "none":
        lines += _lines("control", "none")
    else:
        lines += ["control:", f"  layout: {work.control}"]
        if work.control_rows:
            lines += ["  rows:"]
            lines += [_expression(k, v, 4) for k, v in work.control_rows.items()]
    if work.slots:
        lines += ["slots:"]
        for key, rule in work.slots.items():
            lines += _slot(key, rule)
    if work.history:
        lines += ["history:"]
        lines += [line for event in work.history for line in _item(event)]
    return "\n".join(lines) + "\n"


def _expression(key: str, text: str, column: int) -> str:
    """Return the line of an expression: plain where YAML lets it, which is easier to read than quotes."""
    line = entry(key, text, column, _STYLE)[0]
    if not _PLAIN_EXPRESSION.fullmatch(text):
        return line
    return f"{entry(key, 'x', column, _STYLE)[0][:-1]}{text}"


def _slot(key: str, rule: str | Mapping[str, str]) -> list[str]:
    if isinstance(rule, str):
        return [_expression(key, rule, 2)]
    first = entry(key, "x", 2, _STYLE)[0]
    inner = ", ".join(f"{k}: {_scalar(v)}" for k, v in rule.items())
    return [f"{first[:-1]}{{{inner}}}"]


def _scalar(text: str) -> str:
    return entry("ask", text, 0, _STYLE)[0].partition(": ")[2]


def _item(event: Mapping[str, str]) -> list[str]:
    return [f"  - {{{', '.join(f'{k}: {_in_flow(k, v)}' for k, v in event.items())}}}"]


def _in_flow(key: str, text: str) -> str:
    return entry(key, text, 0, _STYLE)[0].partition(": ")[2]


def _lines(key: str, value: Value) -> list[str]:
    return entry(key, value, 0, _STYLE)


def profile_snippet(work: Import) -> str:
    """Return a profile.yaml with what the policy says of its school; ``""`` when it says nothing."""
    learned = work.learned
    lines: list[str] = []
    for key in ("name", "short_name"):
        if learned.school.get(key):
            lines += _lines(key, learned.school[key])
    if learned.spellings:
        lines += _lines("also_known_as", tuple(dict.fromkeys(learned.spellings)))
    for key in ("email", "website"):
        if learned.school.get(key):
            lines += _lines(key, learned.school[key])
    people = {role: fields for role, fields in learned.people.items() if fields}
    if people:
        lines += _lines("people", people)
    return "\n".join(lines) + "\n" if lines else ""


def register_snippet(policy: str, work: Import) -> str:
    """Return the entry of a register.yaml with answers and history; ``""`` when there is nothing to say."""
    learned = work.learned
    lines: list[str] = []
    if learned.answers:
        lines += entry("answers", dict(learned.answers), 2, _STYLE)
    history = list(learned.events)
    if learned.approval.get("date"):
        approval = {
            "version": learned.approval.get("version", "1"),
            "date": learned.approval["date"],
        }
        approval |= {"action": "Approved"}
        approval |= {k: learned.approval[k] for k in ("by", "next_review") if k in learned.approval}
        if approval["version"] not in [event.get("version") for event in history]:
            history.append(approval)
    if history:
        lines += ["  history:"]
        lines += [f"  {line}" for event in history for line in _item(event)]
    return "\n".join([f"{policy}:", *lines]) + "\n" if lines else ""


def trust_snippet(work: Import) -> str:
    """Return the lines of a trust.yaml; ``""`` when the policy was not searched for a trust."""
    known = work.learned.trust if work.learned.names_trust else {}
    return (
        "\n".join(line for key in known for line in _lines(key, known[key])) + "\n" if known else ""
    )

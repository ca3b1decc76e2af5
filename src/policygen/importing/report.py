"""The report of an import: every decision with its place, every question, and snippets for the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .decisions import Decision
from .front_matter import profile_snippet, register_snippet, trust_snippet
from .state import Import

_KINDS = {
    "title": "Title and masthead",
    "masthead": "Title and masthead",
    "contents": "Contents, document control, versions, signatures, people",
    "control": "Contents, document control, versions, signatures, people",
    "version table": "Contents, document control, versions, signatures, people",
    "signatures": "Contents, document control, versions, signatures, people",
    "key personnel": "Contents, document control, versions, signatures, people",
    "numbering": "Numbering",
    "label": "Numbering",
    "structure": "Headings, lists and tables",
    "slot": "Slots, choices and blanks",
    "choice": "Slots, choices and blanks",
    "blank": "Slots, choices and blanks",
    "note": "Drafting notes and conditions",
    "banner": "Drafting notes and conditions",
    "optional": "Drafting notes and conditions",
    "condition": "Drafting notes and conditions",
    "name": "Names, people and contacts",
    "person": "Names, people and contacts",
    "reference": "Cross-references",
    "text": "Left out, and changed",
    "left out": "Left out, and changed",
}


def write(work: Import, policy: str, source: str, unit: str) -> str:
    """Return the report of *work* in Markdown. *unit* is what its places count: line or paragraph."""
    decisions = work.notebook.decisions
    parts = [f"# Import of {_code(source)}\n", _summary(work, policy, source)]
    doubtful = [one for one in decisions if one.question]
    parts.append(_questions(doubtful, unit))
    if work.suggestions:
        lines = "\n".join(f"- {unit} {_text(suggestion)}" for suggestion in work.suggestions)
        parts.append(f"## Suggestions\n\n{lines}\n")
    parts += _snippets(work, policy)
    for heading in dict.fromkeys(_KINDS.values()):
        some = [
            one for one in decisions if _KINDS.get(one.kind, "Left out, and changed") == heading
        ]
        if some:
            parts.append(f"## {heading}\n\n{_table(some, unit)}")
    return "\n".join(parts)


def _summary(work: Import, policy: str, source: str) -> str:
    decisions = work.notebook.decisions
    doubtful = sum(one.question is not None for one in decisions)
    lost = sum(one.lost for one in decisions)
    lines = [
        f"{_code(source)} became {_code(f'templates/{policy}.md')}: {len(decisions)} decisions, {doubtful} of "
        f"them doubtful, {lost} with something left out. This file is for the person who checks the template; "
        "policygen does not read it, and it may be deleted.\n",
        f"Next: read the template, then `policygen build --draft -p {policy}` and compare it with the original.\n",
    ]
    return "\n".join(lines)


def _questions(doubtful: list[Decision], unit: str) -> str:
    if not doubtful:
        return "## Questions\n\nNone: everything was clear.\n"
    lines = []
    for number, one in enumerate(doubtful, 1):
        question = one.question
        assert question is not None  # noqa: S101 - doubtful ones have a question
        way = f" The other way: {_code(one.other_way)}." if one.other_way else ""
        lines.append(
            f"{number}. {_place(question.line, unit)}: {_text(question.ask)}\\\n"
            f"   {_code(question.text)}\\\n   Decided: {_code(one.became)}.{way}"
        )
    return "## Questions\n\n" + "\n".join(lines) + "\n"


def _table(some: Iterable[Decision], unit: str) -> str:
    counted = Counter((one.kind, one.found, one.became, one.confidence) for one in some)
    lines: dict[tuple[str, str, str, str], list[int]] = {}
    for one in some:
        lines.setdefault((one.kind, one.found, one.became, one.confidence), []).append(one.line)
    rows = [f"| {unit} | kind | found | became | |", "|---|---|---|---|---|"]
    for key in counted:
        kind, found, became, confidence = key
        places = ", ".join(str(line) for line in dict.fromkeys(lines[key]) if line)
        rows.append(f"| {places} | {kind} | {_code(found)} | {_code(became)} | {confidence} |")
    return "\n".join(rows) + "\n"


def _snippets(work: Import, policy: str) -> list[str]:
    parts = []
    for file, snippet in (
        ("schools/…/profile.yaml", profile_snippet(work)),
        ("schools/…/register.yaml", register_snippet(policy, work)),
        ("trust.yaml", trust_snippet(work)),
    ):
        if snippet:
            parts.append(
                f"## For {file}\n\nWhat the policy said, so that an edition says it again:\n\n"
                f"```yaml\n{snippet}```\n"
            )
    return parts


def _place(line: int, unit: str) -> str:
    return f"{unit} {line}" if line else "the whole document"


def _code(text: str) -> str:
    """Return *text* as code, so that nothing in it is markup; on one line, and good for a table."""
    plain = " ".join(text.split()) or " "
    plain = plain if len(plain) < 160 else f"{plain[:157]}…"
    fence = "``" if "`" in plain else "`"
    pad = " " if fence == "``" else ""
    return f"{fence}{pad}{plain}{pad}{fence}".replace("|", "\\|")


def _text(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "\\<").replace("*", "\\*")

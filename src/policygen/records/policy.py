"""A model policy: its front matter as a record, and its text."""

from __future__ import annotations

from collections.abc import Mapping

from policygen.errors import InputError, Place, Severity
from policygen.records import front_matter, shapes
from policygen.records.front_matter import Control, Expression, Locked, Row, SlotRule, Source
from policygen.records.nodes import Broken, Findings, MapNode, is_blank, wrong
from policygen.records.periods import Period
from policygen.records.record import fixed, key, read_keys, record
from policygen.records.register import Event, history
from policygen.records.shapes import list_of
from policygen.records.texts import TEMPLATE_LIMIT, decode
from policygen.records.yamlio import parse_text

__all__ = [
    "Control",
    "Expression",
    "Locked",
    "Policy",
    "Row",
    "SlotRule",
    "Source",
    "collect_policy",
    "read_policy",
    "split",
]

OWNERS = ("trust", "personalise", "school")
NUMBERINGS = ("none", "headings", "clauses", "paragraphs")


@record
class Policy:
    """A model policy. ``body`` is the Jinja and Markdown after the front matter, from ``body_line`` of its file.

    The keys of ``slots`` are folded (english.fold_key); a rule's ``name`` is the key as typed.
    """

    id: str
    file: str
    body: str
    body_line: int
    title: str = key(shapes.line, "The title of the policy.")
    owner: str = key(
        shapes.choice(*OWNERS),
        "Who decides on the text: trust (slots only), personalise (slots and local sections) or school.",
        default="personalise",
    )
    statutory: bool = key(shapes.flag, "Whether the law asks for the policy.", default=False)
    audience: str = key(shapes.line, "Whom the policy is for.", default="")
    applies_to: Expression | None = key(
        front_matter.expression,
        "An expression that is true for the schools that need the policy.",
        default=None,
    )
    review_period: Period | None = key(
        shapes.period, "How often the policy is reviewed.", default=None
    )
    review_triggers: tuple[str, ...] = key(
        list_of(shapes.line), "What asks for a review before its time.", default=()
    )
    approver: str = key(shapes.line, "Who approves the policy: a term or free text.", default="")
    source: Source = key(fixed(Source), "Who issued the model.", default_factory=Source)
    consult: str = key(
        shapes.line, "Who must be consulted before a school changes the text.", default=""
    )
    numbering: str = key(
        shapes.choice(*NUMBERINGS), "How headings and lists are numbered.", default="headings"
    )
    contents: bool = key(shapes.flag, "Whether the contents are printed.", default=False)
    control: Control = key(
        front_matter.control,
        "Document control: a layout, or a layout with its own rows.",
        default_factory=Control,
    )
    slots: Mapping[str, SlotRule] = key(
        front_matter.slots,
        "Slots: an expression, or what to ask, an example, the choices, and where the value is from.",
        default_factory=dict,
    )
    locked: Locked = key(
        front_matter.locked,
        "Ids of the sections that a school may not change, or all.",
        default_factory=Locked,
    )
    related: tuple[str, ...] = key(
        list_of(shapes.policy_id), "Ids of policies that belong with this one.", default=()
    )
    live: tuple[str, ...] | None = key(
        list_of(shapes.line),
        "Values that may change without a new approval: people, address, phone, email and website when not given.",
        default=None,
    )
    ignore: Mapping[str, str] = key(
        shapes.map_of(shapes.line),
        "Findings of policygen check to ignore in this policy: code -> the reason.",
        default_factory=dict,
    )
    history: tuple[Event, ...] = key(
        history, "The versions of the model itself, apart from those of each school.", default=()
    )


def read_policy(content: bytes | str, file: str, policy_id: str) -> Policy:
    """Return the policy of a template. Raises InputError with everything that is wrong with it."""
    found: Findings = []
    policy = collect_policy(content, file, policy_id, found)
    if policy is None:
        raise InputError(*sorted(found, key=lambda d: d.sort_key))
    return policy


def collect_policy(
    content: bytes | str, file: str, policy_id: str, found: Findings
) -> Policy | None:
    """Return the policy of a template, or None when anything is wrong; what is wrong goes to *found*."""
    already = len(found)
    text = decode(content, file, TEMPLATE_LIMIT, found)
    parts = None if len(found) > already and not text else split(text, file, found)
    if parts is None:
        return None
    front, body, body_line = parts
    node = parse_text(front, file, found, first_line=2)
    values = None
    if is_blank(node):
        node = MapNode((), Place(file, 1, 1))
    if not isinstance(node, Broken):
        values = read_keys(Policy, node, "", found, missing=Place(file, 1, 1))
    if values is None or any(d.severity is Severity.ERROR for d in found[already:]):
        return None
    return Policy(id=policy_id, file=file, body=body, body_line=body_line, **values)


def split(text: str, file: str, found: Findings) -> tuple[str, str, int] | None:
    """Return the front matter of a template, its body, and the line on which the body begins.

    Returns None, with a finding, when there is no front matter or it has no end.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        hint = "begin the file with a line “---”, then “title: …”, then another line “---”"
        first = next((n for n, line in enumerate(lines) if line.strip()), 0)
        if lines[first].strip() == "---":
            hint = "delete what stands before the first line “---”, empty lines too"
        wrong(found, Place(file, 1, 1), "no-front-matter", "the template has no front matter", hint)
        return None
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    if not end:
        hint = "put a line “---” between the front matter and the text"
        wrong(found, Place(file, 1, 1), "no-front-matter", "the front matter has no end", hint)
        return None
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2

"""What the models of a workspace ask for: the slots and the names that stand in their texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..document.wording import block_slot, wanted
from ..english import fold_key
from ..records.policy import Policy
from ..records.school import School
from ..workspace import Workspace

_SLOT = re.compile(r"\[\s*(?:insert|choose)\b[^\[\]]*\]", re.IGNORECASE)
_INCLUDE = re.compile(r"\{%-?\s*include\s+['\"]([^'\"]+)['\"]")
_NAME = re.compile(
    r"\b(facts|terms|people)\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*['\"]([^'\"]+)['\"]\s*\])"
)
_ANSWER = re.compile(r"\banswers\s*(?:\[\s*(?:'([^']*)'|\"([^\"]*)\")\s*\]|\.\s*([A-Za-z_]\w*))")
#: The names themselves, gone through or handed on: any of the keys below may be printed then.
_ALL = re.compile(r"(?<!\.)\b(facts|terms|people)\b(?!\s*[.\[\w])")
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asked:
    """Keys that are asked for: ``slots`` by policy (folded), ``names`` such as ``facts.pool`` (folded).

    ``everything`` are the scopes that a model goes through as a whole.
    """

    slots: dict[str, frozenset[str]]
    names: frozenset[str]
    everything: frozenset[str]

    def slot_anywhere(self, key: str) -> bool:
        """Say whether any model asks for the slot *key*."""
        return any(fold_key(key) in keys for keys in self.slots.values())

    def has(self, scope: str, key: str) -> bool:
        """Say whether any model prints or tests ``scope.key``."""
        return scope in self.everything or fold_key(f"{scope}.{key}") in self.names


def asked_by(workspace: Workspace) -> Asked:
    """Return what the models of *workspace* ask for, their includes and local sections with them."""
    slots: dict[str, frozenset[str]] = {}
    names: set[str] = set()
    everything: set[str] = set()
    for policy in workspace.policies.values():
        text = "\n".join(texts_of(policy, workspace))
        slots[policy.id] = frozenset(_slots(text, policy))
        found, whole = _names(text, policy)
        names |= found
        everything |= whole
    return Asked(slots, frozenset(names), frozenset(everything))


def texts_of(policy: Policy, workspace: Workspace) -> Iterator[str]:
    """Yield the texts of *policy*: its body, what it includes, and what schools wrote for it."""
    waiting, seen = [policy.body, *_local(policy, workspace.schools.values(), workspace)], set()
    while waiting:
        text = waiting.pop()
        yield text
        for name in _INCLUDE.findall(text):
            if name not in seen and name in workspace.shared:
                seen.add(name)
                waiting.append(workspace.shared[name])


def _local(policy: Policy, schools: Iterable[School], workspace: Workspace) -> Iterator[str]:
    for school in schools:
        if policy.id in school.local:
            yield workspace.read_text(school.local[policy.id])


def _expressions(policy: Policy) -> Iterator[str]:
    for rule in policy.slots.values():
        if rule.expression:
            yield rule.expression.text
    for row in policy.control.rows or ():
        yield row.value.text
        yield from _CODE.findall(row.label.text)
    if policy.applies_to:
        yield policy.applies_to.text


def _slots(text: str, policy: Policy) -> Iterator[str]:
    for wording in _SLOT.findall(text):
        if block_slot(" ".join(wording.split())) is None:
            yield wanted(" ".join(wording.split())).key
    for code in (*_CODE.findall(text), *_expressions(policy)):
        for groups in _ANSWER.findall(code):
            yield fold_key("".join(groups))
    yield from policy.slots


def _names(text: str, policy: Policy) -> tuple[set[str], set[str]]:
    code = "\n".join((*_CODE.findall(text), *_expressions(policy)))
    names = {fold_key(f"{scope}.{a or b}") for scope, a, b in _NAME.findall(code)}
    everything = set(_ALL.findall(code))
    for wording in _SLOT.findall(text):
        block = block_slot(" ".join(wording.split()))
        if block is not None:
            roles = (role.strip().rstrip("?").strip() for role in block[1].split(","))
            names |= {fold_key(f"people.{role}") for role in roles}
        key = wanted(" ".join(wording.split())).key
        names |= _WELL_KNOWN.get(key, frozenset())
    if policy.approver:
        names.add(fold_key(f"terms.{policy.approver}"))
    return names, everything


_WELL_KNOWN = {
    key: frozenset(("people.headteacher",))
    for key in ("headteacher", "name of headteacher", "name of the headteacher")
} | {
    key: frozenset(("people.chair_of_governors",))
    for key in ("chair of governors", "name of the chair of governors")
}

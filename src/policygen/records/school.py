"""One school's folder: its profile and register, and what else is there."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from policygen.errors import Diagnostic, Place, Severity, did_you_mean, nearest
from policygen.records.files import Item, listing, near_miss, read_bytes
from policygen.records.nodes import Broken, Findings, MapNode, Node
from policygen.records.profile import Profile, read_profile
from policygen.records.register import (
    Entry,
    Event,
    Register,
    empty_register,
    read_register,
)
from policygen.records.texts import YAML_LIMIT, decode
from policygen.records.yamlio import parse_text

CREST_LIMIT = 10_000_000
_KNOWN = ("profile.yaml", "register.yaml", "crest.png", "local", "approved")
#: Without these, what a person wrote would be left out in silence.
_MATTERS = ("profile.yaml", "register.yaml", "local")


@dataclass(frozen=True, slots=True)
class School:
    """A school that can be built.

    ``local`` maps the id of a policy to the path of the school's own sections, ``approved`` to the
    paths of its approved editions by version; paths are POSIX and relative to the workspace.
    """

    id: str
    profile: Profile
    register: Register
    crest: bytes | None = None
    local: Mapping[str, str] = dataclasses.field(default_factory=dict)
    approved: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)


def register_path(school_id: str) -> str:
    """Return the path of a school's register in the workspace."""
    return f"schools/{school_id}/register.yaml"


def with_event(school: School, policy_id: str, event: Event) -> School:
    """Return *school* as it is once *event* is recorded in the history of a policy."""
    entry = school.register.policies.get(policy_id, Entry())
    after = dataclasses.replace(entry, history=(*entry.history, event))
    policies = {**school.register.policies, policy_id: after}
    register = Register(policies=policies, places=school.register.places)
    return dataclasses.replace(school, register=register)


def read_school(
    root: Path, school_id: str, defaults: MapNode | None, policies: Collection[str], found: Findings
) -> School | None:
    """Read ``schools/<school_id>``, or return None when anything in it is wrong.

    *policies* are the ids of all templates, *defaults* the trust's. What is wrong goes to *found*,
    with the school's id.
    """
    own: Findings = []
    school = _read(root, school_id, defaults, policies, own)
    found += [dataclasses.replace(diagnostic, school=school_id) for diagnostic in own]
    return None if any(d.severity is Severity.ERROR for d in own) else school


def _read(
    root: Path, school_id: str, defaults: MapNode | None, policies: Collection[str], found: Findings
) -> School | None:
    folder = f"schools/{school_id}"
    items = {item.name: item for item in listing(root, folder, found)}
    _check_names(items, found)
    if "profile.yaml" not in items:
        message = "the school has no profile.yaml"
        hint = "write one; a line “name: …” is enough"
        found.append(Diagnostic(Place(folder), "missing-file", message, hint))
        return None
    profile_node = read_yaml(root, items["profile.yaml"], found)
    profile = read_profile(profile_node, items["profile.yaml"].path, found, defaults)
    check_periods(profile_node, policies, found)
    register: Register | None = empty_register()
    if "register.yaml" in items:
        register = read_register(read_yaml(root, items["register.yaml"], found), found)
        _check_register(register, policies, found)
    crest = None
    if "crest.png" in items:
        crest = _read_crest(root, items["crest.png"], found)
    if profile is None or register is None:
        return None
    return School(
        id=school_id,
        profile=profile,
        register=register,
        crest=crest,
        local=_local(root, items.get("local"), policies, found),
        approved=_approved(root, items.get("approved"), found),
    )


def read_yaml(root: Path, item: Item | str, found: Findings) -> Node:
    """Return the document in a YAML file, Broken where it cannot be read; what is wrong goes to *found*."""
    path = item.path if isinstance(item, Item) else item
    content = read_bytes(root, item, YAML_LIMIT, found)
    if content is None:
        return Broken(Place(path))
    before = len(found)
    text = decode(content, path, YAML_LIMIT, found)
    if not text and len(found) > before:
        return Broken(Place(path))
    return parse_text(text, path, found)


def check_periods(node: Node, policies: Collection[str], found: Findings) -> None:
    """Warn of ``review_periods`` for policies that there are not."""
    periods = node.get("review_periods") if isinstance(node, MapNode) else None
    if isinstance(periods, MapNode):
        for entry, _child in periods.entries:
            if entry.text not in policies:
                found.append(_no_policy(entry.place, entry.text, policies, Severity.WARNING))


def _check_register(register: Register | None, policies: Collection[str], found: Findings) -> None:
    for text, place in register.places.items() if register else ():
        if text not in policies:
            found.append(_no_policy(place, text, policies, Severity.ERROR))
    for text, entry in register.policies.items() if register else ():
        if register and not entry.adopted and not entry.reason:
            message = f"“{text}” is not adopted, but no reason is given"
            hint = "add “reason: …”; people ask"
            place = register.places[text]
            found.append(Diagnostic(place, "no-reason", message, hint, Severity.WARNING))


def _no_policy(
    place: Place, text: str, policies: Collection[str], severity: Severity
) -> Diagnostic:
    hint = did_you_mean(text, policies, f"there is no templates/{text}.md")
    return Diagnostic(place, "unknown-policy", f"there is no policy “{text}”", hint, severity)


def _read_crest(root: Path, item: Item, found: Findings) -> bytes | None:
    content = read_bytes(root, item, CREST_LIMIT, found)
    if content is not None and len(content) > CREST_LIMIT:
        message = f"the crest is larger than {CREST_LIMIT // 1_000_000} MB"
        found.append(Diagnostic(Place(item.path), "too-large", message, "save a smaller picture"))
    return content


def _check_names(items: Mapping[str, Item], found: Findings) -> None:
    """Report names that look like slips of the pen (``profile.yml``, ``Register.yaml``)."""
    for item in items.values():
        meant = "" if item.name in _KNOWN else near_miss(item.name, _KNOWN)
        if meant:
            lost = meant in _MATTERS and meant not in items
            severity = Severity.ERROR if lost else Severity.WARNING
            message = f"“{item.name}” is not read; only “{meant}” is"
            hint = f"rename it to {meant}" if meant not in items else "delete one of the two"
            found.append(Diagnostic(Place(item.path), "wrong-name", message, hint, severity))


def _local(
    root: Path, folder: Item | None, policies: Collection[str], found: Findings
) -> dict[str, str]:
    local = {}
    for item in listing(root, folder.path, found) if folder else ():
        if item.is_folder or item.ending != ".md" or item.stem not in policies:
            message = f"“{item.name}” belongs to no policy and is not read"
            near = nearest(item.stem, policies)
            hint = f"did you mean “{near}.md”?" if near else "its name must be that of a template"
            place = Place(item.path)
            found.append(Diagnostic(place, "wrong-name", message, hint, Severity.WARNING))
        else:  # one that is refused, too: who reads it says so, and its policy is not built without it
            local[item.stem] = item.path
    return local


def _approved(root: Path, folder: Item | None, found: Findings) -> dict[str, Mapping[str, str]]:
    """Return the approved editions; those of policies that have gone are kept, and nobody's mistake."""
    approved: dict[str, Mapping[str, str]] = {}
    for policy in listing(root, folder.path, found) if folder else ():
        if policy.is_folder:
            versions = listing(root, policy.path, found)
            approved[policy.name] = {
                item.stem: item.path
                for item in versions
                if item.ending == ".md" and not item.is_folder and not item.refused
            }
    return approved

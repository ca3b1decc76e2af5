"""The templates folder: model policies, shared texts, pictures and other files."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from pathlib import Path

from policygen.errors import Diagnostic, Place, Severity
from policygen.records import names
from policygen.records.files import Item, listing, read_bytes
from policygen.records.nodes import Findings
from policygen.records.policy import Policy, collect_policy
from policygen.records.texts import TEMPLATE_LIMIT, decode

FOLDER = "templates"
_MAX_DEPTH = 8
#: Endings of files that were probably meant to be templates.
_NEAR = (".markdown", ".mdown", ".mkd", ".txt", ".docx", ".doc", ".md")


@dataclass(slots=True)
class Templates:
    """What the templates folder holds. Names of shared texts and files are relative to it.

    ``broken`` and ``broken_shared`` say what is wrong with a policy or a shared text that cannot be
    used; ``files`` are all others, not read.
    """

    policies: dict[str, Policy] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    broken: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    broken_shared: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)


def read_templates(root: Path, found: Findings) -> Templates:
    """Read the templates folder of *root*; what is wrong goes to *found*, with the policy's id."""
    templates = Templates()
    _read_folder(root, FOLDER, templates, found)
    return templates


def _read_folder(root: Path, folder: str, templates: Templates, found: Findings) -> None:
    for item in listing(root, folder, found):
        inside = item.path.removeprefix(FOLDER + "/")
        if item.is_folder:
            if item.path.count("/") > _MAX_DEPTH:
                message = f"folders stand more than {_MAX_DEPTH} deep in each other"
                found.append(Diagnostic(Place(item.path), "too-deep", message))
            else:
                _read_folder(root, item.path, templates, found)
        elif any(part.startswith("_") for part in inside.split("/")):
            _read_shared(root, item, inside, templates, found)
        elif item.ending == ".md" and item.name == inside:
            _read_policy(root, item, templates, found)
        elif item.ending.casefold() in _NEAR:
            _tell_near(item, found)
        else:
            _note_file(root, item, inside, templates, found)


def _note_file(root: Path, item: Item, inside: str, templates: Templates, found: Findings) -> None:
    """Note a file that may be wanted; one that cannot be is told of, or it would be left out in silence."""
    if item.refused:
        found.append(Diagnostic(Place(item.path), "unreadable", f"not read: {item.refused}"))
    else:
        templates.files[inside] = root / item.path


def _read_shared(
    root: Path, item: Item, inside: str, templates: Templates, found: Findings
) -> None:
    if item.ending != ".md":
        _note_file(root, item, inside, templates, found)
        return
    own: Findings = []
    content = read_bytes(root, item, TEMPLATE_LIMIT, own)
    text = "" if content is None else decode(content, item.path, TEMPLATE_LIMIT, own)
    if own:
        templates.broken_shared[inside] = tuple(own)
        found += own
    else:
        templates.shared[inside] = text


def _read_policy(root: Path, item: Item, templates: Templates, found: Findings) -> None:
    own: Findings = []
    policy = None
    reason = names.why_not_id(item.stem)
    if reason:
        own.append(bad_id(item, "a policy", reason))
    else:
        content = read_bytes(root, item, TEMPLATE_LIMIT, own)
        if content is not None:
            policy = collect_policy(content, item.path, item.stem, own)
    own = [dataclasses.replace(diagnostic, policy=item.stem) for diagnostic in own]
    found += own
    if policy is None:
        templates.broken[item.stem] = tuple(d for d in own if d.severity is Severity.ERROR)
    else:
        templates.policies[item.stem] = policy


def bad_id(item: Item, of_what: str, reason: str) -> Diagnostic:
    """Return the diagnostic for a file or folder whose name is no id."""
    ending = "" if item.is_folder else item.ending
    better = names.suggest_id(item.name if item.is_folder else item.stem)
    hint = f"rename it, for example to “{better}{ending}”" if better else "rename it"
    if not item.is_folder:
        hint += "; a file that is no policy begins with “_”"
    message = f"“{item.name}” cannot be the name of {of_what}: {reason}"
    return Diagnostic(Place(item.path), "bad-id", message, hint)


def _tell_near(item: Item, found: Findings) -> None:
    hint = f"a policy is a file {FOLDER}/<id>.md; a shared text begins with “_”"
    if item.ending.casefold() in (".docx", ".doc"):
        hint = "a template is a text in Markdown: save it as .md"
    message = f"“{item.name}” is not read as a policy"
    place = Place(item.path)
    found.append(Diagnostic(place, "wrong-name", message, hint, Severity.WARNING))

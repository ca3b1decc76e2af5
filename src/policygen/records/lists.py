"""The dated lists: superseded law and guidance, words for the same thing, policies that the law asks for.

They are shipped with the program, and a trust changes them in ``templates/_check/<name>.yaml`` of its
workspace: an entry with the id of a shipped one takes its place, ``off: yes`` takes it away.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, TypeVar

from policygen.errors import Diagnostic, InputError, Place, Severity
from policygen.records import shapes
from policygen.records.dates import PartialDate
from policygen.records.nodes import Findings, is_blank
from policygen.records.record import fixed, key, read_keys, record
from policygen.records.shapes import Json, list_of
from policygen.records.yamlio import parse_text

FOLDER = "templates/_check"
_ID = shapes.policy_id


@record
class Superseded:
    """Words for law, guidance or a body that something else has taken the place of."""

    id: str = key(_ID, "A short name of the entry.")
    wording: tuple[str, ...] = key(
        list_of(shapes.line),
        "How texts write it: letters in any case, {year} for a year.",
        default=(),
    )
    since: PartialDate | None = key(
        shapes.date, "The day from which it is superseded.", default=None
    )
    current: str = key(
        shapes.line, "The year of the edition in force; earlier ones are found.", default=""
    )
    replacement: str = key(shapes.line, "What has taken its place.", default="")
    source: str = key(shapes.line, "Where that can be read.", default="")
    not_after: tuple[str, ...] = key(
        list_of(shapes.line), "Words before it that make it right.", default=()
    )
    not_with: tuple[str, ...] = key(
        list_of(shapes.line), "Words anywhere in the document that make it right.", default=()
    )
    once: bool = key(shapes.flag, "Whether a document is told only once.", default=False)
    capitals: bool = key(shapes.flag, "Whether capital letters count.", default=False)
    off: bool = key(shapes.flag, "Yes takes a shipped entry away.", default=False)


@record
class Words:
    """Words that mean one thing, of which a school uses one: the one of its term."""

    id: str = key(_ID, "A short name of the entry.")
    term: str = key(shapes.line, "The term that says which of them the school uses.", default="")
    wording: tuple[str, ...] = key(list_of(shapes.line), "The words.", default=())
    not_before: tuple[str, ...] = key(
        list_of(shapes.line), "Words behind it with which it means something else.", default=()
    )
    not_after: tuple[str, ...] = key(
        list_of(shapes.line), "Words before it with which it means something else.", default=()
    )
    only_after: tuple[str, ...] = key(
        list_of(shapes.line), "Words of which one must stand before it.", default=()
    )
    off: bool = key(shapes.flag, "Yes takes a shipped entry away.", default=False)


@record
class Statutory:
    """A policy that the law, or the department's guidance, asks schools for."""

    id: str = key(_ID, "A short name of the entry.")
    title: str = key(shapes.line, "What the policy is usually called.", default="")
    match: tuple[str, ...] = key(
        list_of(shapes.line),
        "Words in the id or title of a model by which it is known.",
        default=(),
    )
    kinds: tuple[str, ...] = key(
        list_of(shapes.choice("maintained", "academy")),
        "Kinds of school that need it; all when not given.",
        default=(),
    )
    phases: tuple[str, ...] = key(
        list_of(shapes.line), "Phases that need it; all when not given.", default=()
    )
    period: str = key(shapes.line, "How often it is to be reviewed.", default="")
    approver: str = key(shapes.line, "Who is to approve it.", default="")
    source: str = key(shapes.line, "Where that can be read.", default="")
    kept: str = key(
        shapes.line, "Where the schools keep it, when it is kept elsewhere.", default=""
    )
    off: bool = key(shapes.flag, "Yes takes a shipped entry away.", default=False)


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """The lists that rules go by. ``checked`` is the month in which the shipped ones were last checked."""

    superseded: tuple[Superseded, ...] = ()
    words: tuple[Words, ...] = ()
    statutory: tuple[Statutory, ...] = ()
    checked: PartialDate | None = None


#: List -> the record of its entries; each is a file of that name.
KINDS: Mapping[str, type[Any]] = {
    "superseded": Superseded,
    "words": Words,
    "statutory": Statutory,
}
T = TypeVar("T")


@functools.cache
def shipped() -> Lists:
    """Return the lists that come with the program."""
    found: Findings = []
    folder = files("policygen").joinpath("assets", "check")
    read: dict[str, tuple[Any, ...]] = {}
    checked: PartialDate | None = None
    for name in KINDS:
        text = folder.joinpath(f"{name}.yaml").read_text(encoding="utf-8")
        values = _read(name, text, f"{name}.yaml", found)
        read[name], checked = values.get("entries", ()), values.get("checked")
    if found:
        raise InputError(*found)
    return Lists(**read, checked=checked)


def lists_of(texts: Mapping[str, str]) -> Lists:
    """Return the shipped lists with those of a trust over them. *texts*: path -> text of its files.

    :raises InputError: with everything that is wrong with them.
    """
    lists = shipped()
    if not texts:
        return lists
    found: Findings = []
    changed: dict[str, tuple[Any, ...]] = {}
    for path, text in texts.items():
        name = path.rpartition("/")[2].removesuffix(".yaml")
        if name not in KINDS:
            message = f"“{name}” is no list of policygen check"
            found.append(Diagnostic(Place(path), "unknown-list", message, _known()))
            continue
        own = _read(name, text, path, found)
        below = () if own.get("instead") else getattr(lists, name)
        changed[name] = _over(below, own.get("entries", ()))
    if any(d.severity is Severity.ERROR for d in found):
        raise InputError(*found)
    whole = {name: changed.get(name, getattr(lists, name)) for name in KINDS}
    return Lists(**whole, checked=lists.checked)


def list_schema(name: str) -> Json:
    """Return the JSON Schema of one of KINDS as a file."""
    return fixed(_files()[name]).schema


def _known() -> str:
    return f"the lists are {', '.join(f'{name}.yaml' for name in KINDS)}"


def _over(shipped_entries: tuple[Any, ...], own: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the entries with *own* over them. What an entry of the trust leaves out, it keeps."""
    entries = {entry.id: entry for entry in shipped_entries}
    for entry in own:
        entries[entry.id] = entry
    return tuple(entry for entry in entries.values() if not entry.off)


def _read(name: str, text: str, file: str, found: Findings) -> dict[str, Any]:
    node = parse_text(text, file, found)
    return {} if is_blank(node) else read_keys(_files()[name], node, "", found) or {}


@functools.cache
def _files() -> Mapping[str, type[Any]]:
    """Return the record of each file: the date on which it was checked, and its entries."""
    return {name: _file_of(cls) for name, cls in KINDS.items()}


def _file_of(cls: type[T]) -> type[Any]:
    @record
    class ListFile:
        checked: PartialDate | None = key(
            shapes.date, "The month in which the list was last checked.", default=None
        )
        instead: bool = key(
            shapes.flag, "Yes: the entries stand instead of the shipped ones.", default=False
        )
        entries: tuple[T, ...] = key(list_of(fixed(cls)), "The entries.", default=())

    return ListFile

"""What goes into a build: the files of a workspace by the digests of their content, without reading what they say.

What is not listed by :func:`.records.files.listing` is never read, so it is no input either: hidden files,
backups, links that lead out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .records.files import Item, listing, read_bytes
from .root import MARK

#: No file of a workspace that is read is larger; of a larger one this much counts, and its size.
_LIMIT = 20_000_000
_MAX_DEPTH = 8
#: Of a school's own folder only these are read. Of all others the names count.
SCHOOL_FILES = ("profile.yaml", "register.yaml", "crest.png")
#: What stands for the content where only the name counts, and where it cannot be read.
_NAME_ONLY, _UNREADABLE = "-", "?"


@dataclass(slots=True)
class Inputs:
    """The files of a workspace: path -> digest. Those of a school are relative to its folder.

    ``names`` are those in the workspace's own folder, where one that should be there is missing. ``schools`` and ``policies`` are named here whether or not they can be used.
    """

    names: tuple[str, ...] = ()
    trust: str = ""
    templates: dict[str, str] = field(default_factory=dict)
    schools: dict[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def school_ids(self) -> tuple[str, ...]:
        """The names of all schools, in order."""
        return tuple(self.schools)

    @property
    def policy_ids(self) -> tuple[str, ...]:
        """The names of all policies, in order: what a template in the folder itself is called."""
        names = (n for n in self.templates if n.endswith(".md") and "/" not in n)
        return tuple(sorted(n.removesuffix(".md") for n in names if not n.startswith("_")))


def take(root: Path) -> Inputs:
    """Return the inputs of the workspace at *root* as they are now.

    To be taken before anything is read: who records digests that are older than what was read makes too
    much the next time, and never too little.
    """
    inputs = Inputs()
    names = tuple(item.name for item in listing(root, "", []))
    if not {"templates", "schools"} <= set(names):
        inputs.names = names
    inputs.trust = trust_digest(root)
    _take_templates(root, "templates", inputs.templates)
    for item in _listing(root, "schools", inputs.templates):
        if item.is_folder:
            inputs.schools[item.name] = _school(root, item)
        elif item.refused:
            inputs.schools[item.name] = {"": item.refused}
    return inputs


def trust_digest(root: Path) -> str:
    """Return what tells whether trust.yaml changed."""
    return _digest(root, MARK)


def _listing(root: Path, path: str, files: dict[str, str]) -> tuple[Item, ...]:
    """Return what is in a folder; that it cannot be read is noted in *files*."""
    found: list[object] = []
    items = listing(root, path, found)  # type: ignore[arg-type]
    if found:
        files[f"{path}/"] = _UNREADABLE
    return items


def _take_templates(root: Path, folder: str, files: dict[str, str]) -> None:
    for item in _listing(root, folder, files):
        if not item.is_folder:
            files[item.path.partition("/")[2]] = _digest(root, item)
        elif item.path.count("/") <= _MAX_DEPTH:
            _take_templates(root, item.path, files)
        else:
            files[item.path.partition("/")[2]] = _NAME_ONLY


def _school(root: Path, folder: Item) -> Mapping[str, str]:
    files: dict[str, str] = {}
    for item in _listing(root, folder.path, files):
        if not item.is_folder:
            files[item.name] = _digest(root, item) if item.name in SCHOOL_FILES else _NAME_ONLY
        elif item.name == "local":
            for one in _listing(root, item.path, files):
                files[f"local/{one.name}"] = _digest(root, one)
        elif item.name == "approved":
            for policy in _listing(root, item.path, files):
                files[f"approved/{policy.name}"] = _NAME_ONLY
        else:
            files[f"{item.name}/"] = _NAME_ONLY
    return files


def _digest(root: Path, item: Item | str) -> str:
    if isinstance(item, Item) and (item.refused or item.is_folder):
        return _UNREADABLE + item.refused
    content = read_bytes(root, item, _LIMIT, [])
    if content is None:
        return _UNREADABLE
    size = ""
    if len(content) > _LIMIT:
        path = item.path if isinstance(item, Item) else item
        size = f"+{(root / path).stat().st_size}"
    return hashlib.sha256(content).hexdigest() + size

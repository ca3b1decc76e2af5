"""Reading a folder that others filled: regular files only, nothing outside, no editor litter."""

from __future__ import annotations

import difflib
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from policygen.errors import Diagnostic, Place
from policygen.records.nodes import Findings

#: The report of an import lies beside the policy that it came to, for people only.
REPORT = ".import.md"
_LITTER_ENDINGS = ("~", ".bak", ".swp", ".swo", ".tmp", ".orig", ".rej", REPORT)
_LINK_TO_FOLDER = "it is a link to a folder"
_LITTER_NAMES = frozenset(["thumbs.db", "desktop.ini"])
#: Absent on some systems. NONBLOCK: opening a FIFO must not wait for somebody to write to it.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One name in a folder; ``path`` is POSIX and relative to the workspace.

    ``refused`` says why it cannot be read, and is empty for a regular file or a folder.
    """

    name: str
    path: str
    is_folder: bool
    refused: str = ""

    @property
    def stem(self) -> str:
        """The name without its last ending."""
        return self.name.rpartition(".")[0] or self.name

    @property
    def ending(self) -> str:
        """The last ending with its full stop, as it is written (``.md``), or ``""``."""
        return self.name[len(self.stem) :]


def is_litter(name: str) -> bool:
    """Say whether *name* is that of a hidden file, a backup, a lock or a report, which policygen does not read."""
    folded = name.casefold()
    return (
        folded.startswith((".", "~$", "#"))
        or folded.endswith(_LITTER_ENDINGS)
        or folded in _LITTER_NAMES
    )


def listing(root: Path, path: str, found: Findings) -> tuple[Item, ...]:
    """Return what is in the folder *path* of *root*, sorted by name, without litter.

    A folder that does not exist is empty; one that cannot be read, or is a link, is reported.
    """
    if path and (root / path).is_symlink():
        found.append(_refuse(path, f"not read: {_LINK_TO_FOLDER}"))
        return ()
    try:
        with os.scandir(root / path) as entries:
            items = [_item(root, path, entry) for entry in entries if not is_litter(entry.name)]
    except FileNotFoundError:
        return ()
    except OSError as error:
        found.append(_unreadable(path, error))
        return ()
    return tuple(sorted(items))


def _item(root: Path, folder: str, entry: os.DirEntry[str]) -> Item:
    path = f"{folder}/{entry.name}" if folder else entry.name
    is_folder = entry.is_dir(follow_symlinks=False)
    refused = ""
    if entry.is_symlink():
        refused = _why_not_link(root, Path(os.path.realpath(entry.path)))
    elif not is_folder and not entry.is_file(follow_symlinks=False):
        refused = "it is not a regular file"
    return Item(entry.name, path, is_folder, refused)


def _why_not_link(root: Path, target: Path) -> str:
    """Say why a link to *target* is not followed; ``""`` for one to a regular file of the workspace.

    A link to a folder could lead round in a circle, a link outside could bring in anything.
    """
    if target.is_dir():
        return _LINK_TO_FOLDER
    if not target.is_relative_to(os.path.realpath(root)):
        return "it is a link that leads out of the workspace"
    if not target.is_file():
        return "it is a link that leads nowhere"
    return ""


def _leads_out(root: Path, path: str) -> bool:
    """Say whether *path* is a file outside *root*: only a link, or a step upwards, can lead there."""
    parts = path.split("/")
    steps = (f"{root}/{'/'.join(parts[: n + 1])}" for n in range(len(parts)))
    if Path(path).is_absolute() or "\\" in path or ".." in parts or any(map(os.path.islink, steps)):
        return not Path(os.path.realpath(root / path)).is_relative_to(os.path.realpath(root))
    return False


def read_bytes(root: Path, item: Item | str, limit: int, found: Findings) -> bytes | None:
    """Return the content of a file, or None when it cannot be read, with a finding.

    Of a file larger than *limit* no more than one byte above it is read; who uses it says that it is
    too large (texts.decode does).
    """
    if isinstance(item, Item) and item.refused:
        found.append(Diagnostic(Place(item.path), "unreadable", f"not read: {item.refused}"))
        return None
    path = item.path if isinstance(item, Item) else item
    if _leads_out(root, path):
        found.append(_refuse(path, "not read: it leads out of the workspace"))
        return None
    try:
        descriptor = os.open(root / path, _FLAGS)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                found.append(_refuse(path, "not read: it is not a regular file"))
                return None
            return file.read(limit + 1)
    except OSError as error:
        found.append(_unreadable(path, error))
        return None


def near_miss(name: str, known: Iterable[str]) -> str:
    """Return the name of *known* that a file called *name* was probably meant to have, or ``""``.

    Case and endings do not count: ``Profile.yml`` is near ``profile.yaml``.
    """
    stems = {text.partition(".")[0]: text for text in known}
    close = difflib.get_close_matches(name.partition(".")[0].casefold(), stems, n=1, cutoff=0.8)
    return stems[close[0]] if close else ""


def _refuse(path: str, message: str) -> Diagnostic:
    return Diagnostic(Place(path), "unreadable", message)


def _unreadable(path: str, error: OSError) -> Diagnostic:
    return _refuse(path or ".", f"cannot be read: {error.strerror or type(error).__name__}")

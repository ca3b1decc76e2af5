"""Finding the workspace that a folder is in."""

from __future__ import annotations

from pathlib import Path

from .errors import Diagnostic, Place, UsageError
from .records.files import listing

MARK = "trust.yaml"


def find(start: Path) -> Path:
    """Return the workspace that *start* is in: the nearest folder upwards with a trust.yaml.

    Raises UsageError when there is none.
    """
    start = start.resolve()
    near = ""
    for folder in (start, *start.parents):
        present = {item.name for item in listing(folder, "", [])}
        if MARK in present:
            return folder
        near = near or next((n for n in sorted(present) if _is_near_mark(n)), "")
    hint = "a workspace is a folder with trust.yaml; “policygen new workspace” makes one"
    if near:
        hint = f"there is “{near}”; rename it to {MARK}"
    message = f"there is no {MARK} in {start} or above it"
    raise UsageError(Diagnostic(Place(MARK), "no-workspace", message, hint))


def _is_near_mark(name: str) -> bool:
    return name.casefold() in (MARK, "trust.yml", "trusts.yaml", "trust.yaml.txt", "trust")

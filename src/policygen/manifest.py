"""The manifest of an output folder: which files there are policygen's, and what it wrote into them.

A file that is not in the manifest is somebody else's and is never touched; a file whose content is not
what the manifest says was edited by hand.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

NAME = ".policygen-manifest.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Made:
    """One file that was written: for which edition, and the digest of its content."""

    school: str
    policy: str
    kind: str
    digest: str


@dataclass(slots=True)
class Manifest:
    """What is known of an output folder: path (POSIX, relative) -> what was written there."""

    files: dict[str, Made] = field(default_factory=dict)

    def content(self) -> bytes:
        """Return the manifest as the bytes of its file."""
        rows = {
            path: [made.school, made.policy, made.kind, made.digest]
            for path, made in sorted(self.files.items())
        }
        document = {"version": _VERSION, "files": rows}
        return (json.dumps(document, ensure_ascii=False, indent=0) + "\n").encode()


def read(content: bytes | None) -> Manifest:
    """Return the manifest with the *content* of its file; an empty one when there is none or it is damaged.

    Without a manifest no file is known to be ours, so nothing is removed: the safe side.
    """
    try:
        document = json.loads(content or b"")
        if document["version"] != _VERSION:
            return Manifest()
        return Manifest({path: Made(*map(str, row)) for path, row in document["files"].items()})
    except (ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def digest(content: bytes) -> str:
    """Return the digest of the content of a file."""
    return hashlib.sha256(content).hexdigest()

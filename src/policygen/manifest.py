"""The manifest of an output folder: which files there are policygen's, and what the last builds found out.

A file that is not in the manifest is somebody else's and is never touched; a file whose content is not
what the manifest says was edited by hand. Everything stands beside the fingerprint of what it came from,
so that a build can tell what still holds. There are no times in it: the same builds give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import Diagnostic, Place, Severity

NAME = ".policygen-manifest.json"
_VERSION = 2
#: The kind of a file that is a picture, which Markdown editions show.
PICTURE = "picture"
#: Outcomes of a decision.
MADE, REFUSED, UNWANTED = "made", "refused", "unwanted"


@dataclass(frozen=True, slots=True)
class Made:
    """One file that was written: for which edition and in which format, the digest of its content, and
    the fingerprint that it was made from (empty when that is not known)."""

    school: str
    policy: str
    kind: str
    digest: str
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was found out of one policy for one school: ``outcome`` is one of the above.

    ``reads`` are the files in ``templates/`` that it was made from, ``said`` is what was said of it.
    """

    fingerprint: str
    outcome: str
    reads: tuple[str, ...] = ()
    said: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What reading a school said, and whether it can be used; or what reading the rest of a workspace
    said, and which policies cannot be used (``broken``)."""

    fingerprint: str
    usable: bool = True
    said: tuple[Diagnostic, ...] = ()
    broken: tuple[str, ...] = ()


@dataclass(slots=True)
class Manifest:
    """What is known of an output folder.

    ``files``: path (POSIX, relative) -> what was written there. ``decisions``: see :func:`decision_name`.
    """

    files: dict[str, Made] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    schools: dict[str, Standing] = field(default_factory=dict)
    workspace: Standing = field(default_factory=lambda: Standing(""))

    def content(self) -> bytes:
        """Return the manifest as the bytes of its file: one row a line."""
        files = {
            path: [made.school, made.policy, made.kind, made.digest, made.fingerprint]
            for path, made in self.files.items()
        }
        decisions = {
            name: [one.fingerprint, one.outcome, one.reads, _rows(one.said)]
            for name, one in self.decisions.items()
        }
        schools = {name: _standing(one) for name, one in self.schools.items()}
        sections: dict[str, Mapping[str, Any]] = {
            "files": files,
            "decisions": decisions,
            "schools": schools,
        }
        parts = [f'{{"version":{_VERSION},\n"workspace":{_text(_standing(self.workspace))}']
        parts += [f'"{name}":{_table(rows)}' for name, rows in sections.items()]
        return (",\n".join(parts) + "}\n").encode()


def decision_name(school: str, policy: str, *, draft: bool) -> str:
    """Return the name of a decision: drafts and published editions are decided on apart."""
    return f"{school}/{policy}{'.draft' if draft else ''}"


def read(content: bytes | None) -> Manifest:
    """Return the manifest with the *content* of its file; an empty one when there is none or it is damaged.

    Without a manifest no file is known to be ours, so nothing is removed: the safe side. Of an older one
    the files are known, and nothing else.
    """
    try:
        document = json.loads(content or b"")
        version = document["version"]
        if version not in (1, _VERSION):
            return Manifest()
        files = {path: Made(*row) for path, row in document["files"].items()}
        if version == 1 or not all(isinstance(one.digest, str) for one in files.values()):
            return Manifest(files)
        return Manifest(
            files,
            {
                name: Decision(fingerprint, outcome, tuple(reads), _read_rows(said))
                for name, (fingerprint, outcome, reads, said) in document["decisions"].items()
            },
            {name: _read_standing(row) for name, row in document["schools"].items()},
            _read_standing(document["workspace"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def digest(content: bytes) -> str:
    """Return the digest of the content of a file."""
    return hashlib.sha256(content).hexdigest()


def _text(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _table(rows: Mapping[str, Any]) -> str:
    lines = (f"{_text(name)}:{_text(rows[name])}" for name in sorted(rows))
    return "{\n" + ",\n".join(lines) + "\n}"


def _standing(one: Standing) -> list[Any]:
    return [one.fingerprint, one.usable, _rows(one.said), one.broken]


def _read_standing(row: list[Any]) -> Standing:
    fingerprint, usable, said, broken = row
    return Standing(fingerprint, bool(usable), _read_rows(said), tuple(broken))


def _rows(said: Iterable[Diagnostic]) -> list[list[Any]]:
    return [
        [
            *(one.place.file, one.place.line, one.place.column),
            *(one.code, one.message, one.hint, one.severity, one.school, one.policy),
            one.is_finding,
        ]
        for one in said
    ]


def _read_rows(rows: Iterable[list[Any]]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(
            Place(file, line, column),
            code,
            message,
            hint,
            Severity(severity),
            school,
            policy,
            finding,
        )
        for file, line, column, code, message, hint, severity, school, policy, finding in rows
    )

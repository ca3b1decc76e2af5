"""Fingerprints: digests over everything that went into an edition, or into what was found out on the way.

Two builds in which a fingerprint is the same would do the same; so what the first one made, refused or
said still holds, and nothing need be read. Nothing here reads a file: digests of content come from
:mod:`.inputs`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from .inputs import SCHOOL_FILES, Inputs

HOUSE_STYLE = "_style/base.docx"
_PICTURES = (".png", ".jpg", ".jpeg")


def _of(*parts: str) -> str:
    """Return the digest of *parts*; none of them holds a line end but the names of files, which are escaped."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _rows(files: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{name!r} {digest}" for name, digest in files)


@dataclass(slots=True)
class Fingerprints:
    """The fingerprints of one build. *options* are what else decides on the bytes: draft, show_local."""

    inputs: Inputs
    program: str
    options: tuple[str, ...]
    _all: str = field(init=False)
    _names: str = field(init=False)
    _schools: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        templates = self.inputs.templates
        others = (f for f in templates.items() if not _is_read_by_name(f[0]))
        self._all = _of(self.program, *self.options, self.inputs.trust, _rows(others))
        self._names = _of(*map(repr, templates))

    def workspace(self) -> str:
        """Return the fingerprint of what reading trust.yaml and the templates says."""
        inputs = self.inputs
        names = "\n".join(map(repr, inputs.names))
        return _of(self.program, names, inputs.trust, _rows(inputs.templates.items()))

    def school(self, school: str) -> str:
        """Return the fingerprint of what reading a school says."""
        inputs = self.inputs
        policies = "\n".join(inputs.policy_ids)
        return _of(self.program, inputs.trust, policies, _rows(inputs.schools[school].items()))

    def edition(self, school: str, policy: str, reads: Iterable[str], *, spoke: bool) -> str:
        """Return the fingerprint of one edition.

        *reads* are the files in ``templates/`` that it is made from beside its own template: shared texts
        and pictures, also those that were sought and are not there. *spoke*: whether something was said
        of it, which may have named the nearest name of a file.
        """
        templates = self.inputs.templates
        files = self.inputs.schools[school]
        if school not in self._schools:
            self._schools[school] = _of(school, *(files.get(name, "") for name in SCHOOL_FILES))
        return _of(
            self._all,
            self._schools[school],
            policy,
            templates.get(f"{policy}.md", ""),
            files.get(f"local/{policy}.md", ""),
            self._names if spoke else "",
            _rows((name, templates.get(name, "")) for name in reads),
        )

    def file(self, edition: str, format_name: str) -> str:
        """Return the fingerprint of an edition in one format."""
        style = self.inputs.templates.get(HOUSE_STYLE, "") if format_name == "docx" else ""
        return _of(edition, format_name, style)


def _is_read_by_name(name: str) -> bool:
    """Say whether a file in ``templates/`` is read only where it is named: in a text, or as the house style."""
    return name.endswith(".md") or name.casefold().endswith(_PICTURES) or name == HOUSE_STYLE

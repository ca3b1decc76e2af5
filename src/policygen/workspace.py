"""A trust's folder: everything that can be used, and everything that is wrong.

What is wrong stays with what it is wrong in: a broken profile or register stops its school, a broken
template its policy, a broken trust.yaml everything. Files are read in sorted order, so the same folder
gives the same workspace; a school is read when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from policygen.errors import Diagnostic, InputError, Place, Severity
from policygen.records.files import listing, near_miss, read_bytes
from policygen.records.nodes import Findings
from policygen.records.policy import Policy
from policygen.records.school import check_periods, read_yaml
from policygen.records.templates import read_templates
from policygen.records.texts import TEMPLATE_LIMIT, decode
from policygen.records.trust import Trust, read_trust
from policygen.root import MARK
from policygen.schools import Schools

#: No picture of a policy needs more.
PICTURE_LIMIT = 20_000_000


@dataclass(frozen=True, slots=True)
class Workspace:
    """All of a trust's folder; the maps are in the order of their keys.

    ``shared`` and ``files`` are relative to ``templates/``: texts for includes, and all other files
    there (pictures, mostly), which are read when they are wanted. ``broken_…`` say what is wrong with
    what is not among the rest; ``own_diagnostics`` is what is wrong or doubtful outside the schools.
    """

    root: Path
    trust: Trust
    schools: Schools
    policies: Mapping[str, Policy]
    shared: Mapping[str, str]
    files: Mapping[str, Path]
    broken_policies: Mapping[str, tuple[Diagnostic, ...]]
    broken_shared: Mapping[str, tuple[Diagnostic, ...]]
    own_diagnostics: tuple[Diagnostic, ...]

    @property
    def school_ids(self) -> tuple[str, ...]:
        """The ids of all schools, broken ones too, sorted."""
        return self.schools.ids

    @property
    def policy_ids(self) -> tuple[str, ...]:
        """The ids of all policies, broken ones too, sorted."""
        return tuple(sorted({*self.policies, *self.broken_policies}))

    @property
    def broken_schools(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        """What is wrong with the schools that cannot be used."""
        return self.schools.broken

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong or doubtful, warnings too, in the order of files."""
        found = (*self.own_diagnostics, *self.schools.diagnostics)
        return tuple(sorted(found, key=lambda d: d.sort_key))

    def content(self, path: str, limit: int, found: Findings) -> bytes | None:
        """Return what a file (POSIX, relative) holds, up to *limit* and a byte; what is wrong to *found*."""
        return read_bytes(self.root, path, limit, found)

    def has(self, path: str) -> bool:
        """Say whether there is a file or folder at *path* (POSIX, relative)."""
        return (self.root / path).exists()

    def read_text(self, path: str) -> str:
        """Return the text of a file of the workspace (POSIX, relative), such as local sections.

        Raises InputError when it cannot be read or is not text (texts.decode says when).
        """
        found: Findings = []
        content = self.content(path, TEMPLATE_LIMIT, found)
        text = "" if content is None else decode(content, path, TEMPLATE_LIMIT, found)
        if found:
            raise InputError(*found)
        return text

    def read_raw(self, path: str) -> bytes:
        """Return the bytes of a file of the workspace as they are; none where there is no file.

        Raises InputError when it cannot be read.
        """
        found: Findings = []
        if not self.has(path):
            return b""
        content = self.content(path, TEMPLATE_LIMIT, found)
        if content is None:
            raise InputError(*found)
        return content

    def read_picture(self, name: str) -> bytes:
        """Return the content of one of ``files``. Raises InputError when it is not there or too large."""
        found: Findings = []
        path = f"templates/{name}"
        if name not in self.files:
            raise InputError(Diagnostic(Place(path), "unreadable", "there is no such file"))
        content = self.content(path, PICTURE_LIMIT, found)
        if content is None:
            raise InputError(*found)
        if len(content) > PICTURE_LIMIT:
            message = f"the file is larger than {PICTURE_LIMIT // 1_000_000} MB"
            raise InputError(Diagnostic(Place(path), "too-large", message))
        return content


def load(root: Path, keep: int | None = None) -> Workspace:
    """Read the workspace at *root*; with *keep* no more than so many schools are held in memory.

    Raises InputError, with all that is wrong in it, when trust.yaml cannot be used. What is wrong
    elsewhere is in the ``diagnostics`` of the workspace, every bad field of every file.
    """
    found: Findings = []
    defaults_node = read_yaml(root, MARK, found)
    trust = read_trust(defaults_node, MARK, found)
    if trust is None or any(d.severity is Severity.ERROR for d in found):
        raise InputError(*sorted(found, key=lambda d: d.sort_key))
    templates = read_templates(root, found)
    known = sorted({*templates.policies, *templates.broken})
    if trust.defaults:
        check_periods(trust.defaults, known, found)
    schools = Schools(root, listing(root, "schools", found), trust.defaults, known, keep)
    _check_folders(root, found)
    return Workspace(
        root=root,
        trust=trust,
        schools=schools,
        policies=templates.policies,
        shared=templates.shared,
        files=templates.files,
        broken_policies=templates.broken,
        broken_shared=templates.broken_shared,
        own_diagnostics=tuple(sorted(found, key=lambda d: d.sort_key)),
    )


def _check_folders(root: Path, found: Findings) -> None:
    """Warn when there are no schools or no templates, with the folder that may have been meant."""
    present = [item.name for item in listing(root, "", found)]
    for wanted in ("schools", "templates"):
        if wanted not in present:
            near = next((name for name in present if near_miss(name, [wanted])), "")
            hint = f"rename “{near}” to “{wanted}”" if near else f"make a folder “{wanted}”"
            message = f"there is no folder “{wanted}”"
            place = Place(wanted)
            found.append(Diagnostic(place, "missing-folder", message, hint, Severity.WARNING))

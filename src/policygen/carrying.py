"""A part of a workspace that can be sent to where there is no disk of ours: one policy, some schools.

It holds all that composing these editions usually reads. A file that is wanted all the same (the place
of a mistake in a record, a picture whose name is a value) is :class:`NotCarriedError`; then the edition is
made where the workspace is.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .errors import InputError
from .house_style import HOUSE_STYLE
from .records.nodes import Findings
from .records.register import Register
from .records.school import School
from .schools import Schools
from .workspace import Workspace


class NotCarriedError(Exception):
    """A file of the workspace is wanted that the part does not carry."""


@dataclass(frozen=True, slots=True)
class Part(Workspace):
    """A workspace whose files are at hand in ``carried``, by their paths, and nowhere else."""

    carried: Mapping[str, bytes] = field(default_factory=dict)

    def content(self, path: str, limit: int, found: Findings) -> bytes | None:
        """Return what a file holds. Raises NotCarriedError when the part does not carry it."""
        try:
            return self.carried[path]
        except KeyError:
            raise NotCarriedError(path) from None

    def has(self, path: str) -> bool:
        """Say that there is a file: only where it lies can be said that there is none."""
        return True


def part_of(
    workspace: Workspace, policy_id: str, schools: Iterable[str], formats: Iterable[str] = ("docx",)
) -> Part:
    """Return what the editions of one policy for some *schools* in some *formats* are made from.

    What cannot be read is not carried, so that it is complained of where the workspace is.
    """
    policy = workspace.policies[policy_id]
    carried: dict[str, bytes] = {}
    chosen = {one: _school(workspace.schools[one], policy_id) for one in schools}
    own = (path for school in chosen.values() for path in school.local.values())
    for path in (policy.file, *own):
        with contextlib.suppress(InputError):
            carried[path] = workspace.read_raw(path)
    texts = (*(text.encode() for text in workspace.shared.values()), *carried.values())
    wanted = [name for name in workspace.files if name.startswith("_check/")]
    wanted += [HOUSE_STYLE] if "docx" in formats and HOUSE_STYLE in workspace.files else []
    for name in (*_named_in(texts, workspace.files), *wanted):
        with contextlib.suppress(InputError):
            carried[f"templates/{name}"] = workspace.read_picture(name)
    return Part(
        root=Path(),
        trust=workspace.trust,
        schools=Schools.held(chosen),
        policies={policy_id: policy},
        shared=workspace.shared,
        files={name: Path() for name in workspace.files},
        broken_policies={},
        broken_shared=workspace.broken_shared,
        own_diagnostics=(),
        carried=carried,
    )


def _school(school: School, policy_id: str) -> School:
    """Return a school with what concerns one policy."""
    register = school.register
    entry, place = register.policies.get(policy_id), register.places.get(policy_id)
    local = school.local.get(policy_id)
    return dataclasses.replace(
        school,
        register=Register(
            policies={} if entry is None else {policy_id: entry},
            places={} if place is None else {policy_id: place},
        ),
        local={} if local is None else {policy_id: local},
        approved={},
    )


def _named_in(texts: Sequence[bytes], names: Iterable[str]) -> Iterator[str]:
    """Yield the names of files that stand in some text as they are."""
    for name in names:
        if any(name.encode() in text for text in texts):
            yield name

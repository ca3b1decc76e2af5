"""A survey before building: what earlier builds found out and made that still holds, without reading any text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import Diagnostic
from .fingerprint import Fingerprints
from .formats import FORMATS, IMAGE_FOLDER
from .inputs import Inputs
from .manifest import MADE, PICTURE, REFUSED, Decision, Made, Standing, decision_name
from .planning import Outcome, Row
from .target import Held, Target

if TYPE_CHECKING:
    from .workspace import Workspace

#: So many schools are held in memory at a time, and their editions made policy by policy.
TOGETHER = 64
#: Where there are no more schools than these, all are held: each is looked at before the first is built.
_HELD = 256
#: What is wrong today and may be right tomorrow though no file has changed: it is found out anew.
_FLEETING = frozenset({"unreadable", "picture"})


@dataclass(slots=True)
class Holding:
    """What need not be made again: a decision, the rows of the report, what stays in the folder, and
    which files of that were edited by hand."""

    decision: Decision
    rows: list[Row] = field(default_factory=list)
    kept: dict[str, Made] = field(default_factory=dict)
    edited: list[str] = field(default_factory=list)


class Survey:
    """What of earlier builds in *target* still holds for *inputs*; the workspace is read only if it must be."""

    def __init__(
        self,
        root: Path,
        inputs: Inputs,
        prints: Fingerprints,
        target: Target,
        formats: tuple[str, ...],
        *,
        draft: bool,
    ) -> None:
        self.inputs, self.prints, self.target = inputs, prints, target
        self.formats, self.draft = formats, draft
        self._root = root

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace, read when it is first asked for. Raises InputError when trust.yaml cannot be used."""
        from .workspace import load

        return load(self._root, keep=TOGETHER if len(self.inputs.schools) > _HELD else None)

    def whole(self) -> Standing:
        """Return what is wrong or doubtful outside the schools, and which policies cannot be used."""
        now, before = self.prints.workspace(), self.target.before.workspace
        if before.fingerprint == now:
            return before
        said = self.workspace.own_diagnostics
        broken = tuple(sorted(self.workspace.broken_policies))
        return Standing(_lasting(now, said), True, said, broken)

    def school(self, school: str) -> Standing:
        """Return whether a school can be used, and what is wrong or doubtful in it."""
        now, before = self.prints.school(school), self.target.before.schools.get(school)
        if before is not None and before.fingerprint == now:
            return before
        read = self.workspace.schools.read(school)
        usable = read.school is not None
        return Standing(_lasting(now, read.diagnostics), usable, read.diagnostics)

    def known(self, school: str, policy: str) -> Decision | None:
        """Return what was decided on one policy for one school, if nothing has changed since; else None."""
        known = self.target.before.decisions.get(decision_name(school, policy, draft=self.draft))
        if known is None:
            return None
        now = self.prints.edition(school, policy, known.reads, spoke=bool(known.said))
        return known if now == known.fingerprint else None

    def holding(self, school: str, policy: str, known: Decision) -> Holding | None:
        """Return what still holds of what is *known*; None when a file of it is not there any more.

        :raises OutputError: when a file in the folder cannot be read.
        """
        found = Holding(known)
        if known.outcome == MADE:
            return self._files(school, policy, found)
        if known.outcome == REFUSED:
            found.rows = [refused(school, policy, name) for name in self.formats]
        return found

    def _files(self, school: str, policy: str, found: Holding) -> Holding | None:
        for path, made, format_name in self._expected(school, policy, found.decision):
            if made is None:
                return None
            held = self.target.holds(path, made.digest)
            if held is Held.THEIRS and not self.target.force:
                found.edited.append(path)
            elif held is not Held.SAME:
                return None
            found.kept[path] = made
            outcome = Outcome.FRESH if held is Held.SAME else Outcome.EDITED
            if format_name:
                found.rows.append(Row(school, policy, format_name, path, outcome))
        return found

    def _expected(
        self, school: str, policy: str, decision: Decision
    ) -> Iterator[tuple[str, Made | None, str]]:
        """Yield path and format of every file of an edition, and what is to be there: None when not known."""
        files = self.target.before.files
        for name in self.formats:
            path = edition_path(school, policy, name, draft=self.draft)
            made = files.get(path)
            is_current = made and made.fingerprint == self.prints.file(decision.fingerprint, name)
            yield path, made if is_current else None, name
        for name in decision.reads:
            if "md" in self.formats and not name.endswith(".md"):
                path = picture_path(school, name)
                made = files.get(path)
                is_current = made and made.digest == self.inputs.templates.get(name)
                yield path, made if is_current else None, ""

    def new_decision(
        self,
        school: str,
        policy: str,
        outcome: str,
        reads: tuple[str, ...],
        said: tuple[Diagnostic, ...],
    ) -> Decision:
        """Return what has now been found out, with its fingerprint."""
        now = self.prints.edition(school, policy, reads, spoke=bool(said))
        return Decision(_lasting(now, said), outcome, reads, said)


def _lasting(fingerprint: str, said: tuple[Diagnostic, ...]) -> str:
    """Return *fingerprint*, or none when what was said may not last."""
    return "" if any(one.code in _FLEETING for one in said) else fingerprint


def edition_path(school: str, policy: str, format_name: str, *, draft: bool) -> str:
    """Return the path of an edition below the output folder."""
    return f"{school}/{policy}{'.draft' if draft else ''}.{FORMATS[format_name].ending}"


def picture_path(school: str, name: str) -> str:
    """Return the path of a picture that the Markdown editions of a school show."""
    return f"{school}/{IMAGE_FOLDER}/{name}"


def refused(school: str, policy: str, format_name: str) -> Row:
    """Return the row of an edition that may not be written."""
    return Row(school, policy, format_name, "", Outcome.REFUSED)


def picture_made(school: str, digest: str) -> Made:
    """Return what is known of a picture in the output folder; it is no single policy's."""
    return Made(school, "", PICTURE, digest)

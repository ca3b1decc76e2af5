"""Planning: which schools and policies are meant, which editions there are to be, and what is reported."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from .errors import Diagnostic, InputError, Place, Severity, UsageError, did_you_mean
from .formats import USUAL

if TYPE_CHECKING:  # what a build of nothing new need not load
    from .compose import Composed, Composer
    from .inputs import Inputs
    from .records.school import School
    from .workspace import Workspace


class Outcome(StrEnum):
    """What became of an edition."""

    BUILT = "built"
    FRESH = "fresh"
    REFUSED = "refused"
    REMOVED = "removed"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Row:
    """One edition: its path below the output folder (empty when refused) and what became of it."""

    school: str
    policy: str
    format: str
    path: str
    outcome: Outcome


@dataclass(slots=True)
class Report:
    """What a build did, and everything that is wrong."""

    rows: list[Row] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    #: The selected schools whose files cannot be used.
    broken: list[str] = field(default_factory=list)

    def count(self, outcome: Outcome) -> int:
        """Return how many editions had *outcome*."""
        return sum(row.outcome is outcome for row in self.rows)

    def take_from(self, workspace: Workspace, schools: list[str], policies: list[str]) -> None:
        """Take what is wrong with the workspace, as far as it concerns these schools and policies."""
        self.take(workspace.diagnostics, schools, policies, workspace)

    def take(
        self,
        said: Iterable[Diagnostic],
        schools: list[str],
        policies: list[str],
        known: Workspace | Inputs,
    ) -> None:
        """Take what is *said* of the files of a workspace, as far as it concerns these schools and policies."""
        self.diagnostics.extend(_about(said, schools, policies, known))

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What the checks of a build warn of, each once."""
        found = (d for d in self.diagnostics if d.is_finding and d.severity is Severity.WARNING)
        return tuple(dict.fromkeys(found))

    @property
    def exit_code(self) -> int:
        """The exit code of the command line: 3 for unusable input, 1 for findings, else 0."""
        errors = [d for d in self.diagnostics if d.severity is Severity.ERROR]
        if any(not d.is_finding for d in errors):
            return 3
        return 1 if errors else 0


@dataclass(frozen=True, slots=True)
class Selection:
    """Which schools, policies and formats: ids or globs; empty means all."""

    schools: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    formats: tuple[str, ...] = USUAL

    def of(self, workspace: Workspace | Inputs) -> tuple[list[str], list[str]]:
        """Return the ids of the schools and policies selected, broken ones included, sorted.

        :raises UsageError: when a pattern selects nothing, with the nearest id.
        """
        schools = _select(self.schools, workspace.school_ids, "school")
        return schools, _select(self.policies, workspace.policy_ids, "policy")


ALL = Selection()


def _select(patterns: Iterable[str], known: Sequence[str], what: str) -> list[str]:
    patterns = tuple(patterns)
    if not patterns:
        return list(known)
    chosen: set[str] = set()
    for pattern in patterns:
        found = fnmatch.filter(known, pattern)
        if not found:
            hint = did_you_mean(
                pattern, known, f"there is: {', '.join(known)}" if known else "there is none yet"
            )
            raise UsageError(
                Diagnostic(Place(pattern), f"no-{what}", f"there is no {what} “{pattern}”", hint)
            )
        chosen.update(found)
    return [one for one in known if one in chosen]


def plan(
    composer: Composer, schools: Iterable[str], policies: Iterable[str], report: Report
) -> Iterator[tuple[School, str]]:
    """Yield the school and policy of every edition that there is to be.

    A policy is built when the register says that it is adopted, or says nothing and the model is for
    this school. A broken template is reported once.
    """
    workspace = composer.workspace
    broken: set[str] = set()
    policies = [p for p in policies if p in workspace.policies]
    for school in (workspace.schools[s] for s in schools if s in workspace.schools):
        for policy_id in policies:
            try:
                if is_wanted(composer, school, policy_id):
                    yield school, policy_id
            except InputError as error:
                if policy_id not in broken:
                    report.diagnostics.extend(error.diagnostics)
                broken.add(policy_id)


def is_wanted(composer: Composer, school: School, policy_id: str) -> bool:
    """Say whether *school* is to have the policy.

    :raises InputError: when the condition of the model is broken.
    """
    entry = school.register.policies.get(policy_id)
    if entry is not None:
        return entry.adopted
    return composer.applies(school, policy_id)


def compose_all(
    composer: Composer,
    selection: Selection,
    report: Report,
    *,
    draft: bool = False,
    show_local: bool = False,
    check: Callable[[Composed], Composed] | None = None,
) -> Iterator[Composed]:
    """Yield every selected policy of every selected school, composed; what is wrong goes to *report*.

    *check* adds what it finds wrong to what was composed.
    """
    schools, policies = selection.of(composer.workspace)
    report.take_from(composer.workspace, schools, policies)
    for school, policy_id in plan(composer, schools, policies, report):
        composed = composer.compose(school, policy_id, draft=draft, show_local=show_local)
        composed = check(composed) if check else composed
        report.diagnostics.extend(composed.diagnostics)
        yield composed


def _about(
    diagnostics: Iterable[Diagnostic],
    schools: list[str],
    policies: list[str],
    workspace: Workspace | Inputs,
) -> Iterator[Diagnostic]:
    """Yield what concerns the selected schools and policies, or the workspace as a whole."""
    others = set(workspace.school_ids) - set(schools)
    untouched = set(workspace.policy_ids) - set(policies)
    for one in diagnostics:
        file = one.place.file
        if any(file.startswith(f"schools/{school}/") for school in others):
            continue
        if any(file == f"templates/{policy}.md" for policy in untouched):
            continue
        yield one

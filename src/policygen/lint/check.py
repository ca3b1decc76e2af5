"""Checking a workspace: all rules over records, models and composed policies, what is shared said once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..compose import Composed, Composer
from ..document.tree import Table
from ..errors import Diagnostic, Severity
from ..findings import SlotUse
from ..planning import Report, Selection, compose_all
from ..records.register import Entry
from ..records.review import review_of
from ..records.school import register_path
from ..root import MARK
from ..skeleton import Text
from ..template.names import Parsed
from .asked import asked_by
from .edition import Edition
from .finding import Finding, exit_code, said_once
from .grounds import Grounds
from .ignores import Ignores
from .locating import Locator
from .passages import passages
from .reading import Reading
from .record_places import RecordPlaces
from .rule import EditionRule, Rule, Said, SurveyRule
from .rules import RULES
from .survey import Survey


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, in the order of places; ``exit_code`` is that of the command line.

    ``editions`` and ``rules`` say how many were looked at.
    """

    findings: tuple[Finding, ...]
    editions: int
    rules: int

    def exit_code(self, fail_on: Severity = Severity.WARNING) -> int:
        """Return 3 for unusable input, 1 when something matters as much as *fail_on* or more, else 0."""
        return exit_code(self.findings, fail_on)


def check(
    composer: Composer,
    selection: Selection,
    day: datetime.date,
    rules: Iterable[Rule] = tuple(RULES.values()),
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Checked:
    """Return what *rules* find in the selected part of the workspace on that *day*.

    What makes a file unusable is always among the findings. *progress* is told how many of how many
    policies are done.

    :raises UsageError: when the selection names nothing.
    :raises InputError: when a list of the trust's own cannot be used.
    """
    return _Check(composer, selection, day, tuple(rules)).run(progress)


class _Check:
    def __init__(
        self, composer: Composer, selection: Selection, day: datetime.date, rules: tuple[Rule, ...]
    ) -> None:
        self.composer, self.selection, self.day = composer, selection, day
        self.rules = tuple(rule for rule in rules if rule.in_check)
        self.workspace = composer.workspace
        self.records = RecordPlaces(self.workspace)
        self.grounds = Grounds(self.workspace, day)
        self.reading = Reading(self.rules)
        self.slots: dict[tuple[str, str], tuple[SlotUse, ...]] = {}

    def run(self, progress: Callable[[int, int], None]) -> Checked:
        schools, policies = self.selection.of(self.workspace)
        report = Report()
        found: list[Diagnostic] = []
        editions = compose_all(self.composer, self.selection, report)
        for number, composed in enumerate(editions, 1):
            found.extend(self.edition(composed))
            progress(number, len(schools) * len(policies))
        found.extend(self.survey(schools, policies))
        codes = {rule.code for rule in self.rules}
        told = [d for d in report.diagnostics if d.code in codes or d.code not in RULES]
        ignores = Ignores(self.workspace, RULES, self.records)
        kept = list(ignores.without_ignored(found))
        if self.is_whole:
            ignores.look_over(self.files())
            kept.extend(ignores.unused(codes))
        kept.extend(ignores.wrong)
        kept = [d for d in kept if d.code in codes]
        return Checked(said_once((*told, *kept)), len(self.slots), len(self.rules))

    @property
    def is_whole(self) -> bool:
        """Whether everything is selected and can be used."""
        workspace = self.workspace
        broken = workspace.broken_schools or workspace.broken_policies or workspace.broken_shared
        return not (self.selection.schools or self.selection.policies or broken)

    def files(self) -> Iterator[str]:
        """Yield the files that an ignore may stand in."""
        yield MARK
        yield from (p.file for p in self.workspace.policies.values())
        yield from (f"templates/{name}" for name in self.workspace.shared)
        for school in self.workspace.schools.values():
            yield f"schools/{school.id}/profile.yaml"
            yield register_path(school.id)
            yield from school.local.values()

    def edition(self, composed: Composed) -> Iterator[Diagnostic]:
        """Yield what the rules find in one edition and its records."""
        school = self.workspace.schools[composed.school]
        self.slots[composed.school, composed.policy] = composed.slots
        ground = self.grounds.of(school)
        if composed.document is not None and composed.text is not None:
            locator = Locator(self.composer, composed, self.records)
            blocks = composed.document.blocks
            spots = (
                *self.reading.text(tuple(passages(blocks)), ground),
                *self.reading.blocks(blocks, _kinds(composed.text)),
            )
            already = {(d.code, d.place.file, d.place.line) for d in composed.diagnostics}
            for spot in spots:
                one = spot.diagnostic(locator.place(spot), school.id, composed.policy)
                if (one.code, one.place.file, one.place.line) not in already:
                    yield one
        policy = self.workspace.policies[composed.policy]
        entry = school.register.policies.get(policy.id, Entry())
        review = review_of(policy, school.profile, entry)
        edition = Edition(
            self.workspace, school, policy, entry, review, self.records, ground, self.day
        )
        for rule in self.rules:
            if isinstance(rule, EditionRule):
                for said in rule.find(edition):
                    yield _diagnostic(rule, said, school.id, policy.id)

    def survey(self, schools: list[str], policies: list[str]) -> Iterator[Diagnostic]:
        """Yield what the rules over the whole folder find."""
        asked = [rule for rule in self.rules if isinstance(rule, SurveyRule)]
        if not asked:
            return
        workspace = self.workspace
        survey = Survey(
            workspace,
            {s: workspace.schools[s] for s in schools if s in workspace.schools},
            {p: workspace.policies[p] for p in policies if p in workspace.policies},
            tuple(self.slots),
            self.slots,
            asked_by(workspace),
            self.records,
            self.grounds.of_nobody,
            self.day,
            self.is_whole,
        )
        for rule in asked:
            for said in rule.find(survey):
                yield _diagnostic(rule, said, said.school, said.policy)


def _kinds(text: Text) -> frozenset[type] | None:
    """Return the types of node that an edition of *text* may hold; None when answers may bring any."""
    if any(type(printed.value) is Parsed for printed in text.expansion.printed):
        return None
    return text.skeleton.kinds | {Table}


def _diagnostic(rule: Rule, said: Said, school: str, policy: str) -> Diagnostic:
    return Diagnostic(
        said.place,
        rule.code,
        said.message,
        said.hint,
        rule.severity,
        school,
        policy,
        is_finding=True,
    )

"""The register of a trust: where each policy of each school stands on a given day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

from .compose import Composed, Composer
from .errors import InputError, Severity
from .lint.in_build import BuildCheck
from .planning import Report, Selection, is_wanted
from .records.dates import PartialDate
from .records.register import Entry, Event
from .records.review import Review, review_of
from .records.school import School, with_event
from .status_rows import State, StatusRow, urgency

WITHIN = 90


def status(
    composer: Composer,
    selection: Selection,
    as_of: datetime.date,
    report: Report,
    *,
    within: int = WITHIN,
) -> list[StatusRow]:
    """Return a row for each selected school and policy, the most urgent first.

    A policy is *due* when its next review ends within so many days. What is wrong with the workspace
    goes to *report*; a policy that cannot be published is *blocked*.

    :raises UsageError: when the selection names nothing.
    """
    schools, policies = selection.of(composer.workspace)
    report.take_from(composer.workspace, schools, policies)
    rows = []
    checks = BuildCheck(composer)
    for school in (
        composer.workspace.schools[s] for s in schools if s in composer.workspace.schools
    ):
        for policy in (p for p in policies if p in composer.workspace.policies):
            row = _row(checks, school, policy, as_of, within, report)
            if row is not None:
                rows.append(row)
    return sorted(rows, key=urgency)


def _row(
    checks: BuildCheck,
    school: School,
    policy_id: str,
    as_of: datetime.date,
    within: int,
    report: Report,
) -> StatusRow | None:
    composer = checks.composer
    entry = school.register.policies.get(policy_id, Entry())
    policy = composer.workspace.policies[policy_id]
    review = review_of(policy, school.profile, entry)
    days = (review.next.last_day - as_of).days if review.next else None
    row = StatusRow(
        school=school.id,
        school_name=school.profile.name,
        policy=policy_id,
        title=policy.title,
        version=review.version,
        approved=review.approved,
        approved_by=review.by,
        next_review=review.next,
        days_left=days,
        state=State.CURRENT,
        reasons=(),
    )
    if not entry.adopted:
        return replace(
            row, state=State.NOT_ADOPTED, reasons=(entry.reason,) if entry.reason else ()
        )
    try:
        if not is_wanted(composer, school, policy_id):
            return None
    except InputError as error:
        report.diagnostics.extend(error.diagnostics)
        return replace(row, state=State.BLOCKED, reasons=("the template cannot be used",))
    school = _as_approved(school, policy_id, review)
    now = checks.over(composer.compose(school, policy_id))
    errors = (d for d in now.diagnostics if d.severity is Severity.ERROR and not d.is_finding)
    report.diagnostics.extend(errors)
    digest = review.approvals[-1].digest if review.approvals else ""
    changed = bool(digest) and not now.refused and digest != composer.digest(school, policy_id)
    found = list(_states(now, review, changed=changed, days=days, within=within))
    if not found:
        return row
    return replace(row, state=found[0][0], reasons=tuple(reason for _, reason in found if reason))


def _as_approved(school: School, policy_id: str, review: Review) -> School:
    """Return *school*; where the policy was never approved, as if it were, for its text to be seen."""
    if review.approvals:
        return school
    day = PartialDate.of_day(datetime.date(2000, 1, 1))
    event = Event(version="1", date=day, action="Approved", by="–", next_review=day)
    return with_event(school, policy_id, event)


def _states(
    now: Composed, review: Review, *, changed: bool, days: int | None, within: int
) -> Iterable[tuple[State, str]]:
    """Yield every state that is not *current*, with its reason, the one to show first."""
    errors = [d for d in now.diagnostics if d.severity is Severity.ERROR]
    if now.refused:
        more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
        yield State.BLOCKED, f"cannot be published: {errors[0].message}{more}"
    if days is not None and days < 0:
        yield State.OVERDUE, f"the review was due by {review.next}"
    if changed:
        yield State.CHANGED, f"the text differs from version {review.version} as approved"
    if days is not None and 0 <= days <= within:
        yield State.DUE, ""
    if not review.approvals:
        yield State.NEVER, "no version has been approved"
    for one in now.diagnostics:
        if one.severity is Severity.WARNING and not one.is_finding:
            yield State.CURRENT, one.message

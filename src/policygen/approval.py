"""Approving and reviewing: what an approval changes, worked out before anything is written.

Nothing here writes. A :class:`Recorded` holds the new bytes of the files that record it; the caller
writes all of them or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from .compose import Composer
from .document.tree import Document
from .errors import Diagnostic, InputError, Place, Severity
from .formats import FORMATS
from .lint.in_build import BuildCheck
from .records.dates import PartialDate
from .records.editing import add_event
from .records.periods import next_review
from .records.register import Entry, Event
from .records.review import Review, review_of
from .records.school import School, register_path, with_event

REVIEWED = "Reviewed, no change"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the governors decided: ``version`` is empty for a review without change."""

    date: PartialDate
    by: str
    version: str = ""
    action: str = ""
    next_review: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision about one policy of one school: the event, and the files that record it."""

    school: str
    policy: str
    event: Event
    next_review: PartialDate | None
    files: Mapping[str, bytes] = field(repr=False)


def record(composer: Composer, school: School, policy_id: str, decision: Decision) -> Recorded:
    """Return what recording *decision* makes of the files of *school*.

    :raises InputError: when the published edition is refused, the version does not go up, the date goes
        back, the same is recorded already, or the register cannot be edited.
    """
    entry = school.register.policies.get(policy_id, Entry())
    policy = composer.workspace.policies[policy_id]
    review = review_of(policy, school.profile, entry)
    wrong = tuple(_refusals(school, policy_id, entry, review, decision))
    if wrong:
        raise InputError(*wrong)
    due = _next_of(review, decision)
    now = review.next
    if not decision.version and due is None and now and now.last_day <= decision.date.last_day:
        message = f"the next review, {now}, is over by then, and the review period gives no other"
        hint = "give one with --next-review"
        raise InputError(_say(school, policy_id, "next-review", message, hint))
    event = _event(decision, due)
    then = with_event(school, policy_id, event)
    document = _document(composer, then, policy_id)
    digest = composer.digest(then, policy_id)
    files = {}
    if decision.version:
        event = replace(event, digest=digest)
        path = approved_path(school.id, policy_id, event.version)
        files[path] = FORMATS["md"].write(document, None)
    elif review.approvals[-1].digest not in ("", digest):
        message = (
            "the text has changed since it was approved, so it was not reviewed without change"
        )
        hint = "record a new version: policygen approve"
        raise InputError(_say(school, policy_id, "changed", message, hint))
    files[register_path(school.id)] = _register(composer, school, policy_id, event)
    after = review_of(policy, then.profile, then.register.policies[policy_id])
    return Recorded(school.id, policy_id, event, after.next, files)


def approved_path(school: str, policy: str, version: str) -> str:
    """Return the path of the approved Markdown edition of one version in the workspace."""
    return f"schools/{school}/approved/{policy}/{version}.md"


def _event(decision: Decision, due: PartialDate | None) -> Event:
    return Event(
        version=decision.version,
        date=decision.date,
        action=decision.action or ("Approved" if decision.version else REVIEWED),
        by=decision.by,
        next_review=due,
    )


def _next_of(review: Review, decision: Decision) -> PartialDate | None:
    """Return the next review to write down: as decided; of a review without change, date + period."""
    if decision.next_review or decision.version:
        return decision.next_review
    return next_review(decision.date, review.period) if review.period else None


def _document(composer: Composer, school: School, policy_id: str) -> Document:
    """Return the published edition.

    :raises InputError: when it is refused.
    """
    done = BuildCheck(composer).over(composer.compose(school, policy_id))
    if done.refused or done.document is None:
        raise InputError(*(d for d in done.diagnostics if d.severity is Severity.ERROR))
    return done.document


def _register(composer: Composer, school: School, policy_id: str, event: Event) -> bytes:
    path = register_path(school.id)
    old = composer.workspace.read_raw(path)
    values = {
        "version": event.version,
        "date": _typed(event.date),
        "action": event.action,
        "by": event.by,
        "next_review": _typed(event.next_review),
        "digest": event.digest,
    }
    known = {key: text for key, text in values.items() if text}
    return add_event(old.decode(), policy_id, known, file=path).encode()


def _typed(date: PartialDate | None) -> str:
    return (date.written or str(date)) if date else ""


# --- what is refused -----------------------------------------------------------------------------


def _refusals(
    school: School, policy_id: str, entry: Entry, review: Review, decision: Decision
) -> Iterable[Diagnostic]:
    history, approvals = review.events, review.approvals
    if not entry.adopted:
        yield _say(
            school,
            policy_id,
            "not-adopted",
            "the school has not adopted this policy",
            "set adopted: yes in the register first",
        )
    same = [
        e
        for e in history
        if (e.version, e.date, e.by) == (decision.version, decision.date, decision.by)
    ]
    if same and (decision.version or same[-1].action == (decision.action or REVIEWED)):
        yield _say(school, policy_id, "recorded", "this is recorded already", "nothing was changed")
        return
    if not decision.version and not approvals:
        yield _say(
            school,
            policy_id,
            "never-approved",
            "the policy has never been approved",
            "record its first version: policygen approve",
        )
    latest = max((e.date for e in history if e.date), default=None)
    if latest and decision.date.last_day < latest.last_day:
        yield _say(
            school,
            policy_id,
            "date",
            f"{decision.date} is before {latest}, which is recorded already",
            "dates of a history go forward; give it as exactly as the earlier one",
        )
    if decision.version and approvals and not _goes_up(approvals[-1].version, decision.version):
        yield _say(
            school,
            policy_id,
            "version",
            f"version {decision.version} does not follow {approvals[-1].version}",
            f"give a higher version than {approvals[-1].version}",
        )
    if decision.next_review and decision.next_review.last_day <= decision.date.last_day:
        yield _say(
            school,
            policy_id,
            "next-review",
            f"the next review, {decision.next_review}, is not after {decision.date}",
            "give a later date",
        )


def _goes_up(old: str, new: str) -> bool:
    return _numbers(new) > _numbers(old)


def _numbers(version: str) -> tuple[tuple[int, int | str], ...]:
    """Return *version* so that 1.10 follows 1.9, and 2a follows 2."""
    parts = re.findall(r"[0-9]+|[^0-9.\s]+", version)
    return tuple((1, int(p)) if p.isdigit() else (0, p.casefold()) for p in parts)


def _say(school: School, policy: str, code: str, message: str, hint: str) -> Diagnostic:
    place = school.register.places.get(policy) or Place(register_path(school.id))
    return replace(
        Diagnostic(place, code, message, hint, school=school.id, policy=policy), is_finding=True
    )

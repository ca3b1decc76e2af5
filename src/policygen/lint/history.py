"""Rules over the history of a policy at a school: reviews, approvals, and who made them."""

from __future__ import annotations

from collections.abc import Iterator

from ..english import fold_key
from ..errors import Place
from ..records.dates import PartialDate
from ..records.periods import next_review
from ..records.register import Event
from ..records.terms import DEFAULT_TERMS
from .edition import Edition
from .rule import Said, edition_rule


def _number(edition: Edition, event: Event) -> int:
    return next(n for n, one in enumerate(edition.entry.history) if one is event)


def _place(edition: Edition, event: Event, field: str = "") -> Place:
    return edition.places.history(
        edition.school.id, edition.policy.id, _number(edition, event), field
    )


@edition_rule("overdue")
def overdue(edition: Edition) -> Iterator[Said]:
    """The review of a policy is overdue.

    The day is today, or `--as-of`. A review that is stated as a month, term or year is overdue from the
    end of it. Record the review with `policygen review`, or the new version with `policygen approve`.
    """
    due = edition.review.next
    if due is not None and due.last_day < edition.day:
        place = edition.places.register(edition.school.id, edition.policy.id)
        message = f"the review was due by {due}"
        yield Said(place, message, "policygen review records that it was reviewed")


@edition_rule("review-date")
def review_date(edition: Edition) -> Iterator[Said]:
    """The next review is not the last approval plus the review period.

    The register states a `next_review` of its own, and it is another date than the period gives. One of
    them is wrong, or there is a reason: a comment with an ignore is the place for it.
    """
    review = edition.review
    if not review.approvals or review.period is None:
        return
    approval = review.approvals[-1]
    stated = review.next
    computed = next_review(approval.date, review.period) if approval.date else None
    event = next((e for e in reversed(edition.entry.history) if e.next_review), None)
    if event is None or stated is None or computed is None or event is not approval:
        return
    if _agree(stated, computed):
        return
    message = f"the next review is stated as {stated}, but {approval.date} and {review.period} make {computed}"
    hint = "correct one of them, or leave next_review out and it is worked out"
    yield Said(_place(edition, event, "next_review"), message, hint)


def _agree(one: PartialDate, other: PartialDate) -> bool:
    """Say whether two dates can be the same day, each at the precision it has."""
    return one.first_day <= other.last_day and other.first_day <= one.last_day


@edition_rule("approved-first")
def approved_first(edition: Edition) -> Iterator[Said]:
    """A version was approved before what led to it.

    The history lists a review or consultation and then the approval, but the approval has the earlier
    date. One of the dates is wrong, or the entries stand in the wrong order.
    """
    before: list[Event] = []
    for event in edition.entry.history:
        if event.is_approval:
            for earlier in before:
                if earlier.date and event.date and event.date.last_day < earlier.date.first_day:
                    message = (
                        f"version {event.version} was approved on {event.date}, before “{earlier.action}” "
                        f"on {earlier.date}"
                    )
                    hint = "correct the dates, or the order of the entries"
                    yield Said(_place(edition, event, "date"), message, hint)
                    break
            before = []
        else:
            before.append(event)


@edition_rule("date-to-come")
def date_to_come(edition: Edition) -> Iterator[Said]:
    """Something is recorded as done on a day that is still to come.

    A slip of the pen, most often in the year: the next review is worked out from it.
    """
    for event in edition.entry.history:
        if event.date and event.date.first_day > edition.day:
            what = event.action or f"version {event.version}"
            message = f"“{what}” is dated {event.date}, which is still to come"
            yield Said(_place(edition, event, "date"), message, "correct the date")


@edition_rule("same-person")
def same_person(edition: Edition) -> Iterator[Said]:
    """Who reviewed the policy also approved it.

    The register names the same person or group for the review and for the approval that follows it. A
    second pair of eyes is the point of an approval; where the policy allows it, ignore it with that
    reason.
    """
    reviewer: Event | None = None
    latest = edition.review.approvals[-1] if edition.review.approvals else None
    for event in edition.entry.history:
        if event is latest and reviewer and fold_key(reviewer.by) == fold_key(event.by):
            message = f"“{event.by}” both reviewed and approved version {event.version}"
            yield Said(_place(edition, event, "by"), message, "another person or body approves it")
        if event.is_approval:
            reviewer = None
        elif event.by and "review" in event.action.casefold():
            reviewer = event


@edition_rule("approver")
def approver(edition: Edition) -> Iterator[Said]:
    """The policy was not approved by whom the model asks for.

    `approver: governing_body` in the front matter, and another body in the latest approval. “Full
    governing body” and a body that the school's term names are right; a committee is not, unless the
    model says so.
    """
    approvals = edition.review.approvals
    wanted = edition.policy.approver
    if not approvals or not wanted or not approvals[-1].by:
        return
    by = fold_key(approvals[-1].by)
    term = edition.school.profile.terms.get(wanted, wanted)
    usual = DEFAULT_TERMS.get(wanted, term)
    if any(fold_key(name) in by for name in (term, usual)) or _is_full_board(by, wanted):
        return
    message = f"version {approvals[-1].version} was approved by “{approvals[-1].by}”, and the model asks for the {term}"
    hint = f"correct “by”, or say in {edition.policy.file} who approves the policy"
    yield Said(_place(edition, approvals[-1], "by"), message, hint)


_FULL = ("full board", "fgb", "full governing board", "full governing body", "governors")


def _is_full_board(by: str, wanted: str) -> bool:
    return wanted == "governing_body" and any(by in (name, f"the {name}") for name in _FULL)

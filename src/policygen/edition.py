"""What an edition says about itself: title, header, footer and the control record as properties."""

from __future__ import annotations

from collections.abc import Iterable

from .document.pictures import picture
from .document.properties import Picture, Properties, Theme
from .records.policy import Policy
from .records.profile import Profile
from .records.review import Review
from .records.school import School
from .records.trust import Trust


def properties_of(
    policy: Policy,
    school: School,
    trust: Trust,
    review: Review,
    pictures: tuple[Picture, ...],
    crest: Picture | None,
    *,
    draft: bool,
) -> Properties:
    """Return the properties of the edition of *policy* for *school*, with its *pictures* and the *crest*.

    Everything that a format says outside the text comes from here, so that no two places disagree.
    """
    profile = school.profile
    version = f"Version {review.version}" if review.version else ""
    due = f"Next review: {review.next}" if review.next else ""
    return Properties(
        title=policy.title,
        publisher=profile.name,
        subject=policy.audience and f"For {policy.audience}",
        identifier=f"{school.id}/{policy.id}",
        version=review.version,
        issued=review.approved.iso if review.approved else "",
        record=control_record(policy, profile, trust, review, draft=draft),
        header=(profile.name, policy.title),
        footer=(version, due),
        numbering=policy.numbering,  # type: ignore[arg-type]
        draft=draft,
        cover=policy.control.layout == "cover",
        theme=Theme(profile.theme.colour, profile.theme.font),
        crest=crest,
        pictures=pictures,
    )


def control_record(
    policy: Policy, profile: Profile, trust: Trust, review: Review, *, draft: bool
) -> tuple[tuple[str, str], ...]:
    """Return the control record as ordered pairs; what is not known is left out."""
    pairs = (
        ("school", profile.name),
        ("urn", profile.urn),
        ("trust", trust.name),
        ("policy", policy.id),
        ("audience", policy.audience),
        ("version", review.version),
        ("approved", str(review.approved or "")),
        ("approved_by", review.by),
        ("review_period", str(review.period or "")),
        ("next_review", str(review.next or "")),
        ("status", "draft" if draft else ""),
    )
    return tuple((name, text) for name, text in pairs if text)


def crest_of(data: bytes, profile: Profile) -> Picture:
    """Return the school's crest.

    :raises ValueError: when the file is no picture that can be used.
    """
    return picture(f"Crest of {profile.name}", data)


def said_outside(properties: Properties, trust: str) -> Iterable[tuple[str, str]]:
    """Yield (source, text) of what an edition says outside its text: in headers, fields and metadata."""
    record = dict(properties.record)
    yield "school.name", properties.publisher
    yield "policy.title", properties.title
    yield "policy.audience", record.get("audience", "")
    yield "trust.name", trust
    yield "review.by", record.get("approved_by", "")
    yield "review.version", properties.version

"""Rules over which policies a school has: undecided ones, related ones, those that the law asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document.colour import contrast, readable
from ..errors import Place, did_you_mean
from ..records.lists import Statutory
from ..records.policy import Policy
from ..records.profile import Profile
from ..records.school import School, register_path
from ..root import MARK
from .edition import Edition
from .rule import Said, edition_rule, survey_rule
from .survey import Survey

MAINTAINED = (
    "community",
    "voluntary",
    "foundation",
    "maintained",
    "local authority",
    "pupil referral",
)
ACADEMY = ("academy", "free school", "studio school", "university technical", "city technology")


@edition_rule("undecided")
def undecided(edition: Edition) -> Iterator[Said]:
    """Nobody has decided on a policy.

    The model is for this school, the register does not list it, and so it is built. Say `adopted: yes`,
    or `adopted: no` with a reason.
    """
    if edition.policy.id not in edition.school.register.policies:
        message = f"nobody has decided on “{edition.policy.id}”, which applies to the school"
        hint = "list it in the register with adopted: yes, or adopted: no and a reason"
        yield Said(Place(register_path(edition.school.id)), message, hint)


@edition_rule("related-not-adopted")
def related_not_adopted(edition: Edition) -> Iterator[Said]:
    """A policy names another one that the school has not adopted.

    `related` in the front matter lists it, so readers will look for it.
    """
    policies = edition.school.register.policies
    for other in edition.policy.related:
        entry = policies.get(other)
        if entry is not None and not entry.adopted and other in edition.workspace.policies:
            place = edition.places.register(edition.school.id, other)
            message = f"“{edition.policy.id}” refers to “{other}”, which the school has not adopted"
            hint = "say in the reason what the school has instead, and ignore this, or adopt it"
            yield Said(place, message, hint)


@survey_rule("related-unknown")
def related_unknown(survey: Survey) -> Iterator[Said]:
    """A model names a related policy that the workspace does not have.

    A slip of the pen in `related`, or a policy that is kept elsewhere: leave it out then.
    """
    known = sorted({*survey.workspace.policies, *survey.workspace.broken_policies})
    for policy in survey.policies.values():
        for other in policy.related:
            if other not in known:
                place = survey.places.key(policy.file, "related") or Place(policy.file, 1)
                message = f"there is no policy “{other}” to be related to"
                hint = did_you_mean(other, known, f"the policies are {', '.join(known)}")
                yield Said(place, message, hint, policy=policy.id)


@survey_rule("statutory-missing")
def statutory_missing(survey: Survey) -> Iterator[Said]:
    """A school has no policy that the law or the department's guidance asks it for.

    By the dated list and the kind and phase of the school. A policy is known by words in the id or title
    of its model. Where schools keep it somewhere else, say so in `templates/_check/statutory.yaml`:
    `- {id: admissions, kept: in the admissions handbook}`. The list is not complete, and no advice on law.
    """
    if not survey.whole:
        return
    listed = [one for one in survey.ground.lists.statutory if one.title and not one.kept]
    for school in survey.schools.values():
        missing = [w for w in listed if _needs(school.profile, w) and not _has(survey, school, w)]
        if missing:
            ids = ", ".join(one.id for one in missing)
            message = (
                f"{len(missing)} policies that the law or guidance asks for are missing: {ids}"
            )
            hint = (
                "adopt them, or say in templates/_check/statutory.yaml where they are kept: "
                f"- {{id: {missing[0].id}, kept: …}}"
            )
            yield Said(Place(MARK), message, hint, school.id)


def _needs(profile: Profile, wanted: Statutory) -> bool:
    kind = kind_of(profile)
    right_kind = not wanted.kinds or kind in wanted.kinds
    right_phase = not wanted.phases or not profile.phase or profile.phase in wanted.phases
    return right_kind and right_phase


def kind_of(profile: Profile) -> str:
    """Return ``academy`` or ``maintained``, by the type of school; ``""`` when it cannot be told."""
    words = profile.type.casefold()
    if any(word in words for word in ACADEMY):
        return "academy"
    return "maintained" if any(word in words for word in MAINTAINED) else ""


def _has(survey: Survey, school: School, wanted: Statutory) -> bool:
    return any(
        _is_about(survey.workspace.policies[policy], wanted.match)
        for owner, policy in survey.wanted
        if owner == school.id
    )


def _is_about(policy: Policy, words: Sequence[str]) -> bool:
    said = " ".join(
        re.findall(r"[a-z0-9]+", f"{policy.id} {policy.title}".casefold().replace("'", ""))
    )
    return any(f" {word.casefold()} " in f" {said} " for word in words)


@survey_rule("contrast")
def low_contrast(survey: Survey) -> Iterator[Said]:
    """The school's colour cannot be read on white.

    Text needs a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3). The editions use a darker shade of it, which the
    hint gives: take that one, so that paper, screen and website look alike.
    """
    for school in survey.schools.values():
        colour = school.profile.theme.colour
        if colour and contrast(colour, "#ffffff") < 4.5:
            file = f"schools/{school.id}/profile.yaml"
            own = survey.places.key(file, "theme", "colour")
            place = own or survey.places.key(MARK, "defaults", "theme", "colour") or Place(file)
            ratio = contrast(colour, "#ffffff")
            message = f"the colour {colour} has a contrast of {ratio:.1f} to 1 on white, and text needs 4.5"
            yield Said(place, message, f"take {readable(colour)}", school.id)

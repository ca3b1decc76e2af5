"""What ``approve`` and ``review`` share: which schools, recording all or nothing, and building again."""

from __future__ import annotations

from collections.abc import Iterable

from ..approval import Decision, Recorded, record
from ..build import build_editions
from ..compose import Composer
from ..errors import Diagnostic, InputError, Place, UsageError
from ..output import write_all
from ..planning import Outcome, Report, Selection, is_wanted
from ..workspace import Workspace, load
from . import report as printing


def record_all(
    workspace: Workspace, schools: Iterable[str], policy: str, decision: Decision
) -> list[Recorded]:
    """Record *decision* at every school of *schools* (ids or globs; none: all that have the policy).

    Nothing is written unless all of it can be.

    :raises UsageError: when no school, or no policy, is named.
    :raises InputError: with everything that speaks against it, at any school.
    """
    composer = Composer(workspace)
    patterns = tuple(schools)
    chosen, policies = Selection(patterns, (policy,)).of(workspace)
    if len(policies) != 1:
        message = f"“{policy}” names {len(policies)} policies"
        raise UsageError(Diagnostic(Place(policy), "no-policy", message, "name one"))
    broken = [d for s in chosen for d in workspace.broken_schools.get(s, ())]
    broken += workspace.broken_policies.get(policies[0], ())
    if broken:
        raise InputError(*broken)
    exact = {pattern for pattern in patterns if pattern in workspace.schools}
    recorded: list[Recorded] = []
    wrong: list[Diagnostic] = []
    for school in (workspace.schools[s] for s in chosen):
        try:
            if school.id in exact or is_wanted(composer, school, policies[0]):
                recorded.append(record(composer, school, policies[0], decision))
        except InputError as error:
            wrong.extend(error.diagnostics)
    if wrong:
        raise RefusedError(*dict.fromkeys(wrong))
    if not recorded:
        raise UsageError(
            Diagnostic(Place(policy), "no-school", f"no school has adopted “{policy}”")
        )
    write_all(
        workspace.root, {path: content for one in recorded for path, content in one.files.items()}
    )
    return recorded


class RefusedError(InputError):
    """What the governors decided cannot be recorded; nothing was written."""

    exit_code = 1


def build_again(workspace: Workspace, recorded: Iterable[Recorded]) -> Report:
    """Build the policy again at the schools where something was recorded."""
    recorded = list(recorded)
    again = load(workspace.root)
    selection = Selection(tuple(r.school for r in recorded), (recorded[0].policy,))
    return build_editions(again, again.root / "build", selection)


def tell(recorded: Iterable[Recorded], report: Report) -> None:
    """Print what was recorded, and what was built."""
    for one in recorded:
        event = one.event
        what = f"version {event.version} approved" if event.version else event.action
        when = f"{'on' if event.date and event.date.day else 'in'} {event.date}"
        due = f"; next review {one.next_review}" if one.next_review else ""
        printing.out(f"{one.school}, {one.policy}: {what} {when} by {event.by}{due}")
    printing.say_diagnostics(report.diagnostics)
    written = report.count(Outcome.BUILT) + report.count(Outcome.FRESH)
    printing.out(f"{written} editions built again")


def as_rows(recorded: Iterable[Recorded]) -> list[dict[str, str | None]]:
    """Return what was recorded as rows of ``--json``."""
    return [
        {
            "school": one.school,
            "policy": one.policy,
            "version": one.event.version or None,
            "date": str(one.event.date),
            "action": one.event.action,
            "by": one.event.by,
            "next_review": str(one.next_review) if one.next_review else None,
            "digest": one.event.digest or None,
        }
        for one in recorded
    ]

"""``policygen local``."""

from __future__ import annotations

import click
from rich.columns import Columns
from rich.panel import Panel

from .. import local_files
from ..compose import Composed, Composer
from ..document import plain
from ..document.tree import Document
from ..errors import Diagnostic, Place, UsageError
from ..local import Change
from ..output import write
from ..planning import Report, Selection, compose_all
from ..records.school import School
from ..workspace import Workspace
from . import report as printing
from .selecting import as_json, schools_and_policies, workspace_of


@click.command()
@click.argument("school", required=False)
@click.argument("policy", required=False)
@schools_and_policies
@click.option(
    "--accept-base",
    "accepted",
    metavar="SECTION",
    multiple=True,
    help="Settle: keep the school's text against the model of today.",
)
@click.option(
    "--new", "new", metavar="SECTION", help="Start a local section with the model's text of today."
)
@click.option(
    "--replace",
    "way",
    flag_value="replace",
    default=True,
    help="With --new: the school's text takes the place of the model's (as is usual).",
)
@click.option(
    "--append",
    "way",
    flag_value="append",
    help="With --new: the school's text follows the model's.",
)
@click.option(
    "--prepend",
    "way",
    flag_value="prepend",
    help="With --new: the school's text comes before the model's.",
)
@click.option("--omit", "way", flag_value="omit", help="With --new: the section is left out.")
@click.option(
    "--insert-after",
    "way",
    flag_value="insert-after",
    help="With --new: a new section behind this one.",
)
@as_json
@click.pass_context
def command(
    context: click.Context,
    school: str | None,
    policy: str | None,
    schools: tuple[str, ...],
    policies: tuple[str, ...],
    accepted: tuple[str, ...],
    new: str | None,
    way: str,
    as_json: bool,
) -> int:
    """List what differs from the models; for SCHOOL and POLICY show both texts, start or settle one."""
    workspace = workspace_of(context)
    composer = Composer(workspace)
    chosen = Selection(
        (*schools, *([school] if school else [])), (*policies, *([policy] if policy else []))
    )
    if accepted or new:
        one, name = _only(workspace, chosen)
        if new:
            _start(composer, one, name, new, way)
        for section in accepted:
            _settle(composer, one, name, section)
        return 0
    report = Report()
    found = [c for c in compose_all(composer, chosen, report, draft=True) if c.changes]
    printing.say_diagnostics(
        d for d in report.diagnostics if not d.is_finding and d.code != "model-changed"
    )
    if as_json:
        printing.out_json([row for one in found for row in _rows(composer, one)])
    else:
        _print(composer, found, whole=bool(school and policy))
    stale = any(change.stale for one in found for change in one.changes)
    return max(report.exit_code, int(stale))


def _only(workspace: Workspace, chosen: Selection) -> tuple[School, str]:
    schools, policies = chosen.of(workspace)
    if not (chosen.schools and chosen.policies) or len(schools) != 1 or len(policies) != 1:
        raise click.UsageError("name one school and one policy: policygen local SCHOOL POLICY …")
    if schools[0] not in workspace.schools or policies[0] not in workspace.policies:
        hint = "build says what is wrong with it"
        raise UsageError(
            Diagnostic(Place(schools[0]), "broken", "the school or the policy cannot be read", hint)
        )
    return workspace.schools[schools[0]], policies[0]


def _start(composer: Composer, school: School, policy: str, section: str, way: str) -> None:
    path = local_files.local_path(school.id, policy)
    old = composer.workspace.read_raw(path).decode()
    text = local_files.new_section(composer, school, policy, section, way, old)
    joint = "" if not old else "\n" if old.endswith("\n") else "\n\n"
    write(composer.workspace.root, path, f"{old}{joint}{text}".encode())
    printing.out(f"wrote the section “{section}” into {path}; now edit it there")


def _settle(composer: Composer, school: School, policy: str, section: str) -> None:
    path = local_files.local_path(school.id, policy)
    now = local_files.model_digest(composer, school, policy, section)
    text = composer.workspace.read_raw(path).decode()
    new = local_files.accept_base(text, section, now, path)
    write(composer.workspace.root, path, new.encode())
    printing.out(
        f"{path}: the section “{section}” now stands against the model of today (base={now})"
    )


def _rows(composer: Composer, one: Composed) -> list[dict[str, object]]:
    policy = composer.workspace.policies[one.policy]
    return [
        {
            "school": one.school,
            "policy": one.policy,
            "section": change.section.id,
            "change": change.section.way,
            "reason": change.section.reason or None,
            "base": change.section.base or None,
            "model": change.now or None,
            "model_changed": change.stale,
            "consult": policy.consult or None,
            "model_text": _text(change.model),
            "own_text": _text(change.own),
        }
        for change in one.changes
    ]


def _print(composer: Composer, found: list[Composed], *, whole: bool) -> None:
    for one in found:
        policy = composer.workspace.policies[one.policy]
        printing.out(
            f"{one.school}: {one.policy} differs from the model in {_many(len(one.changes))}"
        )
        if policy.consult:
            printing.out(f"  consultation is needed before a local change: {policy.consult}")
        for change in one.changes:
            printing.out(f"  {_said(change)}")
            if whole and change.section.way in ("replace", "append", "prepend"):
                printing.out_table(
                    Columns(
                        [
                            Panel(_text(change.model), title="the model now", width=76),
                            Panel(
                                _text(change.own),
                                title="the school's own",
                                width=76,
                            ),
                        ]
                    )
                )
    if not found:
        printing.out("no school has wording of its own")


def _many(number: int) -> str:
    return "1 section" if number == 1 else f"{number} sections"


def _said(change: Change) -> str:
    words = {
        "replace": "replaced",
        "append": "added to",
        "prepend": "added before",
        "omit": "left out",
        "insert-after": "new",
    }
    section = change.section
    reason = f" ({section.reason})" if section.reason else ""
    after = f", after {section.after}" if section.after else ""
    stale = "; MODEL CHANGED under local text" if change.stale else ""
    return f"{section.id}: {words[section.way]}{after}{reason}{stale}"


def _text(blocks: tuple[object, ...]) -> str:
    return "\n".join(plain.lines(Document(blocks)))  # type: ignore[arg-type]

"""``policygen approve``."""

from __future__ import annotations

import click

from ..approval import Decision
from ..records.dates import PartialDate
from . import report as printing
from .dates import DATE, WORDS
from .recording import as_rows, build_again, record_all, tell
from .selecting import as_json, schools_of, workspace_of


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="[SCHOOL] POLICY")
@click.option(
    "-s",
    "--school",
    "more",
    metavar="SCHOOL",
    multiple=True,
    help="A school (id or glob); repeatable. None: all that have the policy.",
)
@click.option(
    "--version", required=True, type=WORDS, help="The version that was approved, such as 2.0."
)
@click.option(
    "--date",
    required=True,
    type=DATE,
    help="When, as exactly as it is known: 2026-03-12, March 2026.",
)
@click.option("--by", required=True, type=WORDS, help="Who approved it.")
@click.option(
    "--action",
    type=WORDS,
    default="Approved",
    show_default=True,
    help="What was done, for the version table.",
)
@click.option(
    "--next-review", type=DATE, help="When the next review is due, if not after the review period."
)
@as_json
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    more: tuple[str, ...],
    version: str,
    date: PartialDate,
    by: str,
    action: str,
    next_review: PartialDate | None,
    as_json: bool,
) -> int:
    """Record that a policy was approved, store the approved text, and build it again.

    Refused while the published edition is refused. At several schools at once: all or nothing.
    """
    workspace = workspace_of(context)
    schools, policy = schools_of(names, more)
    decision = Decision(date=date, by=by, version=version, action=action, next_review=next_review)
    recorded = record_all(workspace, schools, policy, decision)
    report = build_again(workspace, recorded)
    if as_json:
        printing.out_json(as_rows(recorded))
    else:
        tell(recorded, report)
    return report.exit_code

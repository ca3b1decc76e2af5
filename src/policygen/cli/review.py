"""``policygen review``."""

from __future__ import annotations

import click

from ..approval import REVIEWED, Decision
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
@click.option("--date", required=True, type=DATE, help="When: 2026-03-12, March 2026.")
@click.option("--by", required=True, type=WORDS, help="Who reviewed it.")
@click.option(
    "--next-review", type=DATE, help="When the next review is due, if not after the review period."
)
@as_json
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    more: tuple[str, ...],
    date: PartialDate,
    by: str,
    next_review: PartialDate | None,
    as_json: bool,
) -> int:
    """Record that a policy was reviewed and not changed; the version stays, the next review moves."""
    workspace = workspace_of(context)
    schools, policy = schools_of(names, more)
    decision = Decision(date=date, by=by, action=REVIEWED, next_review=next_review)
    recorded = record_all(workspace, schools, policy, decision)
    report = build_again(workspace, recorded)
    if as_json:
        printing.out_json(as_rows(recorded))
    else:
        tell(recorded, report)
    return report.exit_code

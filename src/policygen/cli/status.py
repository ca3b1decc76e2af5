"""``policygen status``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from ..compose import Composer
from ..planning import Report, Selection
from ..records.dates import PartialDate
from ..status import WITHIN, status
from ..status_formats import FORMATS
from ..status_formats.matrix import matrix
from ..status_rows import State, StatusRow, states_named
from . import report as printing
from .dates import DATE, DAYS, day_of
from .selecting import as_json, schools_and_policies, workspace_of

_STYLES = {
    State.OVERDUE: "bold red",
    State.BLOCKED: "bold red",
    State.CHANGED: "yellow",
    State.DUE: "yellow",
    State.NEVER: "magenta",
    State.CURRENT: "green",
    State.NOT_ADOPTED: "dim",
}


@click.command()
@schools_and_policies
@click.option("--as-of", type=DATE, help="The day to count from; today when not given.")
@click.option(
    "--within", type=DAYS, default=f"{WITHIN}d", show_default=True, help="How soon a review is due."
)
@click.option("--state", "states", multiple=True, help="Only these states, such as overdue,due.")
@click.option(
    "--fail-on", "fail_on", multiple=True, help="Exit 1 when a policy is in one of these states."
)
@click.option(
    "-f",
    "--format",
    "format_name",
    type=click.Choice(["table", *FORMATS]),
    default="table",
    show_default=True,
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write into this file instead of standard output.",
)
@click.option("--matrix", "as_matrix", is_flag=True, help="Schools against policies.")
@as_json
@click.pass_context
def command(
    context: click.Context,
    schools: tuple[str, ...],
    policies: tuple[str, ...],
    as_of: PartialDate | None,
    within: int,
    states: tuple[str, ...],
    fail_on: tuple[str, ...],
    format_name: str,
    output: Path | None,
    as_matrix: bool,
    as_json: bool,
) -> int:
    """Show where every policy of every school stands: approved, due, overdue, changed since approval…"""
    wanted, failing = states_named(states), states_named(fail_on)
    report = Report()
    day = day_of(as_of)
    rows = status(
        Composer(workspace_of(context)), Selection(schools, policies), day, report, within=within
    )
    found = any(row.state in failing for row in rows)
    rows = [row for row in rows if not wanted or row.state in wanted]
    printing.say_diagnostics(report.diagnostics)
    if as_json or format_name != "table":
        one = FORMATS["json" if as_json else format_name]
        content = one.write(rows, as_of=day)
        _write(content, output, is_text=one.is_text)
    elif as_matrix:
        _print_matrix(rows)
    else:
        _print_table(rows)
    return max(report.exit_code, int(found))


def _write(content: str | bytes, output: Path | None, *, is_text: bool) -> None:
    data = content.encode() if isinstance(content, str) else content
    if output is not None:
        from ..output import write

        write(output.parent, output.name, data)
        printing.say(f"wrote {output}")
    elif sys.stdout.isatty() and not is_text:
        raise click.UsageError("this format is not text: name a file with -o")
    else:
        sys.stdout.buffer.write(data)


def _print_table(rows: Sequence[StatusRow]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (
        "State",
        "School",
        "Policy",
        "Version",
        "Approved",
        "By",
        "Next review",
        "Days",
    ):
        table.add_column(heading, overflow="fold", justify="right" if heading == "Days" else "left")
    for row in rows:
        days = "" if row.days_left is None else str(row.days_left)
        table.add_row(
            Text(row.state, style=_STYLES[row.state]),
            row.school,
            row.policy,
            Text(row.version),
            str(row.approved or ""),
            Text(row.approved_by),
            str(row.next_review or ""),
            days,
        )
    printing.out_table(table if rows else "nothing to show")
    because = [(r, reason) for r in rows for reason in r.reasons]
    if because:
        printing.out("")
    for row, reason in because:
        printing.out(f"{row.school}, {row.policy}: {reason}")


def _print_matrix(rows: Sequence[StatusRow]) -> None:
    policies, lines = matrix(rows)
    table = Table(pad_edge=False, header_style="bold")
    table.add_column("")
    for policy in policies:
        table.add_column(policy, overflow="fold")
    for school, states in lines:
        cells = [Text(s, style=_STYLES[s]) if s else Text("–", style="dim") for s in states]
        table.add_row(school, *cells)
    printing.out_table(table)

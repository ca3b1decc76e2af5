"""``policygen check``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from ..compose import Composer
from ..errors import Severity
from ..lint.check import Checked, check
from ..lint.finding import Finding
from ..lint.manual import explain, manual
from ..lint.rules import RULES, chosen, no_rule
from ..lint_formats import FORMATS
from ..planning import Selection
from ..records.dates import PartialDate
from . import report as printing
from .build import progress_bar
from .dates import day_of
from .findings import about_findings
from .selecting import as_json, schools_and_policies, workspace_of


@click.command()
@schools_and_policies
@about_findings
@as_json
@click.pass_context
def command(
    context: click.Context,
    schools: tuple[str, ...],
    policies: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    as_of: PartialDate | None,
    notes: bool,
    fail_on: str,
    format_name: str,
    output: Path | None,
    code: str | None,
    as_json: bool,
) -> int:
    """Look for what is wrong in records, models and composed policies.

    What is the same for several schools is said once. Exits with 1 when something is found.
    """
    if code:
        return explained(code)
    rules = chosen(select, ignore, "check")
    workspace = workspace_of(context)
    with progress_bar("Checking", quiet=as_json or format_name != "text") as progress:
        checked = check(
            Composer(workspace), Selection(schools, policies), day_of(as_of), rules, progress
        )
    shown = shown_of(checked.findings, notes=notes or fail_on == "note", select=select)
    if as_json or format_name != "text":
        content = FORMATS["json" if as_json else format_name](shown, prefix=_prefix(workspace.root))
        write_report(content, output)
    else:
        say_findings(shown)
        printing.out(_summary(checked, shown))
    return checked.exit_code(Severity(fail_on))


def explained(code: str) -> int:
    """Print what the rule *code* is about, or the whole manual, and return the exit code."""
    if code == "all":
        printing.out(manual().rstrip("\n"))
    elif code in RULES:
        printing.out(explain(RULES[code]))
    else:
        printing.say_diagnostics([no_rule(code)])
        return 2
    return 0


def shown_of(
    findings: Sequence[Finding], *, notes: bool, select: tuple[str, ...]
) -> tuple[Finding, ...]:
    """Return what is to be printed: notes only when they are asked for."""
    wanted = {rule.code for rule in chosen(select)} if select else set()
    return tuple(
        f for f in findings if notes or f.severity is not Severity.NOTE or f.code in wanted
    )


def say_findings(findings: Sequence[Finding]) -> None:
    """Print *findings* on standard error, for a person."""
    printing.say_diagnostics(f.diagnostic for f in findings)


def _prefix(root: Path) -> str:
    """Return what leads from the working folder, from which other programs look, to the workspace."""
    try:
        way = Path(os.path.relpath(root)).as_posix()
    except ValueError:  # another drive
        return ""
    return "" if way == "." or way.startswith("..") else f"{way}/"


def write_report(content: str, output: Path | None) -> None:
    """Write *content* into the file *output*, or print it."""
    if output is None:
        click.echo(content, nl=False)
        return
    from ..output import write

    write(output.parent, output.name, content.encode())
    printing.say(f"wrote {output}")


def _summary(checked: Checked, shown: Sequence[Finding]) -> str:
    looked = f"{checked.editions:,} editions checked by {checked.rules} rules"
    return f"{looked}: {counted(shown, checked.findings)}"


def counted(shown: Sequence[Finding], every: Sequence[Finding]) -> str:
    """Return how many findings there are of each severity, and how many are not shown."""
    counts = [
        f"{number} {severity}{'' if number == 1 else 's'}"
        for severity in Severity
        if (number := sum(f.severity is severity for f in shown))
    ]
    hidden = len(every) - len(shown)
    more = f"; {hidden} for information (--notes shows them)" if hidden else ""
    return f"{', '.join(counts) if counts else 'nothing found'}{more}"

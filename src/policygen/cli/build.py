"""``policygen build``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from ..build import Outcome, Report, Selection, build_editions
from ..formats import FORMATS, USUAL
from . import report as printing
from .selecting import as_json, schools_and_policies, workspace_of


@click.command()
@schools_and_policies
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(list(FORMATS)),
    help="Only this format; repeatable.",
)
@click.option("--draft", is_flag=True, help="Write drafts: open slots highlighted, notes shown.")
@click.option("--show-local", is_flag=True, help="Label what is a school's own wording.")
@click.option(
    "--out",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write into DIR instead of build/.",
)
@as_json
@click.pass_context
def command(
    context: click.Context,
    schools: tuple[str, ...],
    policies: tuple[str, ...],
    formats: tuple[str, ...],
    draft: bool,
    show_local: bool,
    folder: Path | None,
    as_json: bool,
) -> int:
    """Write the editions: DOCX, HTML and Markdown for every school and policy.

    A policy with an open slot or another error is refused and named; all others are built.
    """
    workspace = workspace_of(context)
    target = folder or workspace.root / "build"
    selection = Selection(schools, policies, formats or USUAL)
    with _progress(quiet=as_json) as progress:
        report = build_editions(
            workspace, target, selection, draft=draft, show_local=show_local, progress=progress
        )
    if as_json:
        rows = [
            {
                "school": r.school,
                "policy": r.policy,
                "format": r.format,
                "path": r.path,
                "outcome": str(r.outcome),
            }
            for r in report.rows
        ]
        printing.out_json(
            {"editions": rows, "diagnostics": [printing.as_row(d) for d in report.diagnostics]}
        )
    else:
        printing.say_diagnostics(d for d in report.diagnostics if not (draft and d.is_finding))
        printing.out(_summary(report, target, draft=draft))
    return report.exit_code


def _summary(report: Report, folder: Path, *, draft: bool) -> str:
    built, fresh = report.count(Outcome.BUILT), report.count(Outcome.FRESH)
    refused = sorted({(r.school, r.policy) for r in report.rows if r.outcome is Outcome.REFUSED})
    what = "draft" if draft else "edition"
    schools = len({r.school for r in report.rows if r.outcome is not Outcome.REFUSED})
    lines = [
        f"{_many(built + fresh, what)} for {_many(schools, 'school')} in {folder} ({built} written, {fresh} unchanged)"
    ]
    lines += [f"refused: {school}, {policy}" for school, policy in refused]
    still_open = sum(d.is_finding for d in report.diagnostics) if draft else 0
    if still_open:
        lines.append(
            f"{_many(still_open, 'slot')} still open; to see which: policygen slots --missing"
        )
    if not report.rows:
        lines = ["nothing to build: no school has adopted a policy, and no model applies to one"]
    return "\n".join(lines)


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows progress: a bar on a terminal, nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Building", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)

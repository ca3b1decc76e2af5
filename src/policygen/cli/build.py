"""``policygen build``."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..build import build_editions
from ..errors import Severity, on_one_line
from ..formats import FORMATS, USUAL
from ..planning import Outcome, Report, Row, Selection
from . import report as printing
from .selecting import as_json, root_of, schools_and_policies

if TYPE_CHECKING:
    from concurrent.futures import Executor


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
@click.option(
    "--check", is_flag=True, help="Write nothing; exit 1 if a build would change anything."
)
@click.option("--watch", is_flag=True, help="Build again whenever something changes.")
@click.option("--force", is_flag=True, help="Replace files that were edited by hand, too.")
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1, 256),
    help="Make editions in N processes; usually as many as there are processors.",
)
@click.option(
    "--executor",
    type=click.Choice(["local", "dask"]),
    default="local",
    help="Make the editions on this machine, or on a Dask cluster.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    default="",
    help="The scheduler of that cluster, such as tcp://10.0.0.5:8786.",
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
    check: bool,
    watch: bool,
    force: bool,
    executor: str,
    scheduler: str,
    jobs: int | None,
    folder: Path | None,
    as_json: bool,
) -> int:
    """Write the editions: DOCX, HTML and Markdown for every school and policy.

    A policy with an open slot or another error is refused and named; all others are built.
    """
    root = root_of(context)
    target = folder or root / "build"
    selection = Selection(schools, policies, formats or USUAL)
    if watch and (check or as_json):
        raise click.UsageError("--watch does not go together with --check or --json")
    with _makers(executor, scheduler, jobs) as makers:
        build = functools.partial(
            build_editions,
            root,
            target,
            selection,
            draft=draft,
            show_local=show_local,
            force=force,
            waiting=printing.say,
            executor=makers,
        )
        if watch:
            from ..watching import changes
            from .build_watch import build_on_change

            build_on_change(changes(root, target), build, lambda one: _say(one, draft=draft))
            return 0
        with progress_bar("Building", quiet=as_json) as progress:
            report = build(write=not check, progress=progress)
    _say(report, draft=draft)
    if as_json:
        printing.out_json([_json(row, report) for row in report.rows])
    else:
        printing.out(_summary(report, target, report.broken, draft=draft, check=check))
    differs = check and any(r.outcome in (Outcome.BUILT, Outcome.REMOVED) for r in report.rows)
    return max(report.exit_code, int(differs))


def _say(report: Report, *, draft: bool) -> None:
    """Print what is wrong; warnings of the checks, and open slots of drafts, are only counted."""
    unsaid = {*report.warnings, *(d for d in report.diagnostics if draft and d.severity == "note")}
    printing.say_diagnostics(d for d in report.diagnostics if d not in unsaid)


def _json(row: Row, report: Report) -> dict[str, object]:
    refusals = [
        printing.as_row(d)
        for d in report.diagnostics
        if row.outcome is Outcome.REFUSED
        and d.severity is Severity.ERROR
        and d.policy == row.policy
        and d.school in ("", row.school)
    ]
    return {
        "school": row.school,
        "policy": row.policy,
        "format": row.format,
        "path": row.path or None,
        "outcome": str(row.outcome),
        **({"refusals": refusals} if refusals else {}),
    }


def _summary(report: Report, folder: Path, broken: list[str], *, draft: bool, check: bool) -> str:
    built, fresh = report.count(Outcome.BUILT), report.count(Outcome.FRESH)
    removed, edited = report.count(Outcome.REMOVED), report.count(Outcome.EDITED)
    refused = sorted({(r.school, r.policy) for r in report.rows if r.outcome is Outcome.REFUSED})
    what = "draft" if draft else "edition"
    done = {r.school for r in report.rows if r.outcome in (Outcome.BUILT, Outcome.FRESH)}
    written = "would be written" if check else "written"
    counts = [f"{built} {written}", f"{fresh} unchanged"]
    counts += [f"{removed} {'would be removed' if check else 'removed'}"] if removed else []
    counts += [f"{edited} left as edited by hand"] if edited else []
    many = f"{_many(built + fresh, what)} for {_many(len(done), 'school')}"
    lines = [f"{many} in {folder} ({', '.join(counts)})"]
    if not report.rows:
        lines = (
            []
            if broken
            else ["nothing to build: no school has adopted a policy, and no model applies to one"]
        )
    lines += [f"refused: {school}, {policy}" for school, policy in refused]
    if report.warnings:
        found = _many(len(report.warnings), "warning")
        lines.append(f"{found} in the text of the models; to see which: policygen check")
    lines += [f"not built: {on_one_line(school)}, whose files cannot be used" for school in broken]
    still_open = (
        sum(d.severity == "note" for d in report.diagnostics if d.is_finding) if draft else 0
    )
    if still_open:
        missing = "policygen slots --missing"
        lines.append(f"{_many(still_open, 'slot')} still open; to see which: {missing}")
    return "\n".join(lines)


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


@contextmanager
def _makers(executor: str, scheduler: str, jobs: int | None) -> Iterator[Executor | None]:
    """Give what makes the editions elsewhere; None when they are made here."""
    if executor == "local":
        if scheduler:
            raise click.UsageError("--scheduler is for --executor dask")
        from .pool import collect_less, pool

        collect_less()
        with pool(jobs) as processes:
            yield processes
        return
    if jobs:
        raise click.UsageError(
            "--jobs is for --executor local; a cluster says itself how many it has"
        )
    from .cluster import cluster

    with cluster(scheduler, printing.say) as workers:
        yield workers


@contextmanager
def progress_bar(words: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows progress: a bar on a terminal, nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)

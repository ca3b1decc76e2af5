"""``policygen scan``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

import click

from ..errors import Severity
from ..lint.ground import Ground
from ..lint.grounds import lists_of_trust
from ..lint.rules import chosen
from ..lint_formats import FORMATS
from ..records.dates import PartialDate
from ..records.lists import Lists, shipped
from ..root import MARK
from ..scanning import Listed, Scanned, documents_in, scan
from ..workspace import load
from . import report as printing
from .build import progress_bar
from .check import counted, explained, say_findings, shown_of, write_report
from .dates import day_of
from .findings import about_findings
from .pool import pool, processors
from .selecting import as_json

#: From so many PDFs, or so many documents, on several processes are faster: they take time to start.
_MANY_PDFS, _MANY = 8, 40


@click.command()
@click.argument("paths", nargs=-1, metavar="FILE|DIR…", type=click.Path(path_type=Path))
@about_findings
@click.option("--jobs", type=click.IntRange(1, 64), help="How many processes to use.")
@as_json
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    as_of: PartialDate | None,
    notes: bool,
    fail_on: str,
    format_name: str,
    output: Path | None,
    jobs: int | None,
    code: str | None,
    as_json: bool,
) -> int:
    """Look through finished documents: DOCX, HTML, Markdown, text and PDF files, from anywhere.

    Finds placeholders and notes that were left in, dates that contradict each other, several names of one
    school, superseded law, overdue reviews. A folder is read with all that is in it. Exits with 1 when
    something is found, with 3 when a document cannot be read.
    """
    if code:
        return explained(code)
    if not paths:
        raise click.UsageError("name a file or a folder to scan")
    folder = Path(context.obj or ".")
    rules = chosen(select, ignore, "scan")
    ground = Ground(day=day_of(as_of), lists=_lists(folder))
    listed = documents_in(folder / path for path in paths)
    with (
        progress_bar("Scanning", quiet=as_json or format_name != "text") as progress,
        _workers(listed, jobs) as executor,
    ):
        scanned = scan(listed, rules, ground, executor=executor, progress=progress)
    shown = shown_of(scanned.findings, notes=notes or fail_on == "note", select=select)
    if as_json or format_name != "text":
        write_report(FORMATS["json" if as_json else format_name](shown), output)
    else:
        say_findings(shown)
        printing.out(_summary(scanned, counted(shown, scanned.findings)))
    return scanned.exit_code(Severity(fail_on))


def _lists(folder: Path) -> Lists:
    """Return the lists of the workspace around *folder*, the shipped ones where there is none."""
    around = folder.resolve()
    found = next((one for one in (around, *around.parents) if (one / MARK).is_file()), None)
    return lists_of_trust(load(found)) if found else shipped()


@contextmanager
def _workers(listed: Listed, jobs: int | None) -> Iterator[Executor | None]:
    """Give an executor with *jobs* workers, or one a processor where that is faster; None for one process."""
    count = len(listed.documents)
    pdfs = sum(one.ending == ".pdf" for one in listed.documents)
    is_worth = pdfs >= _MANY_PDFS or count >= _MANY if jobs is None else True
    if count < 2 or not is_worth:
        yield None
        return
    with pool(min(jobs or processors(), count)) as processes:
        yield processes


def _summary(scanned: Scanned, counts: str) -> str:
    documents = f"{scanned.documents:,} document{'' if scanned.documents == 1 else 's'}"
    looked = f"{documents} of {scanned.words:,} words scanned by {scanned.rules} rules: {counts}"
    if not scanned.skipped:
        return looked
    return f"{looked}\nskipped: {_listed(scanned.skipped)}"


def _listed(skipped: Sequence[tuple[str, int]]) -> str:
    parts = (f"{number} × {what}" for what, number in skipped)
    return ", ".join(parts)

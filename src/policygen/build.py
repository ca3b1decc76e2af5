"""Building: composing the editions that there are to be, and making the output folder hold just these.

What is wrong stays with what it is wrong in; everything else is built. A file that a person edited, or
that policygen did not write, is never replaced or removed without being asked to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from .compose import Composer
from .errors import InputError
from .house_style import house_style
from .lint.in_build import BuildCheck
from .locking import PATIENCE
from .planning import ALL, Outcome, Report, Row, Selection, compose_all
from .target import opened
from .workspace import Workspace


def build_editions(  # noqa: PLR0913 -- what can be asked of a build
    workspace: Workspace,
    folder: Path,
    selection: Selection = ALL,
    *,
    draft: bool = False,
    show_local: bool = False,
    force: bool = False,
    write: bool = True,
    progress: Callable[[int, int], None] = lambda done, total: None,
    patience: float = PATIENCE,
    waiting: Callable[[str], None] = lambda message: None,
) -> Report:
    """Make *folder* hold the selected editions, ``<school>/<policy>.<format>``, and return what happened.

    With *draft* the drafts, ``<policy>.draft.<format>``; with *show_local*, what is a school's own
    wording is labelled. With *force* files that were edited by hand are replaced. Without *write* it is
    only said what would happen. *progress* is told how many of how many policies are done. Another build
    in the same folder is waited for as long as *patience* (seconds); *waiting* is told so.

    :raises UsageError: when the selection names nothing.
    :raises OutputError: when *folder* cannot be written to, or is locked by another build.
    """
    report = Report()
    composer = Composer(workspace)
    checks = BuildCheck(composer)
    style, formats = _style(workspace, selection.formats, report)
    schools, policies = selection.of(workspace)
    total = len(schools) * len(policies)
    with opened(
        folder, draft=draft, force=force, write=write, patience=patience, waiting=waiting
    ) as target:
        check = None if draft else checks.over
        editions = compose_all(
            composer, selection, report, draft=draft, show_local=show_local, check=check
        )
        for number, composed in enumerate(editions, 1):
            for name in selection.formats:
                if name in formats and not composed.refused:
                    report.rows.append(target.put(composed, name, style))
                else:
                    report.rows.append(
                        Row(composed.school, composed.policy, name, "", Outcome.REFUSED)
                    )
            progress(number, total)
        report.rows.extend(target.clear(selection, set(schools), set(policies)))
        report.diagnostics.extend(target.diagnostics)
        target.finish()
    return report


def _style(
    workspace: Workspace, formats: Iterable[str], report: Report
) -> tuple[bytes | None, tuple[str, ...]]:
    """Return the house style and the formats that can be built: no DOCX with a broken one."""
    formats = tuple(formats)
    if "docx" not in formats:
        return None, formats
    try:
        return house_style(workspace), formats
    except InputError as error:
        report.diagnostics.extend(error.diagnostics)
        return None, tuple(name for name in formats if name != "docx")

"""``policygen build --watch``: builds again whenever something changes, until it is interrupted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from ..errors import PolicygenError
from ..planning import Outcome, Report
from . import report as printing

_COUNTED = {
    Outcome.BUILT: "written",
    Outcome.FRESH: "unchanged",
    Outcome.REMOVED: "removed",
    Outcome.REFUSED: "refused",
    Outcome.EDITED: "left as edited by hand",
}
_NAMED = 3


def build_on_change(
    changes: Iterable[tuple[str, ...]],
    build: Callable[[], Report],
    say: Callable[[Report], None],
) -> None:
    """Call *build* for each of *changes*, *say* what is wrong, and print one line.

    What is wrong with the files or the disk is told, and the next change is waited for.
    """
    for names in changes:
        try:
            report = build()
        except PolicygenError as error:
            if not names:
                raise
            printing.say_diagnostics(error.diagnostics)
            line = "nothing built"
        else:
            say(report)
            line = _line(report)
        about = ", ".join(names[:_NAMED]) + (
            f" and {len(names) - _NAMED} more" if names[_NAMED:] else ""
        )
        now = datetime.now().astimezone()
        printing.out(f"{now:%H:%M:%S} {line}{f' ({about})' if about else '; waiting for changes'}")


def _line(report: Report) -> str:
    counts = [(report.count(outcome), words) for outcome, words in _COUNTED.items()]
    said = [f"{count:,} {words}" for count, words in counts if count]
    said += [f"not built: {school}" for school in report.broken]
    return ", ".join(said) or "nothing to build"

"""Findings as workflow commands of GitHub Actions, which show them beside the lines of a pull request.

The form is that of "Workflow commands for GitHub Actions": ``::error file=…,line=…,col=…,title=…::message``;
in properties ``%``, line ends, ``:`` and ``,`` are escaped, in the message the first two.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import Severity, visible
from ..lint.finding import Finding

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write(findings: Sequence[Finding], *, prefix: str = "") -> str:
    """Return one command a finding; the hint is the second line of its message."""
    return "".join(f"{_command(one, prefix)}\n" for one in findings)


def _command(finding: Finding, prefix: str) -> str:
    one = finding.diagnostic
    properties = [f"file={_property(prefix + one.place.file)}"]
    if one.place.line and not one.place.where:
        properties += [f"line={one.place.line}"]
        properties += [f"col={one.place.column}"] if one.place.column else []
    properties.append(f"title={_property(f'policygen {one.code}')}")
    who = f" ({one.school})" if one.school else ""
    where = f"{visible(one.place.where)}: " if one.place.where else ""
    message = where + visible(one.message) + who + (f"\n{visible(one.hint)}" if one.hint else "")
    return f"::{_LEVELS[one.severity]} {','.join(properties)}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(visible(text)).replace(":", "%3A").replace(",", "%2C")

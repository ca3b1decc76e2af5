"""Findings as JUnit XML, which build servers show among the results of tests.

One test case a finding, in the suite of its file; notes do not fail. A run without findings has one test
case that passes, so that nobody takes it for a run that did not take place.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from ..errors import Severity, visible
from ..lint.finding import Finding


def write(findings: Sequence[Finding], *, prefix: str = "") -> str:
    """Return the report in UTF-8 with one suite a file."""
    failures = sum(one.severity is not Severity.NOTE for one in findings)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    count = max(1, len(findings))
    lines.append(f'<testsuites name="policygen" tests="{count}" failures="{failures}" errors="0">')
    if not findings:
        lines += [
            '  <testsuite name="policygen" tests="1" failures="0" errors="0">',
            '    <testcase classname="policygen" name="nothing found"/>',
            "  </testsuite>",
        ]
    suites: dict[str, list[Finding]] = {}
    for one in findings:
        suites.setdefault(one.diagnostic.place.file, []).append(one)
    for file, found in suites.items():
        wrong = sum(one.severity is not Severity.NOTE for one in found)
        name = quoteattr(visible(prefix + file))
        lines.append(
            f'  <testsuite name={name} tests="{len(found)}" failures="{wrong}" errors="0">'
        )
        for one in found:
            lines += _case(one, prefix)
        lines.append("  </testsuite>")
    lines.append("</testsuites>")
    return "\n".join(lines) + "\n"


def _case(finding: Finding, prefix: str) -> list[str]:
    one = finding.diagnostic
    where = f"{prefix}{one.place}"
    who = f" ({one.school})" if one.school else ""
    message = quoteattr(visible(one.message + who))
    head = (
        f"    <testcase classname={quoteattr(one.code)} name={quoteattr(visible(f'{where}{who}'))}>"
    )
    said = escape(
        visible("\n".join(p for p in (where, one.message + who, one.context, one.hint) if p))
    )
    if one.severity is Severity.NOTE:
        return [head, f"      <system-out>{said}</system-out>", "    </testcase>"]
    kind = quoteattr(str(one.severity))
    return [
        head,
        f"      <failure type={kind} message={message}>{said}</failure>",
        "    </testcase>",
    ]

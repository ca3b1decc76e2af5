"""A finding: a diagnostic, and the schools that it is true of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..errors import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found.

    ``schools`` are the ids of all the schools that it is true of. Where they are several, the
    diagnostic names none, and stands at the text that they share.
    """

    diagnostic: Diagnostic
    schools: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.diagnostic.severity

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.diagnostic.code


def exit_code(findings: Iterable[Finding], fail_on: Severity = Severity.WARNING) -> int:
    """Return 3 for unusable input, 1 when something matters as much as *fail_on* or more, else 0."""
    diagnostics = [one.diagnostic for one in findings]
    if any(d.severity is Severity.ERROR and not d.is_finding for d in diagnostics):
        return 3
    order = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    counted = order[: order.index(fail_on) + 1]
    return 1 if any(d.severity in counted for d in diagnostics) else 0


def said_once(diagnostics: Iterable[Diagnostic]) -> tuple[Finding, ...]:
    """Return *diagnostics* in the order of their places, with what is the same for many schools said once."""
    grouped: dict[Diagnostic, dict[str, None]] = {}
    for one in diagnostics:
        grouped.setdefault(replace(one, school=""), {})[one.school] = None
    found = []
    for one, named in grouped.items():
        schools = tuple(sorted(name for name in named if name))
        if len(schools) > 1:
            told = replace(one, message=f"{one.message} ({len(schools)} schools)")
        else:
            told = replace(one, school="".join(schools))
        found.append(Finding(told, schools))
    return tuple(sorted(found, key=lambda f: (f.diagnostic.sort_key, f.schools)))

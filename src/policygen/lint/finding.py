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

"""Findings as JSON: a list of rows with the names of the contract, and the schools of each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..errors import Diagnostic, is_forbidden
from ..lint.finding import Finding


def write(findings: Sequence[Finding], *, prefix: str = "") -> str:
    """Return *findings* as one JSON list (RFC 8259), UTF-8 as it is but for what could paint on a terminal."""
    return (
        escaped(json.dumps([row(one, prefix) for one in findings], ensure_ascii=False, indent=2))
        + "\n"
    )


def escaped(text: str) -> str:
    """Return the JSON *text*, the same to who reads it, with forbidden characters escaped."""
    return "".join(json.dumps(c)[1:-1] if is_forbidden(c) else c for c in text)


def row(finding: Finding, prefix: str = "") -> dict[str, Any]:
    """Return one finding as a row; ``schools`` are all that it is true of."""
    return {**diagnostic_row(finding.diagnostic, prefix), "schools": list(finding.schools)}


def diagnostic_row(diagnostic: Diagnostic, prefix: str = "") -> dict[str, Any]:
    """Return a diagnostic as a row of ``--json``."""
    place = diagnostic.place
    return {
        "file": prefix + place.file,
        "line": None if place.where else place.line or None,
        "column": None if place.where else place.column or None,
        "place": prefix + str(place),
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "school": diagnostic.school or None,
        "policy": diagnostic.policy or None,
        **({"context": diagnostic.context} if diagnostic.context else {}),
    }

"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors read.

A finding that names no line points at its file. ``partialFingerprints`` are made of what is found and
where, but not of the line, so that a finding stays the same one when lines are added above it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from ..errors import Severity, visible
from ..lint.finding import Finding
from ..lint.rules import RULES
from ..version import __version__
from .json import escaped

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def write(findings: Sequence[Finding], *, prefix: str = "") -> str:
    """Return one run with *findings* as its results and the rules that they come from."""
    codes = list(dict.fromkeys(one.code for one in findings))
    driver = {
        "name": "policygen",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in codes],
    }
    results = [_result(one, codes.index(one.code), prefix) for one in findings]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return escaped(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def _rule(code: str) -> dict[str, Any]:
    rule = RULES.get(code)
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.manual},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, index: int, prefix: str) -> dict[str, Any]:
    one = finding.diagnostic
    who = f" ({one.school})" if one.school else ""
    where = f"{visible(one.place.where)}: " if one.place.where else ""
    text = where + visible(one.message) + who + (f"\n{visible(one.hint)}" if one.hint else "")
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(prefix + one.place.file)}}
    if one.place.line and not one.place.where:
        physical["region"] = {"startLine": one.place.line}
        if one.place.column:
            physical["region"]["startColumn"] = one.place.column
    location: dict[str, Any] = {"physicalLocation": physical}
    if one.place.where:
        location["logicalLocations"] = [{"fullyQualifiedName": visible(one.place.where)}]
    found = (one.code, one.place.file, one.message, one.school, one.policy)
    mark = "\n".join((*found, one.context) if one.context else found)
    return {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": _LEVELS[one.severity],
        "message": {"text": text},
        "locations": [location],
        "partialFingerprints": {"policygen/v1": hashlib.sha256(mark.encode()).hexdigest()[:32]},
        "properties": {"schools": list(finding.schools), "policy": one.policy},
    }

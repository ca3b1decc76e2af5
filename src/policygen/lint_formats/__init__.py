"""Findings as a file: one row a format, and its writer, a pure function of the findings.

``policygen check`` and ``policygen scan`` print these. A writer keeps the order of the findings and gives
text; the same findings give the same text. Places are POSIX paths; *prefix* (``policies/``) is put before
them where a reader of the format looks from another folder. The formats for people are the command
line's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from ..lint.finding import Finding
from . import github, json, junit, sarif


class Write(Protocol):
    """A writer of findings."""

    def __call__(self, findings: Sequence[Finding], *, prefix: str = "") -> str:
        """Return the text of the file, with a line end at its end unless it is empty."""
        ...


FORMATS: Mapping[str, Write] = MappingProxyType(
    {"json": json.write, "github": github.write, "sarif": sarif.write, "junit": junit.write}
)

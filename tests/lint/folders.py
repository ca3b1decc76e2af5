"""The small trusts of the rules' fixtures: pieces of a folder in a text, and what is found in it.

A piece begins with a line ``>>> templates/policy.md``; what stands before the first such line, or all when
there is none, is the text of the policy. A policy without front matter gets a usual one. What is not
given is as in :data:`FOLDER`: one school, which has the policy and has approved it.
"""

from __future__ import annotations

import datetime
import re
import struct
import zlib
from pathlib import Path

from policygen.compose import Composer
from policygen.lint.check import Checked, check
from policygen.lint.finding import Finding
from policygen.lint.rules import chosen
from policygen.planning import Selection
from policygen.workspace import load

from ..workspaces import write

DAY = datetime.date(2026, 1, 15)
FRONT = "---\ntitle: Policy\nnumbering: headings\ncontrol: none\nreview_period: 3 years\n---\n"
POLICY = "templates/policy.md"
FOLDER = {
    "trust.yaml": "name: Harbour Trust\n",
    "schools/oak/profile.yaml": "name: Oakfield Primary School\nshort_name: Oakfield\nphase: primary\n",
    "schools/oak/register.yaml": (
        "policy:\n  history:\n    - {version: '1', date: 2025-03-12, action: Approved, by: Governing body}\n"
    ),
    POLICY: "Words.\n",
}


def folder_of(text: str) -> dict[str, str | bytes]:
    """Return the files that the pieces in *text* make, over those of :data:`FOLDER`."""
    pieces = re.split(r"^>>> (\S+)\n", f"{text}\n", flags=re.MULTILINE)
    given = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    if pieces[0].strip():
        given[POLICY] = pieces[0]
    files = {**FOLDER, **given}
    for name, content in files.items():
        is_policy = re.fullmatch(r"templates/[^/_][^/]*\.md", name)
        if is_policy and not content.startswith("---\n"):
            files[name] = FRONT + content
    return {name: tiny_png() if content == "PNG\n" else content for name, content in files.items()}


def tiny_png() -> bytes:
    """Return a picture of one black pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        whole = kind + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def checked(
    root: Path, text: str, select: tuple[str, ...] = (), day: datetime.date = DAY
) -> Checked:
    """Return what the rules of *select* (all when there are none) find in the folder that *text* makes."""
    composer = Composer(load(write(root, folder_of(text))))
    return check(composer, Selection(), day, chosen(select))


def found_by(root: Path, code: str, text: str) -> tuple[Finding, ...]:
    """Return what the rule *code* finds, and what makes a file unusable.

    What is said of ignores is said when all rules are run, so all are.
    """
    of_ignores = code.startswith("ignore-")
    found = checked(root, text, () if of_ignores else (code,)).findings
    return tuple(f for f in found if f.code == code or not of_ignores)


def told(finding: Finding, text: str) -> str:
    """Return a finding in one line, its lines counted as they are counted in the pieces of *text*."""
    one = finding.diagnostic
    line = one.place.line
    given = "---\n" in text.partition(">>>")[0] or f">>> {one.place.file}\n---" in text
    if one.place.file.endswith(".md") and not given and "_" not in one.place.file:
        line -= FRONT.count("\n")
    where = "" if one.place.file == POLICY else f"{one.place.file} "
    at = f"{line}:{one.place.column}" if line else "whole file"
    who = f" ({one.school})" if one.school not in ("", "oak") else ""
    return f"{where}{at} {one.message}{who}"

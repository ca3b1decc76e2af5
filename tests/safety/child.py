"""Building in a child process with limits, so that an attack that works fails a test and not the machine."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..workspaces import write

#: Memory that a child may ask for, and the time after which it is given up: far above what any of it takes.
_MEMORY, _PATIENCE = 1 << 30, 120
_PROGRAM = f"""\
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({_MEMORY}, {_MEMORY}))
except ImportError:  # Windows
    pass
from policygen.cli import main
main(sys.argv[1:])
"""
TRUST = "name: Harbour Trust\n"
PROFILE = """\
name: St Mary's School
phase: primary
people: {headteacher: {name: Ann Example}}
facts: {ten: [a, b, c, d, e, f, g, h, i, j]}
"""
FRONT = "---\ntitle: A policy\ncontrol: none\n---\n"
#: Built beside every attack, to show that what is wrong stays with what it is wrong in.
GOOD = f"{FRONT}# Aim {{#aim}}\n\n{{{{ school.name }}}} is a safe place.\n"


_SAID = re.compile(r"^(?P<place>.+?): error\[(?P<code>[\w-]+)\]: ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Built:
    """How a build ended: its exit code, what it said, and the editions that there are then."""

    code: int
    said: str
    editions: frozenset[str]

    @property
    def errors(self) -> list[str]:
        """Everything that is wrong, as ``place: code``."""
        return [f"{found['place']}: {found['code']}" for found in _SAID.finditer(self.said)]


def build(root: Path, files: Mapping[str, str | bytes], *options: str) -> Built:
    """Build a workspace of *files* in a child; a trust, one school and a good policy are given."""
    usual = {
        "trust.yaml": TRUST,
        "schools/oak/profile.yaml": PROFILE,
        "templates/good.md": GOOD,
    }
    write(root, {**usual, **files})
    return run(root, "build", *options)


def run(root: Path, *arguments: str) -> Built:
    """Run the command line on the workspace *root* in a child; it may not crash."""
    command = [sys.executable, "-c", _PROGRAM, "-C", str(root), *arguments]
    done = subprocess.run(  # noqa: S603 -- our own interpreter
        command, capture_output=True, timeout=_PATIENCE, check=False
    )
    said = done.stderr.decode("utf-8", "replace")
    assert "Traceback" not in said, said
    assert done.returncode in (0, 1, 2, 3, 4), f"exit {done.returncode}: {said}"
    built = (p.relative_to(root / "build") for p in (root / "build").rglob("*.*"))
    editions = frozenset(p.as_posix() for p in built if not p.name.startswith("."))
    return Built(done.returncode, said, editions)


def good(*schools: str) -> frozenset[str]:
    """Return the editions of the good policy, for the school "oak" when none is named."""
    endings = ("docx", "html", "md")
    return frozenset(f"{school}/good.{end}" for school in schools or ("oak",) for end in endings)

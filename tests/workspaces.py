"""Small workspaces for tests: files in a folder, loaded and composed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policygen.compose import Composed, Composer
from policygen.locking import NAME as LOCK
from policygen.workspace import Workspace, load

ROOT = Path(__file__).parent.parent
#: A trust with one school, in which most names have a value.
SMALL = {
    "trust.yaml": """\
name: Harbour Trust
short_name: HT
website: https://harbour.example
""",
    "schools/oak/profile.yaml": """\
name: St Mary's School
short_name: St Mary's
phase: primary
sixth_form: no
motto: Ever onward
terms: {headteacher: head teacher, governing_body: Governing Board}
people:
  headteacher: {name: Ann Example, email: head@oak.example, phone: 01632 960001}
  dsl: {title: Safeguarding Lead, name: Bo Example}
  chair_of_governors: {}
facts: {clubs: [chess, choir], pool: no, number: 210, lines: "one\\r\\ntwo\\rthree"}
answers:
  Lead Person: the deputy head
  leader: PRINCIPAL
  deep answer: "- - - deep\n\n[](#nowhere) [x](javascript:x)"
""",
    "schools/oak/register.yaml": """\
policy:
  answers: {own answer: "from the register"}
  history:
    - {version: "1", date: 2024-03-12, action: Approved, by: Governing Board}
    - {date: June 2025, action: Consulted, by: parents}
    - {version: "1.10", date: 17/9/25, action: Approved again, by: Full Board}
""",
}


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write *files* below *root* and return it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def small(root: Path, template: str, **more: str | bytes) -> Workspace:
    """Return the small workspace with *template* as its policy, and *more* files over it."""
    return load(write(root, {**SMALL, "templates/policy.md": template, **more}))


def composed(workspace: Workspace, *, draft: bool = False, school: str = "oak") -> Composed:
    """Return the policy of a small workspace, composed."""
    return Composer(workspace).compose(workspace.schools[school], "policy", draft=draft)


def tree(root: Path) -> dict[str, bytes]:
    """Return all files below *root* but the lock of a build."""
    files = (path for path in root.rglob("*") if path.is_file() and path.name != LOCK)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}

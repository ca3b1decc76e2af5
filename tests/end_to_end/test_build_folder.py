"""What the output folder holds after a build: what can be published today, and what others put there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from policygen import manifest
from policygen.build import build_editions
from policygen.planning import Outcome, Report, Selection
from policygen.workspace import load

from ..workspaces import SMALL, write

TEMPLATE = "---\ntitle: Policy\ncontrol: none\n---\n# One {#one}\n\nAsk [insert lead person].\n"
FILES = {**SMALL, "templates/policy.md": TEMPLATE, "templates/other.md": TEMPLATE}


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    return write(tmp_path, FILES)


def build(
    trust: Path,
    *,
    force: bool = False,
    draft: bool = False,
    really: bool = True,
    **only: tuple[str, ...],
) -> Report:
    return build_editions(
        load(trust), trust / "build", Selection(**only), force=force, draft=draft, write=really
    )


def held(trust: Path) -> list[str]:
    build_folder = trust / "build"
    return sorted(str(p.relative_to(build_folder)) for p in build_folder.rglob("*") if p.is_file())


EDITIONS = [
    ".policygen-lock",
    ".policygen-manifest.json",
    *(
        f"oak/{policy}.{ending}"
        for policy in ("other", "policy")
        for ending in ("docx", "html", "md")
    ),
]


def test_a_second_build_writes_nothing(trust: Path) -> None:
    assert build(trust).count(Outcome.BUILT) == 6
    assert held(trust) == EDITIONS
    before = {name: (trust / "build" / name).stat() for name in EDITIONS[1:]}
    assert build(trust).count(Outcome.FRESH) == 6
    for name, was in before.items():
        now = (trust / "build" / name).stat()
        assert (now.st_mtime_ns, now.st_ino) == (was.st_mtime_ns, was.st_ino), name


def test_what_is_refused_goes(trust: Path) -> None:
    build(trust)
    write(trust, {"templates/policy.md": TEMPLATE.replace("lead", "no such")})
    report = build(trust)
    assert report.exit_code == 1
    assert [r.path for r in report.rows if r.outcome is Outcome.REMOVED] == [
        "oak/policy.docx",
        "oak/policy.html",
        "oak/policy.md",
    ]
    assert held(trust) == [
        name for name in EDITIONS if "policy." not in name or name.startswith(".")
    ]


def test_a_school_that_is_gone_takes_its_editions_along(trust: Path) -> None:
    write(trust, {"schools/elm/profile.yaml": "name: Elm\nanswers: {lead person: X}\n"})
    build(trust)
    build(trust, draft=True)
    shutil.rmtree(trust / "schools/elm")
    build(trust)
    assert [n for n in held(trust) if n.startswith("elm") and ".draft." not in n] == []
    assert len([n for n in held(trust) if ".draft." in n]) == 12
    build(trust, draft=True)
    assert not (trust / "build/elm").exists()


def test_a_part_of_the_build_leaves_the_rest_alone(trust: Path) -> None:
    build(trust)
    (trust / "templates/other.md").unlink()
    build(trust, policies=("policy",), formats=("html",))
    assert held(trust) == EDITIONS
    build(trust, formats=("html",))
    assert "oak/other.html" not in held(trust)
    assert "oak/other.docx" in held(trust)


def test_what_somebody_edited_stays_until_it_is_asked_for(trust: Path) -> None:
    build(trust)
    page = trust / "build/oak/other.html"
    page.write_text("mine")
    write(trust, {"build/oak/notes.txt": "also mine"})
    report = build(trust)
    assert [d.code for d in report.diagnostics] == ["edited"]
    assert report.exit_code == 1
    assert page.read_text() == "mine"
    (trust / "templates/other.md").unlink()
    assert "edited" in [d.code for d in build(trust).diagnostics]
    assert page.read_text() == "mine"
    build(trust, force=True)
    assert not page.exists()
    assert (trust / "build/oak/notes.txt").read_text() == "also mine"


def test_a_check_writes_nothing(trust: Path) -> None:
    report = build(trust, really=False)
    assert report.count(Outcome.BUILT) == 6
    assert not (trust / "build").exists()
    build(trust)
    (trust / "templates/other.md").unlink()
    assert build(trust, really=False).count(Outcome.REMOVED) == 3
    assert held(trust) == EDITIONS


@pytest.mark.parametrize(
    "text", ["", "{", '{"version": 9}', '{"version": 1, "files": {"a": 1}}', "[]"]
)
def test_a_manifest_that_cannot_be_read_knows_no_file(trust: Path, text: str) -> None:
    build(trust)
    (trust / "build" / manifest.NAME).write_text(text)
    shutil.rmtree(trust / "templates")
    (trust / "templates").mkdir()
    build(trust)
    assert set(held(trust)) >= set(EDITIONS[2:])


def test_the_manifest_names_each_file_and_its_digest(trust: Path) -> None:
    build(trust)
    document = json.loads((trust / "build" / manifest.NAME).read_text())
    assert len(document["files"]) == 6
    for path, (school, policy, kind, digest, _) in document["files"].items():
        content = (trust / "build" / path).read_bytes()
        assert (path, digest) == (f"{school}/{policy}.{kind}", manifest.digest(content))

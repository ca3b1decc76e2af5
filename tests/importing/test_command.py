"""``policygen import``: what it writes and prints, and what it refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policygen.cli import converting
from policygen.errors import InputError

from ..life.desk import done, files_of, policygen
from ..workspaces import write
from . import word_files
from .rooms import TRUST

VISITS = Path(__file__).parent / "policies" / "visits.txt"
MODEL = "# Bees policy\n\n## Aims\n\n[insert school name] keeps bees near the [wild corner].\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A workspace with one school, and beside it a model to import."""
    files = {"trust.yaml": TRUST, "schools/oak/profile.yaml": "name: Oak School\n"}
    (tmp_path / "bees.md").write_text(MODEL, encoding="utf-8")
    return write(tmp_path / "trust", files)


def test_a_word_file_becomes_a_template_that_builds(desk: Path) -> None:
    word = desk.parent / "visits.docx"
    word.write_bytes(word_files.careful(word_files.policy(VISITS)[1]))
    printed = done(desk, "import", str(word))
    assert "wrote templates/educational-visits.md" in printed.out
    assert "wrote templates/educational-visits.import.md" in printed.out
    assert "next: read templates/educational-visits.md" in printed.out
    built = policygen(desk, "build", "--draft", "-p", "educational-visits")
    assert "error[" not in built.err
    assert (desk / "build/oak/educational-visits.draft.docx").exists()


def test_what_is_doubtful_stays_where_nobody_can_be_asked(desk: Path) -> None:
    printed = done(desk, "import", str(desk.parent / "bees.md"))
    assert "doubtful: 1, decided with care" in printed.out
    assert "near the [wild corner]." in (desk / "templates/bees.md").read_text()
    report = (desk / "templates/bees.import.md").read_text()
    assert "Is “[wild corner]” a place to be filled in?" in report


def test_accept_all_decides_as_proposed(desk: Path) -> None:
    printed = done(desk, "import", str(desk.parent / "bees.md"), "--accept-all", "--id", "hives")
    assert "doubtful: 1, decided;" in printed.out
    assert "near the [insert wild corner]." in (desk / "templates/hives.md").read_text()


def test_a_school_can_be_named_by_its_id(desk: Path) -> None:
    (desk.parent / "bees.md").write_text("# Bees policy\n\n## Aims\n\nOak School keeps bees.\n")
    done(desk, "import", str(desk.parent / "bees.md"), "--school", "oak", "--title", "On bees")
    template = (desk / "templates/on-bees.md").read_text()
    assert "title: On bees\n" in template
    assert "{{ school.name }} keeps bees." in template


def test_a_template_is_never_replaced_without_force(desk: Path) -> None:
    done(desk, "import", str(desk.parent / "bees.md"))
    before = files_of(desk)
    again = policygen(desk, "import", str(desk.parent / "bees.md"), "--accept-all")
    assert again.code == 2
    assert "templates/bees.md: error[exists]" in again.err
    assert "--force" in again.err
    assert files_of(desk) == before
    done(desk, "import", str(desk.parent / "bees.md"), "--accept-all", "--force")
    assert files_of(desk) != before


def test_the_decisions_in_json(desk: Path) -> None:
    rows = done(desk, "import", str(desk.parent / "bees.md"), "--json").rows
    slot = next(row for row in rows if row["kind"] == "slot" and row["confidence"] == "sure")
    assert slot["line"] == 5
    assert slot["found"] == slot["became"] == "[insert school name]"
    (doubtful,) = (row for row in rows if row["question"])
    assert doubtful["became"] == "left as it is"
    assert doubtful["otherwise"] == "[insert wild corner]"


def test_the_report_is_no_policy(desk: Path) -> None:
    done(desk, "import", str(desk.parent / "bees.md"))
    built = policygen(desk, "build", "--draft")
    assert "import" not in built.err
    assert sorted(path.name for path in (desk / "build/oak").iterdir()) == [
        "bees.draft.docx",
        "bees.draft.html",
        "bees.draft.md",
    ]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"%PDF-1.7", "kind"),
        ("a.docx", b"not a zip", "unreadable"),
        ("a.md", b"\n\n", "empty"),
        ("a.md", b"---\ntitle: A\nnumbering: none\n---\n\nText.\n", "is-template"),
    ],
)
def test_files_that_cannot_be_used(desk: Path, name: str, content: bytes, code: str) -> None:
    before = files_of(desk)
    (desk.parent / name).write_bytes(content)
    printed = policygen(desk, "import", str(desk.parent / name), "--id", "x")
    assert printed.code == 3
    assert f"error[{code}]" in printed.err
    assert "hint:" in printed.err
    assert files_of(desk) == before


def test_an_id_that_is_none(desk: Path) -> None:
    printed = policygen(desk, "import", str(desk.parent / "bees.md"), "--id", "On Bees")
    assert printed.code == 2
    assert "such as on-bees" in printed.err


def test_without_libreoffice_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(InputError, match=r"LibreOffice, which is not installed"):
        converting.to_docx(tmp_path / "old.odt")


def test_a_converter_that_fails_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(program))
    with pytest.raises(InputError, match="could not turn the file"):
        converting.to_docx(tmp_path / "old.odt")


def test_a_converted_file_is_read(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    word = desk.parent / "made.docx"
    word.write_bytes(word_files.careful(word_files.policy(VISITS)[1]))
    program = desk.parent / "soffice"
    program.write_text(
        '#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\ncp "' + str(word) + '" "$2"\n'
    )
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(program))
    (desk.parent / "old.odt").write_bytes(b"x")
    printed = done(desk, "import", str(desk.parent / "old.odt"))
    assert "old.odt is converted to .docx with LibreOffice first" in printed.err
    assert (desk / "templates/educational-visits.md").exists()

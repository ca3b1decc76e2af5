"""``policygen check`` as it is typed: choosing, exit codes, formats, and what it explains."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from policygen.cli import COMMANDS, run

from ..workspaces import ROOT, write
from .folders import folder_of

TEXT = "All all read the Data Protection Act 1998.\n"


def command(root: Path, *arguments: str, text: str = TEXT) -> int:
    write(root, folder_of(text))
    return run(["-C", str(root), "check", "--as-of", "2026-01-15", *arguments])


def test_warnings_exit_with_1_and_are_summed_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(tmp_path, "--select", "doubled-word,superseded") == 1
    out = capsys.readouterr()
    assert (
        "templates/policy.md:7:1: warning[doubled-word]: “All all”: a word stands twice" in out.err
    )
    assert out.out == "1 editions checked by 2 rules: 2 warnings\n"


@pytest.mark.parametrize(
    ("arguments", "text", "code"),
    [
        (("--select", "overdue"), TEXT, 0),
        (("--ignore", "*"), TEXT, 0),
        (("--select", "superseded", "--fail-on", "error"), TEXT, 0),
        (("--select", "superseded"), TEXT, 1),
        (("--select", "unfinished", "--fail-on", "error"), "Dear [Name],", 1),
        (("--select", "supersede"), TEXT, 2),
        (("-s", "ash"), TEXT, 2),
        (("--select", "overdue"), "{% if %}", 3),
        (("--select", "overdue"), TEXT + ">>> templates/_check/superseded.yaml\nentries: x\n", 3),
        (("--select", "overdue"), TEXT + ">>> templates/_check/suspended.yaml\n{}\n", 3),
        (("--explain", "supersede"), TEXT, 2),
    ],
)
def test_exit_codes(tmp_path: Path, arguments: tuple[str, ...], text: str, code: int) -> None:
    assert command(tmp_path, *arguments, text=text) == code


def test_notes_are_shown_when_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "The governors " + "and the families " * 20 + "agree.\n"
    assert command(tmp_path, "--ignore", "statutory-missing", text=text) == 0
    assert "1 for information (--notes shows them)" in capsys.readouterr().out
    assert command(tmp_path, "--ignore", "statutory-missing", "--notes", text=text) == 0
    assert "note[long-sentence]" in capsys.readouterr().err
    assert command(tmp_path, "--select", "long-sentence", "--fail-on", "note", text=text) == 1


def test_json_is_one_list_of_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(tmp_path, "--json", "--select", "superseded") == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["file"].rpartition("templates/")[2], row["line"], row["code"], row["schools"]) == (
        "policy.md",
        7,
        "superseded",
        ["oak"],
    )


def test_a_report_goes_into_a_file(tmp_path: Path) -> None:
    target = tmp_path / "report.sarif"
    assert command(tmp_path, "-f", "sarif", "-o", str(target), "--select", "superseded") == 1
    assert json.loads(target.read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--explain", "overdue"]) == 0
    assert capsys.readouterr().out.startswith("overdue (warning, over records of one edition)\n\n")


def test_what_is_wrong_with_a_list_is_told_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = ">>> templates/_check/superseded.yaml\nentries:\n- {id: x, wordng: y}\n"
    assert command(tmp_path, text=TEXT + listed) == 3
    err = capsys.readouterr().err
    assert "templates/_check/superseded.yaml:2:11: error[unknown-key]" in err
    assert "did you mean “wording”?" in err


def test_the_hooks_of_pre_commit_run_commands_that_there_are() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"^  entry: policygen (\w+)(.*)$", text, re.MULTILINE)
    assert [name for name, _options in entries] == ["check", "build"]
    for name, options in entries:
        assert name in COMMANDS
        assert run([name, *options.split(), "--help"]) == 0


def test_the_workflow_in_the_docs_uses_options_that_there_are() -> None:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    commands = re.findall(r"(?:run: |`)policygen ([\w-]+(?: [\w./-]+)*)", text)
    used = [c.split() for c in commands if c.split()[0] in ("check", "build")]
    assert len(used) >= 5
    for name, *options in used:
        assert run([name, *options, "--help"]) == 0

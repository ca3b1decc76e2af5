"""``policygen scan``: files and folders, what is printed, exit codes, several processes."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from policygen.cli import run

from ..workspaces import write
from . import files

AS_OF = ("--as-of", "2026-01-15")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def scan(*arguments: str) -> int:
    return run(["scan", *arguments, *AS_OF])


def rows(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    scan("--json", *arguments)
    made: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return made


def test_what_is_found_is_printed_with_its_place_and_words(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, {"dogs.docx": files.saved(files.word(files.LEFT_OVER))})
    assert scan("dogs.docx") == 1
    out, err = capsys.readouterr()
    assert (
        "dogs.docx (paragraph 10): error[unfinished]: “[insert name of lead]” is a placeholder\n"
        "  in: All staff of Harbour Primary School and [insert name of lead] keep dogs away from students.\n"
        "  hint: put the real words in its place\n"
    ) in err
    assert out == "1 document of 72 words scanned by 19 rules: 2 errors, 5 warnings\n"


def test_finished_documents_exit_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, files.every(files.FINISHED))
    assert scan(*files.every(files.FINISHED)) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("5 documents of ")
    assert out.endswith(": nothing found\n")


def test_a_folder_is_read_in_order_and_what_is_skipped_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left = "Ask [insert name]."
    write(
        folder,
        {
            "site/b.md": left,
            "site/a/z.txt": left,
            "site/a/c.htm": f"<p>{left}</p>",
            "site/.hidden/x.md": left,
            "site/~$b.docx": b"",
            "site/logo.png": b"",
            "site/plan.odt": b"",
            "site/notes": "",
        },
    )
    (folder / "site" / "out.md").symlink_to("/etc/hostname")
    os.mkfifo(folder / "site" / "pipe.md")
    assert scan("site") == 1
    out, err = capsys.readouterr()
    places = [line.partition(": ")[0] for line in err.splitlines() if "error" in line]
    assert places == ["site/a/c.htm:1", "site/a/z.txt:1", "site/b.md:1"]
    assert "skipped: 1 × .odt, 1 × .png" in out
    assert "1 × no ending" in out


def test_a_document_that_cannot_be_read_exits_3_and_the_others_are_scanned(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, {"bad.docx": b"words", "good.md": "Ask [insert name]."})
    assert scan("bad.docx", "good.md", "none.md", "plan.odt") == 3
    err = capsys.readouterr().err
    assert "bad.docx: error[unreadable]: the file is not a Word document (.docx)" in err
    assert "good.md:1: error[unfinished]" in err
    assert "none.md: error[unreadable]: there is no such file" in err
    assert "Traceback" not in err


def test_rows_of_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, {"a.md": "# Aims\n\nAsk [insert name].", "a.pdf": files.print_(("Ask [name].",))})
    first, second = rows(capsys, "a.md", "a.pdf")
    assert (first["file"], first["line"], first["place"]) == ("a.md", 3, "a.md:3")
    assert first["context"] == "Ask [insert name]."
    assert (second["line"], second["place"]) == (None, "a.pdf (page 1)")
    assert {"code", "severity", "message", "hint", "school", "policy"} <= first.keys()


@pytest.mark.parametrize("name", ["sarif", "github", "junit"])
def test_other_formats_have_no_line_where_there_is_none(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    write(folder, {"a.pdf": files.print_(("Ask [insert name].",))})
    assert scan("-f", name, "a.pdf") == 1
    out = capsys.readouterr().out
    assert "page 1" in out
    assert "startLine" not in out
    assert "line=" not in out


def test_rules_can_be_chosen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, {"a.md": "# HARBOUR DOGS POLICY\n\nAsk [insert name], who asks XXX."})
    assert [row["code"] for row in rows(capsys, "--select", "heading-capitals", "a.md")] == [
        "heading-capitals"
    ]
    assert rows(capsys, "--ignore", "unfinished*", "a.md") == []


def test_wrong_usage_exits_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scan"]) == 2
    write(folder, {"a.md": "Words."})
    assert scan("--select", "approver", "a.md") == 2
    assert "policygen check runs it" in capsys.readouterr().err
    assert scan("--select", "unfinishd", "a.md") == 2
    assert "did you mean “unfinished”?" in capsys.readouterr().err


def test_check_does_not_run_the_rules_of_scan(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--select", "highlighted"]) == 2
    assert "policygen scan runs it" in capsys.readouterr().err


def test_the_lists_of_the_workspace_around_count(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        folder,
        {
            "trust.yaml": "name: Harbour Trust\n",
            "templates/_check/superseded.yaml": (
                "entries:\n  - {id: code, wording: [Harbour Code 2019], replacement: the Code of 2022}\n"
            ),
            "a.md": "See the Harbour Code 2019.",
        },
    )
    assert [row["code"] for row in rows(capsys, "a.md")] == ["superseded"]


def several(folder: Path) -> Sequence[str]:
    for number in range(12):
        write(folder / str(number), files.every(files.LEFT_OVER))
    return [str(number) for number in range(12)]


def test_several_processes_find_the_same_in_the_same_order(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = several(folder)
    alone = rows(capsys, "--jobs", "1", *names)
    assert len(alone) == 12 * 5 * 7
    assert rows(capsys, "--jobs", "2", *names) == alone

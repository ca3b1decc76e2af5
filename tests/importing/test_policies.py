"""Whole policies, from Word to a template and back: the same text, order and labels."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policygen.build import build_editions
from policygen.importing import Imported, Names, Options, import_policy
from policygen.planning import Selection

from . import word_files
from .rooms import draft_lines, workspace_of
from .word_files import Line

POLICIES = sorted((Path(__file__).parent / "policies").glob("*.txt"))
HANDS = [word_files.careful, word_files.typing]


def _options(school: str) -> Options:
    return Options(
        school=Names(school) if school else None, trust=Names("Harbour Learning Trust", "HLT")
    )


def _import(content: bytes, name: str, school: str) -> Imported:
    return import_policy(content, name, "policy", _options(school), lambda question: True)


@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_a_draft_shows_the_text_of_the_original(
    path: Path, hand: Callable[[list[Line]], bytes], tmp_path: Path
) -> None:
    school, lines = word_files.policy(path)
    imported = _import(hand(lines), "policy.docx", school)
    shown = draft_lines(workspace_of(tmp_path, imported))
    assert shown == word_files.expected(lines)


@pytest.mark.parametrize("ending", ["docx", "html", "md"])
@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_an_edition_comes_back_as_the_same_template(
    path: Path, ending: str, tmp_path: Path
) -> None:
    school, lines = word_files.policy(path)
    imported = _import(word_files.careful(lines), "policy.docx", school)
    workspace = workspace_of(tmp_path, imported)
    build_editions(workspace, tmp_path / "build", Selection(formats=(ending,)), draft=True)
    (edition,) = (tmp_path / "build").rglob(f"*.{ending}")
    again = _import(edition.read_bytes(), edition.name, school)
    assert again.template == imported.template


def test_every_spelling_of_the_school_is_taken_out() -> None:
    school, lines = word_files.policy(POLICIES[0])
    imported = _import(word_files.careful(lines), "policy.docx", school)
    body = imported.template.partition("\n---\n")[2]
    assert "oakfield" not in body.casefold()
    assert "Jo Pattern" not in body

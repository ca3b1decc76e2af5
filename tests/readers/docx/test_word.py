"""Word files as other programs write them, read: cases in ``word.txt``."""

from __future__ import annotations

from pathlib import Path

from policygen.document.problems import Problem
from policygen.document.readers import docx
from policygen.document.writers import native

from ...fixtures import Fixture, cases
from .word_file import from_text


def told(problem: Problem) -> str:
    return f"{problem.line} {problem.severity.value} {problem.code} | {problem.excerpt}".strip()


@cases(Path(__file__).parent / "word.txt", parts=3)
def test_word_files(case: Fixture) -> None:
    source, tree, problems = case.parts
    reading = docx.read(from_text(source))
    assert native.write_blocks(reading.document.blocks).rstrip("\n") == tree
    assert "\n".join(map(told, reading.problems)) == problems

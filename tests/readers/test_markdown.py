"""Template Markdown and its tree, construct by construct; and that no input makes the reader slow or lossy."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygen.document.readers import markdown
from policygen.document.writers import native

from ..fixtures import Fixture, cases

_SHOWN = str.maketrans({"\ufdd0": "⟨", "\ufdd1": "⟩"})
_TYPED = str.maketrans({"⟨": "\ufdd0", "⟩": "\ufdd1"})


@cases(Path(__file__).parent / "markdown.txt", parts=3)
def test_reads(case: Fixture) -> None:
    source, tree, said = case.parts
    reading = markdown.read(source.translate(_TYPED) + "\n")
    dump = native.write_blocks(reading.blocks).replace("\\ufdd0", "⟨").replace("\\ufdd1", "⟩")
    assert dump.translate(_SHOWN).rstrip("\n") == tree
    problems = [f"line {p.line}: {p.severity}[{p.code}]: {p.message}" for p in reading.problems]
    marks = [
        f"line {line}: {' '.join(f'.{c}' for c in mark.classes)} "
        + " ".join(f"{name}={value}" for name, value in mark.pairs.items())
        for line, mark in reading.marks.items()
    ]
    assert "\n".join([*problems, *marks]) == said


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("".join(f"{'  ' * n}- x{n}\n" for n in range(30)), "nested-too-deep"),
        ("> " * 60 + "deep", "nested-too-deep"),
        ("[insert " * 20_000, ""),
        ("[" * 50_000, ""),
        ("*a " * 20_000, ""),
        ("\\" * 20_000, ""),
        ("a" + "`" * 5_000 + "x", ""),
    ],
)
def test_nothing_is_lost_or_endless(text: str, code: str) -> None:
    reading = markdown.read(text)
    assert {p.code for p in reading.problems} >= ({code} if code else set())
    if not code:
        assert len(native.write_blocks(reading.blocks)) >= len(text)

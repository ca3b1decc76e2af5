"""``docs/a-year.md`` is true: everything in it is done, and everything that it shows comes of it."""

from __future__ import annotations

from pathlib import Path

from ..workspaces import ROOT
from . import story

DOCUMENT = ROOT / "docs" / "a-year.md"


def test_a_year(tmp_path: Path) -> None:
    steps = story.read(DOCUMENT.read_text(encoding="utf-8"))
    assert {step.what for step in steps} == set(story.KINDS)
    for step in steps:
        story.play(tmp_path, step)

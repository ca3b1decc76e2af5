"""``docs/a-year.md`` is true: everything in it is done, and everything that it shows comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..workspaces import ROOT
from . import story

DOCUMENT = ROOT / "docs" / "a-year.md"


def test_a_year(tmp_path: Path) -> None:
    steps = story.read(DOCUMENT.read_text(encoding="utf-8"))
    assert {step.what for step in steps} == set(story.KINDS)
    for step in steps:
        story.play(tmp_path, step)


@pytest.mark.parametrize(
    ("wanted", "lines", "expected"),
    [
        ("a b", "a b", True),
        ("a b", "a b c", False),
        ("", "a", False),
        ("a … c", "a b b c", True),
        ("a … c", "a c", True),
        ("a … c", "a b", False),
        ("… b …", "a b", True),
        ("… b c …", "a b x c", False),
        ("x: …y z", "x: 12y z", True),
        ("x: …y z", "x: 12 z", False),
        ("a.", "ab", False),
    ],
)
def test_a_story_bites(wanted: str, lines: str, expected: bool) -> None:
    """Lines are written as words here; a colon is followed by a space in its line."""
    one, other = (text.replace(": ", ":\0").split() for text in (wanted, lines))
    assert story.fits(one, other) is expected


def test_a_story_that_is_not_true(tmp_path: Path) -> None:
    fence = "```"
    documents = (
        f"{fence}console\n$ policygen new workspace . --name X\nwrote nothing\n{fence}\n",
        f"{fence}console\n$ policygen new workspace .. --name X\n…\n(exit 1)\n{fence}\n",
        f"{fence}text trust.yaml\nname: Y\n{fence}\n",
        f"{fence}replace trust.yaml\nY\n=>\nZ\n{fence}\n",
    )
    for number, document in enumerate(documents):
        (step,) = story.read(document)
        root = tmp_path / str(number) / "inner"
        root.mkdir(parents=True)
        (root / "trust.yaml").write_text("name: X\n", encoding="utf-8")
        with pytest.raises(AssertionError, match="line 1 of the story"):
            story.play(root, step)

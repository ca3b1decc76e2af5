"""Plain text and HTML, and the blocks that are read from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygen.document.readers import html, text
from policygen.document.writers import native

from ..fixtures import Fixture, cases

HERE = Path(__file__).parent


@cases(HERE / "text.txt")
def test_plain_text(case: Fixture) -> None:
    typed, expected = case.parts
    blocks = text.read(typed.replace("→", "\t"))
    assert native.write_blocks(blocks).rstrip("\n") == expected


@cases(HERE / "html.txt")
def test_html(case: Fixture) -> None:
    typed, expected = case.parts
    reading = html.read(typed)
    problems = "".join(f"{p.line} {p.message}\n" for p in reading.problems)
    assert (native.write_blocks(reading.blocks) + problems).rstrip("\n") == expected


def test_the_title_of_a_page() -> None:
    assert html.read("<title> Trips\n policy </title><p>x").title == "Trips policy"


def test_a_page_without_anything() -> None:
    with pytest.raises(ValueError, match="no HTML"):
        html.read("   ")


def test_a_page_as_deep_as_nobody_writes_one() -> None:
    reading = html.read("<div>" * 300 + "deep" + "</div>" * 300)
    assert [p.message for p in reading.problems] == [
        "what stands deeper than 100 elements is left out"
    ]

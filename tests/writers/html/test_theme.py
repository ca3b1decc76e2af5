"""Colours: whatever a school asks for, its pages can be read (WCAG 2.2 §1.4.3)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.document.colour import contrast
from policygen.document.properties import Properties, Theme
from policygen.document.tree import Document
from policygen.document.writers.html import write
from policygen.document.writers.html.theme import palettes, shared_style

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


def fixed(name: str) -> tuple[str, str]:
    """Return a colour of the shared style sheet, by day and by night."""
    day, night = re.findall(rf"--{name}: ?(#[0-9a-f]{{6}})", shared_style().text)
    return day, night


@given(COLOURS)
def test_every_colour_can_be_read_on_every_ground(colour: str) -> None:
    inks, softs, desks = fixed("ink"), fixed("soft"), fixed("desk")
    for palette, ink, soft, desk in zip(palettes(colour), inks, softs, desks, strict=True):
        for ground in (palette.sheet, palette.tint, desk):
            assert contrast(palette.accent, ground) >= 4.5
            assert contrast(soft, ground) >= 4.5
            assert contrast(ink, ground) >= 7
        assert contrast("#ffffff", palette.band) >= 4.5


def test_marks_can_be_read() -> None:
    for ink, ground in zip(fixed("mark-ink"), fixed("mark"), strict=True):
        assert contrast(ink, ground) >= 4.5


def test_a_colour_that_can_be_read_is_left_alone() -> None:
    assert palettes("#7a0019")[0].accent == "#7a0019"
    assert palettes("#ffd500")[0].accent != "#ffd500"


def test_a_colour_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        write(Document((), Properties(theme=Theme("red;}"))))


def test_the_font_asked_for_comes_first() -> None:
    def family(font: str) -> str:
        html = write(Document((), Properties(theme=Theme("", font))))
        return html.split("--font:")[1].split("}")[0]

    assert family("Arial").startswith('"Arial",system-ui')
    assert family("Georgia").endswith(",serif")
    assert family("").startswith("system-ui")

"""What is found in a line of text (``found.txt``), and what holds for every text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.document import slots
from policygen.document.tree import Blank, Paragraph, Remark, Slot, Text
from policygen.document.unfinished import Unfinished, find
from policygen.document.walk import iter_inlines

FOUND = Path(__file__).parent / "found.txt"


def _cases() -> list[tuple[int, str, list[str]]]:
    result: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(FOUND.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("  "):
            result[-1][2].append(line.strip())
        elif line and not line.startswith("#"):
            result.append((number, line, []))
    return result


def _shown(one: Unfinished) -> str:
    """Return *one* as ``found.txt`` writes it."""
    name = f"{one.name}, e.g. {one.example}" if one.example else one.name
    choices = f"({' | '.join(one.choices)})" if one.choices else ""
    words = [f"{one.kind}{'' if one.sure else '?'}", f'"{one.wording}"', name, choices]
    return " ".join(word for word in words if word)


def _plain(line: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return *line* without the stars of emphasis, and where it is emphasised."""
    pieces = re.split(r"\*(?=\S)([^*]+)(?<=\S)\*", line)
    text, spans = "", []
    for index, piece in enumerate(pieces):
        if index % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    return text, tuple(spans)


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case[0]}: {case[1][:40]}")
def test_found(case: tuple[int, str, list[str]]) -> None:
    text, emphasised = _plain(case[1])
    found = [_shown(one) for one in find(text, emphasised=emphasised)]
    for expected, shown in zip(case[2], found, strict=False):
        if expected.endswith("~"):  # the words matter, not the name
            assert shown.startswith(expected.rstrip("~ ").split('" ')[0].rstrip("'\"")), shown
        else:
            assert shown == expected
    assert len(found) == len(case[2]), found


_PIECES = st.sampled_from(
    [
        "[",
        "]",
        "<",
        ">",
        "(",
        ")",
        "insert",
        "Insert",
        "name",
        "of",
        "school",
        "here",
        "...",
        "……",
        "____",
        "XXX",
        "£",
        "{{",
        "}}",
        "|",
        "/",
        "delete",
        "as",
        "appropriate",
        "if",
        "You",
        "may",
        "wish",
        "to",
        "[note:",
        "[blank",
        "[choose",
        "a",
        "/",
        "b",
        "only",
        "For",
        "Date:",
        "the",
        "and",
        ".",
        ",",
        "'",
        "e.g.",
        "\n",
    ]
)
_TEXTS = st.lists(_PIECES, max_size=14).map(" ".join) | st.text(max_size=40)


@given(_TEXTS)
def test_pieces_stand_in_order_and_apart(text: str) -> None:
    position = 0
    for one in find(text):
        assert position <= one.start < one.stop <= len(text)
        assert one.wording.strip() == text[one.start : one.stop].strip()
        position = one.stop


@given(_TEXTS)
def test_what_the_language_marks_is_found(text: str) -> None:
    line = " ".join(text.split())
    if not line:
        return
    marked, _ = slots.mark((Paragraph((Text(line),)),))
    of_the_language = [i for i in iter_inlines(marked) if isinstance(i, (Slot, Remark, Blank))]
    assert not of_the_language or find(line)


def test_finished_spans_are_left_alone() -> None:
    text = "See [our policies] and [insert school name]."
    found = find(text, finished=((4, 18),))
    assert [one.wording for one in found] == ["[insert school name]"]

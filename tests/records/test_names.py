"""Ids, words of expressions, versions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.records import names


@pytest.mark.parametrize(
    "text", ["a", "0", "social-media", "16-plus", "a" * 64, "con-x", "com10", "lpt"]
)
def test_ids(text: str) -> None:
    assert names.why_not_id(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-a",
        "Social",
        "a_b",
        "a b",
        "a.",
        "../x",
        "/x",
        "a\\b",
        "a" * 65,
        "é",
        "aux",
        "nul",
        "com1",
        "lpt9",
        "con",
        "a\n",
        "ａ",
        "a/b",
    ],
)
def test_no_ids(text: str) -> None:
    assert names.why_not_id(text)


@given(st.text(max_size=80))
def test_what_is_suggested_is_good(text: str) -> None:
    assert not (names.suggest_id(text) and names.why_not_id(names.suggest_id(text)))
    assert not (names.suggest_word(text) and names.why_not_word(names.suggest_word(text)))


def test_suggestions() -> None:
    assert names.suggest_id("École  Sainte_Anne") == "ecole-sainte-anne"
    assert names.suggest_word("Head Teacher") == "head_teacher"
    assert names.suggest_word("chair-of-governors") == "chair_of_governors"
    assert names.suggest_id("???") == ""


@pytest.mark.parametrize("text", ["1", "1.10", "V2.0", "2019 (draft)", "1a"])
def test_versions(text: str) -> None:
    assert names.why_not_version(text) == ""


@pytest.mark.parametrize(
    "text", ["a/b", "..", ".1", "1.", "1 ", "a\\b", "C:1", "nul", "NUL.1", "1" * 65, "1?"]
)
def test_no_versions(text: str) -> None:
    assert names.why_not_version(text)

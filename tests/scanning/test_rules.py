"""Rules that check runs too, on documents of which nothing is known (``rules/<code>.txt``)."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..fixtures import Fixture, read
from ..lint.documents import found_in, said

FILES = sorted((Path(__file__).parent / "rules").glob("*.txt"))
CASES = [(path.stem, case) for path in FILES for case in read(path)]


@pytest.mark.parametrize(
    ("code", "case"), CASES, ids=[f"{code}, {case.line}: {case.title}" for code, case in CASES]
)
def test_a_rule_finds_what_it_should_and_nothing_else(code: str, case: Fixture) -> None:
    text, expected = case.parts
    assert "\n".join(map(said, found_in(code, text))) == expected

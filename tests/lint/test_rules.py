"""Each rule by its fixtures: what it finds, and what looks alike and is let be (``rules/<code>.txt``)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policygen.lint.manual import manual
from policygen.lint.rule import OwnRule
from policygen.lint.rules import RULES, chosen

from ..fixtures import Fixture, read
from .documents import found_in, said
from .folders import found_by, told

HERE = Path(__file__).parent
FILES = {path.stem: path for path in sorted((HERE / "rules").glob("*.txt"))}
CASES = [(code, case) for code, path in FILES.items() for case in read(path)]


@pytest.mark.parametrize(
    ("code", "case"), CASES, ids=[f"{code}, {case.line}: {case.title}" for code, case in CASES]
)
def test_a_rule_finds_what_it_should_and_nothing_else(
    code: str, case: Fixture, tmp_path: Path
) -> None:
    text, expected = case.parts
    if not RULES[code].in_check:
        assert "\n".join(map(said, found_in(code, text))) == expected
        return
    found = found_by(tmp_path, code, text)
    broken = [f for f in found if f.code != code]
    assert broken == []
    assert "\n".join(told(f, text) for f in found) == expected


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_a_fixture_that_fires_and_one_that_does_not(code: str) -> None:
    assert code in FILES, f"write tests/lint/rules/{code}.txt"
    expected = [bool(case.parts[1].strip()) for case in read(FILES[code])]
    assert any(expected)
    assert not all(expected)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_rule_explains_itself(rule: object) -> None:
    manual_of = RULES[getattr(rule, "code", "")].manual
    first, _, rest = manual_of.partition("\n")
    assert re.fullmatch(r"[A-Z“][^\n]*\.", first), "one sentence, then the rest"
    assert len(rest.split()) >= 8, "why it matters, and what to do"
    assert "TODO" not in manual_of


def test_codes_are_words_with_hyphens() -> None:
    assert [code for code in RULES if not re.fullmatch(r"[a-z]+(-[a-z]+)*", code)] == []


def test_fixtures_belong_to_rules() -> None:
    assert [code for code in FILES if code not in RULES] == []


def test_the_manual_has_every_rule() -> None:
    text = manual()
    for rule in RULES.values():
        assert f"\n## {rule.code}\n" in text
        assert rule.manual in text


def test_rules_are_chosen_by_code_and_pattern() -> None:
    assert [r.code for r in chosen(("doubled-*",), ("doubled-word",))] == ["doubled-punctuation"]
    assert len(chosen(ignore=("overdue,approver",))) == len(RULES) - 2
    assert any(isinstance(r, OwnRule) for r in chosen())


def test_the_manual_in_the_docs_is_the_program_s() -> None:
    """Make it anew with ``policygen check --explain all > docs/rules.md``."""
    page = HERE.parent.parent / "docs" / "rules.md"
    assert page.read_text(encoding="utf-8") == manual()

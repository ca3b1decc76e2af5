"""The formats of findings: what other programs read of them, whatever a finding holds."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygen.errors import Diagnostic, Place, Severity, is_forbidden
from policygen.lint.finding import Finding, said_once
from policygen.lint.rules import RULES
from policygen.lint_formats import FORMATS

FOUND = (
    Finding(
        Diagnostic(
            Place("templates/a policy.md", 12, 5), "doubled-word", "“the the”: 100%", "take: one, out",
            Severity.WARNING, "", "a-policy", is_finding=True,
        ),
        ("ash", "oak"),
    ),
    Finding(
        Diagnostic(
            Place("schools/oak/register.yaml"), "overdue", "the review <was> due", "",
            Severity.ERROR, "oak", "a-policy", is_finding=True,
        ),
        ("oak",),
    ),
    Finding(Diagnostic(Place("trust.yaml", 3), "long-sentence", "long", "", Severity.NOTE), ()),
)  # fmt: skip


def test_json_has_the_rows_of_the_contract() -> None:
    rows = json.loads(FORMATS["json"](FOUND))
    assert rows[0] == {
        "file": "templates/a policy.md",
        "line": 12,
        "column": 5,
        "place": "templates/a policy.md:12:5",
        "code": "doubled-word",
        "severity": "warning",
        "message": "“the the”: 100%",
        "hint": "take: one, out",
        "school": None,
        "policy": "a-policy",
        "schools": ["ash", "oak"],
    }
    assert (rows[1]["line"], rows[1]["school"], rows[1]["schools"]) == (None, "oak", ["oak"])


def test_github_annotations_are_escaped_as_its_documentation_says() -> None:
    assert FORMATS["github"](FOUND, prefix="policies/").split("\n") == [
        "::warning file=policies/templates/a policy.md,line=12,col=5,title=policygen doubled-word::"
        "“the the”: 100%25%0Atake: one, out",
        "::error file=policies/schools/oak/register.yaml,title=policygen overdue::the review <was> due (oak)",
        "::notice file=policies/trust.yaml,line=3,title=policygen long-sentence::long",
        "",
    ]


def test_sarif_has_what_the_standard_asks_for() -> None:
    whole = json.loads(FORMATS["sarif"](FOUND, prefix="policies/"))
    assert whole["version"] == "2.1.0"
    (run,) = whole["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["doubled-word", "overdue", "long-sentence"]
    assert rules[0]["shortDescription"]["text"] == RULES["doubled-word"].summary
    first, second, _third = run["results"]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "doubled-word"
    (location,) = first["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "policies/templates/a%20policy.md"},
        "region": {"startLine": 12, "startColumn": 5},
    }
    assert "region" not in second["locations"][0]["physicalLocation"]
    assert [result["level"] for result in run["results"]] == ["warning", "error", "note"]


def test_sarif_knows_a_finding_again_when_its_line_has_moved() -> None:
    def fingerprint(line: int) -> str:
        one = Finding(Diagnostic(Place("a.md", line), "doubled-word", "“a a”"))
        marks = json.loads(FORMATS["sarif"]([one]))["runs"][0]["results"][0]["partialFingerprints"]
        return str(marks["policygen/v1"])

    assert fingerprint(1) == fingerprint(7)


def test_junit_has_a_suite_a_file_and_notes_do_not_fail() -> None:
    root = ElementTree.fromstring(FORMATS["junit"](FOUND))  # noqa: S314 -- it is ours
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    assert [suite.get("name") for suite in root] == [
        "templates/a policy.md",
        "schools/oak/register.yaml",
        "trust.yaml",
    ]
    failure = root.find("./testsuite/testcase/failure")
    assert failure is not None
    assert failure.get("message") == "“the the”: 100%"
    assert len(root.findall(".//failure")) == 2


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_a_whole_file_all_the_same(name: str) -> None:
    text = FORMATS[name](())
    if name == "junit":
        root = ElementTree.fromstring(text)  # noqa: S314 -- it is ours
        assert (root.get("tests"), root.get("failures")) == ("1", "0")
    elif name == "github":
        assert text == ""
    else:
        assert json.loads(text) is not None


ANYTHING = st.text(st.characters(codec="utf-8"), max_size=30)


@settings(deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING)
def test_no_format_lets_a_finding_paint_on_a_terminal_or_break_out(
    file: str, message: str, hint: str
) -> None:
    found = [Finding(Diagnostic(Place(file, 1, 1), "doubled-word", message, hint))]
    for name, write in FORMATS.items():
        text = write(found)
        assert [c for c in text if is_forbidden(c)] == [], name
        if name == "github":
            assert len(re.findall(r"^::", text, re.MULTILINE)) == 1
            assert "\r" not in text
        elif name == "junit":
            assert len(ElementTree.fromstring(text).findall(".//testcase")) == 1  # noqa: S314
        elif name == "json":  # which holds the words to the letter, escaped
            assert json.loads(text)[0]["message"] == message
        else:
            json.loads(text)


def test_what_is_the_same_for_several_schools_is_said_once() -> None:
    def one(school: str, message: str = "m") -> Diagnostic:
        return Diagnostic(Place("templates/a.md", 2), "superseded", message, school=school)

    found = said_once([one("oak"), one("ash"), one("oak", "other"), one("oak")])
    assert [(f.diagnostic.message, f.diagnostic.school, f.schools) for f in found] == [
        ("m (2 schools)", "", ("ash", "oak")),
        ("other", "oak", ("oak",)),
    ]

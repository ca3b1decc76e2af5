"""What a build checks: model text once for all schools, values of each; errors refuse, warnings are counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygen.build import build_editions
from policygen.document.unfinished import find
from policygen.lint.leftovers import is_unfinished
from policygen.planning import Outcome, Report
from policygen.workspace import load

from ..workspaces import write
from .folders import folder_of

TWO_SCHOOLS = (
    "\n>>> schools/ash/profile.yaml\nname: Ash School\n>>> schools/ash/register.yaml\n{}\n"
)


def built(root: Path, text: str, *, draft: bool = False) -> Report:
    return build_editions(load(write(root, folder_of(text))), root / "build", draft=draft)


def refused(report: Report) -> set[str]:
    return {row.school for row in report.rows if row.outcome is Outcome.REFUSED}


def test_a_placeholder_in_the_model_refuses_all_and_is_said_once(tmp_path: Path) -> None:
    report = built(tmp_path, f"Welcome to [School name].{TWO_SCHOOLS}")
    assert refused(report) == {"ash", "oak"}
    assert [d.code for d in dict.fromkeys(report.diagnostics)] == ["unfinished"]
    assert report.exit_code == 1


def test_a_placeholder_in_a_record_refuses_the_one_school(tmp_path: Path) -> None:
    text = f"Ask [insert lead].{TWO_SCHOOLS}".replace("{}", "policy: {answers: {lead: XXX}}")
    answered = ">>> schools/oak/register.yaml\npolicy: {answers: {lead: the bursar}}\n"
    report = built(tmp_path, text + answered)
    assert refused(report) == {"ash"}
    (one,) = report.diagnostics
    assert (one.code, str(one.place)) == ("unfinished", "schools/ash/register.yaml:1:26")


@pytest.mark.parametrize(
    "record",
    [
        ">>> schools/oak/profile.yaml\nname: Oakfield\npeople: {dsl: {title: DSL, name: '<name>'}}\n",
        ">>> schools/oak/register.yaml\npolicy:\n  history:\n    - {version: '1', date: '2025', by: XXX}\n",
        ">>> schools/oak/profile.yaml\nname: '[School name]'\n",
    ],
)
def test_placeholders_in_blocks_made_from_records_refuse(tmp_path: Path, record: str) -> None:
    text = (
        "---\ntitle: Policy\ncontrol: {rows: {By: review.by}}\n---\n[insert key personnel: dsl?]\n"
    )
    report = built(tmp_path, text + record)
    assert refused(report) == {"oak"}
    assert {d.code for d in report.diagnostics} == {"unfinished"}


def test_an_ignore_with_a_reason_publishes(tmp_path: Path) -> None:
    comment = "{## check: ignore unfinished because the form is filled in by hand ##}"
    report = built(tmp_path, f"{comment}\nDear [Name], thank you.")
    assert report.diagnostics == []
    assert not refused(report)


def test_drafts_are_not_refused(tmp_path: Path) -> None:
    report = built(tmp_path, "Welcome to [School name].", draft=True)
    assert not refused(report)


def test_warnings_are_counted_once_for_all_schools(tmp_path: Path) -> None:
    report = built(tmp_path, f"All all read the Data Protection Act 1998.{TWO_SCHOOLS}")
    assert sorted(d.code for d in report.warnings) == ["doubled-word", "superseded"]
    assert {d.school for d in report.diagnostics} == {""}
    assert report.exit_code == 0


WORDS = st.sampled_from(
    [
        "insert",
        "name",
        "[",
        "]",
        "<",
        ">",
        "(",
        ")",
        "{",
        "|",
        "_",
        "…",
        ".",
        "..",
        "£",
        "DATE",
        "xx",
        "XXX",
        "TBC",
        "click",
        "here",
        "to",
        "enter",
        "text",
        "the",
        "this",
        "is",
        "a",
        "model",
        "policy",
        "should",
        "be",
        "amended",
        "delete",
        "as",
        "appropriate",
        "You",
        "may",
        "wish",
        "to",
        "state",
        "Headteacher",
        "/",
        "Principal",
        "by",
        "on",
        "20XX",
        "Ann",
        "O'Neil",
        "ann@oak.example",
        "01632",
        "960000",
        "Error!",
        "Reference",
        "source",
        "not",
        "found.",
        "Choose",
        "an",
        "item",
        "N.B.",
        "schools",
        "%%",
        "@@",
        "«",
    ]
)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_the_quick_look_misses_nothing(text: str) -> None:
    sure = any(one.sure and one.kind != "blank" for one in find(text))
    assert is_unfinished(text) is sure

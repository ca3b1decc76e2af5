"""CSV, JSON and Markdown: what is written is what a reader of the format gets."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from policygen.errors import visible
from policygen.records.dates import PartialDate
from policygen.status_formats import FORMATS
from policygen.status_formats import csv as csv_format
from policygen.status_formats import json as json_format
from policygen.status_formats import md as md_format
from policygen.status_rows import StatusRow

from .registers import AS_OF, REGISTER, few, registers, row

EXPECTED = Path(__file__).parent / "expected"


@pytest.mark.parametrize("name", ["csv", "json", "md"])
def test_a_small_register(name: str) -> None:
    made = FORMATS[name].write(REGISTER, as_of=AS_OF)
    expected = (EXPECTED / f"register.{FORMATS[name].ending}").read_bytes()
    assert (made if isinstance(made, bytes) else made.encode()) == expected


# --- CSV -----------------------------------------------------------------------------------------


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))


@few
@given(registers)
def test_csv_holds_every_character(rows: list[StatusRow]) -> None:
    header, *lines = read_csv(csv_format.write(rows, as_of=AS_OF))
    assert tuple(header) == csv_format.HEADER
    assert len(lines) == len(rows)
    for line, one in zip(lines, rows, strict=True):
        cells = dict(zip(header, line, strict=True))
        for name in ("school", "school_name", "policy", "title", "version", "approved_by"):
            text = getattr(one, name)
            assert cells[name] in (text, f"'{text}")
        assert cells["reasons"].removeprefix("'") in (
            "; ".join(one.reasons),
            "; ".join(one.reasons).removeprefix("'"),
        )
        assert cells["days_left"] == ("" if one.days_left is None else str(one.days_left))
        assert cells["state"] == one.state.value


@few
@given(registers)
def test_no_text_in_csv_begins_a_formula(rows: list[StatusRow]) -> None:
    header, *lines = read_csv(csv_format.write(rows, as_of=AS_OF))
    for line in lines:
        for name, cell in zip(header, line, strict=True):
            assert not cell.startswith(("=", "+", "@", "\t", "\r", "\n"))
            assert not cell.startswith("-") or name == "days_left"


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("1=1", "1=1"),
        ("", ""),
        ("'quoted'", "'quoted'"),
    ],
)
def test_csv_guards_what_a_spreadsheet_would_work_out(title: str, cell: str) -> None:
    lines = read_csv(csv_format.write([row(title=title, days=-7)], as_of=AS_OF))
    assert lines[1][csv_format.HEADER.index("title")] == cell
    assert lines[1][csv_format.HEADER.index("days_left")] == "-7"


def test_csv_ends_its_lines_as_rfc_4180_says() -> None:
    content = csv_format.write([row(title="a\nb")], as_of=AS_OF)
    assert content.endswith(b"\r\n")
    assert content.replace(b'"a\nb"', b"").count(b"\n") == content.count(b"\r\n") == 2


# --- JSON ----------------------------------------------------------------------------------------

NAMES = (
    "school",
    "policy",
    "title",
    "version",
    "approved",
    "approved_by",
    "next_review",
    "days_left",
    "state",
    "reasons",
)


@few
@given(registers)
def test_json_holds_every_character(rows: list[StatusRow]) -> None:
    text = json_format.write(rows, as_of=AS_OF)
    assert text.endswith("]\n")
    objects = json.loads(text.encode())
    assert objects == json_format.objects(rows)
    for made, one in zip(objects, rows, strict=True):
        assert tuple(made) == NAMES
        for name in ("school", "policy", "title", "version", "approved_by", "days_left"):
            assert made[name] == getattr(one, name)
        assert (made["state"], made["reasons"]) == (one.state.value, list(one.reasons))
        for name in ("approved", "next_review"):
            date = getattr(one, name)
            assert (made[name] and PartialDate.parse(made[name])) == date


# --- Markdown ------------------------------------------------------------------------------------

GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read_markdown(text: str) -> tuple[str, list[list[str]]]:
    """Return the heading and the cells of the table, all of which must be plain text."""
    tokens = GFM.parse(text)
    outside = [token.type for token in tokens if token.level == 0]
    assert outside == ["heading_open", "heading_close", "table_open", "table_close"]
    heading = ""
    lines: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            lines.append([])
        elif token.type == "inline" and lines:
            lines[-1].append(plain(token))
        elif token.type == "inline":
            heading = plain(token)
    return heading, lines


def plain(token: Token) -> str:
    children = token.children or []
    assert {child.type for child in children} <= {"text"}, token.content
    return "".join(child.content for child in children)


def shown(text: str) -> str:
    """Return *text* as a cell shows it: on one line, without spaces at its ends."""
    return visible(re.sub(r"\s*[\r\n\v\f\u2028\u2029]\s*", " ", text)).strip()


@few
@given(registers.filter(bool))
def test_markdown_cells_show_their_text(rows: list[StatusRow]) -> None:
    heading, lines = read_markdown(md_format.write(rows, as_of=AS_OF))
    assert heading == "Policy register, as of 21 November 2026"
    assert len(lines) == len(rows) + 1
    for cells, one in zip(lines[1:], rows, strict=True):
        reasons = shown("; ".join(one.reasons))
        expected = [shown(t) for t in (one.school_name, one.title, str(one.state), one.version)]
        assert cells[:4] == expected
        assert (cells[5], cells[8]) == (shown(one.approved_by), reasons)
        assert cells[4] == ("" if one.approved is None else str(one.approved))
        assert cells[7] == ("" if one.days_left is None else str(one.days_left))


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("a | b", r"a \| b"),
        (r"a \| b", r"a \\\| b"),
        ("*a* <b> [c](d)", r"\*a\* \<b> \[c\](d)"),
        ("two\r\nlines", "two lines"),
        ("https://x.example and www.x.example", r"https\://x.example and www\.x.example"),
        ("R&D &amp; more", r"R&D \&amp; more"),
        ("St\u00a0John’s, 50%", "St\u00a0John’s, 50%"),
    ],
)
def test_markdown_escapes_what_would_be_markup(title: str, written: str) -> None:
    assert f"| {written} |" in md_format.write([row(title=title)], as_of=AS_OF)


def test_an_empty_register_says_so() -> None:
    assert md_format.write([], as_of=AS_OF) == (
        "# Policy register, as of 21 November 2026\n\nThere is no policy to show.\n"
    )
    assert json_format.write([], as_of=AS_OF) == "[]\n"
    assert len(read_csv(csv_format.write([], as_of=AS_OF))) == 1

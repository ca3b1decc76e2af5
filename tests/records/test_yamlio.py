"""YAML as typed: what is read, what is refused, and that hostile files stay small."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.errors import InputError, is_forbidden
from policygen.records.nodes import Broken, Findings, ListNode, MapNode, Node, Scalar
from policygen.records.texts import FORBIDDEN, TEMPLATE_LIMIT, YAML_LIMIT, read_text
from policygen.records.yaml_events import is_common
from policygen.records.yamlio import MAX_FIELD, _Reader, parse, parse_text
from tests.records.reading import said


def plain(node: Node) -> object:
    """Return *node* as text, lists and dicts, None for no value."""
    match node:
        case Scalar():
            return None if node.absent else node.text
        case ListNode():
            return [plain(item) for item in node.items]
        case MapNode():
            return {key.text: plain(value) for key, value in node.entries}
        case Broken():
            raise AssertionError("broken")


def value_of(text: str) -> object:
    """Return what stands under the key ``a`` of the document *text*."""
    node = plain(parse(text, "f.yaml"))
    assert isinstance(node, dict)
    return node["a"]


@pytest.mark.parametrize(
    "typed",
    [
        "1.10",
        "0123456",
        "no",
        "NO",
        "Null",
        "null",
        "12:30:45",
        "2021",
        "0x1F",
        "1e3",
        "yes",
        "=",
        "-1",
        "2019-03-12",
        "St. Mary's",
        "a#b",
        "http://x.example/#a",
    ],
)
def test_every_scalar_is_the_text_that_was_typed(typed: str) -> None:
    assert value_of(f"a: {typed}") == typed


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("a:", None),
        ("a: ~", None),
        ('a: ""', ""),
        ("a: '~'", "~"),
        ('a: "é\\u2019\\n"', "é’\n"),
        ("a: 'it''s'", "it's"),
        ("a: |\n  one\n    two\n\n", "one\n  two"),
        ("a: >\n  one\n  two\n", "one two"),
        ("a: one\n  two", "one two"),
        ("a: x\u2028y\u2029z", "x\u2028y\u2029z"),
        ('a: "x\u2028y"', "x\u2028y"),
        ("\ufeffa: b\r\nc: d\r\n", "b"),
        ("a: [b, c d]", ["b", "c d"]),
        ("a: {b: c, d:}", {"b": "c", "d": None}),
        ("a: {b: c, d: , e: f}", {"b": "c", "d": None, "e": "f"}),
    ],
)
def test_notations(written: str, value: object) -> None:
    assert value_of(written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("{ask: Who, or what, example: x}", {"ask": "Who, or what", "example": "x"}),
        ("{ask: Who,  or\n   what}", {"ask": "Who,  or what"}),
        ('{ask: "Who", or}', {"ask": "Who", "or": None}),
        ("{ask: one, two, three}", {"ask": "one, two, three"}),
        ("{or, ask: x}", {"or": None, "ask": "x"}),
        ("{ask: x, ask}", {"ask": "x, ask"}),
    ],
)
def test_a_comma_in_braces_does_not_cut_a_text_in_two(written: str, value: object) -> None:
    assert value_of(f"a: {written}") == value


def test_places_count_from_the_first_line_of_the_file() -> None:
    found: Findings = []
    node = parse_text("a: b\nc:\n  - d", "t.md", found, first_line=2)
    assert isinstance(node, MapNode)
    (_a, b), (c, items) = node.entries
    assert isinstance(items, ListNode)
    assert [str(n.place) for n in (b, c, items.items[0])] == ["t.md:2:4", "t.md:3:1", "t.md:4:5"]


def test_separators_that_are_no_line_ends_are_not_counted() -> None:
    found: Findings = []
    parse_text("a: x\u2028y\u2029z\nb: @\n", "f.yaml", found)
    assert [str(d.place) for d in found] == ["f.yaml:2:4"]
    assert value_of("a: |\n  x\u2028  y\n") == "x\u2028  y"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_any_text_in_quotes_is_that_text(text: str) -> None:
    text = FORBIDDEN.sub("", text)
    quoted = text.replace("'", "''")
    assert value_of(f"a: '{quoted}'") == text


@given(st.text(st.sampled_from("ab:@#&*!|>%`\"'[]{},-? \t\n\\~<"), max_size=40))
def test_any_file_is_read_or_refused_with_a_place(text: str) -> None:
    found: Findings = []
    node = parse_text(text, "f.yaml", found)
    assert found or not isinstance(node, Broken)
    lines = text.split("\n")
    for diagnostic in found:
        assert 1 <= diagnostic.place.line <= len(lines)
        assert 1 <= diagnostic.place.column <= len(lines[diagnostic.place.line - 1]) + 1
        assert "this is not YAML" not in diagnostic.message


HOSTILE = {
    "alias bomb": "a0: &a0 [x]\n"
    + "\n".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)),
    "brackets": "a: " + "[" * 100_000,
    "braces": "{a: " * 50_000,
    "indents": "\n".join(" " * n + "a:" for n in range(500)),
    "dashes": "- " * 100_000,
    "questions": "? " * 50_000,
    "commas": "a: {b: " + "x, " * 100_000 + "}",
    "one long line": "a: " + "x" * 900_000,
    "one long key": "x" * 900_000 + ": a",
    "quotes": "a: " + '"' * 200_000,
    "tags": "a: " + "!" * 100_000,
    "anchors": "a: " + "&" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, "f.yaml")
    assert all(d.place.line for d in caught.value.diagnostics)
    assert len(str(caught.value)) < 20_000


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: " + "x" * (MAX_FIELD + 1), "more than 10000"),
        ("# " + "x" * YAML_LIMIT, "larger than 1 MB"),
        (b"a: Sch\xf6n", "f.yaml:1:7: error[not-utf8]: the byte 0xF6"),
        ("a: é".encode("utf-16"), "UTF-16"),
        (b"\xef\xbb\xbfa: b\nc: \xff", "f.yaml:2:4"),
        (b"a: b\rc: \xff", "f.yaml:2:4"),
        ("a: b\x00", "U+0000"),
        ("a: b\nc: x\u202ey", "f.yaml:2:5: error[forbidden-character]: the character U+202E"),
        ('a: "\\ud800"', "U+D800"),
        ('a: "\\uFDD0"', "U+FDD0"),
        ("a: \x85", "U+0085"),
    ],
)
def test_what_cannot_be_text_is_refused(content: str | bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(content, "f.yaml")
    assert message in said(list(caught.value.diagnostics))
    assert not any(is_forbidden(c) for c in str(caught.value))


def test_a_text_of_just_the_limit_is_read() -> None:
    assert value_of("a: " + "x" * MAX_FIELD) == "x" * MAX_FIELD


def test_depth_is_counted() -> None:
    assert value_of("a: " + "[" * 49 + "]" * 49)
    with pytest.raises(InputError, match="more than 50 deep"):
        parse("a: " + "[" * 50 + "]" * 50, "f.yaml")


def test_all_forbidden_characters_are_reported_and_the_rest_is_read() -> None:
    with pytest.raises(InputError) as caught:
        parse("a: \x01\nb: \x02\na: c", "f.yaml")
    codes = [(d.place.line, d.code) for d in caught.value.diagnostics]
    assert codes == [(1, "forbidden-character"), (2, "forbidden-character"), (3, "duplicate-key")]


def test_very_many_forbidden_characters_are_not_all_listed() -> None:
    with pytest.raises(InputError) as caught:
        parse("a: " + "\x01" * 5_000, "f.yaml")
    assert "4980 more" in str(caught.value)


def test_the_fast_search_for_forbidden_characters_is_the_rule() -> None:
    edges = {edge + step for edge in _edges() for step in (-1, 0, 1)}
    for code in sorted(c for c in edges | set(range(0x3000)) if 0 <= c <= sys.maxunicode):
        assert bool(FORBIDDEN.match(chr(code))) == is_forbidden(chr(code)), hex(code)


def _edges() -> set[int]:
    ends = {plane << 16 | low for plane in range(17) for low in (0, 0xFFFE, 0xFFFF)}
    return ends | {0xD800, 0xDFFF, 0xFDD0, 0xFDEF, 0xFEFF}


def test_template_text() -> None:
    assert read_text(b"\xef\xbb\xbfa\r\nb\rc\n", "t.md") == "a\nb\nc\n"
    with pytest.raises(InputError, match="larger than 5 MB"):
        read_text(b" " * (TEMPLATE_LIMIT + 1), "t.md")


_PIECES = (
    *("a", "b c", "name", "é", "1.10", "~", " ", "  ", "\n", "\n\n", "\n  ", "\n- ", "\n    ", ": ", ":\n", ":", "- ", "? "),
    *("{", "}", "[", "]", ", ", ",", "'", '"', "''", "\\n", '"a\n  b"', "|\n", ">-\n", "|2\n ", "|#", "|\n#\n", "#", " #x", " # x", "http://x:1"),
    *("&a ", "*a", "!", "!!str ", "<<: ", "<<", "%YAML 1.2\n", "---\n", "...", "@", "`", "\t", "\r\n", "\r", "\x85", "\u2028", "\ufeff", "\ufdd2", "\U0001f392"),
)  # fmt: skip
_RECORD = """\
name: Oak Lane School
motto:
terms: {headteacher: Head, governing_body: trustees}
people:
  dsl: {name: "Mrs A Ngata", email: safe@oaklane.example}
  clerk:
facts:
  clubs: [chess, choir]
answers:
  lead person: >
    The head, or
    whoever stands in
"""


@st.composite
def _mended(draw: st.DrawFn) -> str:
    """Return a record into which some pieces of YAML have fallen."""
    text = _RECORD
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(_PIECES)) + text[at + draw(st.integers(0, 3)) :]
    return text


@given(st.one_of(_mended(), st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)))
def test_both_parsers_read_the_same(text: str) -> None:
    quick: Findings = []
    slow: Findings = []
    for ending in ("", "\n"):
        one = parse_text(text + ending, "f.yaml", quick)
        assert one == parse_text(text + ending, "f.yaml", slow, in_c=False)
        assert quick == slow


def test_an_ordinary_record_is_read_by_the_parser_in_c() -> None:
    assert is_common(_RECORD)
    reader = _Reader(_RECORD, "f.yaml", [], 1, in_c=True)
    assert reader.document() == parse_text(_RECORD, "f.yaml", [], in_c=False)


def test_the_place_of_what_is_not_there_is_behind_the_colon() -> None:
    node = parse("a: 1\nmotto:\n\nb:  \n  c: d\ne :\n", "f.yaml")
    assert isinstance(node, MapNode)
    places = {key.text: (value.place.line, value.place.column) for key, value in node.entries}
    assert places == {"a": (1, 4), "motto": (2, 7), "b": (5, 3), "e": (6, 4)}


def test_what_a_comma_cut_from_a_merge_key_is_no_fault_of_ours() -> None:
    found: Findings = []
    node = parse_text("{<<: a, b}\n", "f.yaml", found)
    assert [d.message for d in found] == ["<< (a merge key of YAML) is not used here"]
    assert plain(node) == {"b": None}

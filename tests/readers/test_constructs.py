"""Every construct of template Markdown, and every problem that the reader reports."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from policygen.document.plain import lines
from policygen.document.readers.markdown import Marks, parser, read
from policygen.document.tree import Blank, Document, Heading, Paragraph, Reference, Slot, Text
from policygen.document.walk import iter_blocks, iter_inlines
from policygen.document.writers import native, source
from policygen.errors import Severity

from ..fixtures import Fixture, cases

HERE = Path(__file__).parent
_TYPED = str.maketrans({"⟨": "\ufdd0", "⟩": "\ufdd1", "␍": "\r"})


@cases(HERE / "constructs.txt")
def test_construct(case: Fixture) -> None:
    typed, expected = case.parts
    reading = read(typed.translate(_TYPED))
    assert native.write_blocks(reading.blocks).rstrip("\n") == expected
    assert reading.problems == ()


@cases(HERE / "problems.txt")
def test_problem(case: Fixture) -> None:
    typed, expected = case.parts
    problems = read(typed.translate(_TYPED)).problems
    assert "\n".join(f"{p.line} {p.severity} {p.code}" for p in problems) == expected
    assert all(p.message for p in problems)


def test_lines_count_from_one_through_every_kind_of_block() -> None:
    text = "# A\n\np\n\n- i\n\n  1. j\n\n> q\n\n| h |\n|---|\n| c |\n\nT\n: d\n\n::: note\nn\n:::\n"
    found = [(type(b).__name__, b.line) for b in iter_blocks(read(text).blocks)]
    assert found == [
        ("Heading", 1),
        ("Paragraph", 3),
        ("BulletList", 5),
        ("Paragraph", 5),
        ("OrderedList", 7),
        ("Paragraph", 7),
        ("BlockQuote", 9),
        ("Paragraph", 9),
        ("Table", 11),
        ("DefinitionList", 15),
        ("Paragraph", 16),
        ("Note", 18),
        ("Paragraph", 19),
    ]


def test_a_reference_knows_its_own_line() -> None:
    found = [i for i in iter_inlines(read("one\ntwo\\\n[](#c)").blocks) if isinstance(i, Reference)]
    assert [reference.line for reference in found] == [3]


def test_marks_are_what_a_heading_has_beyond_the_language() -> None:
    text = '# A {#a .replace base=1a2b}\n\n# B {#b .omit reason="no pupils } here"}\n\n# C {#c}\n'
    reading = read(text)
    assert reading.problems == ()
    assert reading.marks == {
        1: Marks(("replace",), {"base": "1a2b"}),
        3: Marks(("omit",), {"reason": "no pupils } here"}),
    }
    assert [b.id for b in reading.blocks if isinstance(b, Heading)] == ["a", "b", "c"]


def test_a_problem_knows_its_column() -> None:
    problem = read("# Legal {#1st}").problems[0]
    assert (problem.line, problem.column) == (1, 10)


def test_containers_nested_too_deep_are_reported_and_kept() -> None:
    edges = [":" * (80 - n) for n in range(62)]
    text = "".join(f"{e} note\n" for e in edges) + "x\n" + "".join(f"{e}\n" for e in edges[::-1])
    reading = read(text)
    assert [p.code for p in reading.problems] == ["nested-too-deep"]
    assert lines(Document(reading.blocks)) == ["x"]


@pytest.mark.parametrize(
    "text",
    [
        "[^" * 20_000,
        "![" * 20_000,
        "[a](" * 10_000,
        "[" * 2_000 + "a" + "](b)" * 2_000,
        "![" * 2_000 + "a" + "](b)" * 2_000,
        "*a _b " * 5_000 + "_ *" * 5_000,
        "::: note\n" * 2_000,
        "# " + ' {"a' * 3_000 + "}",
        "a\n: " * 3_000,
        "a | b\n--|--\n" + "c |\n" * 3_000,
        "x\n" * 10_000,
    ],
    ids=lambda text: text[:8],
)
def test_no_text_takes_time_with_its_square(text: str) -> None:
    began = process_time()
    read(text)
    assert process_time() - began < 2


# --- laws ----------------------------------------------------------------------------------------

_BITS = (
    "a", "b ", "word ", " ", "  ", "    ", "\n", "\n\n", "- ", "1. ", "2) ", "> ", "# ", "*", "**", "_",
    "`", "```\n", "[", "](", "](#a)", ")", "[^1]", "\n\n[^1]: ", "![", ":", ": ", "\n: ", "::: note\n",
    "\n:::\n", "|", "|-|-|\n", "a|b\n-|-\n", "---\n", "===\n", "\\", "\\\n", "<", ">", "<http://a>",
    "&amp;", "&#32;", "{#id}", " {.title}", "\t", "é", "\u00a0", "\ufdd03\ufdd1",
)  # fmt: skip
_texts = st.lists(st.sampled_from(_BITS), max_size=30).map("".join)


def _without_fast_line() -> MarkdownIt:
    made = parser._blocks.__wrapped__()
    made.disable("line")
    return made


_SLOW = _without_fast_line()


@settings(max_examples=200, deadline=None, derandomize=True)
@given(_texts)
def test_the_short_cut_for_plain_lines_changes_nothing(text: str) -> None:
    fast, slow = (
        [(t.type, t.map, t.content, t.level) for t in tokens]
        for tokens in (parser.parse_blocks(text + "\n"), _SLOW.parse(text + "\n", {}))
    )
    assert fast == slow


@settings(max_examples=200, deadline=None, derandomize=True)
@given(_texts.map(lambda text: text.replace("\ufdd03\ufdd1", "x")))
def test_whatever_is_read_says_the_same_when_written_and_read_again(text: str) -> None:
    reading = read(text)
    if any(p.severity is Severity.ERROR for p in reading.problems):
        return
    written = source.write(reading.blocks)
    again = read(written)
    assert lines(Document(again.blocks)) == lines(Document(reading.blocks))
    assert source.write(again.blocks) == written


def test_slots_are_written_as_they_were_typed() -> None:
    typed = "[insert school name] (yes), *[choose a: b / c]* and\\\n[note: x] [blank]\n"
    assert source.write(read(typed).blocks) == typed
    slot = (Paragraph((Slot("[insert x]"), Text("(y)"), Blank("Date"))),)
    assert source.write(slot) == "[insert x]\\(y)[blank: Date]\n"

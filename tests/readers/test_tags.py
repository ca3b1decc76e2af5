"""Tags of HTML, and slots in angle brackets that only look like them."""

from __future__ import annotations

import pytest

from policygen.document.plain import lines
from policygen.document.readers import html
from policygen.document.tags import with_typed_tags, without_tags
from policygen.document.tree import Document


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>To <insert name here>.</p>", "To <insert name here>."),
        ("<p>To <School> and <Title of lead>.</p>", "To <School> and <Title of lead>."),
        ("<p>To <b>us</b>, <input disabled><a href=x>now</a>.</p>", "To us, now."),
        ("<p>To <my-tag>us</my-tag>.</p><script>a <b && c> d</script>", "To us."),
        ("<p>To us<!-- <insert name> -->.</p>", "To us."),
    ],
)
def test_what_somebody_typed_in_angle_brackets_is_read_as_words(page: str, text: str) -> None:
    assert lines(Document(html.read(page).blocks)) == [text]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("To <b>us</b>,<br>now", "To us, now"),
        ("<i>Insert title</i>, <span class=x>x</span>", "*Insert title*, x"),
        ("To <insert name> or <https://a.example>", "To <insert name> or <https://a.example>"),
        ("a\n<!-- b\nc -->\nd", "a\n\n\nd"),
    ],
)
def test_markdown_without_its_tags_keeps_its_lines_and_slots(markdown: str, text: str) -> None:
    assert without_tags(markdown) == text


@pytest.mark.parametrize(
    "text", ["<" * 50_000, "<a " * 50_000, "<!--" * 50_000, "<script>" * 9_000]
)
def test_hostile_text_comes_to_an_end(text: str) -> None:
    with_typed_tags(text)
    without_tags(text)

"""Marked text and tracked changes, in every format: HTML and DOCX carry them, Markdown the words that stay."""

from __future__ import annotations

import pytest

from policygen.document import plain
from policygen.document.properties import Properties
from policygen.document.tree import Delete, Document, Insert, Marked, Paragraph, Strong, Text
from policygen.document.walk import plain_text
from policygen.document.writers import docx, html, markdown, native, source

from .docx.word import W, unpack, val

PARAGRAPH = Paragraph(
    (
        Text("Staff "),
        Delete((Text("may"),)),
        Insert((Strong((Text("must"),)),)),
        Text(" tell "),
        Marked((Text("the head"),)),
        Text("."),
    )
)
DOCUMENT = Document((PARAGRAPH,), Properties(title="T", publisher="Oakfield & Co"))


def test_html_has_elements_for_them() -> None:
    assert (
        "<p>Staff <del>may</del><ins><strong>must</strong></ins> tell <mark>the head</mark>.</p>"
        in html.write(DOCUMENT)
    )


def test_docx_has_elements_for_them() -> None:
    body = unpack(docx.write(DOCUMENT)).body
    (deleted,) = body.iter(f"{W}del")
    (inserted,) = body.iter(f"{W}ins")
    assert [t.text for t in deleted.iter(f"{W}delText")] == ["may"]
    assert not list(deleted.iter(f"{W}t"))
    assert [t.text for t in inserted.iter(f"{W}t")] == ["must"]
    assert val(deleted, "author") == val(inserted, "author") == "Oakfield & Co"
    assert val(deleted, "id") != val(inserted, "id")
    assert [val(mark) for mark in body.iter(f"{W}highlight")] == ["yellow"]


@pytest.mark.parametrize("text", [markdown.write(DOCUMENT), source.write((PARAGRAPH,))])
def test_markdown_has_the_words_that_stay(text: str) -> None:
    assert "Staff **must** tell the head." in text
    assert "may" not in text


def test_plain_text_is_the_text_as_accepted() -> None:
    assert plain_text(PARAGRAPH.children) == "Staff must tell the head."
    assert plain.lines(DOCUMENT) == ["Staff must tell the head."]


def test_the_native_dump_shows_them() -> None:
    dump = native.write_blocks((PARAGRAPH,))
    assert all(f"  {name}\n" in dump for name in ("Delete", "Insert", "Marked"))

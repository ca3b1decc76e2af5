"""Law 1 for DOCX: what our writer writes is read back equal, in the form that a file can hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policygen.document.properties import Properties
from policygen.document.readers import docx
from policygen.document.tree import (
    BlockQuote,
    BulletList,
    Document,
    Emphasis,
    Footnote,
    Heading,
    Item,
    OrderedList,
    Paragraph,
    Strong,
    Text,
    ThematicBreak,
)
from policygen.document.writers import docx as writer
from policygen.document.writers import native
from policygen.document.writers.docx.properties import full_date

from ...strategies import complete_documents
from ...writers.docx.sample import ALL
from .normal import as_read, normal


@pytest.mark.parametrize("name", ALL)
def test_the_sample_documents_come_back(name: str) -> None:
    made: Callable[[], Document] = ALL[name]
    document = made()
    reading = docx.read(writer.write(document))
    assert native.write_blocks(as_read(reading.document)) == native.write_blocks(normal(document))
    assert reading.own
    assert reading.problems == ()


_ITEM = Item((Paragraph((Text("in a note"),)),))


@settings(max_examples=150, deadline=None, derandomize=True)
@example(
    Document(
        (Heading(4, (Emphasis((Strong((Text("in a style in italics"),)),)),), "a"),), Properties()
    )
)
@example(
    Document(
        (
            OrderedList(
                (
                    Item((Paragraph((Text("one"),)),), "1."),
                    Item((Paragraph((Footnote((OrderedList((_ITEM, _ITEM)),)),)),), "2."),
                )
            ),
        ),
        Properties(),
    )
)
@example(
    Document((BulletList((Item(()),)), BlockQuote((BlockQuote((ThematicBreak(),)),))), Properties())
)
@given(st.booleans().flatmap(complete_documents))
def test_whatever_is_written_comes_back(document: Document) -> None:
    reading = docx.read(writer.write(document))
    assert native.write_blocks(as_read(reading.document)) == native.write_blocks(normal(document))
    assert reading.problems == ()


@pytest.mark.parametrize("name", ALL)
def test_what_an_edition_says_of_itself_comes_back(name: str) -> None:
    document = ALL[name]()
    written, read = document.properties, docx.read(writer.write(document)).document.properties
    for field in (
        "title",
        "publisher",
        "subject",
        "identifier",
        "language",
        "version",
        "draft",
    ):
        assert getattr(read, field) == getattr(written, field), field
    # The custom properties hold the record, and what tells which edition a file is.
    record = dict(written.record)
    for key in ("identifier", "version"):
        if value := getattr(written, key):
            record.setdefault(key, value)
    assert dict(read.record) == record
    assert full_date(read.issued) == full_date(written.issued)
    assert read.numbering == written.numbering
    assert (read.crest and read.crest.data) == (written.crest and written.crest.data)

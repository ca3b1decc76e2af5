"""Tracked changes: one side, the other, or both; and that our own are read as they were written."""

from __future__ import annotations

import pytest

from policygen.document.readers import docx
from policygen.document.readers.docx import Changes
from policygen.document.tree import (
    Blocks,
    Delete,
    Document,
    Insert,
    Link,
    Marked,
    Paragraph,
    Strong,
    Table,
    Text,
)
from policygen.document.walk import iter_inlines, plain_text
from policygen.document.writers import docx as writer

from .word_file import from_text

_CHANGED = """
<w:p>{{Staff }}<w:del w:id="1" w:author="A"><w:r><w:delText>may</w:delText></w:r></w:del><w:ins w:id="2" w:author="A">{{must}}</w:ins>{{ read this.}}</w:p>
<w:p><w:pPr><w:rPr><w:ins w:id="3" w:author="A"/></w:rPr></w:pPr>{{First half, }}</w:p>
[[second half.]]
<w:p><w:pPr><w:rPr><w:ins w:id="4" w:author="A"/></w:rPr></w:pPr><w:ins w:id="5" w:author="A">{{A new paragraph.}}</w:ins></w:p>
<w:p><w:moveFrom w:id="6" w:author="A">{{Moved. }}</w:moveFrom>{{Stays. }}<w:moveTo w:id="7" w:author="A">{{Moved.}}</w:moveTo></w:p>
<w:tbl><w:tr><w:tc>[[kept]]</w:tc></w:tr><w:tr><w:trPr><w:ins w:id="8" w:author="A"/></w:trPr><w:tc><w:p><w:ins w:id="9" w:author="A">{{new row}}</w:ins></w:p></w:tc></w:tr><w:tr><w:trPr><w:del w:id="10" w:author="A"/></w:trPr><w:tc><w:p><w:del w:id="11" w:author="A"><w:r><w:delText>old row</w:delText></w:r></w:del></w:p></w:tc></w:tr><w:tr><w:tc>[[end]]</w:tc></w:tr></w:tbl>
<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id="12" w:author="A"><w:rPr/></w:rPrChange></w:rPr><w:t>A sentence whose look has changed.</w:t></w:r></w:p>
"""


def lines(blocks: Blocks) -> list[str]:
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(plain_text(block.children))
        elif isinstance(block, Table):
            found.extend(plain_text(cell) for row in (block.head, *block.rows) for cell in row)
    return found


def read(changes: Changes) -> Blocks:
    reading = docx.read(from_text(_CHANGED), changes=changes)
    assert reading.changes == 12
    assert [p.code for p in reading.problems] == ["tracked-changes"]
    return reading.document.blocks


def test_accepted() -> None:
    blocks = read("accept")
    assert lines(blocks) == [
        "Staff must read this.", "First half, ", "second half.", "A new paragraph.", "Stays. Moved.",
        "kept", "new row", "end", "A sentence whose look has changed.",
    ]  # fmt: skip
    assert any(isinstance(inline, Strong) for inline in iter_inlines(blocks))


def test_rejected() -> None:
    blocks = read("reject")
    assert lines(blocks) == [
        "Staff may read this.", "First half, second half.", "Moved. Stays. ", "kept", "old row", "end",
        "A sentence whose look has changed.",
    ]  # fmt: skip
    assert not any(isinstance(inline, Strong) for inline in iter_inlines(blocks))


def test_kept() -> None:
    blocks = read("keep")
    assert blocks[0] == Paragraph(
        (
            Text("Staff "),
            Delete((Text("may"),)),
            Insert((Text("must"),)),
            Text(" read this."),
        )
    )


@pytest.mark.parametrize(("changes", "expected"), [("accept", "new "), ("reject", "old ")])
def test_our_own_changes_come_back(changes: Changes, expected: str) -> None:
    paragraph = Paragraph(
        (
            Delete((Text("old "),)),
            Insert((Strong((Text("new "),)),)),
            Link((Insert((Text("a link"),)),), "https://a.example/"),
            Marked((Text(" and a mark"),)),
        )
    )
    data = writer.write(Document((paragraph,)))
    assert docx.read(data, changes="keep").document.blocks == (paragraph,)
    (one,) = docx.read(data, changes=changes).document.blocks
    assert isinstance(one, Paragraph)
    assert plain_text(one.children).startswith(expected)

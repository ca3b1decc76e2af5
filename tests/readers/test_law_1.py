"""Law 1: what is written as template Markdown is read back equal."""

from __future__ import annotations

from hypothesis import given, settings

from policygen.document.readers import markdown
from policygen.document.tree import Blocks
from policygen.document.writers import source

from ..strategies import source_blocks


@settings(max_examples=100, deadline=None, derandomize=True)
@given(source_blocks())
def test_read_of_write_is_the_same_document(blocks: Blocks) -> None:
    text = source.write(blocks)
    reading = markdown.read(text)
    assert reading.blocks == blocks, text
    assert source.write(reading.blocks) == text

"""Blocks as template Markdown: readable, and escaped only where it must be."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygen.document.readers.markdown import read
from policygen.document.tree import (
    Block,
    BlockSlot,
    BulletList,
    Code,
    Contents,
    Definition,
    DefinitionList,
    Emphasis,
    Heading,
    Hole,
    Inline,
    Item,
    LineBreak,
    Paragraph,
    Remark,
    Signatures,
    Slot,
    Strong,
    Table,
    Text,
    Title,
)
from policygen.document.writers.source import write

from ...fixtures import Fixture, cases


@cases(Path(__file__).parent / "source.txt")
def test_written_again(case: Fixture) -> None:
    typed, expected = case.parts
    blocks = read(typed).blocks
    written = write(blocks)
    assert written == expected + "\n"
    assert read(written).blocks == blocks


def line(*inlines: Inline) -> str:
    """Return *inlines* as a paragraph of the source, without its end."""
    return write((Paragraph(inlines),)).removesuffix("\n")


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        ((Slot("[insert x]"), Text("(y)")), "[insert x]\\(y)"),
        ((Remark((Text("see "), Strong((Text("this"),)))),), "[note: see **this**]"),
        # Word's habits: bold that takes the space or the line end with it.
        ((Strong((Text("bold "),)), Text("plain")), "**bold&#32;**&#112;lain"),
        ((Strong((Text("bold"), LineBreak())), Text("plain")), "**bold**\\\nplain"),
        ((Emphasis((Text("a"),)), Emphasis((Text("b"),))), "*ab*"),
        ((Emphasis((Strong((Emphasis((Text("a"),)),)),)),), "_**a**_"),
        ((Code("a"), Code("b")), "`ab`"),
        ((Text("end"), LineBreak()), "end"),
    ],
)
def test_what_markdown_cannot_say_comes_near(inlines: tuple[Inline, ...], expected: str) -> None:
    assert line(*inlines) == expected


def test_one_line_places_have_spaces_for_breaks() -> None:
    broken = (Text("a"), LineBreak(), Text("b"))
    assert write((Title(broken), Heading(2, broken, "c"))) == "# a b {.title}\n\n## a b {#c}\n"
    assert write((Table((broken,), (), ("",)),)) == "| a b |\n| --- |\n"
    assert write((DefinitionList((Definition(broken, (Paragraph(broken),)),)),)) == (
        "a b\n: a\\\n  b\n"
    )


def test_block_slots_are_slots() -> None:
    slots = (BlockSlot("contents"), BlockSlot("version table", "model"))
    assert write(slots) == "[insert contents]\n\n[insert version table: model]\n"


def test_three_markers_on_a_line_are_no_break() -> None:
    blocks: tuple[Block, ...] = ()
    for _ in range(3):
        blocks = (BulletList((Item(blocks),)),)
    assert write(blocks) == "- * -\n"
    assert read(write(blocks)).blocks == blocks


@pytest.mark.parametrize("block", [Signatures(()), Contents(), Paragraph((Hole(0),))])
def test_what_has_no_source_form_is_refused(block: Block) -> None:
    with pytest.raises(TypeError):
        write((block,))

"""Word's labels are the tree's: computed from numbering and body as ECMA-376 §17.9 has it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygen.document.numbering import number
from policygen.document.properties import Numbering, Properties
from policygen.document.tree import (
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Definition,
    DefinitionList,
    Document,
    Heading,
    Item,
    OrderedList,
    Paragraph,
    Text,
)
from policygen.document.writers.docx import write

from .sample import ALL, item, ordered, p, t
from .word import expected_labels, labels, unpack

_GLYPHS = str.maketrans("–▪", "••")


def shown(document: Document) -> list[str]:
    return [label.translate(_GLYPHS) for label, _ in labels(unpack(write(document)))]


@pytest.mark.parametrize("name", sorted(set(ALL) - {"draft"}))
def test_samples(name: str) -> None:
    document = ALL[name]()
    assert shown(document) == expected_labels(document.blocks)


paragraph = st.sampled_from([p("Text."), p("A lead:")])


def _lists(blocks: st.SearchStrategy[Blocks]) -> st.SearchStrategy[Block]:
    items = st.lists(blocks.map(Item), min_size=1, max_size=4).map(tuple)
    definitions = blocks.map(lambda b: DefinitionList((Definition((Text("term"),), b),)))
    return st.one_of(
        items.map(BulletList),
        st.builds(OrderedList, items, st.integers(1, 30)),
        st.builds(OrderedList, items),
        blocks.map(BlockQuote),
        definitions,
    )


inner: st.SearchStrategy[Blocks] = st.recursive(
    paragraph.map(lambda b: (b,)),
    lambda deeper: st.lists(st.one_of(paragraph, _lists(deeper)), min_size=1, max_size=3).map(
        tuple
    ),
    max_leaves=12,
)
heading = st.builds(Heading, st.integers(1, 3), st.just(t("Heading")), numbered=st.booleans())
top = st.lists(st.one_of(heading, paragraph, _lists(inner)), min_size=1, max_size=12).map(tuple)
schemes: st.SearchStrategy[Numbering] = st.sampled_from(
    ["none", "headings", "clauses", "paragraphs"]
)


@settings(max_examples=120, deadline=None)
@given(top, schemes)
def test_whatever_is_numbered(blocks: Blocks, scheme: Numbering) -> None:
    numbered = number(blocks, scheme)
    document = Document(numbered, Properties(title="T", numbering=scheme))
    assert shown(document) == expected_labels(numbered)


def test_a_label_that_no_format_gives_is_shown_all_the_same() -> None:
    odd = ordered(["1.", "1a.", "3."], ["one", "one a", "three"])
    document = Document((p("x"), odd, ordered(["(z)"], ["z"])), Properties(title="T"))
    assert shown(document) == ["1.", "1a.", "3.", "(z)"]


def test_letters_after_z_are_doubled() -> None:
    wanted = [f"{c})" for c in "abcdefghijklmnopqrstuvwxyz"] + ["aa)", "bb)"]
    document = Document((ordered(wanted, ["x"] * 28, "run-in"),), Properties(title="T"))
    assert shown(document) == wanted


def test_lists_that_start_by_themselves_have_nums_of_their_own() -> None:
    """Else Word would go on counting when a person adds an item to the first."""
    one, two = ordered(["1.", "2."], ["a", "b"]), ordered(["3."], ["c"], start=3)
    package = unpack(write(Document((one, p("between"), two), Properties(title="T"))))
    nums = [e.get(e.keys()[0]) for e in package.body.iterfind(".//{*}numPr/{*}numId")]
    assert nums[0] == nums[1] != nums[2]


def test_a_second_paragraph_of_an_item_has_no_label_but_its_indent() -> None:
    blocks = (OrderedList((item("first", "second"),)),)
    package = unpack(write(Document(blocks, Properties(title="T"))))
    second = package.body[0][1]
    assert second.find("{*}pPr/{*}numPr") is None
    indent = second.find("{*}pPr/{*}ind")
    assert indent is not None
    assert 510 in map(int, indent.attrib.values())


def test_an_item_that_begins_with_a_list_keeps_its_label() -> None:
    blocks: Blocks = (OrderedList((Item((BulletList((item("x"),)),), "1."),)),)
    found = labels(unpack(write(Document(blocks, Properties(title="T")))))
    assert found == [("1.", ""), ("•", "x")]


def test_an_empty_item_is_kept() -> None:
    blocks: Blocks = (BulletList((Item(()), item("x"))), Paragraph(t("after")))
    assert len(labels(unpack(write(Document(blocks, Properties(title="T")))))) == 2

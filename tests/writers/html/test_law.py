"""Laws: the words of the page are the words of the document, whatever they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygen.document.properties import Properties
from policygen.document.tree import (
    Block,
    BlockQuote,
    BulletList,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    OrderedList,
    Paragraph,
    Strong,
    Table,
    Text,
    Title,
    Value,
)
from policygen.document.walk import iter_inlines
from policygen.document.writers.html import write
from policygen.errors import is_forbidden

from .documents import rich
from .pages import read, text_lines

HOSTILE = (
    "St John's & St Mary's <CE> | \"A\" *b* _c_ 2019. {{ 7*7 }} {% x %}",
    "</title></style><script>alert(1)</script>",
    "&amp; &lt; &#60; &nbsp &copy",
    "<!-- --> ]]> <![CDATA[ <?php",
    '" onmouseover="x" \'',
    '\\3c \\a  "; } body { display: none',
    "[insert x]",
)
#: No characters that policygen refuses to read, and no ends of lines: readers make nodes of them.
WORDS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")).filter(
            lambda c: not is_forbidden(c)
        ),
        min_size=1,
        max_size=12,
    ),
)
LEAVES: st.SearchStrategy[Inline] = st.one_of(
    WORDS.map(Text), WORDS.map(Value), WORDS.map(Code), st.just(LineBreak())
)


def _wrap(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        some.map(Emphasis),
        some.map(Strong),
        some.map(lambda c: Link(c, "https://example.org/")),
        some.map(lambda c: Footnote((Paragraph(c),))),
    )


INLINES = st.lists(st.recursive(LEAVES, _wrap, max_leaves=4), min_size=1, max_size=3).map(tuple)
#: A cell holds no breaks: there the two text forms would only quarrel about how to show them.
CELLS = st.lists(st.one_of(WORDS.map(Text), WORDS.map(Value)), max_size=2).map(tuple)
SIMPLE: st.SearchStrategy[Block] = st.one_of(
    INLINES.map(Paragraph),
    WORDS.map(CodeBlock),
    st.builds(
        Table,
        st.one_of(st.just(()), st.tuples(CELLS, CELLS)),
        st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=2).map(tuple),
        st.just(("", "right")),
    ),
)


def _hold(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.lists(some.map(Item), min_size=1, max_size=2).map(lambda i: BulletList(tuple(i))),
        st.lists(st.builds(Item, some, st.just("1.1")), min_size=1, max_size=2).map(
            lambda i: OrderedList(tuple(i), series="clause")
        ),
        st.builds(Definition, INLINES, some).map(lambda d: DefinitionList((d,))),
        some.map(BlockQuote),
    )


BLOCKS = st.lists(st.recursive(SIMPLE, _hold, max_leaves=4), max_size=4).map(tuple)
DOCUMENTS = st.builds(
    lambda title, name, lead, heading, body: Document(
        (Title(title), *lead, Heading(1, heading, "one", label="1."), *body),
        Properties(
            title=name,
            publisher=name,
            record=(("school", name),),
            header=(name, name),
            footer=("", name),
        ),
    ),
    INLINES,
    WORDS,
    BLOCKS,
    INLINES,
    BLOCKS,
)


@given(DOCUMENTS)
@settings(max_examples=50, deadline=None)
def test_the_words_of_main_are_the_words_of_the_document(document: Document) -> None:
    page = read(write(document))
    assert page.lines == text_lines(document)
    for inline in iter_inlines(document.blocks):
        if isinstance(inline, Text | Value | Code):
            assert inline.text in page.main
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert {e.tag for e in page.elements}.isdisjoint({"script", "form", "link", "base", "iframe"})
    assert len(page.all("style")) == 2
    links = [e.attributes["href"] for e in page.all("a")]
    assert {target[1:] for target in links if target.startswith("#")} <= set(ids)


@given(WORDS)
@settings(max_examples=60, deadline=None)
def test_a_name_reads_the_same_in_the_head(name: str) -> None:
    properties = Properties(title="Policy", publisher=name, record=(("school", name),))
    page = read(write(Document((Title((Text("Policy"),)),), properties)))
    metas = {
        e.attributes.get("name", ""): e.attributes["content"]
        for e in page.all("meta")
        if "name" in e.attributes
    }
    assert metas["author"] == metas["policygen:school"] == name
    assert page.all("title")[0].text == ("Policy" if name in "Policy" else f"Policy – {name}")
    assert [e.text for e in page.all("p") if e.attributes.get("class") == "publisher"] == (
        [] if name.casefold() in "policy" else [name]
    )


@pytest.mark.parametrize("draft", [False, True])
def test_the_rich_policy_has_its_text_in_main_and_nowhere_twice(draft: bool) -> None:
    document = rich(draft=draft)
    page = read(write(document))
    assert page.lines == text_lines(document)
    assert len(page.all("h1")) == 1


def test_the_same_document_gives_the_same_bytes() -> None:
    document = rich(draft=True)
    assert write(document) == write(replace(document))

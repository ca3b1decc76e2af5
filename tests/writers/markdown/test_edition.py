"""The Markdown edition: what it looks like, and that any engine reads the same words from it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from policygen.document import plain
from policygen.document.numbering import number
from policygen.document.properties import Numbering, Properties
from policygen.document.readers.markdown import read
from policygen.document.tree import (
    Blank,
    Block,
    BlockSlot,
    Contents,
    Document,
    Emphasis,
    Heading,
    Hole,
    Inline,
    Link,
    Paragraph,
    Reference,
    Remark,
    Signature,
    Signatures,
    Slot,
    Table,
    Text,
    Title,
    Value,
)
from policygen.document.writers.markdown import write

from ...fixtures import Fixture, cases
from ...strategies import finished_documents

SCHEMES: tuple[Numbering, ...] = get_args(Numbering)


@cases(Path(__file__).parent / "edition.txt", parts=3)
def test_edition(case: Fixture) -> None:
    scheme, typed, expected = case.parts
    assert scheme in SCHEMES
    numbering: Numbering = SCHEMES[SCHEMES.index(scheme)]
    document = Document(number(read(typed).blocks, numbering))
    assert write(document) == expected + "\n"
    assert words(write(document)) == "".join("".join(plain.lines(document)).split()).replace(
        "|", ""
    )


def line(*inlines: Inline) -> str:
    """Return *inlines* as a paragraph of an edition, without its end."""
    return write(Document((Paragraph(inlines),))).removesuffix("\n")


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        ((Value("a\n# *b*"),), "a\\\n\\# \\*b\\*"),
        ((Slot("[insert x]"), Text("(y)")), "\\[insert x](y)"),
        ((Remark((Text("Say so."),)),), "*\\[Say so.]*"),
        ((Emphasis((Remark((Text("Say so."),)),)),), "*\\[Say so.]*"),
        ((Text("Date: "), Blank()), "Date: " + "\\_" * 12),
        ((Blank("Date"),), "Date " + "\\_" * 12),
        ((Blank(),), "\\_" * 12),
        ((Link((Text("a"),), "#nowhere"),), "[a](#nowhere)"),
        ((Text("https://x.example"), Emphasis((Text("a"),))), "https\\://x.example*a*"),
        ((Link((Text("^a"),), "b"),), "[\\^a](b)"),
    ],
)
def test_inlines(inlines: tuple[Inline, ...], expected: str) -> None:
    assert line(*inlines) == expected


def test_signatures_and_records_are_tables() -> None:
    people = Table((), (((Text("Headteacher"),), (Value("Ann | Bo\nCy"),)),), ("", ""), "people")
    rows = (Signature((Text("Headteacher"),), (Value("Ann"),)), Signature((Text("Chair"),)))
    assert write(Document((people, Signatures(rows)))) == (
        "|             |              |\n"
        "| ----------- | ------------ |\n"
        "| Headteacher | Ann \\| Bo Cy |\n"
        "\n"
        "|                  |       |\n"
        "| ---------------- | ----- |\n"
        "| Headteacher: Ann | Date: |\n"
        "| Chair:           | Date: |\n"
    )


def test_contents_and_references_lead_to_the_headings_as_github_names_them() -> None:
    blocks = (
        Title((Text("Aims"),)),
        Contents(),
        Heading(1, (Text("What’s “new” – & old_style?"),), "new"),
        Heading(1, (Text("Aims"),), "aims", numbered=False),
        Heading(2, (Emphasis((Text("Écoles"),)), Text(" 2–3")), "schools"),
        Paragraph((Reference("aims"), Text(" "), Reference("schools"))),
    )
    written = write(Document(number(blocks, "headings")))
    assert "- [1. What’s “new” – & old_style?](#1-whats-new---old_style)\n" in written
    assert "- [Aims](#aims-1)\n" in written
    assert "](#11-écoles-23)\n" in written


def test_front_matter_quotes_every_value() -> None:
    properties = Properties(
        title='A "b"\n\\ {{ c }}: #d', record=(("version", "1.10"), ("approved", "no\u2028"))
    )
    head, quoted, *rest = write(Document((), properties)).split("\n")
    assert head == "---"
    assert json.loads(quoted.removeprefix("title: ")) == properties.title
    assert rest == ['version: "1.10"', 'approved: "no\\u2028"', "---", ""]


def test_a_draft_says_so_first() -> None:
    document = Document((Title((Text("A"),)),), Properties(draft=True))
    assert write(document) == "**DRAFT – not for publication**\n\n# A\n"


@pytest.mark.parametrize("block", [BlockSlot("contents"), Paragraph((Hole(0),))])
def test_template_only_nodes_are_refused(block: Block) -> None:
    with pytest.raises(TypeError):
        write(Document((block,)))


# --- laws ----------------------------------------------------------------------------------------

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_ADDED = re.compile(r"_{12}|DRAFT–notforpublication|Draftingnote:|[|]")
_ENGINE = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)


def words(edition: str) -> str:
    """Return what an engine with GFM's extensions reads, without white space and what writers add."""
    html = _ENGINE.render(_FRONT_MATTER.sub("", edition))
    root = etree.fromstring(f"<body>{html}</body>", etree.HTMLParser())
    parts: list[str] = []
    _collect(root, parts)
    return _ADDED.sub("", "".join("".join(parts).split()))


def _collect(element: etree._Element, parts: list[str]) -> None:
    kind = element.get("class") or ""
    first = int(element.get("start") or 1)
    parts.append(element.text or "")
    for count, child in enumerate(element, first):
        child_kind = child.get("class") or ""
        if child_kind == "footnote-ref":
            parts.append(re.sub(r"\D", "", "".join(str(text) for text in child.itertext())))
        elif child_kind != "footnote-backref":
            if element.tag == "ol":
                parts.append(str(count) if kind == "footnotes-list" else f"{count}.")
            _collect(child, parts)
        parts.append(child.tail or "")


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.booleans().flatmap(finished_documents), st.sampled_from(SCHEMES))
def test_an_engine_reads_the_words_of_the_document(document: Document, scheme: Numbering) -> None:
    numbered = replace(document, blocks=number(document.blocks, scheme))
    edition = write(numbered)
    expected = "".join("".join(plain.lines(numbered)).split())
    assert words(edition) == _ADDED.sub("", expected), edition
    assert edition == "" or edition.endswith("\n")
    assert "\r" not in edition

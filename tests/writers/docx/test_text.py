"""Every character arrives, once, in order; and what Word is told about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policygen.document.properties import Picture, Properties
from policygen.document.tree import (
    BlockSlot,
    Contents,
    ContentsEntry,
    Document,
    Heading,
    Hole,
    Image,
    Inline,
    Link,
    Paragraph,
    Reference,
    Table,
    Text,
    Title,
    Value,
)
from policygen.document.writers.docx import write

from .sample import ALL, AWKWARD, CREST, SIGNATURES, draft, headings, p, t, unnumbered
from .word import Package, W, text_of, unpack, val, words


def one(*inlines: Inline) -> Package:
    return unpack(write(Document((Paragraph(inlines),), Properties(title="T"))))


def body_text(package: Package) -> str:
    return text_of(package.body)


def test_text_is_complete_and_in_order() -> None:
    for name in ("clauses", "paragraphs", "short"):
        document = ALL[name]()
        written = "".join(body_text(unpack(write(document))).split())
        assert written == words(document), name


def test_text_of_rich_documents_is_complete() -> None:
    document = replace(headings(), blocks=tuple(b for b in headings().blocks if b != SIGNATURES))
    assert "".join(body_text(unpack(write(document))).split()) == words(document)


def test_signatures_read_title_name_and_date() -> None:
    package = unpack(write(Document((Title(t("T")), SIGNATURES), Properties(title="T"))))
    rows = [
        " | ".join(text for c in row.iter(f"{W}tc") if (text := text_of(c)))
        for row in package.body.iter(f"{W}tr")
    ]
    assert rows == ["Headteacher: Ann Example | Date:", "Chair of Governors: | Date:"]
    heights = [int(val(e)) for e in package.body.iter(f"{W}trHeight")]
    assert min(heights) >= 680  # 12 mm


@pytest.mark.parametrize(
    "text",
    [
        "  spaces  kept  ",
        "a\tb",
        "a\nb",
        "a\u00a0b\u00adc",
        AWKWARD,
        "]]>",
        "é😀",
        "&amp;",
        "<w:t>",
    ],
)
def test_characters_stand_as_they_are(text: str) -> None:
    assert body_text(one(Value(text))) == text
    assert body_text(one(Text(text))) == text


@pytest.mark.parametrize("text", ["\x00", "\x0b", "\x85", "\u202e", "\ufdd0", "\ud800", "\uffff"])
def test_forbidden_characters_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"U\+"):
        one(Text(f"a{text}b"))
    with pytest.raises(ValueError, match=r"U\+"):
        write(Document((p("x"),), Properties(title=f"a{text}")))


def test_an_awkward_name_stands_everywhere_the_same() -> None:
    package = unpack(write(unnumbered()))
    header = text_of(package.roots["word/header1.xml"])
    assert header == AWKWARD * 2
    core = package.roots["docProps/core.xml"]
    assert core.findtext("{http://purl.org/dc/elements/1.1/}creator") == AWKWARD
    custom = package.roots["docProps/custom.xml"]
    assert [e[0].text for e in custom if e.get("name") == "school"] == [AWKWARD]
    assert body_text(package).count(AWKWARD) == 7


def test_a_place_in_a_value_is_not_filled() -> None:
    document = headings()
    names = replace(document.properties, header=("{version}", "{policy}"))
    package = unpack(write(replace(document, properties=names)))
    assert text_of(package.roots["word/header1.xml"]) == "{version}\t{policy}"


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "data:x",
        "//host/x",
        "file:///c:/x",
        "ms-word:x",
        "",
        "http:x",
    ],
)
def test_unsafe_links_are_refused(target: str) -> None:
    with pytest.raises(ValueError, match="a link must be"):
        one(Link(t("x"), target))


def test_links_keep_their_target() -> None:
    package = one(
        Link(t("x"), "https://a.example/ü b?x=1&y=<2>#é"),
        Link(t("y"), "MAILTO:a@b.example"),
        Link(t("z"), "complaints.docx"),
    )
    rels = package.roots["word/_rels/document.xml.rels"]
    external = [e.get("Target") for e in rels if e.get("TargetMode") == "External"]
    assert external == [
        "https://a.example/%C3%BC%20b?x=1&y=%3C2%3E#%C3%A9",
        "MAILTO:a@b.example",
        "complaints.docx",
    ]


@pytest.mark.parametrize("inline", [Link(t("x"), "#nowhere"), Reference("nowhere", "section 1")])
def test_links_to_no_heading_are_refused(inline: Inline) -> None:
    with pytest.raises(ValueError, match="no heading has this id"):
        one(inline)


@pytest.mark.parametrize(
    ("one_id", "other_id"),
    [("a-b", "a_b"), ("x" * 60, "x" * 59 + "y"), ("é", "è"), ("A", "a"), ("a.b", "a-b")],
)
def test_ids_that_look_alike_have_bookmarks_of_their_own(one_id: str, other_id: str) -> None:
    blocks = (
        Contents(entries=(ContentsEntry(1, "", t("a"), one_id), ContentsEntry(1, "", t("b"), other_id))),
        Heading(1, t("a"), one_id),
        Heading(1, t("b"), other_id),
    )  # fmt: skip
    package = unpack(write(Document(blocks, Properties(title="T"))))
    anchors = [val(e, "anchor") for e in package.body.iter(f"{W}hyperlink")]
    assert len({a.lower() for a in anchors}) == 2
    assert all(len(a) <= 40 for a in anchors)


@pytest.mark.parametrize("node", [Hole(0), Image("absent.png", "x")])
def test_nodes_that_no_edition_holds_are_refused(node: Inline) -> None:
    with pytest.raises((TypeError, ValueError)):
        one(node)
    with pytest.raises(TypeError):
        write(Document((BlockSlot("contents"),), Properties(title="T")))


def test_drafts_show_slots_notes_and_their_comments() -> None:
    package = unpack(write(draft()))
    controls = [
        text_of(e) for e in package.body.iter(f"{W}sdt") if e.find(f"{W}sdtPr/{W}text") is not None
    ]
    assert controls == [
        "[insert responsible person, e.g. the e-safety lead]", "[insert school name]", "[insert x]",
    ]  # fmt: skip
    comments = [text_of(e) for e in package.roots["word/comments.xml"].iter(f"{W}comment")]
    assert comments[0] == "To complete: the e-safety lead"
    assert comments[1].strip() == "delete if a governor is"
    assert "You may wish to name one person." in comments[2]
    marked = {val(e, "id") for e in package.body.iter(f"{W}commentReference")}
    assert len(marked) == len(comments)
    for name in ("header1", "header2"):
        assert "DRAFT" in text_of(package.roots[f"word/{name}.xml"])


def test_published_editions_have_no_comments() -> None:
    assert "word/comments.xml" not in unpack(write(headings())).names


def test_footnotes_are_real() -> None:
    package = unpack(write(headings()))
    notes = {val(e, "id"): text_of(e) for e in package.roots["word/footnotes.xml"]}
    assert notes == {"-1": "", "0": "", "1": " See the Act.Its second paragraph."}
    assert [val(e, "id") for e in package.body.iter(f"{W}footnoteReference")] == ["1"]


def test_pictures_keep_their_proportion() -> None:
    package = unpack(write(headings()))
    crest, picture = [
        (int(e.get("cx") or 0), int(e.get("cy") or 0)) for e in package.body.iter("{*}extent")
    ]
    assert crest[1] <= 28 * 36000
    assert crest[0] / crest[1] == pytest.approx(300 / 360, rel=0.01)
    assert picture[0] <= 9184 * 635
    assert picture[0] / picture[1] == pytest.approx(1600 / 500, rel=0.01)
    alternatives = [e.get("descr") for e in package.body.iter("{*}docPr")]
    assert alternatives == [
        "Crest of Oakfield Church of England Primary School", "A map of the school grounds",
    ]  # fmt: skip


def test_a_picture_of_another_kind_is_refused() -> None:
    odd = Picture("x.gif", b"GIF89a", "image/gif", 1, 1)
    document = Document(
        (Paragraph((Image("x.gif", "x"),)),), Properties(title="T", pictures=(odd,))
    )
    with pytest.raises(ValueError, match="PNG or JPEG"):
        write(document)


def test_one_picture_is_stored_once() -> None:
    twice = Paragraph((Image("crest.png", "a"), Image("crest.png", "b")))
    document = Document((twice,), Properties(title="T", crest=CREST, pictures=(CREST,)))
    assert len([n for n in unpack(write(document)).names if "media/" in n]) == 1


def test_tables_mark_their_header_row_and_name() -> None:
    table = Table((), ((t("a"), t("b")), (t("c"), t("d"))), ("", ""), "plain", "A & B")
    package = unpack(write(Document((p("x"), table), Properties(title="T"))))
    assert package.body.find(f".//{W}tr/{W}trPr/{W}tblHeader") is not None
    assert val(package.body.find(f".//{W}tblCaption")) == "A & B"

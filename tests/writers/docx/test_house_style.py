"""A house style: made, edited, used, and refused when it is not one."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from policygen.document.properties import Theme
from policygen.document.writers.docx import check_house_style, make_house_style, write

from .sample import ALL, draft, headings, with_properties
from .word import Package, W, expected_labels, labels, text_of, unpack, val

BASE = make_house_style(Theme("#0b5d3b", "Georgia"))
_CONTENT_TYPE = b"wordprocessingml.document.main+xml"


def rebuilt(changes: dict[str, bytes | None], base: bytes = BASE) -> bytes:
    """Return *base* with parts replaced, added or (None) removed."""
    parts = dict(unpack(base).parts) | changes
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if content is not None:
                archive.writestr(name, content)
    return target.getvalue()


def edited(part: str, old: str, new: str, base: bytes = BASE) -> bytes:
    text = unpack(base).parts[part].decode()
    assert old in text
    return rebuilt({part: text.replace(old, new).encode()}, base)


def test_a_new_house_style_is_a_document_with_every_style() -> None:
    package = unpack(BASE)
    check_house_style(BASE)
    assert "{next review}" in text_of(package.roots["word/footer1.xml"])
    used = {
        val(e) for root in package.roots.values() for e in root.iter(f"{W}pStyle", f"{W}tblStyle")
    }
    assert {
        "Title",
        "Heading5",
        "Heading1Unnumbered",
        "Clause",
        "Definition",
        "Quote",
        "PolicyControl",
    } <= used


@pytest.mark.parametrize("name", sorted(ALL))
def test_editions_keep_text_and_labels(name: str) -> None:
    plain, styled = unpack(write(ALL[name]())), unpack(write(ALL[name](), BASE))
    assert text_of(plain.body) == text_of(styled.body)
    assert labels(plain) == labels(styled)


def test_labels_do_not_mind_the_lists_of_the_house() -> None:
    own = (
        f'<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="HouseBullet"/>'
        '<w:lvlText w:val="*"/></w:lvl></w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="7"/>'
        "</w:num></w:numbering>"
    )
    bullet = (
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="HouseBullet"><w:name w:val="House Bullet"/>'
        '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    base = edited(
        "word/styles.xml", "</w:styles>", bullet, rebuilt({"word/numbering.xml": own.encode()})
    )
    document = headings()
    package = unpack(write(document, base))
    shown = [label.translate(str.maketrans("–▪", "••")) for label, _ in labels(package)]
    assert shown == expected_labels(document.blocks)
    nums = {val(e, "numId") for e in package.roots["word/numbering.xml"].iter(f"{W}num")}
    assert "9" in nums
    heading = next(
        s
        for s in package.roots["word/styles.xml"].iter(f"{W}style")
        if val(s, "styleId") == "Heading1"
    )
    assert val(heading.find(f"{W}pPr/{W}numPr/{W}numId")) == "10"


def test_places_are_filled_also_where_word_has_split_them() -> None:
    split = "{next</w:t></w:r><w:proofErr w:type='spellStart'/><w:r w:rsidR='00A1'><w:t xml:space='preserve'> review}"
    base = edited("word/footer1.xml", "{next review}", split)
    footer = text_of(unpack(write(headings(), base)).roots["word/footer3.xml"])
    assert footer == "Version 1.10\tPage 1 of 1\tNext review: March 2022"


def test_page_and_styles_come_from_the_house() -> None:
    base = edited("word/document.xml", 'w:left="1361"', 'w:left="2361"')
    base = edited("word/styles.xml", '<w:sz w:val="52"/>', '<w:sz w:val="72"/>', base)
    package = unpack(write(headings(), base))
    assert val(package.body.find(f".//{W}pgMar"), "left") == "2361"
    title = next(
        s
        for s in package.roots["word/styles.xml"].iter(f"{W}style")
        if val(s, "styleId") == "Title"
    )
    assert val(title.find(f"{W}rPr/{W}sz")) == "72"
    assert max(int(val(e, "w")) for e in package.body.iter(f"{W}tblW")) == 8184


def test_translated_style_ids_are_known_by_name() -> None:
    base = edited("word/styles.xml", '"Heading1"', '"berschrift1"')
    package = unpack(write(headings(), base))
    styles = list(package.roots["word/styles.xml"].iter(f"{W}style"))
    named = [val(s, "styleId") for s in styles if val(s.find(f"{W}name")) == "heading 1"]
    assert named == ["Heading1"]


def test_styles_that_are_missing_are_added() -> None:
    root = unpack(BASE).roots["word/styles.xml"]
    for style in list(root.iter(f"{W}style")):
        if val(style, "styleId") in ("Clause", "Masthead", "MastheadMotto", "PolicyTable"):
            root.remove(style)
    base = rebuilt({"word/styles.xml": etree.tostring(root)})
    found = {
        val(s, "styleId")
        for s in unpack(write(headings(), base)).roots["word/styles.xml"].iter(f"{W}style")
    }
    assert {"Clause", "Masthead", "MastheadMotto", "PolicyTable"} <= found


def test_drafts_are_marked_in_every_header() -> None:
    package = unpack(write(draft(), BASE))
    headers = [
        root for name, root in package.roots.items() if "header" in name and "rels" not in name
    ]
    assert len(headers) >= 2
    assert all("DRAFT" in text_of(root) for root in headers)


def _with_header(package: Package, link: str) -> bytes:
    return rebuilt({
        "word/_rels/header1.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{link}</Relationships>"
        ).encode(),
        "word/media/logo.png": b"png",
    })  # fmt: skip


_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_pictures_of_the_header_come_along() -> None:
    base = _with_header(
        unpack(BASE), f'<Relationship Id="rId7" Type="{_TYPE}/image" Target="media/logo.png"/>'
    )
    package = unpack(write(headings(), base))
    assert package.parts["word/media/house1.png"] == b"png"
    assert b"media/house1.png" in package.parts["word/_rels/header1.xml.rels"]


BROKEN = {
    "not a Word document": b"hello",
    "no part": rebuilt({"word/document.xml": None}),
    "no styles": edited("word/_rels/document.xml.rels", "relationships/styles", "relationships/other"),
    "not well-formed": rebuilt({"word/styles.xml": b"<w:styles"}),
    "DOCTYPE": rebuilt({"word/styles.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
    "macros": rebuilt({"word/vbaProject.bin": b"x"}),
    "macros or": rebuilt({
        "[Content_Types].xml": unpack(BASE).parts["[Content_Types].xml"].replace(
            _CONTENT_TYPE, b"ms-word.document.macroEnabled.main+xml"
        )
    }),
    "object or a linked": _with_header(
        unpack(BASE), f'<Relationship Id="rId7" Type="{_TYPE}/oleObject" Target="media/logo.png"/>'
    ),
    "linked picture": _with_header(
        unpack(BASE),
        f'<Relationship Id="rId7" Type="{_TYPE}/image" Target="https://a.example/x.png" TargetMode="External"/>',
    ),
    "far more": rebuilt({"word/bomb.xml": bytes(101 << 20)}),
    "larger than": b"PK" + bytes(21 << 20),
    "Strict": edited("word/document.xml", W[1:-1], "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    "page set-up": edited("word/document.xml", "w:sectPr", "w:other"),
    "no room": edited("word/document.xml", 'w:left="1361"', 'w:left="9361"'),
}  # fmt: skip


@pytest.mark.parametrize("reason", sorted(BROKEN))
def test_what_cannot_be_used_is_refused_with_its_reason(reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        check_house_style(BROKEN[reason])
    with pytest.raises(ValueError, match=reason):
        write(headings(), BROKEN[reason])


def test_a_doctype_hidden_by_its_encoding_is_found() -> None:
    hidden = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    with pytest.raises(ValueError, match="DOCTYPE"):
        check_house_style(rebuilt({"word/styles.xml": hidden.encode("utf-16")}))


def test_ten_thousand_entries_are_too_many() -> None:
    base = rebuilt({f"x{n}.xml": b"" for n in range(2100)})
    with pytest.raises(ValueError, match="far more"):
        check_house_style(base)


def test_the_language_is_the_document_s() -> None:
    package = unpack(write(with_properties(headings(), language="cy-GB"), BASE))
    lang = package.roots["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert val(lang) == "cy-GB"


def test_same_house_style_same_bytes() -> None:
    assert make_house_style(Theme()) == make_house_style(Theme())
    assert write(headings(), BASE) == write(headings(), bytes(bytearray(BASE)))

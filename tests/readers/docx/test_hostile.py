"""Files that would harm, or that are none: refused in words for the person who keeps them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable

import pytest

from policygen.document.readers import docx
from policygen.document.wordml import WORD
from policygen.errors import Severity

from .word_file import from_text, package, zipped

_GOOD = package("<w:p/>")


def changed(part: str, content: Callable[[bytes], bytes]) -> bytes:
    """Return a good file with one part changed."""
    with zipfile.ZipFile(io.BytesIO(_GOOD)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = content(parts[part])
    return zipped(parts)


def without(part: str) -> bytes:
    """Return a good file without one part."""
    with zipfile.ZipFile(io.BytesIO(_GOOD)) as archive:
        return zipped({n: archive.read(n) for n in archive.namelist() if n != part})


_BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_MAIN = "word/document.xml"


def with_doctype(text: bytes) -> bytes:
    return text.replace(b"?>\n", b"?>\n" + _BOMB, 1)


def in_utf_16(text: bytes) -> bytes:
    """Return a part in an encoding in which a search for bytes does not see the DOCTYPE."""
    return with_doctype(text).decode().replace("UTF-8", "UTF-16").encode("utf-16")


def many_entries() -> bytes:
    stream = io.BytesIO(_GOOD)
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(10_000):
            archive.writestr(f"word/media/{number}.xml", b"")
    return stream.getvalue()


def nested(opening: str, closing: str, depth: int) -> bytes:
    return package(opening * depth + "<w:p/>" + closing * depth)


def encrypted() -> bytes:
    """Return a good file whose main part is marked as encrypted (APPNOTE 4.4.4, bit 0)."""
    data = bytearray(_GOOD)
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        for found in re.finditer(re.escape(signature), _GOOD):
            data[found.start() + offset] |= 1
    return bytes(data)


def lying() -> bytes:
    """Return a file whose directory says that a part of 40 MB has one byte."""
    data = bytearray(zipped({_MAIN: b" " * 40_000_000}))
    at = data.rindex(b"PK\1\2")
    data[at + 24 : at + 28] = struct.pack("<L", 1)
    return bytes(data)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "not a Word document"),
    "text": (lambda: b"Our policy\n" * 100, "not a Word document"),
    "half a zip": (lambda: _GOOD[: len(_GOOD) // 2], "not a Word document"),
    "an old or locked file": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        r"password or is an old Word document \(.doc\)",
    ),
    "encrypted parts": (encrypted, "damaged or encrypted"),
    "another zip": (lambda: zipped({"a.txt": "b"}), "no part _rels/.rels"),
    "no main part": (lambda: without(_MAIN), f"no part {_MAIN}"),
    "no relationship to it": (
        lambda: changed("_rels/.rels", lambda t: t.replace(b"officeDocument", b"other")),
        "no main part",
    ),
    "no body": (lambda: changed(_MAIN, lambda t: t.replace(b"w:body", b"w:other")), "no body"),
    "broken XML": (lambda: changed(_MAIN, lambda t: t[:-20]), "not well-formed"),
    "an unknown encoding": (
        lambda: changed(_MAIN, lambda t: t.replace(b"UTF-8", b"x-none")), "not well-formed"
    ),
    "an entity bomb": (lambda: changed(_MAIN, with_doctype), "DOCTYPE"),
    "an entity bomb in the styles": (lambda: changed("word/styles.xml", with_doctype), "DOCTYPE"),
    "a hidden DOCTYPE": (lambda: changed(_MAIN, in_utf_16), "DOCTYPE"),
    "much from little": (
        lambda: changed(_MAIN, lambda t: t.replace(b"<w:p/>", b" " * 110_000_000)), "far more"
    ),
    "a part that is larger than it says": (lying, "not a Word document|damaged|too large"),
    "too many tags": (
        lambda: changed(_MAIN, lambda t: t.replace(b"<w:p/>", b"<w:p/>" * 600_000)), "too large"
    ),
    "too many paragraphs": (lambda: package("<w:p/>" * 60_000), "more than 50,000 paragraphs"),
    "10,000 entries": (many_entries, "far more"),
    "deep XML": (lambda: nested("<w:x>", "</w:x>", 1000), "not well-formed"),
    "deep tables": (
        lambda: nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 70), "nested too deeply"
    ),
    "deep controls": (
        lambda: nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 100), "nested too deeply"
    ),
    "deep text": (
        lambda: package("<w:p>" + "<w:smartTag>" * 200 + "</w:smartTag>" * 200 + "</w:p>"),
        "nested too deeply",
    ),
    "deep fields": (
        lambda: package(
            "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 5000 + "</w:p>"
        ),
        "nested too deeply",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_used_is_refused(name: str) -> None:
    make, reason = HOSTILE[name]
    with pytest.raises(ValueError, match=reason):
        docx.read(make())


#: Files that mean no good, or were written badly, and yet have something to read.
ODD: dict[str, tuple[bytes, str]] = {
    "styles in a circle": (
        package(
            '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>text</w:t></w:r></w:p>',
            styles='<w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>',
        ),
        "text",
    ),
    "a numbering style in a circle": (
        package(
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr></w:pPr>'
            "<w:r><w:t>text</w:t></w:r></w:p>",
            styles='<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr>'
            '<w:numId w:val="9"/></w:numPr></w:pPr></w:style>',
            numbering='<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="L"/></w:abstractNum>'
            '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>',
        ),
        "text",
    ),
    "numbers that are none": (
        package(
            '<w:p><w:pPr><w:ind w:left="much"/><w:numPr><w:ilvl w:val="x"/><w:numId w:val="77"/></w:numPr>'
            '<w:outlineLvl w:val="z"/></w:pPr><w:r><w:rPr><w:sz w:val=""/></w:rPr><w:t>text</w:t>'
            '<w:sym w:font="Wingdings" w:char="zz"/></w:r></w:p>'
        ),
        "text",
    ),
    "fields that never end, or never began": (
        from_text(
            '<w:p><w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/></w:r>{{text}}'
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
        ),
        "text",
    ),
    "a cell that spans a million columns": (
        from_text(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr>[[text]]</w:tc><w:tc>[[b]]</w:tc>'
            "</w:tr></w:tbl>"
        ),
        "text",
    ),
    "characters that turn text around": (from_text("[[te\u202ext]]"), "text"),
    "a footnote that refers to itself": (
        from_text(
            '<w:p>{{text}}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>\n--- footnotes\n<w:footnote w:id="1">'
            '<w:p>{{note}}<w:r><w:footnoteReference w:id="1"/></w:r></w:p></w:footnote>'
        ),
        "text",
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_read(name: str) -> None:
    data, text = ODD[name]
    reading = docx.read(data)
    assert text in str(reading.document.blocks)
    assert all(problem.severity is not Severity.ERROR for problem in reading.problems)


def test_strict_files_are_read() -> None:
    strict = package(
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Scope</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:ind w:start="36pt"/></w:pPr><w:r><w:rPr><w:b w:val="true"/></w:rPr>'
        "<w:t>bold words that go on and end like a sentence.</w:t></w:r></w:p>"
    )
    with zipfile.ZipFile(io.BytesIO(strict)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for name, content in parts.items():
        content = content.replace(
            WORD.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        )
        parts[name] = content.replace(
            office, b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
    assert docx.read(zipped(parts)).document == docx.read(strict).document
    assert len(docx.read(strict).document.blocks) == 2

"""PDF: paragraphs, rows and what runs on every page, from the places of words alone."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from policygen.document.plain import lines as plain_lines
from policygen.document.readers import pdf as reader
from policygen.document.tree import Blocks, Document, Emphasis
from policygen.document.walk import iter_inlines

from .pdfs import Words, assembled, lines, pdf, stream

LONG = "Staff lock the front door of the school each time that somebody has come in or gone out,"
REST = "and they tell the office when they find it open."


def read(*pages: list[Words]) -> reader.Reading:
    return reader.read(pdf(*pages))


def said(blocks: Blocks) -> list[str]:
    return plain_lines(Document(blocks))


def test_lines_of_one_paragraph_are_joined_and_paragraphs_are_not() -> None:
    reading = read(lines(LONG, REST, "", LONG, REST))
    assert said(reading.blocks) == [f"{LONG} {REST}", f"{LONG} {REST}"]


def test_a_paragraph_without_room_below_it_ends_with_a_short_line() -> None:
    assert said(read(lines(LONG, REST, LONG, REST)).blocks) == [f"{LONG} {REST}"] * 2


def test_a_slot_that_is_cut_by_the_end_of_a_line_is_one() -> None:
    assert said(read(lines("Ask the [insert name", "of the lead] for it.")).blocks) == [
        "Ask the [insert name of the lead] for it."
    ]


def test_headings_bullets_and_numbers_begin_paragraphs() -> None:
    texts = ("Doors", LONG, REST, "• one", "• two", "1.1 Three", "a) four")
    assert said(read(lines(*texts)).blocks) == ["Doors", f"{LONG} {REST}", *texts[3:]]


def test_words_side_by_side_are_a_row() -> None:
    rows = [("Approved by", "The governing body"), ("Next review", "March 2027")]
    words = [
        Words(x, 720 - 14 * n, text)
        for n, row in enumerate(rows)
        for x, text in zip((72, 260), row, strict=True)
    ]
    assert said(read(words).blocks) == [
        "Approved by | The governing body",
        "Next review | March 2027",
    ]


def test_a_row_that_was_written_cell_by_cell_is_put_together() -> None:
    words = [
        Words(72, 734, "Author of the text"),
        Words(260, 734, "Office"),
        Words(72, 720, "Date due for next"),
        Words(72, 706, "review:"),
        Words(260, 720, "April 2021"),
    ]
    assert said(read(words).blocks) == [
        "Author of the text | Office",
        "Date due for next review: | April 2021",
    ]


def test_a_cell_that_goes_on_below_is_one_cell() -> None:
    words = [
        Words(72, 734, "Version 1"),
        Words(260, 734, "Agreed by the committee for"),
        Words(260, 720, "staffing"),
        Words(72, 706, "Version 2"),
        Words(260, 706, "Agreed again"),
    ]
    assert said(read(words).blocks) == [
        "Version 1 | Agreed by the committee for staffing",
        "Version 2 | Agreed again",
    ]


def test_words_in_italics_are_emphasis_and_stay_in_their_line() -> None:
    reading = read([Words(72, 720, "Ask the "), Words(113, 720, "[insert lead]", "italic")])
    assert said(reading.blocks) == ["Ask the [insert lead]"]
    assert any(isinstance(one, Emphasis) for one in iter_inlines(reading.blocks))


def test_what_runs_on_every_page_is_told_apart_and_page_numbers_go() -> None:
    pages = [
        [
            *lines("Doors policy", top=800),
            *lines(f"Words of page {n} are here.", "", f"{n}: {LONG}", f"{REST} ({n})"),
            *lines(f"Approved July 2020 Page {n} of 3", top=40),
        ]
        for n in (1, 2, 3)
    ]
    reading = read(*pages)
    assert said(reading.headers) == ["Doors policy"]
    assert said(reading.footers) == ["Approved July 2020"]
    assert [b.line for b in reading.blocks] == [1, 1, 2, 2, 3, 3]
    assert "Doors policy" not in " ".join(said(reading.blocks))


def test_ligatures_and_soft_hyphens_are_letters() -> None:
    reading = read(lines("of\xadfice"))
    assert said(reading.blocks) == ["office"]


def locked(password: str, owner: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(lines("Words.")))))
    writer.encrypt(password, owner_password=owner, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_file_that_only_forbids_printing_is_read() -> None:
    assert said(reader.read(locked("", "owner")).blocks) == ["Words."]


PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
WORDS = b"BT /F 12 Tf 72 700 Td (words) Tj ET "


def with_content(content: bytes, pages: bytes = b"/Kids[3 0 R]/Count 1") -> bytes:
    return assembled([CATALOGUE, b"<</Type/Pages" + pages + b">>", PAGE, stream(content), FONT])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a PDF"),
        (b"words", "not a PDF"),
        (locked("secret", "owner"), "locked with a password"),
        (pdf([]), "scanned picture"),
        (pdf(lines("Words."))[:200], "damaged"),
        (with_content(WORDS * 30_000), "far more than a policy needs"),
        (with_content(b"0 0 m " * 2_000_000), "far more than a policy needs"),
        (with_content(WORDS, b"/Kids[2 0 R]/Count 1"), "damaged"),
    ],
)
def test_what_cannot_be_used_is_said_in_words(content: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        reader.read(content)


def test_of_a_very_long_file_the_rest_is_said_to_be_left_out() -> None:
    reading = reader.read(with_content(WORDS, b"/Kids[" + b"3 0 R " * 600 + b"]/Count 600"))
    assert reading.pages == 500
    assert [p.message for p in reading.problems] == ["only 500 of 600 pages are read"]

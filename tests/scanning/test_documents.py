"""Scanning a document of each kind: what is found, where, with which words around it."""

from __future__ import annotations

import datetime

import pytest

from policygen.errors import Diagnostic, Severity
from policygen.lint.ground import Ground
from policygen.lint.rules import chosen
from policygen.scanning import scan_document

from . import files

DAY = datetime.date(2026, 1, 15)


def scanned(content: bytes, name: str) -> tuple[Diagnostic, ...]:
    ending = f".{name.rpartition('.')[2]}"
    ground = Ground(day=DAY)
    return scan_document(content, name, ending, chosen(command="scan"), ground).diagnostics


#: Where each thing is found in files.LEFT_OVER.
PLACES = {
    "policy.docx": (
        *("paragraph 3, row 3 of the table", "paragraph 10", "paragraph 10", "paragraph 11"),
        *("paragraph 14, row 1 of the table", "paragraph 20", "paragraph 20"),
    ),
    "policy.html": ("4", "10", "10", "11", "14", "18", "18"),
    "policy.md": ("8", "12", "12", "14", "19", "23", "23"),
    "policy.pdf": ("page 1",) * 7,
    "policy.txt": ("7", "11", "11", "13", "19", "22", "22"),
}
CODES = (
    "stated-overdue",
    *("phase-word", "unfinished"),
    "superseded",
    "contact-empty",
    *("name-variant", "unfinished"),
)


@pytest.mark.parametrize(("name", "content"), files.every(files.LEFT_OVER).items())
def test_the_same_is_found_in_every_format_each_at_its_place(name: str, content: bytes) -> None:
    found = scanned(content, name)
    places = [(one.place.where or str(one.place.line), one.code) for one in found]
    assert sorted(places) == sorted(zip(PLACES[name], CODES, strict=True))


@pytest.mark.parametrize(("name", "content"), files.every(files.FINISHED).items())
def test_nothing_is_found_in_what_is_finished(name: str, content: bytes) -> None:
    assert scanned(content, name) == ()


def test_a_finding_shows_the_words_around_it() -> None:
    found = scanned(b"Write to [insert name] in the office. " + b"And more words. " * 20, "a.txt")
    assert found[0].context == "Write to [insert name] in the office. And more words. And …"
    assert found[0].hint == "put the real words in its place"


def test_two_of_the_same_in_one_paragraph_are_two() -> None:
    found = scanned(b"Follow [insert address] and, on the other site, [insert address].", "a.md")
    assert len(set(found)) == 2


def test_highlights_controls_and_tracked_changes_of_word_files() -> None:
    finished = files.FINISHED
    assert [d.code for d in scanned(files.highlighted(finished, "the bursar"), "a.docx")] == [
        "highlighted"
    ]
    assert [d.code for d in scanned(files.highlighted(finished, "[name]"), "a.docx")] == [
        "unfinished"
    ]
    prompt = "Click or tap here to enter text."
    assert [d.code for d in scanned(files.with_control(finished, prompt), "a.docx")] == [
        "unfinished"
    ]
    assert [d.code for d in scanned(files.with_change(finished), "a.docx")] == ["tracked-changes"]


def test_headers_and_footers_of_word_files() -> None:
    document = files.word(files.FINISHED)
    document.sections[0].footer.paragraphs[0].text = "Approved by the FGB July 2020"
    document.sections[0].header.paragraphs[0].text = "[School name]"
    found = scanned(files.saved(document), "a.docx")
    assert sorted(f"{d.place} {d.code}" for d in found) == [
        "a.docx (footer) stated-dates",
        "a.docx (header) unfinished",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<p>Write to <insert email address here> or to <name of school>.</p>"),
        ("a.html", "<p>Write to &lt;insert name&gt; or <Title of lead>.</p>"),
        ("a.md", "Write to <insert email address here> or to <name of school>."),
        ("a.md", "Write to <b>[insert name]</b><br>or to <i>Insert title</i> [School name]."),
    ],
)
def test_slots_in_angle_brackets_do_not_vanish(name: str, text: str) -> None:
    assert [one.code for one in scanned(text.encode(), name)][:2] == ["unfinished"] * 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.html",
            '<p title=x>See <a href="https://a.example">our site</a>, <b>now</b>.<br/></p><!-- <insert x> -->',
        ),
        (
            "a.html",
            "<script>if (a <b && c> d) {}</script><p><input disabled>Words.<my-tag>x</my-tag></p>",
        ),
        (
            "a.md",
            "See <https://a.example>, [our site](https://a.example) and `[name]`.<!-- [insert x] -->",
        ),
        (
            "a.md",
            "Text from <span class=x>a page</span>.<br>\n\n1. [Action Required] Insert the card.[^1]\n\n[^1]: Words.",
        ),
    ],
)
def test_tags_links_and_comments_are_no_slots(name: str, text: str) -> None:
    assert scanned(text.encode(), name) == ()


def test_lines_of_a_control_block_in_markdown_are_read_one_by_one() -> None:
    text = "Dogs policy\nReviewed by R. Hale: May 2021\nApproved by R. Hale: May 2021\nReview date: May 2024\n"
    found = {d.code for d in scanned(text.encode(), "a.md")}
    assert found == {"stated-same-person", "stated-overdue"}


def test_windows_texts_are_read() -> None:
    assert [d.code for d in scanned("Café [insert name]".encode("cp1252"), "a.txt")] == [
        "unfinished"
    ]
    assert [d.code for d in scanned("Café [insert name]".encode("utf-16"), "a.txt")] == [
        "unfinished"
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"PK\3\4 words", "not a Word document"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password or is an old Word"),
        ("a.pdf", b"words", "not a PDF"),
        ("a.md", b"", "there is no text in it"),
        ("a.md", b"> " * 500 + b"x", "nested"),
        ("a.txt", b"\0\1\2", "not a text"),
        ("a.txt", b"words " * 1_000_000, "larger than 5 MB"),
        ("a.html", b"<p></p>", "there is no text in it"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(name: str, content: bytes, words: str) -> None:
    (found,) = scanned(content, name)
    assert (found.code, found.severity, found.is_finding) == ("unreadable", Severity.ERROR, False)
    assert words in found.message


@pytest.mark.parametrize(
    "text", ["[insert " * 20_000, "<" * 50_000, "<insert " * 20_000, "(" * 50_000, "x [" * 20_000]
)
@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
def test_hostile_texts_come_to_an_end(text: str, name: str) -> None:
    scanned(text.encode(), name)

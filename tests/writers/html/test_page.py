"""The page around the document: head, policy, navigation, masthead, drafts."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from policygen.document.properties import Properties, Theme
from policygen.document.tree import (
    BlockSlot,
    Contents,
    Document,
    Heading,
    Hole,
    Image,
    Inline,
    Link,
    Note,
    Paragraph,
    Remark,
    Slot,
    Title,
)
from policygen.document.writers.html import write

from ... import fixtures
from ...fixtures import Fixture, cases
from .documents import BODIES, CREST, MASTHEAD, PROPERTIES, SCHOOL, of, p, rich, t
from .pages import Page, read

HERE = Path(__file__).parent
WITHOUT_CONTENTS = replace(
    rich(), blocks=tuple(b for b in rich().blocks if not isinstance(b, Contents))
)
WITHOUT_TITLE = replace(
    WITHOUT_CONTENTS, blocks=tuple(b for b in WITHOUT_CONTENTS.blocks if not isinstance(b, Title))
)


def body(html: str) -> str:
    match = re.search(r'<main id="pg_main">\n(.*)</main>', html, re.DOTALL)
    assert match
    return match[1].strip()


def before_main(html: str) -> str:
    return html[html.index("<body") : html.index("<main")]


def metas(page: Page) -> dict[str, str]:
    return {
        e.attributes["name"]: e.attributes["content"]
        for e in page.all("meta")
        if "name" in e.attributes
    }


@cases(HERE / "fixtures" / "bodies.txt", parts=1)
def test_body(case: Fixture) -> None:
    html = write(of(*BODIES[case.title], draft=True))
    read(html)  # every element is closed in its turn
    assert body(html) == case.parts[0]


def test_every_body_has_a_fixture() -> None:
    named = {case.title for case in fixtures.read(HERE / "fixtures" / "bodies.txt", parts=1)}
    assert named == set(BODIES)


# --- safety --------------------------------------------------------------------------------------


@pytest.mark.parametrize("document", [rich(), rich(draft=True), of(p("Short."))])
def test_the_policy_names_exactly_the_styles_of_the_page(document: Document) -> None:
    html = write(document)
    policy = next(
        e.attributes["content"]
        for e in read(html).all("meta")
        if e.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in styles]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}' 'sha256-{hashes[1]}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert " style=" not in html[html.index("<body") :]
    assert not re.search(r"url\(|@import|https?:|//", "".join(styles))


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JavaScript:x", "java\tscript:x", "data:text/html,x", "//host/x",
     "vbscript:x", "ms-word:ofe|u|x", "blob:x", "file:///etc/passwd", " https://x", "", "\\\\host\\x"],
)  # fmt: skip
def test_a_link_that_leads_elsewhere_is_refused(target: str) -> None:
    with pytest.raises(ValueError, match="link"):
        write(of(Paragraph((Link(t("x"), target),))))


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&amp;c=2#d"),
        ("mailto:head@school.example", "mailto:head@school.example"),
        ("tel:+441632960000", "tel:+441632960000"),
        ("#introduction", "#introduction"),
        ("complaints.html", "complaints.html"),
        ('https://example.org/"<x>|é', "https://example.org/%22%3Cx%3E%7C%C3%A9"),
        ("https://example.org/100%25", "https://example.org/100%25"),
    ],
)
def test_a_link_that_may_stand(target: str, href: str) -> None:
    assert f'<a href="{href}">x</a>' in write(of(Paragraph((Link(t("x"), target),))))


@pytest.mark.parametrize("inline", [Hole(0)])
def test_a_hole_is_no_part_of_an_edition(inline: Inline) -> None:
    with pytest.raises(TypeError, match="Hole"):
        write(of(Paragraph((inline,))))


def test_a_block_slot_is_no_part_of_an_edition() -> None:
    with pytest.raises(TypeError, match="BlockSlot"):
        write(of(BlockSlot("contents")))


@pytest.mark.parametrize(
    "block", [Paragraph((Slot("[insert x]"),)), Paragraph((Remark(t("x")),)), Note((p("x"),))]
)
def test_nothing_open_leaves_in_a_published_edition(block: Paragraph | Note) -> None:
    write(of(block, draft=True))
    with pytest.raises(ValueError, match="published"):
        write(of(block))


def test_a_picture_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="no such picture"):
        write(of(Paragraph((Image("gone.png", "x"),))))


# --- head ----------------------------------------------------------------------------------------


def test_the_head_tells_what_is_known() -> None:
    page = read(write(rich()))
    found = metas(page)
    assert page.all("html")[0].attributes == {"lang": "en-GB"}
    assert page.all("title")[0].text == f"Social media policy – {SCHOOL}"
    assert found["description"] == "How staff, governors and volunteers use social media"
    assert found["author"] == found["policygen:school"] == SCHOOL
    assert found["policygen:version"] == "1.10"
    assert found["dcterms.issued"] == "2024-03-12"
    assert "robots" not in found


def test_a_draft_says_so_and_asks_not_to_be_found() -> None:
    html = write(rich(draft=True))
    assert metas(read(html))["robots"] == "noindex"
    assert read(html).all("title")[0].text.startswith("DRAFT – ")
    assert "<strong>DRAFT</strong> Not for publication: 1 place is still" in before_main(html)
    assert "DRAFT" not in before_main(write(rich()))


def test_printed_pages_have_header_footer_and_numbers() -> None:
    html = write(rich())
    assert '@top-left{content:"St Hild’s Church of England Primary School, Marlbeck"}' in html
    assert '@bottom-left{content:"Version 1.10"}' in html
    assert 'counter(page) " of " counter(pages)' in html
    assert "@page :first{" in html
    assert "@page :first{" not in write(of(p("x")))


@pytest.mark.parametrize("hostile", ['"}', "</style>", "\\", "\\61", "<!--", "a b", "*/", "é’中"])
def test_no_text_leaves_its_style(hostile: str) -> None:
    theme = Theme("", f"Font {hostile}")
    html = write(Document((), replace(PROPERTIES, header=(hostile, ""), theme=theme)))
    assert len(read(html).all("style")) == 2
    own = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    strings = re.findall(r'(?:--font:|@top-left{content:)"([^"]*)"', own)
    assert [re.sub(r"\\([0-9a-f]+) ", lambda m: chr(int(m[1], 16)), s) for s in strings] == [
        f"Font {hostile}",
        hostile,
    ]


# --- around the document -------------------------------------------------------------------------


def test_the_skip_link_leads_to_main() -> None:
    html = write(rich())
    assert html.index('<a class="skip" href="#pg_main">Skip to main content</a>') < html.index(
        "<main"
    )


def test_contents_of_the_document_are_the_only_navigation() -> None:
    html = write(rich())
    assert len(read(html).all("nav")) == 1
    assert '<nav class="contents" aria-label="Contents">\n<h2>Contents</h2>' in body(html)


def test_without_contents_there_is_a_navigation_beside_the_document() -> None:
    html = write(WITHOUT_CONTENTS)
    assert "<nav" not in body(html)
    side = before_main(html)
    assert '<nav class="side" aria-label="Contents">' in side
    assert (
        '<a href="#using"><span class="label">2.</span> Using social networking sites</a>' in side
    )
    assert "<nav" not in write(of(Title(t("T")), Heading(1, t("Only one"), "one")))


def test_a_level_that_is_left_out_makes_no_empty_list() -> None:
    levels = (2, 1, 1, 2, 1)
    html = write(of(*(Heading(level, t(f"H{i}"), f"h{i}") for i, level in enumerate(levels))))
    assert before_main(html).count("<ul>") == 2
    read(html)  # every list is closed in its turn


def test_the_masthead_holds_crest_name_title_and_motto() -> None:
    html = write(rich())
    header = body(html).split("</header>")[0]
    assert header.startswith('<div class="cover">\n<header class="masthead">\n<img class="crest"')
    assert 'alt="" width="60" height="72"' in header
    assert header.count("<p>") == 2
    assert "<h1>Social media policy</h1>" in header
    assert SCHOOL not in before_main(html)


def test_the_cover_ends_with_the_control_table() -> None:
    html = body(write(rich()))
    assert html.index('class="control"') < html.index("</table>\n</div>") < html.index("<nav")
    assert 'class="cover"' not in write(
        replace(rich(), properties=replace(PROPERTIES, cover=False))
    )
    assert 'class="cover"' not in write(Document(MASTHEAD[:3], PROPERTIES))


def test_without_a_title_the_page_still_has_one_heading_of_the_first_level() -> None:
    html = write(WITHOUT_TITLE)
    assert len(read(html).all("h1")) == 1
    assert "<h1>Social media policy</h1>" in before_main(html)
    assert "masthead" not in body(html)


def test_a_publisher_whom_the_document_does_not_name_stands_above_it() -> None:
    html = write(replace(rich(), properties=replace(PROPERTIES, publisher="Kestrel Vale & Co")))
    assert '<p class="publisher">Kestrel Vale &amp; Co</p>' in before_main(html)
    assert 'alt="Crest of Kestrel Vale &amp; Co"' in html


def test_long_text_and_bold_lines_after_the_title_are_not_in_the_masthead() -> None:
    for after in (p("word " * 40), BODIES["a bold line"][0], p("We will:")):
        header = body(write(of(Title(t("T")), p("2024"), after))).split("</header>")[0]
        assert header.count("<p>") == 1


def test_a_document_without_anything_is_still_a_page() -> None:
    page = read(write(Document((), Properties(crest=CREST))))
    assert page.all("h1")[0].text == page.all("title")[0].text == "Untitled"

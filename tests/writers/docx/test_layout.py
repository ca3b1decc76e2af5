"""What keeps pages tidy: masthead, cover, keeping together, colours, column widths."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from policygen.document.colour import contrast
from policygen.document.properties import Properties, Theme
from policygen.document.tree import Document, Paragraph, Table, Title, Value
from policygen.document.writers.docx import write
from policygen.document.writers.docx.widths import column_widths, text_width

from .sample import CONTROL, PEOPLE, PROSE, clauses, headings, p, paragraphs, short, t
from .word import Package, W, text_of, unpack, val


def styled(package: Package) -> list[tuple[str, str]]:
    return [
        (val(e.find(f"{W}pPr/{W}pStyle")), text_of(e)) for e in package.body[0].iterfind(f"{W}p")
    ]


def test_masthead_styles() -> None:
    found = styled(unpack(write(paragraphs())))
    assert found[:5] == [
        ("MastheadMotto", "“Let your light shine before others”"),
        ("Masthead", "Matthew 5:16"),
        ("MastheadSchool", "Oakfield Church of England Primary School"),
        ("Title", "Social media policy"),
        ("MastheadRule", ""),
    ]


def test_long_prose_in_the_masthead_is_body_text() -> None:
    document = Document((Title(t("T")), p(PROSE), *clauses().blocks[3:]), Properties(title="T"))
    assert ("", PROSE) in styled(unpack(write(document)))


def test_crest_comes_first() -> None:
    first = unpack(write(headings())).body[0][0]
    assert val(first.find(f"{W}pPr/{W}pStyle")) == "MastheadCrest"
    assert first.find(f".//{W}drawing") is not None


def test_a_cover_is_a_page_of_its_own() -> None:
    package = unpack(write(headings()))
    breaks = [
        e for e in package.body.iter(f"{W}p") if e.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]
    assert [text_of(e) for e in breaks] == ["Contents"]
    assert text_of(package.roots["word/footer2.xml"]) == ""
    assert text_of(package.roots["word/header2.xml"]) == ""


def test_a_cover_before_a_table_breaks_the_page_too() -> None:
    blocks = (Title(t("T")), CONTROL, replace(CONTROL, kind="versions"), *clauses().blocks[3:])
    package = unpack(write(Document(blocks, Properties(title="T", cover=True))))
    tables = list(package.body[0].iterfind(f"{W}tbl"))
    between = tables[0].getnext()
    assert between is not None
    assert between.find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_without_a_cover_the_first_page_has_its_footer() -> None:
    package = unpack(write(paragraphs()))
    assert "Page 1 of 1" in text_of(package.roots["word/footer2.xml"])
    assert text_of(package.roots["word/header2.xml"]) == ""


def test_leads_stay_with_what_they_lead_to() -> None:
    package = unpack(write(headings()))
    for lead in ("This policy aims to:", "The following people can help:", "Signed by:"):
        found = [e for e in package.body.iter(f"{W}p") if text_of(e) == lead]
        assert found[0].find(f"{W}pPr/{W}keepNext") is not None


def test_headings_stay_with_their_text() -> None:
    styles = unpack(write(headings())).roots["word/styles.xml"]
    kept = {
        val(s, "styleId")
        for s in styles.iter(f"{W}style")
        if s.find(f"{W}pPr/{W}keepNext") is not None
    }
    assert {f"Heading{n}" for n in range(1, 6)} | {"Title", "TOCHeading", "DefinitionTerm"} <= kept


def test_control_rows_stay_together() -> None:
    package = unpack(write(headings()))
    rows = list(next(package.body.iter(f"{W}tbl")).iterfind(f"{W}tr"))
    kept = [row.find(f".//{W}keepNext") is not None for row in rows]
    assert kept == [True] * (len(rows) - 1) + [False]


def test_people_stand_out_and_stay_with_their_contact_details() -> None:
    package = unpack(write(Document((p("x"), PEOPLE), Properties(title="T"))))
    rows = list(package.body.iter(f"{W}tr"))
    first = [val(row.find(f".//{W}pStyle")) for row in rows]
    assert first == ["TableLabel", "TableText", "TableText", "TableLabel", "TableText"]
    kept = [row.find(f".//{W}keepNext") is not None for row in rows]
    assert kept == [True, True, False, True, False]


def test_a_document_ends_with_a_paragraph() -> None:
    package = unpack(write(Document((Title(t("T")), CONTROL), Properties(title="T"))))
    assert [e.tag for e in package.body[0]][-2:] == [f"{W}p", f"{W}sectPr"]


@pytest.mark.parametrize("colour", ["", "#ffff00", "#7a0019", "#ffffff", "#00ccff"])
def test_headings_can_be_read_in_every_colour(colour: str) -> None:
    document = short()
    themed = replace(
        document, properties=replace(document.properties, theme=Theme(colour, "A & B"))
    )
    package = unpack(write(themed))
    styles = package.roots["word/styles.xml"]
    ink = "#" + val(styles.find(f".//{W}style[@{W}styleId='Heading1']/{W}rPr/{W}color"))
    tint = "#" + val(styles.find(f".//{W}tblStylePr//{W}shd"), "fill")
    assert contrast(ink, "#ffffff") >= 4.5
    assert contrast(ink, tint) >= 4.5
    fonts = package.roots["word/theme/theme1.xml"].iter("{*}latin")
    assert {e.get("typeface") for e in fonts} == {"A & B"}


def test_long_names_go_on_two_lines_of_the_header() -> None:
    document = headings()
    long = replace(document.properties, header=("School " * 10, "Policy " * 10))
    header = unpack(write(replace(document, properties=long))).roots["word/header1.xml"]
    assert len(list(header.iter(f"{W}p"))) == 2


@given(
    st.lists(
        st.lists(st.text("abc ", max_size=60), min_size=2, max_size=2), min_size=1, max_size=6
    ),
    st.booleans(),
)
def test_columns_share_the_width(columns: list[list[str]], labels: bool) -> None:
    widths = column_widths(columns, 9184, labels=labels)
    assert sum(widths) == 9184
    assert min(widths) >= 0


def test_no_word_breaks_where_there_is_room() -> None:
    columns = [["Risk", "Impersonation"], ["Likelihood", "low"], ["x", PROSE * 3], ["Cost", "£1"]]
    widths = column_widths(columns, 9184, heads=True)
    for column, width in zip(columns, widths, strict=True):
        longest = max((w for cell in column for w in cell.split()), key=len)
        assert width >= text_width(longest) + 226


def test_marks_name_the_blocks() -> None:
    document = Document((Title(t("T")), p("a"), CONTROL, p("b")), Properties(title="T"))
    package = unpack(write(document))
    marks = [val(e, "name") for e in package.body.iter(f"{W}bookmarkStart")]
    assert marks == ["_pg_1", "_pg_2", "_pg_3", "_pg_4"]


def test_the_schema_order_of_paragraph_properties() -> None:
    """CT_PPrBase is a sequence: Word refuses a file that has it in another order."""
    order = (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr"),
        *("shd", "tabs", "spacing", "ind", "jc", "outlineLvl", "rPr"),
    )
    for document in (headings(), clauses()):
        for part in ("word/document.xml", "word/styles.xml"):
            for properties in unpack(write(document)).roots[part].iter(f"{W}pPr"):
                names = [etree.QName(child).localname for child in properties]
                assert names == sorted(names, key=order.index)


def test_a_table_without_rows_is_left_out() -> None:
    document = Document((p("x"), Table((), (), ())), Properties(title="T"))
    assert next(unpack(write(document)).body.iter(f"{W}tbl"), None) is None


def test_school_name_in_bold_is_still_the_school() -> None:
    document = Document(
        (Paragraph((Value("X School", "school.name"),)), Title(t("T"))), Properties(title="T")
    )
    assert styled(unpack(write(document)))[0] == ("MastheadSchool", "X School")

"""The document inside a new house style: each style at work, and what it is for."""

from __future__ import annotations

from policygen.document.properties import Properties, Theme
from policygen.document.tree import (
    Blank,
    BlockQuote,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    Contents,
    ContentsEntry,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    Footnote,
    Heading,
    Inlines,
    Item,
    Link,
    OrderedList,
    Paragraph,
    Signature,
    Signatures,
    Strong,
    Table,
    Text,
    ThematicBreak,
    Title,
)

_PLACES = ("{school}", "{policy}", "{version}", "{next review}")


def sampler(theme: Theme) -> Document:
    """Return the sample in the colours of *theme*, with its places in header and footer."""
    properties = Properties(
        title="House style",
        publisher="House style",
        header=_PLACES[:2],
        footer=_PLACES[2:],
        numbering="headings",
        theme=theme,
    )
    sections = _sections()
    entries = tuple(
        ContentsEntry(b.level, b.label, b.children, b.id)
        for b in sections
        if isinstance(b, Heading) and b.level <= 2
    )
    return Document((*_masthead(), Contents(entries=entries), *sections), properties)


def _p(*children: str | Inlines) -> Paragraph:
    parts = (((Text(c),) if isinstance(c, str) else c) for c in children)
    return Paragraph(tuple(inline for part in parts for inline in part))


def _t(text: str) -> Inlines:
    return (Text(text),)


def _masthead() -> Blocks:
    return (
        _p("House style"),  # the publisher: Masthead School
        Title(_t("Title of the policy")),
        _p("“A motto stands here in the style Masthead Motto”"),
        _p("Other lines of the title block have the style Masthead."),
        Table(
            (),
            (
                (_t("Style of the table"), _t("Policy Control")),
                (_t("First column"), _t("Table Label; the other cells: Table Text")),
            ),
            ("", ""),
            "control",
            "Document control",
        ),
    )


def _sections() -> Blocks:
    return (
        Heading(1, _t("How to use this file"), "how", label="1."),
        _p(
            "Change the styles, the theme, the header, the footer and the page set-up of this file in "
            "Word, and save it as templates/_style/base.docx. Every edition then looks like it. The text on "
            "these pages only shows the styles; it is never printed."
        ),
        _p("In header and footer these places are filled in for each edition:"),
        BulletList(tuple(Item((_p(text),)) for text in _explained())),
        _p("Type each of them in one go, so that it stands in one piece. Page numbers are fields."),
        Heading(1, _t("Headings"), "headings", label="2."),
        _p("Numbers of headings and lists come from the policy; they need no style of their own."),
        Heading(2, _t("Heading 2"), "heading-2", label="2.1"),
        _p("A heading stays on the page of the text that follows it."),
        Heading(3, _t("Heading 3"), "heading-3", label="2.1.1"),
        Heading(4, _t("Heading 4"), "heading-4", label="2.1.1.1"),
        Heading(5, _t("Heading 5"), "heading-5", label="2.1.1.1.1"),
        _p("Sections within sections are rare in a policy; two levels are enough for most."),
        Heading(1, _t("Heading 1 Unnumbered"), "unnumbered", numbered=False),
        _p("A section that has no number looks like this."),
        Heading(1, _t("Text"), "text", label="3."),
        _p(
            "Ordinary text has the style Normal, with ", (Strong(_t("Strong")),), ", ",
            (Emphasis(_t("Emphasis")),), ", ", (Code("Code Text"),), ", a ",
            (Link(_t("Hyperlink"), "https://www.gov.uk/"),), ", a footnote",
            (Footnote((_p("Its text has the style Footnote Text."),)),), " and a line to complete by hand: ",
            (Blank("Date"),), ".",
        ),
        *_lists(),
        *_tables(),
    )  # fmt: skip


def _explained() -> tuple[str, ...]:
    meanings = (
        "the name at the left of the header, usually the school’s",
        "the title of the policy",
        "the text at the left of the footer, such as “Version 3”",
        "the text at the right of the footer, such as “Next review: March 2027”",
    )
    return tuple(f"{place} – {meaning}" for place, meaning in zip(_PLACES, meanings, strict=True))


def _lists() -> Blocks:
    clause = OrderedList(
        (Item((_p("A clause or numbered paragraph: Clause."),), "1."),), 1, "paragraph"
    )
    inner = OrderedList((Item((_p("And one in a list."),), "(a)"),), depth=1)
    item = OrderedList((Item((_p("An item of a list: List Paragraph."), inner), "1."),))
    meaning = (_p("What the term means: Definition."),)
    return (
        clause,
        item,
        DefinitionList((Definition(_t("Definition Term"), meaning),)),
        BlockQuote((_p("A quotation: Quote."),)),
        CodeBlock("Code Block"),
        ThematicBreak(),
    )


def _tables() -> Blocks:
    rows = ((_t("Cells: Table Text"), _t("The table: Policy Table")),)
    return (
        Heading(1, _t("Tables and signatures"), "tables", label="4."),
        Table((_t("Table Heading"), _t("Table Heading")), rows, ("", ""), caption="Sample"),
        _p("Signed by:"),
        Signatures((Signature(_t("Headteacher"), _t("Table Text")),)),
    )

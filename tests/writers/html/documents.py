"""Documents made by hand: a rich policy that holds every node, and short ones for single rules."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

from policygen.document.properties import Picture, Properties, Theme
from policygen.document.tree import (
    Blank,
    Block,
    BlockQuote,
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
    Image,
    Inlines,
    Item,
    LineBreak,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Reference,
    Remark,
    Signature,
    Signatures,
    Slot,
    Strong,
    Table,
    Text,
    ThematicBreak,
    Title,
    Value,
)


def t(*words: str) -> Inlines:
    return tuple(Text(w) for w in words)


def p(*words: str) -> Paragraph:
    return Paragraph(t(*words))


def item(label: str, *blocks: Block | str) -> Item:
    return Item(tuple(p(b) if isinstance(b, str) else b for b in blocks), label)


def cells(*words: str) -> tuple[Inlines, ...]:
    return tuple(t(w) if w else () for w in words)


def png(width: int, height: int) -> bytes:
    """Return a plain grey PNG."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    rows = (b"\0" + b"\x99" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    )


CREST = Picture("crest.png", png(60, 72), "image/png", 60, 72)
FLOW = Picture("flow.png", png(640, 120), "image/png", 640, 120)
SCHOOL = "St Hild’s Church of England Primary School, Marlbeck"

PROPERTIES = Properties(
    title="Social media policy",
    publisher=SCHOOL,
    subject="How staff, governors and volunteers use social media",
    identifier="social-media",
    version="1.10",
    issued="2024-03-12",
    record=(
        ("school", SCHOOL),
        ("policy", "Social media policy"),
        ("version", "1.10"),
        ("approved", "12 March 2024"),
        ("next review", "March 2027"),
    ),
    header=(SCHOOL, "Social media policy"),
    footer=("Version 1.10", "Next review: March 2027"),
    numbering="clauses",
    cover=True,
    theme=Theme("#7a0019", "Arial"),
    crest=CREST,
    pictures=(FLOW,),
)

MASTHEAD: tuple[Block, ...] = (
    Paragraph((Value(SCHOOL, "school.name"),)),
    Title((Text("Social media policy"),)),
    Paragraph((Text("“"), Value("Let your light shine", "school.motto"), Text("”"))),
    Table(
        (),
        (
            cells("Ratified by governors", "12 March 2024"),
            cells("Period of review", "Every 3 years"),
            cells("Next review", "March 2027"),
            (t("Responsible"), (Value("Ann Example\nDeputy Headteacher"),)),
        ),
        ("", ""),
        "control",
    ),
    Contents(
        "Contents",
        (
            ContentsEntry(1, "", t("Document status"), "document-status"),
            ContentsEntry(1, "1.", t("Introduction"), "introduction"),
            ContentsEntry(2, "", t("Who this is for"), "who"),
            ContentsEntry(1, "2.", t("Using social networking sites"), "using"),
            ContentsEntry(1, "3.", t("Contacts and agreement"), "contacts"),
        ),
    ),
)

CLAUSES = OrderedList(
    (
        item(
            "1.1",
            "The school recognises its statutory responsibilities related to employment. Day "
            "to day management of staff is delegated to the headteacher; ultimate responsibility lies "
            "with the governing body.",
        ),
        Item(
            (
                Paragraph(
                    (
                        Text("This policy stands beside the "),
                        Link(t("code of conduct"), "https://example.org/code?a=1&b=2"),
                        Text(" and "),
                        Reference("using", "section 2"),
                        Text(". It does not replace either"),
                        Footnote((p("The code was last agreed with the staff unions in 2023."),)),
                        Text("; where they differ:"),
                    )
                ),
                OrderedList(
                    (
                        item("(a)", "the code goes first;"),
                        item(
                            "(b)",
                            "then this policy, which means:",
                            OrderedList(
                                (item("(i)", "the clauses;"), item("(ii)", "the schedule.")),
                                depth=2,
                                series="clause",
                            ),
                        ),
                    ),
                    depth=1,
                    series="clause",
                ),
            ),
            "1.2",
        ),
    ),
    series="clause",
)

BODY: tuple[Block, ...] = (
    Heading(1, t("Document status"), "document-status", numbered=False),
    Table(
        cells("Version", "What happened", "Date"),
        (
            cells("Version 1", "Agreed at the joint consultative committee", "17 September 2015"),
            cells("Version 1.10", "Approved by the governing body", "12 March 2024"),
            cells("Review date", "", "March 2027"),
        ),
        ("", "left", "right"),
        "versions",
    ),
    Heading(1, t("Introduction"), "introduction", label="1."),
    CLAUSES,
    Heading(2, t("Who this is for"), "who"),
    Paragraph(
        (
            Text("All "),
            Emphasis(t("employees")),
            Text(", "),
            Strong((Text("governors "), Emphasis(t("and")), Text(" volunteers"))),
            Text(".  The address is "),
            Code("https://school.example/<policy>"),
            Text("."),
            LineBreak(),
            Text("Ask if in doubt."),
        )
    ),
    BulletList(
        (
            item("", "Keep a professional distance."),
            item(
                "",
                "Think before you post:",
                BulletList((item("", "who reads it?"), item("", "for how long?"))),
            ),
        )
    ),
    Heading(1, t("Using social networking sites"), "using", label="2."),
    p("Everyone is expected to:"),
    OrderedList(
        (
            item("a)", "behave responsibly and professionally;"),
            item("b)", "co-operate with the headteacher."),
        ),
        series="run-in",
    ),
    BlockQuote(
        (
            p("Let your light shine before others, that they may see your good works."),
            p("Matthew 5:16"),
        )
    ),
    DefinitionList(
        (
            Definition(t("Social media"), (p("Web-based tools for sharing what you know."),)),
            Definition(
                t("Personal account"),
                (
                    p("An account that a person keeps for private ends."),
                    p("It may still be public."),
                ),
            ),
        )
    ),
    Paragraph(
        (
            Image(
                "flow.png",
                "A report goes from the member of staff to the headteacher, then to the chair.",
            ),
        )
    ),
    CodeBlock("#school\n  #community & friends"),
    Table(
        cells("Network", "Used for", "Run by", "Comments", "Checked"),
        (
            cells("Newsletter", "Notices", "Office", "Off", "Weekly"),
            cells("Video channel", "Performances", "Music lead", "Moderated", "Every school day"),
        ),
        ("", "", "center", "", "right"),
    ),
    ThematicBreak(),
    Heading(1, t("Contacts and agreement"), "contacts", label="3."),
    Table(
        (),
        (
            cells("Headteacher", "Ann Example", ""),
            cells("Contact details", "Email", "headteacher@st-hilds-marlbeck.example"),
            cells("", "Tel", "01632 960000"),
            cells("Data protection officer", "Priya Lindqvist", ""),
        ),
        ("", "", ""),
        "people",
    ),
    Paragraph((Text("I have read this policy. Name: "), Blank(), Text(" "), Blank("Class"))),
    p("Signed by:"),
    Signatures((Signature(t("Headteacher"), t("Ann Example")), Signature(t("Chair of governors")))),
)

OPEN: tuple[Block, ...] = (
    Note(
        (
            p("Say here which accounts the school has."),
            BulletList((item("", "Leave out what is closed."),)),
        )
    ),
    Paragraph(
        (
            Text("The school’s address there is "),
            Slot("[insert Twitter address, e.g. @oakfield]", "Address of the school’s account"),
            Text("."),
            Text(" "),
            Remark(t("Take this out if there is none.")),
        )
    ),
)


def rich(*, draft: bool = False) -> Document:
    """Return a policy with every node that an edition can hold."""
    body = BODY[:4] + OPEN + BODY[4:] if draft else BODY
    return Document(MASTHEAD + body, replace(PROPERTIES, draft=draft))


def of(*blocks: Block, draft: bool = False) -> Document:
    """Return a short document."""
    return Document(blocks, Properties(title="Policy", draft=draft))


#: Short bodies for the fixtures, by name.
BODIES: dict[str, tuple[Block, ...]] = {
    "paragraph": (
        Paragraph(
            (
                Text("a  <b> & "),
                Value('St John\'s "x"\nline two'),
                Text("."),
                LineBreak(),
                Code("x<y"),
            )
        ),
    ),
    "emphasis": (
        Paragraph((Emphasis((Text("a "), Strong(t("b")))), Link(t("c"), "mailto:a@b.example"))),
    ),
    "a bold line": (Paragraph((Strong(t("About this policy")),)),),
    "headings": tuple(
        Heading(n, t(f"Level {n}"), f"h{n}", label=f"{n}." if n == 1 else "") for n in range(1, 6)
    ),
    "clause list": (CLAUSES,),
    "item that begins with a list": (
        OrderedList((item("1.", OrderedList((item("(a)", "inner"),), depth=1), p("after")),)),
    ),
    "bullets": (BulletList((item("", "one"), item("", "two", BulletList((item("", "three"),))))),),
    "definitions": (
        DefinitionList(
            (Definition(t("Term"), (p("One."),)), Definition(t("Two"), (p("a"), p("b"))))
        ),
    ),
    "quote": (BlockQuote((p("a"), p("b"))),),
    "code": (CodeBlock("\n  a < b\n"),),
    "rule": (ThematicBreak(),),
    "table with a head": (
        Table(
            (t("A"), (), t("C")),
            (cells("1", "2", "3"), cells("", "", "6")),
            ("left", "center", "right"),
        ),
    ),
    "table without a head": (
        Table((), (cells("Row", "1"), cells("", "2")), ("", ""), caption='What "we" do'),
    ),
    "table too wide for a telephone": (
        Table(
            cells("Responsibility", "Safeguarding", "Headteacher"),
            (cells("1", "2", "3"),),
            ("", "", ""),
        ),
    ),
    "two tables of one section": (
        Heading(1, t("Who & what"), "who"),
        Table((), (cells("a", "1"),), ("", "")),
        Table((), (cells("b", "headteacher@school-with-a-long-name.example"),), ("", "")),
    ),
    "people": (
        Table(
            (),
            (
                cells("Headteacher", "Ann", ""),
                cells("Contact details", "Email", "a@b.example"),
                cells("", "Tel", "1"),
            ),
            ("", "", ""),
            "people",
        ),
    ),
    "signatures": (
        Signatures((Signature(t("Headteacher"), t("Ann Example")), Signature(t("Chair")))),
    ),
    "blanks": (Paragraph((Text("Name "), Blank(), Blank("Date"))),),
    "footnotes": (
        Paragraph(
            (
                Text("One"),
                Footnote((Paragraph((Text("first"), Footnote((p("inside"),)))), p("more"))),
                Link((Text("two"), Footnote((p("in a link"),))), "https://example.org/"),
            )
        ),
    ),
    "reference": (Heading(1, t("Scope"), "scope"), Paragraph((Reference("scope", "section 1"),))),
    "contents": (
        Contents(
            "In this policy",
            (
                ContentsEntry(
                    1, "1.", (Text("One "), Reference("b", "section 2"), Footnote((p("x"),))), "a"
                ),
                ContentsEntry(2, "1.1", t("Inner"), "b"),
                ContentsEntry(1, "", t("Two"), "c"),
            ),
        ),
        Heading(1, t("One"), "a"),
        Heading(2, t("Inner"), "b"),
        Heading(1, t("Two"), "c"),
    ),
    "draft": (
        Note((p("Say who."),)),
        Paragraph((Slot('[insert "x"]', 'a "hint"'), Remark(t("leave out")), Slot("[insert y]"))),
    ),
}

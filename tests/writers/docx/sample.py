"""Documents made by hand that use everything a writer meets, one for each numbering scheme."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Sequence

from policygen.document.properties import Picture, Properties, Theme
from policygen.document.tree import (
    Blank,
    Block,
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
    Series,
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

SCHOOL = "Oakfield Church of England Primary School"
AWKWARD = "St John's & St Mary's <CE> | \"A\" *b* _c_ 2019. {{ 7*7 }} {% x %}"
PROSE = (
    "All members of staff have a duty to read this policy, to follow it in their daily work, and to "
    "say so when something in it does not work. The headteacher makes sure that new staff receive a "
    "copy in their first week and that its contents are part of their induction."
)


def png(width: int, height: int, colour: tuple[int, int, int] = (122, 0, 25)) -> bytes:
    """Return a picture of one colour with a pale middle."""

    def row(y: int) -> bytes:
        pale = bytes(min(255, c + 120) for c in colour)
        inside = height // 4 < y < 3 * height // 4
        left = bytes(colour) * (width // 4)
        middle = (pale if inside else bytes(colour)) * (width - 2 * (width // 4))
        return b"\0" + left + middle + left

    def chunk(kind: bytes, content: bytes) -> bytes:
        crc = zlib.crc32(kind + content)
        return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", crc)

    header = struct.pack(">2L5B", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(row(y) for y in range(height)))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


CREST = Picture("crest.png", png(300, 360), "image/png", 300, 360)
MAP = Picture("_images/map.png", png(1600, 500, (30, 90, 80)), "image/png", 1600, 500)


def t(text: str) -> Inlines:
    return (Text(text),)


def p(*children: str | Inlines) -> Paragraph:
    parts: list[Inlines] = [t(c) if isinstance(c, str) else c for c in children]
    return Paragraph(tuple(inline for part in parts for inline in part))


def item(*blocks: str | Block, label: str = "") -> Item:
    return Item(tuple(p(b) if isinstance(b, str) else b for b in blocks), label)


def bullets(*items: str | Item) -> BulletList:
    return BulletList(tuple(i if isinstance(i, Item) else item(i) for i in items))


def ordered(
    labels: Sequence[str],
    bodies: Sequence[Blocks | str],
    series: Series = "item",
    depth: int = 0,
    start: int = 1,
) -> OrderedList:
    made = tuple(
        Item((p(body),) if isinstance(body, str) else body, label)
        for label, body in zip(labels, bodies, strict=True)
    )
    return OrderedList(made, start, series, depth)


def entries(blocks: Blocks) -> tuple[ContentsEntry, ...]:
    return tuple(
        ContentsEntry(b.level, b.label, b.children, b.id)
        for b in blocks
        if isinstance(b, Heading) and b.level < 3
    )


CONTROL = Table(
    (),
    (
        (t("Document title"), t("Social media policy")),
        (t("Ratified by Governors"), (Value("17 September 2015", "review.approved"),)),
        (t("Version"), t("1.10")),
        (t("Signed Headteacher"), (Blank(),)),
        (t("Date due for next review:"), t("March 2020")),
    ),
    ("", ""),
    "control",
    "Document control",
)
VERSIONS = Table(
    (t("Version"), t("Date"), t("Action"), t("By")),
    (
        (
            t("Version 1"),
            t("17 September 2015"),
            t("Agreed with the staff unions"),
            t("Governing Body"),
        ),
        (
            t("Version 2"),
            t("6 March 2019"),
            t("Reviewed, no change of substance"),
            t("Mrs A. Example"),
        ),
        (t("Review Date"), t("2021"), (), ()),
    ),
    ("", "", "", ""),
    "versions",
    "Versions of this document",
)
PEOPLE = Table(
    (),
    (
        (t("Headteacher"), t("Ann Example"), ()),
        (t("Contact details"), t("Email"), t("head@oakfield.example")),
        ((), t("Tel"), t("01632 960000")),
        (t("Designated Safeguarding Lead"), t("Robert Sample-Longname"), ()),
        (t("Contact details"), t("Email"), t("safeguarding@oakfield.example")),
    ),
    ("", "", ""),
    "people",
    "Key personnel",
)
SIGNATURES = Signatures(
    (Signature(t("Headteacher"), t("Ann Example")), Signature(t("Chair of Governors:")))
)


def masthead(*, motto: bool = True) -> Blocks:
    lines: Blocks = (Paragraph((Value(SCHOOL, "school.name"),)), Title(t("Social media policy")))
    return (
        (*lines, p("“Let your light shine before others”"), p("Matthew 5:16")) if motto else lines
    )


PROPERTIES = Properties(
    title="Social media policy",
    publisher=SCHOOL,
    subject="Policy for staff, governors and volunteers",
    identifier="oakfield/social-media",
    version="1.10",
    issued="2019-03",
    record=(("school", SCHOOL), ("policy", "Social media policy"), ("version", "1.10")),
    header=(SCHOOL, "Social media policy"),
    footer=("Version 1.10", "Next review: March 2022"),
    pictures=(MAP,),
)


def headings() -> Document:
    """Numbered sections, contents, cover page, every kind of table and inline."""
    rich: Inlines = (
        Text("Plain, "), Emphasis(t("stressed")), Text(", "), Strong(t("strong")), Text(", "),
        Strong((Emphasis(t("both")),)), Text(" and "), Code("policy --now"), Text("; "),
        Link(t("guidance on the web"), "https://www.gov.uk/guidance?a=1&b=2"), Text(", "),
        Link(t("mail us"), "mailto:office@oakfield.example"), Text(" or see "),
        Reference("roles", "section 2"), Text(" and "), Link(t("the aims"), "#aims-of-this-policy"),
        Text(". A note"),
        Footnote((p("See the ", (Link(t("Act"), "https://www.legislation.gov.uk/"),), "."), p("Its second paragraph."))),
        Text(" stands here. Break:"), LineBreak(), Text("second line,\tafter a tab. "),
        Value("two\nlines", "x"), Text(". "), Blank("Date"),
    )  # fmt: skip
    body: Blocks = (
        Heading(1, t("Document status"), "document-status", numbered=False),
        p(PROSE),
        Heading(1, t("Aims of this policy"), "aims-of-this-policy", label="1."),
        p("This policy aims to:"),
        bullets(
            "set out what we expect of everybody who uses social media in the name of the school",
            item("protect pupils and staff:", bullets("from harm", item("from claims", bullets("third level", "again")))),
            "say whom to ask",
        ),
        Paragraph(rich),
        Heading(2, t("Scope"), "scope", label="1.1"),
        p(PROSE),
        ordered(
            ["1.", "2.", "3."],
            [
                "First, with a longer text that runs over the end of the line so that the hanging indent can be seen.",
                (p("Second, with a list inside:"), ordered(["(a)", "(b)"], ["alpha", (p("beta"), ordered(["(i)", "(ii)"], ["one", "two"], depth=2))], depth=1),
                 p("And a second paragraph of the second item, which continues it."), ordered(["(a)", "(b)"], ["again from a", "to b"], depth=1)),
                "Third.",
            ],
        ),
        p("Another list, which starts by itself:"),
        ordered(["4.", "5."], ["four", "five"], start=4),
        ordered(["1."], [(bullets("a bullet that comes first in its item"),)]),
        Heading(3, t("A third level"), "third", label="1.1.1"),
        DefinitionList((
            Definition(t("Social media"), (p("Any online platform that lets people share and respond, including but not limited to blogs, forums and messaging services."),)),
            Definition(t("Cyber bullying"), (p("Any use of these to bully a person or a group:"), bullets("by text", "by picture"))),
        )),
        BlockQuote((p("Children and young people are confident users of technology; we are here to make them careful ones."),)),
        CodeBlock("def policy():\n\treturn '<kept>'\n"),
        Heading(1, t("Roles and responsibilities, with a heading so long that it needs a second line"), "roles", label="2."),
        p("The following people can help:"),
        PEOPLE,
        VERSIONS,
        p("Text after a table stands clear of it."),
        Table(
            (t("Risk"), t("Likelihood"), t("What we do about it"), t("Cost")),
            (
                (t("Disclosure of personal information"), t("low"), t(PROSE), t("£100")),
                (t("Impersonation"), t("medium"), t("Accounts are registered with the office and looked at every term."), t("£1,250")),
            ),
            ("left", "center", "", "right"),
            caption="Risks",
        ),
        Heading(2, t("A picture"), "picture", label="2.1"),
        Paragraph((Image("_images/map.png", "A map of the school grounds"),)),
        ThematicBreak(),
        Heading(2, Heading(1, (Text("Signed "), Code("x"))).children, "signed", label="2.2"),
        p("Signed by:"),
        SIGNATURES,
    )  # fmt: skip
    contents = Contents(entries=entries(body))
    properties = Properties(
        **{f: getattr(PROPERTIES, f) for f in PROPERTIES.__dataclass_fields__}
        | {
            "numbering": "headings",
            "cover": True,
            "crest": CREST,
            "theme": Theme("#7a0019", "Arial"),
        }
    )
    return Document((*masthead(), CONTROL, contents, *body), properties)


def with_properties(document: Document, **changes: object) -> Document:
    """Return *document* with other properties."""
    known = {f: getattr(document.properties, f) for f in Properties.__dataclass_fields__}
    return Document(document.blocks, Properties(**(known | changes)))


def clauses() -> Document:
    """Clauses through sections, with leads, run-in lists and lists in lists."""
    body: Blocks = (
        Heading(1, t("DOCUMENT STATUS"), "status", numbered=False),
        VERSIONS,
        Heading(1, t("Introduction"), "introduction", label="1."),
        ordered(["1.1", "1.2"], [PROSE, (p("The school will:"), ordered(["(a)", "(b)"], ["inform its staff", (p("train them:"), ordered(["(i)", "(ii)"], ["yearly", "when they join"], "clause", 2))], "clause", 1))], "clause"),
        p("In this policy, the following are taken to be social media:"),
        ordered(["a)", "b)", "c)"], ["blogs", "forums and the like, whose name is a long one and goes over the end of the line", "messages"], "run-in"),
        ordered(["1.3"], [(p("A clause that goes on."), p("It has a second paragraph."))], "clause", start=3),
        p("And once more:"),
        ordered(["a)", "b)"], ["first", (p("second"), ordered(["(i)", "(ii)"], ["x", "y"], "run-in", 1))], "run-in"),
        Heading(2, t("A heading without a number"), "unnumbered"),
        ordered(["1.4"], ["goes on"], "clause", start=4),
        Heading(1, t("Principles"), "principles", label="2."),
        ordered([f"2.{n}" for n in range(1, 13)], [PROSE] * 12, "clause"),
        Heading(1, t("Review"), "review", label="3."),
        p("Reviewed yearly."),
    )  # fmt: skip
    lead = masthead(motto=False)
    return with_properties(
        Document((*lead, p("HR provider’s model, for adoption"), *body), PROPERTIES),
        numbering="clauses",
        crest=CREST,
    )


def paragraphs() -> Document:
    """Paragraphs numbered straight through, bullets inside them."""
    blocks: list[object] = []
    number = 0
    for title in ("INTRODUCTION", "USING SOCIAL MEDIA IN YOUR WORK", "REVIEW"):
        blocks.append(Heading(1, t(title), title.lower().replace(" ", "-")))
        labels = [f"{number + n}." for n in range(1, 7)]
        inner = (
            p("Guiding principles:"),
            bullets(PROSE, "Remote learning"),
            p("So much for bullets."),
        )
        nested = (p("Two parts:"), ordered(["(a)", "(b)"], ["one", "two"], "paragraph", 1))
        blocks.append(
            ordered(labels, [PROSE, inner, nested, PROSE, PROSE, PROSE], "paragraph", 0, number + 1)
        )
        number += 6
    scripture = (p("“Let your light shine before others”"), p("Matthew 5:16"))
    return with_properties(
        Document((*scripture, *masthead(motto=False), *blocks), PROPERTIES),  # type: ignore[arg-type]
        numbering="paragraphs",
    )


def unnumbered() -> Document:
    """No numbering, a strong line above the control table, names that look like markup, long headers."""
    name: Inlines = (Value(AWKWARD, "school.name"),)
    body: Blocks = (
        Paragraph(name),
        Title(t("Pupils’ social media policy")),
        Paragraph((Strong(t("INFORMATION")),)),
        CONTROL,
        Heading(1, (Text("Statement of intent of "), *name), "intent"),
        Paragraph((*name, Text(" understands this. "), Strong(name), Link(name, "https://a.example/ü b?<x>"))),
        bullets("one", "two"),
        p("Signed by:"),
        SIGNATURES,
        Heading(1, t("Roles"), "roles"),
        ordered(["1.", "2."], ["Part one", "Part two"]),
        Table((t("A"), t("B")), ((name, t("x")), (t("y\tz"), name)), ("", "")),
    )  # fmt: skip
    return with_properties(
        Document(body, PROPERTIES),
        publisher=AWKWARD,
        header=(AWKWARD, AWKWARD),
        footer=("Version 1", ""),
        record=(("school", AWKWARD),),
    )


def draft() -> Document:
    """Open slots, remarks and notes of every shape."""
    note = Note((p("You may wish to name ", (Strong(t("one")),), " person."), bullets("first", item("second:", ordered(["1.", "2."], ["x", "y"]))), p("Delete when done.")))  # fmt: skip
    body: Blocks = (
        Heading(1, t("Aims"), "aims", label="1."),
        p("The ", (Slot("[insert responsible person, e.g. the e-safety lead]", "the e-safety lead"),), " is responsible", (Remark(t(" delete if a governor is")),), "."),
        note,
        p("After the note."),
        Heading(1, (Text("Rules of "), Slot("[insert school name]")), "rules", label="2."),
        ordered(["1."], [(p("An item"), note)]),
        Table((), (((Slot("[insert x]", "hint"),), t("y")),), ("", ""), "control"),
        note,
    )  # fmt: skip
    return with_properties(
        Document((*masthead(motto=False), Contents(entries=entries(body)), *body), PROPERTIES),
        numbering="headings",
        draft=True,
        crest=CREST,
    )


def short() -> Document:
    """The least there is: a title and a paragraph."""
    return Document((Title(t("Short")), p("Text.")), Properties(title="Short"))


ALL: dict[str, Callable[[], Document]] = {
    "headings": headings,
    "clauses": clauses,
    "paragraphs": paragraphs,
    "unnumbered": unnumbered,
    "draft": draft,
    "short": short,
}

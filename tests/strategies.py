"""Generated documents, for the laws that every reader, writer and transform keeps.

:func:`source_blocks` gives what a template can say once slots and values are left out, in normal form;
:func:`finished_documents` gives what a writer of editions may meet: with values, records' tables,
signatures, blanks and, in a draft, slots, notes and remarks. Labels are not filled in: number the
document where they matter. No footnote stands in a footnote, no heading in another block.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, partial

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from policygen.document import tree
from policygen.document.numbering import number
from policygen.document.properties import Numbering, Picture, Properties
from policygen.document.tree import (
    Alignment,
    Blank,
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    Contents,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    Footnote,
    Heading,
    Image,
    Inline,
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
from policygen.document.walk import map_held, map_inline, map_inlines

#: Characters with a meaning in Markdown, HTML, XML, YAML or Jinja, and some that look harmless.
NASTY = "*_[]()<>&\\`#+-.|~:{}$!\"'^=%@/;,1234567890aAbBzZ \u00a0é“”–£ñ中🎒"
_WORDS = (
    "a", "the school", "2019.", "1)", "- ", "+", "#", "[insert x]", "{{ x }}", "{% x %}", "&amp;",
    "&#42;", "<b>", "<a@b.c>", "https://x.y/a_b", "www.x.y", "**", "__init__", "snake_case", "::: note",
    ": x", "~~~", "---", "===", "|---|", "[^1]", "](x)", "![", "\\", "`", "``", "> ", "{#id}", "{.title}",
    "$x$", ":smile:", "[ ] ", "  ", " ", "St John's", "é", "&", "<", "!",
)  # fmt: skip

texts: SearchStrategy[str] = st.one_of(
    st.sampled_from(_WORDS),
    st.text(NASTY, min_size=1, max_size=8),
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map("".join),
)
_targets = st.one_of(
    st.sampled_from(
        ("#scope", "https://x.example/a?b=c&d=e", "mailto:a@b.example", "a b", "(", "<", "a\\", "#")
    ),
    st.text(NASTY, min_size=1, max_size=6),
)
_ids = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,6}", fullmatch=True)
_codes = st.text("`| \\*a{<&", min_size=1, max_size=6)
_alignments: SearchStrategy[Alignment] = st.sampled_from(("", "left", "center", "right"))

Kinds = frozenset[type[Inline]]
_NO_BREAKS: Kinds = frozenset((LineBreak,))


def normal(inlines: list[Inline]) -> Inlines:
    """Return *inlines* in normal form: no Text, code or emphasis beside its kind, no line break at
    an end."""
    result: list[Inline] = []
    for inline in inlines:
        before = result[-1] if result else None
        if isinstance(inline, Text) and isinstance(before, Text):
            result[-1] = Text(before.text + inline.text)
        elif isinstance(inline, Emphasis | Strong | Code | Value | Slot) and type(inline) is type(
            before
        ):
            continue
        else:
            result.append(inline)
    while result and isinstance(result[-1], LineBreak):
        result.pop()
    while result and isinstance(result[0], LineBreak):
        result.pop(0)
    return tuple(result)


@st.composite
def inlines(
    draw: DrawFn,
    without: Kinds = frozenset(),
    depth: int = 3,
    finished: bool = False,
    draft: bool = False,
) -> Inlines:
    """Return inlines in normal form, not empty, none of a kind in *without* at any depth."""
    count = draw(st.integers(1, 4))
    made = [draw(_inline(without, depth, finished, draft)) for _ in range(count)]
    return normal(made) or (Text(draw(texts)),)


@cache  # a strategy is dear to build, and the same few are drawn from again and again
def _inline(without: Kinds, depth: int, finished: bool, draft: bool) -> SearchStrategy[Inline]:
    text = texts.map(Text)
    choices: dict[type[Inline], SearchStrategy[Inline]] = {
        Code: _codes.map(Code),
        Image: st.builds(Image, _targets, texts),
        Reference: st.builds(Reference, _ids),
        LineBreak: st.just(LineBreak()),
    }

    def inner(*more: type[Inline]) -> SearchStrategy[Inlines]:
        return inlines(without | frozenset(more), depth - 1, finished, draft)

    if depth > 0:
        choices[Emphasis] = inner(Emphasis).map(Emphasis)
        choices[Strong] = inner(Strong).map(Strong)
        choices[Link] = st.builds(Link, inner(Link, Reference, Footnote), _targets)
        choices[Footnote] = (
            blocks(depth=1, within_footnote=True, finished=finished, draft=draft)
            .filter(bool)
            .map(Footnote)
        )
    if finished:
        choices[Value] = texts.map(Value)
        choices[Blank] = st.builds(Blank, st.sampled_from(("", "Date")))
        choices[Reference] = st.builds(Reference, _ids, st.just("section 1.3"))
        if draft:
            choices[Slot] = texts.map(lambda t: Slot(f"[insert {t}]"))
            if depth > 0:
                choices[Remark] = inner(Remark).map(Remark)
    allowed = [made for kind, made in choices.items() if kind not in without]
    return st.one_of(text, text, text, *allowed)


@st.composite
def blocks(
    draw: DrawFn,
    depth: int = 2,
    within_footnote: bool = False,
    finished: bool = False,
    draft: bool = False,
) -> Blocks:
    """Return blocks that may stand anywhere (no headings), in normal form; perhaps none."""
    count = draw(st.integers(0, 3))
    result: list[Block] = []
    for _ in range(count):
        block = draw(_block(depth, within_footnote, finished, draft))
        if not (isinstance(block, DefinitionList) and result and type(result[-1]) is type(block)):
            result.append(block)
    return tuple(result)


@cache
def _block(depth: int, within_footnote: bool, finished: bool, draft: bool) -> SearchStrategy[Block]:
    without: Kinds = frozenset((Footnote,)) if within_footnote else frozenset()
    text = inlines(without, 2, finished, draft)
    line = inlines(without | _NO_BREAKS, 2, finished, draft)
    inner = blocks(max(depth - 1, 0), within_footnote, finished, draft)
    some = inner.filter(bool)
    paragraph = text.map(Paragraph)
    choices: list[SearchStrategy[Block]] = [
        paragraph,
        paragraph,
        st.just(ThematicBreak()),
        st.text("`~ \ta{}:|\\\n-", max_size=12).map(CodeBlock),
        tables(line),
    ]
    if depth > 0:
        items = st.lists(
            st.one_of(paragraph.map(lambda p: Item((p,))), inner.map(Item)), min_size=1, max_size=3
        ).map(tuple)
        definition = st.builds(Definition, line, some)
        choices += [
            st.builds(BulletList, items),
            st.builds(BulletList, items),
            st.builds(OrderedList, items, st.sampled_from((1, 1, 3, 0, 10))),
            st.lists(definition, min_size=1, max_size=2).map(lambda d: DefinitionList(tuple(d))),
            some.map(BlockQuote),
        ]
        if draft or not finished:
            choices.append(some.map(Note))
    if finished:
        choices.append(
            st.lists(
                st.builds(Signature, line, st.one_of(st.just(()), line)), min_size=1, max_size=2
            ).map(lambda rows: Signatures(tuple(rows)))
        )
    return st.one_of(choices)


@st.composite
def tables(draw: DrawFn, line: SearchStrategy[Inlines]) -> Table:
    """Return a table of one to three columns; its head is empty or has a cell that is not."""
    columns = draw(st.integers(1, 3))
    cell = st.one_of(st.just(()), line)
    row = st.lists(cell, min_size=columns, max_size=columns).map(tuple)
    head = draw(row)
    rows = draw(st.lists(row, max_size=2))
    align = draw(st.lists(_alignments, min_size=columns, max_size=columns))
    return Table(head if any(head) else (), tuple(rows), tuple(align))


@st.composite
def _sections(draw: DrawFn, finished: bool, draft: bool) -> Blocks:
    line = inlines(_NO_BREAKS, 2, finished, draft)
    result: list[Block] = []
    if draw(st.booleans()):
        result.append(Title(draw(line)))
    result += draw(blocks(2, False, finished, draft))
    used: set[str] = set()
    for _ in range(draw(st.integers(0, 2))):
        heading = Heading(
            draw(st.integers(1, 5)), draw(line), draw(_ids), numbered=draw(st.booleans())
        )
        if heading.id in used:
            heading = replace(heading, id="")
        used.add(heading.id)
        result.append(heading)
        result += draw(blocks(3, False, finished, draft))
    return tuple(result)


def source_blocks() -> SearchStrategy[Blocks]:
    """Return the blocks of a template without slots and values."""
    return _sections(False, False)


_ALLOWED = re.compile(r"(https?://|mailto:|tel:)\S", re.IGNORECASE)
PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde"
    b"\0\0\0\x0cIDATx\x9cc\xf8\xff\xff?\0\5\xfe\2\xfe\r\xefF\xb8\0\0\0\0IEND\xaeB`\x82"
)


@st.composite
def complete_documents(draw: DrawFn, draft: bool = False) -> Document:
    """Return numbered documents in which every link leads somewhere and every picture is there.

    Some have contents; in a draft slots have hints. No drafting note stands in another.
    """
    document = draw(finished_documents(draft))
    scheme: Numbering = draw(st.sampled_from(("none", "headings", "clauses", "paragraphs")))
    blocks = document.blocks
    headings = [b for b in blocks if isinstance(b, Heading)]
    with_contents: bool = draw(st.booleans())
    if headings and with_contents:
        named = (replace(b, id=b.id or "none") if isinstance(b, Heading) else b for b in blocks)
        blocks = (Contents(), *named)
    ids = {b.id for b in blocks if isinstance(b, Heading) and b.id}
    hint = draw(st.sampled_from(("", "Who may sign", "two\nlines")))

    def one(inline: Inline) -> Inlines:
        if isinstance(inline, Link):
            own = inline.target[1:] in ids and inline.target.startswith("#")
            good = own or _ALLOWED.match(inline.target)
            return (inline if good else replace(inline, target="https://a.example/b%20c"),)
        if isinstance(inline, Reference):
            return (inline if inline.target in ids else Text(inline.text or "below"),)
        if isinstance(inline, Image):
            return (replace(inline, source="pixel.png"),)
        return (replace(inline, hint=hint) if isinstance(inline, Slot) else inline,)

    blocks = map_inlines(blocks, lambda part: map_inline(part, one))
    blocks = _without_inner_notes(blocks)
    picture = Picture("pixel.png", PIXEL, "image/png", 1, 1)
    properties = replace(document.properties, numbering=scheme, pictures=(picture,))
    return Document(number(blocks, scheme), properties)


def _without_inner_notes(held: Blocks, inside: bool = False) -> Blocks:
    def one(inline: Inline) -> Inlines:
        if isinstance(inline, Footnote):
            return (Footnote(_without_inner_notes(inline.blocks)),)
        return (inline,)

    result: list[Block] = []
    for block in held:
        within = partial(_without_inner_notes, inside=inside or isinstance(block, Note))
        made = map_held(block, within)
        result.extend(made.blocks if inside and isinstance(made, Note) else (made,))
    return map_inlines(tuple(result), lambda part: map_inline(part, one))


def finished_documents(draft: bool = False) -> SearchStrategy[Document]:
    """Return documents as a writer of editions meets them, not numbered."""
    properties = st.builds(
        Properties,
        title=texts,
        publisher=texts,
        record=st.lists(st.tuples(st.sampled_from(("school", "version", "approved")), texts)).map(
            lambda pairs: tuple(dict(pairs).items())
        ),
        draft=st.just(draft),
    )
    return st.builds(Document, _sections(True, draft), properties)


__all__ = [
    "blocks",
    "complete_documents",
    "finished_documents",
    "inlines",
    "source_blocks",
    "tables",
    "texts",
    "tree",
]

"""The masthead: crest, publisher, title, rule; on a page of its own where the document has a cover."""

from __future__ import annotations

from collections.abc import Callable

from policygen.document.properties import Properties
from policygen.document.tree import (
    Block,
    Blocks,
    Contents,
    Document,
    Emphasis,
    Inlines,
    Paragraph,
    Signatures,
    Strong,
    Table,
    Title,
    Value,
)
from policygen.document.walk import plain_text

from .blocks import Place, write_block
from .drawings import EMU_PER_MM, inline_picture
from .ledger import Ledger
from .paragraphs import Shape, ends_in_colon, write_paragraph

_CREST_HEIGHT = 28 * EMU_PER_MM
_PROSE = 120  # characters from which a paragraph is ordinary text
_COVER_TOP = 2400  # from the top margin to the crest, a good 4 cm
_COVER_GAP = 900  # between title block and control table
_NAMES = ("MastheadSchool", "MastheadMotto")


def masthead_end(document: Document) -> int:
    """Return the number of blocks that are drawn as the masthead.

    It ends with the first heading, the contents or, on a cover, the control table. Where no heading
    follows, it ends with the title or the control table.
    """
    blocks = document.blocks
    end = document.masthead_length
    if end == len(blocks):
        end = max((i for i, b in enumerate(blocks) if _opens(b)), default=-1) + 1
    for i, block in enumerate(blocks[:end]):
        if isinstance(block, Contents):
            return i
        if document.properties.cover and isinstance(block, Table) and block.kind == "control":
            return i + 1
    return end


def _opens(block: Block) -> bool:
    return isinstance(block, Title) or (isinstance(block, Table) and block.kind == "control")


#: Writes the block of an index, which stands before another one, and says whether it did.
Write = Callable[[int, Block | None, Ledger, list[str]], bool]


def styles_of(blocks: Blocks, following: Block | None, properties: Properties) -> list[str]:
    """Return the style of each of the masthead's *blocks*; ``""`` for one that is written like any other."""
    after = (*blocks[1:], following) if blocks else ()
    return [_style(b, f, properties) for b, f in zip(blocks, after, strict=True)]


def write_masthead(
    blocks: Blocks,
    following: Block | None,
    ledger: Ledger,
    out: list[str],
    write: Write = lambda *_: False,
    styles: list[str] | None = None,
) -> None:
    """Append the masthead's *blocks*; a page break follows where the document has a cover.

    *write* may write a block itself. *styles* are those of the blocks, where they have been looked at.
    """
    cover = ledger.properties.cover and following is not None and bool(blocks)
    after = (*blocks[1:], following) if blocks else ()
    if styles is None:
        styles = styles_of(blocks, following, ledger.properties)
    ruled = _last_of_title_block(styles)
    top = _COVER_TOP if cover else None
    if ledger.properties.crest is not None:
        _crest(ledger, out, top)
        top = None
    for i, (block, style) in enumerate(zip(blocks, styles, strict=True)):
        ledger.begin_block(i + 1)
        if style and isinstance(block, Paragraph | Title):
            write_paragraph(block.children, Shape(style, before=top), ledger, out)
        elif isinstance(block, Paragraph) and _leads(block, after[i]):
            write_paragraph(block.children, Shape("", keep=True, before=top), ledger, out)
        elif not write(i, after[i], ledger, out):
            write_block(block, after[i], Place(), ledger, out)
        top = None
        if i == ruled and "Title" in styles:
            ledger.begin_block(0)
            write_rule(ledger, out, _COVER_GAP if cover else None)
    if cover:
        ledger.page_break, ledger.after_table = True, False


def _last_of_title_block(styles: list[str]) -> int:
    """Return the index of the title block's last line: a title, a name, a motto or its reference."""
    last = -1
    for i, style in enumerate(styles):
        after_motto = style == "Masthead" and i > 0 and styles[i - 1] == "MastheadMotto"
        if style == "Title" or style in _NAMES or after_motto:
            last = i
    return last


def write_rule(ledger: Ledger, out: list[str], after: int | None) -> None:
    """Append the thin rule below the title block; it is no block of the tree and has no bookmark."""
    spacing = f'<w:spacing w:after="{after}"/>' if after is not None else ""
    out.append(f'<w:p><w:pPr><w:pStyle w:val="MastheadRule"/>{spacing}</w:pPr></w:p>')
    ledger.after_table = False


def _crest(ledger: Ledger, out: list[str], before: int | None) -> None:
    crest = ledger.properties.crest
    assert crest is not None  # noqa: S101  (the caller has looked)
    alt = f"Crest of {ledger.properties.publisher}" if ledger.properties.publisher else "Crest"
    drawing = inline_picture(crest, alt, ledger, max_height=_CREST_HEIGHT)
    spacing = f'<w:spacing w:before="{before}"/>' if before is not None else ""
    out.append(
        f'<w:p><w:pPr><w:pStyle w:val="MastheadCrest"/>{spacing}</w:pPr><w:r>{drawing}</w:r></w:p>'
    )


def _style(block: Block, following: Block | None, properties: Properties) -> str:
    if isinstance(block, Title):
        return "Title"
    if not isinstance(block, Paragraph) or _leads(block, following):
        return ""
    text = plain_text(block.children)
    if len(text) > _PROSE:
        return ""
    if _is_publisher(block.children, text, properties):
        return "MastheadSchool"
    return "MastheadMotto" if _is_motto(block.children, text) else "Masthead"


def _is_motto(children: Inlines, text: str) -> bool:
    """Say whether a line is a motto: it begins as a quotation or stands all in italics."""
    return text.startswith("“") or (len(children) == 1 and isinstance(children[0], Emphasis))


def _is_publisher(children: Inlines, text: str, properties: Properties) -> bool:
    while len(children) == 1 and isinstance(only := children[0], Strong | Emphasis):
        children = only.children
    single = children[0] if len(children) == 1 else None
    if isinstance(single, Value) and single.source == "school.name":
        return True
    return bool(text) and text.strip() == properties.publisher


def _leads(block: Paragraph, following: Block | None) -> bool:
    """Say whether a paragraph names or introduces the table or list that follows it."""
    if following is None or isinstance(following, Paragraph | Title | Contents):
        return False
    strong = len(block.children) == 1 and isinstance(block.children[0], Strong)
    if isinstance(following, Table | Signatures):
        return strong or ends_in_colon(block.children)
    return ends_in_colon(block.children)

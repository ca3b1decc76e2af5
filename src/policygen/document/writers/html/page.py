"""The page: head, what stands around the document, and the document in its ``main``."""

from __future__ import annotations

from ...tree import Document, Title
from ...walk import plain_text
from .blocks import blocks, endnotes
from .contents import side_contents
from .escape import attribute, text
from .head import head
from .masthead import cover_length, crest, lead_length, masthead, names
from .sheet import Sheet


def write(document: Document) -> str:
    """Return *document*, a finished edition, as one self-contained HTML page.

    The text of its ``main`` is the document's text in the document's order; what stands outside
    ``main`` helps to find one's way and is not printed. Raises TypeError for a node that only a template
    can hold, and ValueError for a link or colour that is not allowed, a picture that is missing, and
    for a slot or a note when the document is no draft.
    """
    sheet = Sheet.of(document)
    main: list[str] = []
    _main(document, sheet, main)
    title = _title(document)
    side: list[str] = []
    has_side = not sheet.has_contents and side_contents(document.blocks, sheet, side)
    layout = ' class="with-contents"' if sheet.has_contents or has_side else ""
    properties = document.properties
    return "".join(
        [
            f'<!doctype html>\n<html lang="{attribute(properties.language or "en-GB")}">\n',
            head(properties, title),
            f"<body{layout}>\n",
            '<a class="skip" href="#pg_main">Skip to main content</a>\n',
            _banner(document, sheet, title),
            '<div class="page">\n',
            *side,
            '<main id="pg_main">\n',
            *main,
            "</main>\n</div>\n",
            _footer(properties.footer),
            "</body>\n</html>\n",
        ]
    )


def _main(document: Document, sheet: Sheet, out: list[str]) -> None:
    nodes = document.blocks
    lead, cover = lead_length(document), cover_length(document)
    if cover:
        out.append('<div class="cover">\n')
    if lead:
        masthead(nodes[:lead], document, sheet, out)
    blocks(nodes[lead:cover], sheet, out)
    if cover:
        out.append("</div>\n")
    blocks(nodes[max(lead, cover) :], sheet, out)
    endnotes(sheet, out)


def _title(document: Document) -> str:
    """Return the document's name: from its properties, or else from its first Title."""
    properties = document.properties
    if properties.title:
        return properties.title
    titles = (plain_text(b.children) for b in document.blocks if isinstance(b, Title))
    return next(titles, "") or properties.publisher or "Untitled"


def _banner(document: Document, sheet: Sheet, title: str) -> str:
    """Return what stands above the document: what it does not say itself, and the mark of a draft."""
    properties = document.properties
    beside = document.blocks[: document.masthead_length]
    parts: list[str] = []
    if sheet.draft:
        parts.append(_draft(sheet.slots))
    if not sheet.has_title:
        parts.append('<div class="masthead">\n')
        if properties.crest:
            parts.append(crest(document, beside) + "\n")
        parts.append("<div>\n")
        if properties.publisher and not names(properties.publisher, beside):
            parts.append(f"<p>{text(properties.publisher)}</p>\n")
        parts.append(f"<h1>{text(title)}</h1>\n</div>\n</div>\n")
    elif properties.publisher and not names(properties.publisher, beside):
        parts.append(f'<p class="publisher">{text(properties.publisher)}</p>\n')
    if not parts:
        return ""
    return "".join(['<header class="banner">\n', *parts, "</header>\n"])


def _draft(slots: int) -> str:
    """Return the line that marks a draft and says how much is open."""
    if not slots:
        rest = "Not for publication."
    else:
        places = "1 place is" if slots == 1 else f"{slots} places are"
        rest = f"Not for publication: {places} still to be completed."
    return f'<p class="draft" role="note"><strong>DRAFT</strong> {rest}</p>\n'


def _footer(texts: tuple[str, str]) -> str:
    lines = [f"<p>{text(line)}</p>\n" for line in texts if line]
    return "".join(["<footer>\n", *lines, "</footer>\n"]) if lines else ""

"""The page: head, what stands around the document, and the document in its ``main``."""

from __future__ import annotations

from ...properties import Properties
from ...tree import Blocks, Document, Title
from ...walk import plain_text
from .blocks import block, endnotes
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
    nodes = document.blocks
    lead, cover = lead_length(document), cover_length(document)
    open_main(nodes[:lead], document, cover, sheet, main)
    for index in range(lead, len(nodes)):
        if cover and index == cover:
            main.append(COVER_END)
        block(nodes[index], sheet, main)
    if cover == len(nodes) and cover:
        main.append(COVER_END)
    endnotes(sheet, main)
    side = side_of(document, sheet)
    return "".join([before_main(document, sheet, side), *main, after_main(document.properties)])


COVER_END = "</div>\n"


def open_main(lead: Blocks, document: Document, cover: int, sheet: Sheet, out: list[str]) -> None:
    """Append the beginning of ``main``: the cover's, and the masthead made of the *lead* blocks."""
    if cover:
        out.append('<div class="cover">\n')
    if lead:
        masthead(lead, document, sheet, out)


def side_of(document: Document, sheet: Sheet) -> str:
    """Return the navigation beside the document; nothing where it has contents of its own."""
    side: list[str] = []
    if not sheet.has_contents:
        side_contents(document.blocks, sheet, side)
    return "".join(side)


def before_main(document: Document, sheet: Sheet, side: str) -> str:
    """Return the page up to the content of ``main``. *sheet* is that of the written document."""
    title = _title(document)
    layout = ' class="with-contents"' if sheet.has_contents or side else ""
    properties = document.properties
    return (
        f'<!doctype html>\n<html lang="{attribute(properties.language or "en-GB")}">\n'
        f"{head(properties, title)}<body{layout}>\n"
        '<a class="skip" href="#pg_main">Skip to main content</a>\n'
        f"{_banner(document, sheet, title)}"
        f'<div class="page">\n{side}<main id="pg_main">\n'
    )


def after_main(properties: Properties) -> str:
    """Return the page from the end of ``main`` on."""
    return f"</main>\n</div>\n{_footer(properties.footer)}</body>\n</html>\n"


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

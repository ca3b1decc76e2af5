"""Blocks to HTML: one function, and one for each block that needs more than a line.

Every function appends to ``out``; the page is joined once at the end.
"""

from __future__ import annotations

from ...tree import (
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    CodeBlock,
    Contents,
    DefinitionList,
    Heading,
    Item,
    Note,
    OrderedList,
    Paragraph,
    Signatures,
    Table,
    ThematicBreak,
    Title,
)
from ...walk import plain_text
from .contents import contents
from .escape import attribute, text
from .inlines import inlines
from .sheet import Sheet
from .tables import signatures, table


def blocks(nodes: Blocks, sheet: Sheet, out: list[str]) -> None:
    """Append *nodes* to *out* as HTML; raise TypeError for what only a template can hold."""
    for node in nodes:
        block(node, sheet, out)


def block(node: Block, sheet: Sheet, out: list[str]) -> None:
    """Append *node* to *out* as HTML; raise TypeError for what only a template can hold."""
    if isinstance(node, Paragraph):
        out.append(f"<p>{inlines(node.children, sheet)}</p>\n")
    elif isinstance(node, Heading):
        _heading(node, sheet, out)
    elif isinstance(node, BulletList):
        out.append("<ul>\n")
        for item in node.items:
            _item(item, sheet, out)
        out.append("</ul>\n")
    elif isinstance(node, OrderedList):
        # Labels are text, so that they can be read aloud, searched and copied; the style sheet takes
        # the list's own numbers away.
        out.append(f'<ol class="{node.series}">\n')
        for item in node.items:
            _item(item, sheet, out)
        out.append("</ol>\n")
    elif isinstance(node, Table):
        table(node, sheet, out)
    else:
        _rarer(node, sheet, out)


def _rarer(node: Block, sheet: Sheet, out: list[str]) -> None:
    if isinstance(node, Title):
        sheet.has_title = True
        out.append(f"<h1>{inlines(node.children, sheet)}</h1>\n")
    elif isinstance(node, DefinitionList):
        _definitions(node, sheet, out)
    elif isinstance(node, BlockQuote):
        out.append("<blockquote>\n")
        blocks(node.blocks, sheet, out)
        out.append("</blockquote>\n")
    elif isinstance(node, CodeBlock):
        # A line feed right after <pre> would be dropped (HTML Standard §13.1.2.5); <code> keeps it.
        out.append(f"<pre><code>{text(node.text)}</code></pre>\n")
    elif isinstance(node, ThematicBreak):
        out.append("<hr>\n")
    elif isinstance(node, Signatures):
        signatures(node, sheet, out)
    elif isinstance(node, Contents):
        contents(node, sheet, out)
    elif isinstance(node, Note):
        sheet.only_in_draft("a drafting note")
        out.append('<aside class="note" role="note" aria-label="Drafting note">\n')
        blocks(node.blocks, sheet, out)
        out.append("</aside>\n")
    else:
        raise TypeError(f"no edition can hold a {type(node).__name__}")


def label(characters: str) -> str:
    """Return the label of a heading or an item, with the space after it; nothing for none."""
    return f'<span class="label">{text(characters)}</span> ' if characters else ""


def _heading(node: Heading, sheet: Sheet, out: list[str]) -> None:
    level = min(node.level + 1, 6)
    sheet.section = plain_text(node.children)
    name = f' id="{attribute(node.id)}"' if node.id else ""
    out.append(f"<h{level}{name}>{label(node.label)}{inlines(node.children, sheet)}</h{level}>\n")


def _item(item: Item, sheet: Sheet, out: list[str]) -> None:
    first = item.blocks[0] if item.blocks else None
    if isinstance(first, Paragraph):
        line = label(item.label) + inlines(first.children, sheet)
        if len(item.blocks) == 1:
            out.append(f"<li>{line}</li>\n")
            return
        out.append(f"<li><p>{line}</p>\n")
        blocks(item.blocks[1:], sheet, out)
    else:
        out.append(f"<li><p>{label(item.label).rstrip()}</p>\n" if item.label else "<li>\n")
        blocks(item.blocks, sheet, out)
    out.append("</li>\n")


def _definitions(node: DefinitionList, sheet: Sheet, out: list[str]) -> None:
    out.append("<dl>\n")
    for definition in node.items:
        out.append(f"<dt>{inlines(definition.term, sheet)}</dt>\n<dd>")
        only = definition.blocks[0] if len(definition.blocks) == 1 else None
        if isinstance(only, Paragraph):
            out.append(inlines(only.children, sheet))
        else:
            out.append("\n")
            blocks(definition.blocks, sheet, out)
        out.append("</dd>\n")
    out.append("</dl>\n")


def endnotes(sheet: Sheet, out: list[str]) -> None:
    """Append the footnotes met so far, and those that stand in them (DPUB-ARIA 1.1, doc-endnotes).

    The way back is a link without text: what it shows comes from the style sheet, its name from the
    label, so that the page has no words that the document does not have.
    """
    if not sheet.notes:
        return
    out.append('<section class="endnotes" role="doc-endnotes" aria-label="Footnotes">\n<ol>\n')
    done = 0
    while done < len(sheet.notes):
        note = sheet.notes[done]
        done += 1
        back = (
            f'<a class="back" href="#pg_noteref-{done}" role="doc-backlink"'
            f' aria-label="Back to the text at footnote {done}"></a>'
        )
        _endnote(note.blocks, done, back, sheet, out)
    out.append("</ol>\n</section>\n")


def _endnote(nodes: Blocks, number: int, back: str, sheet: Sheet, out: list[str]) -> None:
    out.append(f'<li id="pg_note-{number}">')
    first = nodes[0] if nodes else None
    start = label(str(number))
    if isinstance(first, Paragraph):
        start += inlines(first.children, sheet)
        nodes = nodes[1:]
    out.append(f"<p>{start} {back}</p>\n")
    blocks(nodes, sheet, out)
    out.append("</li>\n")

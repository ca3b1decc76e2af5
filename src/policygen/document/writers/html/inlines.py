"""Inlines to HTML: one function, and one for each inline that needs more than a line."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from ...tree import (
    Blank,
    Code,
    Delete,
    Emphasis,
    Footnote,
    Image,
    Inline,
    Inlines,
    Insert,
    LineBreak,
    Link,
    Marked,
    Reference,
    Remark,
    Slot,
    Strong,
    Text,
    Value,
)
from .escape import attribute, link_target, text
from .sheet import Sheet, picture

#: ``full``: everything. ``in-link``: no link inside a link (HTML Standard §4.5.1). ``entry``: a heading
#: told again in a list of contents: the words alone.
Mode = Literal["full", "in-link", "entry"]
_ELEMENTS = {Marked: "mark", Insert: "ins", Delete: "del"}


def inlines(nodes: Inlines, sheet: Sheet, mode: Mode = "full") -> str:
    """Return *nodes* as HTML; raise ValueError for a forbidden link or a picture that is not there."""
    return "".join([_inline(node, sheet, mode) for node in nodes])


def _inline(node: Inline, sheet: Sheet, mode: Mode) -> str:
    if isinstance(node, Text):
        return text(node.text)
    if isinstance(node, Value):
        return value(node.text)
    if isinstance(node, Strong):
        return f"<strong>{inlines(node.children, sheet, mode)}</strong>"
    if isinstance(node, Emphasis):
        return f"<em>{inlines(node.children, sheet, mode)}</em>"
    if isinstance(node, Link):
        return _link(node, sheet, mode)
    if isinstance(node, Reference):
        shown = text(node.text)
        return (
            shown if mode != "full" else f'<a href="{link_target("#" + node.target)}">{shown}</a>'
        )
    if isinstance(node, LineBreak):
        return "<br>"
    if isinstance(node, Marked | Insert | Delete):
        name = _ELEMENTS[type(node)]
        return f"<{name}>{inlines(node.children, sheet, mode)}</{name}>"
    if isinstance(node, Code):
        return f"<code>{text(node.text)}</code>"
    return _rarer(node, sheet, mode)


@lru_cache(maxsize=4096)
def value(characters: str) -> str:
    """Return the characters of a value as HTML; a line feed in them is a line break."""
    return text(characters).replace("\n", "<br>")


@lru_cache(maxsize=4096)
def value_bytes(characters: str) -> bytes:
    """Return :func:`value` in UTF-8."""
    return value(characters).encode()


def _rarer(node: Inline, sheet: Sheet, mode: Mode) -> str:
    if isinstance(node, Slot):
        return _slot(node, sheet)
    if isinstance(node, Footnote):
        return _mark(node, sheet, mode)
    if isinstance(node, Blank):
        return (
            f"{text(node.label)}"
            '<span class="blank" role="img" aria-label="to be completed by hand"></span>'
        )
    if isinstance(node, Image):
        return "" if mode == "entry" else _image(node, sheet)
    if isinstance(node, Remark):
        return _remark(node, sheet, mode)
    raise TypeError(f"no edition can hold a {type(node).__name__}")


def _link(node: Link, sheet: Sheet, mode: Mode) -> str:
    if mode != "full":
        return inlines(node.children, sheet, mode)
    return f'<a href="{link_target(node.target)}">{inlines(node.children, sheet, "in-link")}</a>'


def _slot(node: Slot, sheet: Sheet) -> str:
    sheet.only_in_draft("an open slot")
    sheet.slots += 1
    hint = f' title="{attribute(node.hint)}"' if node.hint else ""
    return f'<mark class="slot"{hint}>{text(node.wording)}</mark>'


def _remark(node: Remark, sheet: Sheet, mode: Mode) -> str:
    sheet.only_in_draft("a drafting note")
    if mode == "entry":
        return ""
    return f'<span class="remark">[{inlines(node.children, sheet, mode)}]</span>'


def _mark(node: Footnote, sheet: Sheet, mode: Mode) -> str:
    """Return the mark of a footnote and remember the note (DPUB-ARIA 1.1, doc-noteref)."""
    if mode == "entry":
        return ""
    sheet.notes.append(node)
    number = len(sheet.notes)
    if mode == "in-link":
        return f'<sup id="pg_noteref-{number}">{number}</sup>'
    return (
        f'<sup><a href="#pg_note-{number}" id="pg_noteref-{number}" role="doc-noteref"'
        f' aria-label="Footnote {number}">{number}</a></sup>'
    )


def _image(node: Image, sheet: Sheet) -> str:
    image = sheet.pictures.get(node.source)
    if image is None:
        raise ValueError(f"no such picture: {node.source!r}")
    return picture(image, node.alt)

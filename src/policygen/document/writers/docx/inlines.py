"""Inlines to runs (ECMA-376 Part 1, §17.3.2), links (§17.16.22), controls (§17.5.2) and marks."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from policygen.document.tree import (
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
from policygen.document.walk import plain_text
from policygen.document.wordml import BLANK, HINT, REMARK_TAG, control_name

from . import comments, drawings
from .ledger import Ledger, Story
from .markup import attribute, run_content
from .relations import link_target

#: How runs look, one bit each; plain integers, for this is the hottest place of the writer.
PLAIN, STRONG, EMPHASIS, LINK, REMARK, CODE, MARKED, LINE = 0, 1, 2, 4, 8, 16, 32, 64
REFERENCE, DELETED = 128, 256
_STYLES = (
    (CODE, "CodeText"),
    (REFERENCE, "CrossReference"),
    (LINK, "Hyperlink"),
    (REMARK, "Remark"),
    (STRONG, "Strong"),
    (EMPHASIS, "Emphasis"),
)
_LETTERS = (Text, Value)


@lru_cache(maxsize=128)
def run_start(look: int) -> str:
    """Return ``<w:r>`` with its properties, in the order of EG_RPrBase (§17.3.2.28).

    A run has one character style; what else it needs is written directly.
    """
    style = next((name for flag, name in _STYLES if look & flag), "")
    parts = [f'<w:rStyle w:val="{style}"/>'] if style else []
    if look & STRONG and style != "Strong":
        parts.append("<w:b/><w:bCs/>")
    if look & EMPHASIS and style not in ("Emphasis", "Remark"):
        parts.append("<w:i/><w:iCs/>")
    if look & MARKED:
        parts.append('<w:highlight w:val="yellow"/>')
    if look & LINE or (look & LINK and style not in ("Hyperlink", "CrossReference")):
        parts.append('<w:u w:val="single"/>')
    return f"<w:r><w:rPr>{''.join(parts)}</w:rPr>" if parts else "<w:r>"


def write_inlines(inlines: Inlines, ledger: Ledger, out: list[str], look: int = PLAIN) -> None:
    """Append the runs of *inlines*. Raises TypeError for a node that no edition holds."""
    for inline in inlines:
        if isinstance(inline, _LETTERS):
            if inline.text:
                out.append(run(inline.text, look))
            continue
        write = _WRITERS.get(type(inline))
        if write is None:
            raise TypeError(f"an edition cannot hold {type(inline).__name__}")
        write(inline, ledger, out, look)


def run(text: str, look: int = PLAIN) -> str:
    """Return one run of *text*."""
    content = run_content(text)
    if look & DELETED:  # §17.3.3.7: deleted text has an element of its own
        content = content.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f"{run_start(look)}{content}</w:r>"


def _strong(inline: Strong, ledger: Ledger, out: list[str], look: int) -> None:
    write_inlines(inline.children, ledger, out, look | STRONG)


def _emphasis(inline: Emphasis, ledger: Ledger, out: list[str], look: int) -> None:
    write_inlines(inline.children, ledger, out, look | EMPHASIS)


def _marked(inline: Marked, ledger: Ledger, out: list[str], look: int) -> None:
    write_inlines(inline.children, ledger, out, look | MARKED)


def _change(inline: Insert | Delete, ledger: Ledger, out: list[str], look: int) -> None:
    """Append a tracked change (§17.13.5). It has no date: the same document has the same bytes."""
    name = "del" if isinstance(inline, Delete) else "ins"
    author = attribute(ledger.properties.publisher or "policygen")
    out.append(f'<w:{name} w:id="{ledger.next_control()}" w:author="{author}">')
    write_inlines(inline.children, ledger, out, look | (DELETED if name == "del" else PLAIN))
    out.append(f"</w:{name}>")


def _code(inline: Code, ledger: Ledger, out: list[str], look: int) -> None:
    out.append(run(inline.text, look | CODE))


def _line_break(inline: LineBreak, ledger: Ledger, out: list[str], look: int) -> None:
    out.append("<w:r><w:br/></w:r>")


def _blank(inline: Blank, ledger: Ledger, out: list[str], look: int) -> None:
    if inline.label:
        out.append(run(f"{inline.label} ", look))
    out.append(run(BLANK, LINE))


def _linked(opening: str, children: Inlines, ledger: Ledger, out: list[str], look: int) -> None:
    """Append a hyperlink; in the contents and inside another one only its text (they do not nest)."""
    if ledger.story is Story.CONTENTS or look & LINK:
        write_inlines(children, ledger, out, look & ~REFERENCE)
        return
    out.append(opening)
    write_inlines(children, ledger, out, look | LINK)
    out.append("</w:hyperlink>")


def _link(inline: Link, ledger: Ledger, out: list[str], look: int) -> None:
    if inline.target.startswith("#"):
        anchor = ledger.anchor(inline.target[1:])
        opening = f'<w:hyperlink w:anchor="{anchor}" w:history="1">'
    else:
        target = link_target(inline.target)
        nested = ledger.story is Story.CONTENTS or look & LINK
        id_ = "" if nested else ledger.here.link(target)
        opening = f'<w:hyperlink r:id="{id_}" w:history="1">'
    _linked(opening, inline.children, ledger, out, look)


def _reference(inline: Reference, ledger: Ledger, out: list[str], look: int) -> None:
    opening = f'<w:hyperlink w:anchor="{ledger.anchor(inline.target)}" w:history="1">'
    _linked(opening, (Text(inline.text),), ledger, out, look | REFERENCE)


def _image(inline: Image, ledger: Ledger, out: list[str], look: int) -> None:
    if ledger.story is not Story.CONTENTS:
        picture = ledger.pictures.get(inline.source)
        if picture is None:
            raise ValueError(f"the document has no picture {inline.source!r}")
        out.append(f"<w:r>{drawings.inline_picture(picture, inline.alt, ledger)}</w:r>")


def _footnote(inline: Footnote, ledger: Ledger, out: list[str], look: int) -> None:
    """Append the mark (§17.11.14); the note itself is written when the body is finished."""
    if ledger.story is Story.BODY:
        ledger.footnotes.append(inline)
        out.append(
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            f'<w:footnoteReference w:id="{len(ledger.footnotes)}"/></w:r>'
        )
    elif ledger.story is Story.FOOTNOTE:  # Word has no notes on notes; their words must not be lost
        out.append(run(f" ({' '.join(comments.lines_of(inline.blocks))})", look))


def _slot(inline: Slot, ledger: Ledger, out: list[str], look: int) -> None:
    """Append a plain-text content control that shows the wording (§17.5.2.44), its hint as a comment."""
    shown = run(inline.wording, look | MARKED)
    if ledger.story is Story.CONTENTS:
        out.append(shown)
        return
    alias = attribute(control_name(inline.wording))
    lines = ' w:multiLine="1"' if "\n" in inline.wording else ""
    control = (
        f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{alias}"/>'
        f'<w:id w:val="{ledger.next_control()}"/><w:text{lines}/></w:sdtPr>'
        f"<w:sdtContent>{shown}</w:sdtContent></w:sdt>"
    )
    hint = (f"{HINT}{inline.hint}",) if inline.hint else ()
    start, end = comments.around(hint, ledger)
    out.append(f"{start}{control}{end}")


def _remark(inline: Remark, ledger: Ledger, out: list[str], look: int) -> None:
    if ledger.story is Story.CONTENTS:
        return
    look |= REMARK  # a content control around it lets a person remove it in one go
    start, end = comments.around((plain_text(inline.children),), ledger)
    out.append(
        f'{start}<w:sdt><w:sdtPr><w:alias w:val="{REMARK_TAG}"/><w:tag w:val="{REMARK_TAG}"/>'
        f'<w:id w:val="{ledger.next_control()}"/></w:sdtPr><w:sdtContent>{run("[", look)}'
    )
    write_inlines(inline.children, ledger, out, look)
    out.append(f"{run(']', look)}</w:sdtContent></w:sdt>{end}")


_Writer = Callable[[Any, Ledger, list[str], int], None]
_WRITERS: dict[type[Inline], _Writer] = {
    Strong: _strong,
    Emphasis: _emphasis,
    Marked: _marked,
    Insert: _change,
    Delete: _change,
    Code: _code,
    LineBreak: _line_break,
    Blank: _blank,
    Link: _link,
    Reference: _reference,
    Image: _image,
    Footnote: _footnote,
    Slot: _slot,
    Remark: _remark,
}

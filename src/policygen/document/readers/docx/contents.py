"""Tables of contents: one of ours is read with its entries, for any other a place is kept."""

from __future__ import annotations

import re

from policygen.document.ooxml import W
from policygen.document.tree import Contents, ContentsEntry, Slot

from .lines import Teller
from .markup import Element, child, child_val, val
from .spans import MARKED, Span, nest, span

_ENTRY = re.compile(r"toc ([1-9])")


def read(content: Element, story: Teller) -> Contents:
    """Return the contents that a control holds, without what Word can make anew."""
    number = story.next_place(content)
    heading = ""
    entries: list[ContentsEntry] = []
    for paragraph in content.iter(f"{W}p"):
        style = story.file.styles.paragraph(child_val(child(paragraph, "pPr"), "pStyle"))
        if "toc heading" in style.names:
            heading = heading or "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
        elif story.file.own and (found := _ENTRY.fullmatch(style.name)):
            for held in paragraph.iter(f"{W}hyperlink"):
                anchor = val(held, "anchor")
                story.inlines.flow.want(anchor)
                label, spans = _without_label(story.inlines.piece(held, style))
                spans = [_with_slot(one) for one in spans]
                entries.append(ContentsEntry(int(found[1]), label, nest(spans), f"#{anchor}"))
    if not heading:
        return Contents(entries=tuple(entries), line=number)
    return Contents(heading, tuple(entries), line=number)


def _with_slot(one: Span) -> Span:
    """Return *one* as a slot where it is marked: in the contents slots have no control around them."""
    if MARKED not in one.wraps or not isinstance(one.piece, str):
        return one
    return span((w for w in one.wraps if w != MARKED), Slot(one.piece))


def _without_label(spans: list[Span]) -> tuple[str, list[Span]]:
    """Return the label of an entry, which a tab follows, and the rest."""
    first = spans[0].piece if spans else ""
    if not isinstance(first, str):
        return "", spans
    if len(spans) > 1 and isinstance(second := spans[1].piece, str) and second.startswith("\t"):
        rest = [span(spans[1].wraps, second[1:])] if second != "\t" else []
        return first, [*rest, *spans[2:]]
    label, tab, text = first.partition("\t")
    if tab and re.fullmatch(r"[\w.()]{1,15}", label):
        return label, [span(spans[0].wraps, text), *spans[1:]]
    return "", spans

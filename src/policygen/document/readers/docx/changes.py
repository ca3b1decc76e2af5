"""Tracked changes (ECMA-376 Part 1, §17.13.5): the file as it is with all of them accepted, or rejected.

What one side does not hold is taken out of the XML before anything else looks at it. Kept changes stay
where they are, and the inlines reader wraps them.
"""

from __future__ import annotations

from typing import Literal

from lxml import etree

from policygen.document.ooxml import W

from .markup import Element

Changes = Literal["accept", "reject", "keep"]

_INSERTED = (f"{W}ins", f"{W}moveTo")
_DELETED = (f"{W}del", f"{W}moveFrom")
_FORMER = tuple(f"{W}{name}Change" for name in ("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr"))
_CELLS = {"accept": f"{W}cellDel", "reject": f"{W}cellIns"}
_MARKS = (f"{W}rPr", f"{W}trPr")  # what holds the mark of a paragraph or a row


def settle(root: Element, changes: Changes) -> int:
    """Bring *root* to one side of its tracked changes and return how many there were.

    With ``keep`` nothing is changed but the formatting, which is the new one.
    """
    found = [e for e in root.iter(*_INSERTED, *_DELETED) if e.getparent() is not None]
    former = list(root.iter(*_FORMER))
    for element in former:
        _settle_format(element, changes)
    if changes == "keep":
        return len(found) + len(former)
    gone, stays = (_DELETED, _INSERTED) if changes == "accept" else (_INSERTED, _DELETED)
    for cell in list(root.iter(_CELLS[changes])):
        _remove(_ancestor(cell, f"{W}tc"))
    for element in found:
        parent = element.getparent()
        if parent is None:
            continue
        if parent.tag in _MARKS:
            if element.tag in gone:
                _settle_mark(parent)
            continue
        if element.tag in gone:
            _remove(element)
        elif element.tag in stays:
            _unwrap(element)
    for text in root.iter(f"{W}delText", f"{W}delInstrText"):
        text.tag = f"{W}t" if text.tag == f"{W}delText" else f"{W}instrText"
    _join(root)
    return len(found) + len(former)


def _settle_format(element: Element, changes: Changes) -> None:
    """Take out a record of former formatting; when changes are rejected, put the former back."""
    parent = element.getparent()
    if parent is None:
        return
    if changes == "reject" and len(element) and element[0].tag == parent.tag:
        kept = [c for c in parent if c.tag in (f"{W}rPr", *_INSERTED, *_DELETED)]
        former = list(element[0])
        for old in list(parent):
            parent.remove(old)
        parent.extend([*former, *(c for c in kept if parent.tag != c.tag)])
        return
    parent.remove(element)


_JOINED = f"{W}joined"  # our own mark on a paragraph whose end is gone


def _settle_mark(properties: Element) -> None:
    """Take out a row, or note that a paragraph's end is gone."""
    holder = properties.getparent()
    if holder is None:
        return
    if properties.tag == f"{W}trPr":
        _remove(holder)
    elif holder.tag == f"{W}pPr" and (paragraph := holder.getparent()) is not None:
        paragraph.set(_JOINED, "1")


def _join(root: Element) -> None:
    """Join each paragraph whose end is gone with the one after it, whose properties count (§17.13.5.15)."""
    joined = [p for p in root.iter(f"{W}p") if p.get(_JOINED) is not None]
    for paragraph in joined:
        if paragraph.getparent() is None or paragraph.get(_JOINED) is None:
            continue
        chain, following = [paragraph], paragraph.getnext()
        while following is not None and following.get(_JOINED) is not None:
            chain.append(following)
            following = following.getnext()
        for one in chain:
            del one.attrib[_JOINED]
        content = [c for one in chain for c in one if c.tag != f"{W}pPr"]
        if (following is None or following.tag != f"{W}p") and len(chain) > 1:
            following = chain.pop()
            content = [c for c in content if c.getparent() is not following]
        if following is not None and following.tag == f"{W}p":
            own = [c for c in following if c.tag != f"{W}pPr"]
            following.extend([*content, *own])
            for one in chain:
                _remove(one)
        elif not content and len(chain) == 1 and not _is_last_of_cell(paragraph):
            _remove(paragraph)


def _is_last_of_cell(paragraph: Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and parent.tag == f"{W}tc" and paragraph.getnext() is None


def _ancestor(element: Element, tag: str) -> Element:
    return next(element.iterancestors(tag), element)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for offset, piece in enumerate(list(element)):
        parent.insert(at + offset, piece)
    parent.remove(element)


__all__ = ["Changes", "etree", "settle"]

"""Plain text to blocks: paragraphs between empty lines, bullets, tables of tabs, and lines that are headings.

What a heading is, a plain text does not say: here it is a short line of its own without end punctuation,
in capitals, behind a number, or with a text below it. Callers can tell such headings by their lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..tree import (
    Alignment,
    Block,
    Blocks,
    BulletList,
    Heading,
    Inlines,
    Item,
    LineBreak,
    Paragraph,
    Table,
    Text,
)
from ..typed_labels import read_labels, split_label
from ..walk import merge

_BULLET = re.compile(r"(\s*)(?:[•·▪◦‣∙]|[-–*](?=\s)|o(?=\s))\s*(?=\S)")
_LONGEST_HEADING = 12
#: No hard-wrapped text is wider.
_WIDEST = 120
_ENTRY = re.compile(r"\t\s*\d{0,3}\s*\Z")
_ALIGN: Alignment = ""
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+\S")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


def read(text: str) -> Blocks:
    """Return the blocks of the plain *text*; typed labels are labels of their items and headings.

    A text with long lines has a paragraph on each; in one without, lines that follow each other belong
    together.
    """
    lines = [_Line(n, line.rstrip()) for n, line in enumerate(text.split("\n"), 1)]
    wrapped = max((len(line.text) for line in lines), default=0) <= _WIDEST
    groups = _groups(lines, wrapped)
    blocks: list[Block] = []
    for position, group in enumerate(groups):
        following = groups[position + 1] if position + 1 < len(groups) else []
        blocks += _blocks(group, following)
    return read_labels(tuple(_joined(blocks)))


def _groups(lines: list[_Line], wrapped: bool) -> list[list[_Line]]:
    groups: list[list[_Line]] = [[]]
    for line in lines:
        last = groups[-1][-1] if groups[-1] else None
        if not line.text.strip():
            groups.append([])
        elif (
            wrapped
            or last is None
            or (_is_row(last.text) and _is_row(line.text))
            or (_BULLET.match(line.text) and _BULLET.match(groups[-1][0].text))
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [group for group in groups if group]


def _is_row(text: str) -> bool:
    """Say whether *text* is the row of a table: cells between tabs, but not an entry of the contents."""
    return "\t" in text.strip() and not _ENTRY.search(text) and not split_label(text)[0]


def _blocks(group: list[_Line], following: list[_Line]) -> Iterator[Block]:
    if len(group) > 1 and all(_is_row(line.text) for line in group):
        yield _table(group)
        return
    if any(_BULLET.match(line.text) for line in group):
        yield from _with_bullets(group)
        return
    first, rest = group[0], group[1:]
    if _is_heading(first.text, rest or following) and (not rest or first.text.isupper()):
        yield Heading(1, (Text(first.text.strip()),), line=first.number)
        if rest:
            yield from _blocks(rest, following)
        return
    yield from _paragraphs(group)


def _is_heading(text: str, following: list[_Line]) -> bool:
    text, words = text.strip(), text.split()
    if not following or len(words) > _LONGEST_HEADING or "\t" in text:
        return False
    if text[-1] in ".,;?!" or not re.search("[A-Za-z]", text):
        return False
    if _NUMBERED.match(text) or text.isupper():
        return True
    if text.endswith(":") or not text[0].isupper():
        return False
    after = following[0].text
    return (
        len(after.split()) > _LONGEST_HEADING
        or _BULLET.match(after) is not None
        or len(following) > 1
    )


def _paragraphs(group: list[_Line]) -> Iterator[Block]:
    """Yield the paragraphs of lines that follow each other: short lines are lines, long ones one text."""
    pieces: list[list[_Line]] = []
    for line in group:
        if pieces and not split_label(line.text)[0]:
            pieces[-1].append(line)
        else:
            pieces.append([line])
    for piece in pieces:
        wrapped = len(piece) > 1 and all(len(line.text) > 60 for line in piece[:-1])
        joint: Inlines = (Text(" "),) if wrapped else (LineBreak(),)
        inlines = [Text(piece[0].text.strip()), *_more(piece[1:], joint)]
        yield Paragraph(merge(inlines), line=piece[0].number)


def _more(lines: list[_Line], joint: Inlines) -> Inlines:
    return tuple(part for line in lines for part in (*joint, Text(line.text.strip())))


def _with_bullets(group: list[_Line]) -> Iterator[Block]:
    """Yield the paragraphs and the list of lines some of which begin with a bullet."""
    before: list[_Line] = []
    items: list[tuple[int, list[_Line]]] = []
    for line in group:
        match = _BULLET.match(line.text)
        if match:
            items.append((len(match.group(1)), [_Line(line.number, line.text[match.end() :])]))
        elif items:
            items[-1][1].append(line)
        else:
            before.append(line)
    if before:
        yield from _paragraphs(before)
    yield _nested(items)


def _nested(items: list[tuple[int, list[_Line]]]) -> BulletList:
    """Return the bullets *items* (indent, lines) as a list, those indented further inside the one before."""
    depth = items[0][0]
    done: list[Item] = []
    inner: list[tuple[int, list[_Line]]] = []
    for indent, lines in [*items, (depth, [])]:
        if indent > depth + 1 and done:
            inner.append((indent, lines))
            continue
        if inner:
            done[-1] = Item((*done[-1].blocks, _nested(inner)))
            inner = []
        if lines:
            text = " ".join(line.text.strip() for line in lines)
            done.append(Item((Paragraph((Text(text),), line=lines[0].number),)))
    return BulletList(tuple(done), line=items[0][1][0].number)


def _table(group: list[_Line]) -> Table:
    rows = [[cell.strip() for cell in line.text.split("\t")] for line in group]
    width = max(len(row) for row in rows)
    cells = tuple(
        tuple((Text(cell),) if cell else () for cell in (*row, *[""] * (width - len(row))))
        for row in rows
    )
    return Table((), cells, tuple(_ALIGN for _ in range(width)), line=group[0].number)


def _joined(blocks: list[Block]) -> Iterator[Block]:
    """Yield *blocks*, bullets that only an empty line parts as one list."""
    last: Block | None = None
    for block in blocks:
        if isinstance(block, BulletList) and isinstance(last, BulletList):
            last = BulletList((*last.items, *block.items), line=last.line)
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last

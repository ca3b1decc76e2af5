"""Document control: a table of it becomes a block slot, lines of it get expressions where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document.flat import flat_text, split, trimmed
from ..document.tree import (
    Block,
    Blocks,
    BlockSlot,
    Inline,
    Inlines,
    LineBreak,
    Paragraph,
    Strong,
    Table,
)
from ..document.unfinished import find
from ..document.walk import merge
from ..records.control_fields import TELLING, field_of, read_date, read_period
from .control_rows import expression_for
from .state import Import

_LINE = re.compile(r"\s*([A-Z][^:\n\t]{2,58}?)\s*(:|\t|\s–\s|\s-\s)\s*(.*?)\s*\Z")
_NO_COLON = re.compile(
    r"\s*((?:Next |Last )?(?:Review|Approved|Adopted|Ratified|Updated|Reviewed)\b[A-Za-z ]{0,30}?)\s+(\S.*)\Z"
)


def settle_control(work: Import) -> None:
    """Turn the document control of *work* into expressions."""
    work.is_approved = any(field_of(label) == "approval" for label in _labels(work.blocks))
    result: list[Block] = []
    for block in work.blocks:
        rows = _rows_of(block) if isinstance(block, Table) else ()
        if rows and work.control == "none" and isinstance(block, Table):
            result += _table(rows, block, work)
        elif isinstance(block, Paragraph) and (lines := _lines_of(block)):
            result.append(Paragraph(merge(_line(lines, block.line, work)), line=block.line))
        else:
            result.append(block)
    work.blocks = tuple(result)


def _labels(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (label for label, _value in _rows_of(block))
        elif isinstance(block, Paragraph):
            yield from (label for label, _start, _line in _lines_of(block) if label)


def _rows_of(table: Table) -> tuple[tuple[str, Inlines], ...]:
    """Return the labels and values of *table* when it is document control."""
    rows: list[tuple[str, Inlines]] = []
    for row in (table.head, *table.rows):
        cells = [cell for cell in row if flat_text(cell).strip()]
        if not row or not cells:
            continue
        if len(cells) == 1 and cells[0] is row[-1]:
            return ()  # a value without a label
        if len(cells) > 3 or (len(cells) == 3 and rows):
            return ()
        label, value = (cells[-2], cells[-1]) if len(cells) > 1 else (cells[0], ())
        rows.append((flat_text(label), value))
    fields = [field_of(label) for label, _value in rows]
    telling = sum(field in TELLING for field in fields)
    known = sum(bool(field) for field in fields)
    return tuple(rows) if telling >= 2 and known * 2 >= len(rows) else ()


def _table(rows: tuple[tuple[str, Inlines], ...], table: Table, work: Import) -> Blocks:
    """Return the block slot for document control; a heading cell beside it is a line above it."""
    first = next((row for row in (table.head, *table.rows) if any(row)), ())
    cells = [cell for cell in first if flat_text(cell).strip()]
    above: tuple[Block, ...] = ()
    if len(cells) == 3:
        above = (Paragraph((Strong(_bare(cells[0])),), line=table.line),)
    work.control = "table"
    for label, value in rows:
        name = " ".join(label.split())
        work.control_rows[name] = expression_for(name, _value(value), table.line, work)
    return (*above, BlockSlot("document control", line=table.line))


def _bare(inlines: Inlines) -> Inlines:
    inner = trimmed(inlines)
    only = inner[0] if len(inner) == 1 else None
    return only.children if isinstance(only, Strong) else inner


def _value(inlines: Inlines) -> str:
    """Return the text of a value; an open slot, a blank or dots are no value yet."""
    text = " ".join(flat_text(inlines).replace("\ufffc", " ").split())
    return "" if any(one.kind in ("slot", "blank") for one in find(text)) else text


def _lines_of(paragraph: Paragraph) -> tuple[tuple[str, int, Inlines], ...]:
    """Return (label, where the value begins, line) of each line when *paragraph* is document control."""
    lines: list[tuple[str, int, Inlines]] = []
    rest = paragraph.children
    text = flat_text(rest)
    if len(text) > 400:
        return ()
    telling = 0
    while True:
        at = flat_text(rest).find("\n")
        line, rest = split(rest, at) if at >= 0 else (rest, ())
        rest = split(rest, 1)[1]
        label, start = _labelled(flat_text(line))
        value = flat_text(line)[start:].strip()
        field = field_of(label)
        if label and field in TELLING and _is_value(value):
            telling += 1
            lines.append((label, start, line))
        else:
            lines.append(("", 0, line))
        if not rest:
            break
    return tuple(lines) if telling and telling * 2 >= len(lines) else ()


def _labelled(text: str) -> tuple[str, int]:
    match = _LINE.match(text)
    if match and (field_of(match.group(1)) or not _NO_COLON.match(text)):
        label = match.group(1) if match.group(2) != ":" else text[: match.start(2)].strip()
        return label, match.start(3)
    match = _NO_COLON.match(text)
    if match and read_date(match.group(2)):
        return match.group(1), match.start(2)
    return "", 0


def _is_value(text: str) -> bool:
    """Say whether *text* is a value of document control, not a sentence."""
    if not text or read_date(text) or read_period(text):
        return True
    return len(text.split()) <= 6 and not text.endswith(".")


def _line(lines: tuple[tuple[str, int, Inlines], ...], at: int, work: Import) -> list[Inline]:
    done: list[Inline] = []
    for number, (label, start, line) in enumerate(lines):
        done += [LineBreak()] if number else []
        if not label:
            done += line
            continue
        before, value = split(line, start)
        text = flat_text(value)
        made = expression_for(label, _value(value), at, work)
        done += [*before, work.expression(made), *split(value, len(text.rstrip()))[1]]
    return done

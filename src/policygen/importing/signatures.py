"""Signature blocks: rows like "Headteacher: | Date:" become ``[insert signatures: …]``."""

from __future__ import annotations

import re

from ..document.flat import flat_text
from ..document.tree import Block, BlockSlot, Inlines, Paragraph, Signatures, Table
from ..english import sentence
from ..records.terms import DEFAULT_TERMS
from .roles import is_usual, role_of
from .state import Import

_DATE = re.compile(r"\s*date\s*:?[\s._…]*", re.IGNORECASE)
_ROLE = re.compile(r"\s*([A-Z][A-Za-z ()'’-]{2,50}?)\s*:[\s._…]*(.{0,60}?)[\s._…]*\Z")
_LEAD = re.compile(r"\s*sign(?:ed|atures?)(?:\s+by)?\s*:?[\s._…]*", re.IGNORECASE)
_IN_LINE = re.compile(
    r"\s*([A-Z][A-Za-z ()'’-]{2,50}?)\s*:[\s._…]*\t?\s*date\s*:[\s._…]*\Z", re.IGNORECASE
)


def settle_signatures(work: Import) -> None:
    """Turn signature blocks of *work* into block slots."""
    result: list[Block] = []
    for block in work.blocks:
        rows, lead = _rows(block)
        if not rows:
            result.append(block)
            continue
        if lead:
            result.append(Paragraph(lead, line=block.line))
        roles = [_learn(title, name, work) for title, name in rows]
        argument = ", ".join(dict.fromkeys(role for role in roles if role))
        before = result[-1] if result else None
        if isinstance(before, BlockSlot) and before.name == "signatures":
            argument = f"{before.argument}, {argument}"
            result.pop()
        result.append(BlockSlot("signatures", argument, line=block.line))
        found = "; ".join(title for title, _name in rows)
        work.notebook.note("signatures", block.line, found, f"[insert signatures: {argument}]")
    work.blocks = tuple(result)


def _rows(block: Block) -> tuple[list[tuple[str, str]], Inlines]:
    """Return (title, name) of each row to sign in *block*, and the line above them in the same table."""
    if isinstance(block, Signatures):
        pairs = [(flat_text(row.title).rstrip(": "), flat_text(row.name)) for row in block.rows]
        return pairs, ()
    if isinstance(block, Paragraph):
        match = _IN_LINE.match(flat_text(block.children))
        is_role = match is not None and is_usual(role_of(match.group(1)))
        return ([(match.group(1), "")], ()) if match and is_role else ([], ())
    if not isinstance(block, Table):
        return [], ()
    rows: list[tuple[str, str]] = []
    lead: Inlines = ()
    for row in (block.head, *block.rows):
        cells = [cell for cell in row if flat_text(cell).strip()]
        texts = [flat_text(cell).strip() for cell in cells]
        if not texts:
            continue
        if not rows and not lead and len(texts) == 1 and _LEAD.fullmatch(texts[0]):
            lead = cells[0]
            continue
        match = _ROLE.match(texts[0])
        if not match or len(texts) != 2 or not _DATE.fullmatch(texts[1]):
            return [], ()
        rows.append((match.group(1), match.group(2)))
    return rows, lead


def _learn(title: str, name: str, work: Import) -> str:
    role = role_of(title)
    printed = sentence(DEFAULT_TERMS.get(role, ""))
    if title != printed:
        work.learned.person(role, "title", title)
    work.learned.person(role, "name", name)
    return role

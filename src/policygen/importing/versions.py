"""Version tables: the versions become front matter or the register, the table a block slot."""

from __future__ import annotations

import re

from ..document.flat import flat_text
from ..document.tree import Block, BlockSlot, Inlines, Table
from ..records.control_fields import read_date
from .decisions import Question
from .state import Import

_HEAD = ("version", "date", "action")
_LIKE_HEAD = re.compile(
    r"version|date|action|issue|revision|change|summary|author|page|description|reason|by",
    re.IGNORECASE,
)


def settle_versions(work: Import) -> None:
    """Turn a version table of *work* into its block slot, when that prints the same table."""
    result: list[Block] = []
    done = False
    for block in work.blocks:
        if not isinstance(block, Table) or done or not _looks_like_versions(block):
            result.append(block)
            continue
        history = _history(block)
        if history is None:
            found = f"a version table: {' | '.join(_texts(_head(block)[0]))}"
            became = "kept as a table: [insert version table] prints Version, Date and Action"
            work.notebook.note("version table", block.line, found, became)
            result.append(block)
            continue
        done = True
        result.append(_slot(block, history, work))
    work.blocks = tuple(result)


def _slot(block: Table, history: list[dict[str, str]], work: Import) -> BlockSlot:
    versions = ", ".join(entry["version"] for entry in history)
    question = Question(
        "version table",
        block.line,
        f"versions {versions}",
        "Are these the versions of the model itself, not those of the school's policy?",
        "[insert version table: model]: the versions of the model, now in the front matter",
        "[insert version table]: the versions of each school, from its register",
        usual=True,
    )
    of_schools = bool(work.school) and not work.notebook.ask(question, f"versions {versions}")
    if not work.school:
        became = "[insert version table: model], and history in the front matter"
        work.notebook.note("version table", block.line, f"versions {versions}", became)
    if of_schools:
        work.learned.events += history
        return BlockSlot("version table", line=block.line)
    work.history = history
    return BlockSlot("version table", "model", line=block.line)


def _texts(row: tuple[Inlines, ...]) -> list[str]:
    return [" ".join(flat_text(cell).split()) for cell in row]


def _head(table: Table) -> tuple[tuple[Inlines, ...], tuple[tuple[Inlines, ...], ...]]:
    if table.head:
        return table.head, table.rows
    return (table.rows[0], table.rows[1:]) if table.rows else ((), ())


def _looks_like_versions(table: Table) -> bool:
    head = [text for text in _texts(_head(table)[0]) if text]
    return (
        len(head) >= 3
        and any(re.match(r"(?:version|issue|revision)\b", text, re.IGNORECASE) for text in head)
        and all(_LIKE_HEAD.search(text) for text in head)
    )


def _history(table: Table) -> list[dict[str, str]] | None:
    """Return the history that prints just this *table*; None when none does."""
    head, rows = _head(table)
    if tuple(text.casefold() for text in _texts(head)) != _HEAD:
        return None
    history: list[dict[str, str]] = []
    for number, row in enumerate(rows):
        first, date, action = _texts(row)
        last = number == len(rows) - 1
        if last and history and first.casefold() == "review date" and not action:
            if date and read_date(date):
                history[-1]["next_review"] = _printed(date)
                continue
            return None
        match = re.fullmatch(r"Version (\S{1,20})", first)
        if not match or (date and not read_date(date)):
            return None
        entry = {"version": match.group(1), "date": _printed(date), "action": action}
        history.append({key: text for key, text in entry.items() if text})
    good = history and all("date" in entry for entry in history)
    return history if good else None


def _printed(text: str) -> str:
    """Return the date *text* in the house style, in which it is printed: two spellings are one date."""
    date = read_date(text)
    return str(date) if date else text

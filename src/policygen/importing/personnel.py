"""Key personnel: blank contact rows become a block slot, a table of roles gets expressions in its cells."""

from __future__ import annotations

import re
from dataclasses import replace

from ..document.tree import Block, BlockSlot, Inlines, Table
from ..document.unfinished import find
from ..document.walk import plain_text
from .decisions import Question
from .roles import is_usual, role_of
from .state import Import

_CONTACT = re.compile(
    r"(?:contact(?: details)?|e-?mail(?: address)?|tel(?:ephone)?\.?|phone|mobile)\s*:?",
    re.IGNORECASE,
)
_TITLE_ASKED = re.compile(
    r"\s*\W*(?:insert\s+)?(?:job\s+)?(?:title|role|name|post)\b", re.IGNORECASE
)
#: Head of a column -> the field of a person.
_COLUMNS: tuple[tuple[str, str], ...] = (
    (
        r"(?:full )?names?(?: of (?:post ?holder|member of staff))?|who|post ?holder|staff member|member of staff",
        "name",
    ),
    (r"(?:contact )?(?:e-?mail)(?: address)?(?:es)?", "email"),
    (
        r"(?:contact )?(?:tel(?:ephone)?|phone|mobile|contact)\.?(?: (?:number|no\.?|details))?",
        "phone",
    ),
    (r"(?:job )?title|roles?|posts?|positions?|responsibility|lead(?:ership)? role", "role"),
)


def settle_personnel(work: Import) -> None:
    """Turn the tables of people in *work* into what a profile fills."""
    result: list[Block] = []
    for block in work.blocks:
        made: Block | None = None
        if isinstance(block, Table):
            made = _contact_rows(block, work) or _role_table(block, work)
        result.append(made or block)
    work.blocks = tuple(result)


def _texts(row: tuple[Inlines, ...]) -> list[str]:
    return [" ".join(plain_text(cell).split()) for cell in row]


def _contact_rows(table: Table, work: Import) -> BlockSlot | None:
    """Return the block slot for groups of rows: a title, then Email and Tel."""
    groups: list[tuple[str, str, dict[str, str]]] = []
    for row in (table.head, *table.rows):
        texts = [text for text in _texts(row) if text]
        if not texts:
            continue
        labels = [text for text in texts if _CONTACT.fullmatch(text)]
        if labels:
            if not groups:
                return None
            field = "email" if re.match("e", labels[-1], re.IGNORECASE) else "phone"
            rest = [text for text in texts if text not in labels]
            if rest and not labels[-1].casefold().startswith("contact"):
                groups[-1][2][field] = rest[0]
        elif len(texts) <= 2:
            groups.append((texts[0], texts[1] if len(texts) > 1 else "", {}))
        else:
            return None
    contacts = sum(any(_CONTACT.fullmatch(text) for text in _texts(row)) for row in table.rows)
    if not groups or (contacts < len(groups) and table.kind != "people"):
        return None
    argument = ", ".join(
        _role(number, *group, work, table.line) for number, group in enumerate(groups, 1)
    )
    found = f"{len(groups)} people with contact details"
    work.notebook.note("key personnel", table.line, found, f"[insert key personnel: {argument}]")
    return BlockSlot("key personnel", argument, line=table.line)


def _role(
    number: int, title: str, name: str, contact: dict[str, str], work: Import, line: int
) -> str:
    own = re.fullmatch(r"\[insert title of (\w+)\]", title)
    if own:
        return own.group(1)
    found = find(title)
    optional = "?" if any(one.kind == "optional" for one in found) else ""
    if _TITLE_ASKED.match(title) or any(one.kind == "slot" for one in found):
        role = f"key_person_{number}"
        question = Question(
            "key personnel",
            line,
            title,
            f"Which role is person {number} of the table? Write it in the place of {role}.",
            f"the role {role}{', left out where nobody holds it' if optional else ''}",
            f"the role {role}{', left out where nobody holds it' if optional else ''}",
        )
        work.notebook.ask(question, f"{title} ({number})")
        return role + optional
    role = role_of(title) or f"key_person_{number}"
    work.learned.person(role, "title", title)
    work.learned.person(role, "name", name)
    for field, text in contact.items():
        work.learned.person(role, field, text)
    return role + optional


def _role_table(table: Table, work: Import) -> Table | None:
    """Return *table* with expressions where its columns are a role, a name, an email, a number."""
    head, rows = (table.head, table.rows) if table.head else (table.rows[0], table.rows[1:])
    fields = [_field(text) for text in _texts(head)]
    if "name" not in fields or "role" not in fields or not rows:
        return None
    at = fields.index("role")
    done = [_people_row(row, fields, at, table.line, work) for row in rows]
    if all(new is old for new, old in zip(done, rows, strict=True)):
        return None
    return replace(table, rows=tuple(done)) if table.head else replace(table, rows=(head, *done))


def _field(text: str) -> str:
    bare = text.strip(" :*")
    return next((f for p, f in _COLUMNS if re.fullmatch(p, bare, re.IGNORECASE)), "")


def _people_row(
    row: tuple[Inlines, ...], fields: list[str], at: int, line: int, work: Import
) -> tuple[Inlines, ...]:
    title = _texts(row)[at]
    role = role_of(title)
    if not role or find(title) or len(title.split()) > 8:
        return row
    cells = list(row)
    for index, field in enumerate(fields):
        if field not in ("name", "email", "phone"):
            continue
        value = _texts(row)[index]
        open_ = not value or any(one.kind in ("slot", "blank") for one in find(value))
        if not (open_ or (work.school and len(value.split()) <= 6)):
            continue
        if not open_:
            work.learned.person(role, field, value)
        work.learned.people.setdefault(role, {})
        if not is_usual(role):
            work.learned.person(role, "title", title)
        cells[index] = (work.expression(f"people.{role}.{field}"),)
        became = f"{{{{ people.{role}.{field} }}}}"
        work.notebook.note("key personnel", line, f"{title}: {value or 'empty'}", became)
    return tuple(cells)

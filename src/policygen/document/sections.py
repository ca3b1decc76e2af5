"""Sections: stable ids, and cross-references that lead to them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from ..errors import did_you_mean
from .problems import Problem
from .tree import (
    Block,
    Blocks,
    Footnote,
    Heading,
    Hole,
    Inline,
    Inlines,
    Link,
    Reference,
    Slot,
    Title,
)
from .walk import children_of, iter_blocks, iter_inlines, iter_own_inlines, plain_text

#: The code of a cross-reference that leads to no section.
NO_SECTION = "reference"


def identify(blocks: Blocks) -> tuple[Blocks, tuple[Problem, ...]]:
    """Return *blocks* of a skeleton in which every heading has an id, and what is wrong with ids.

    An id is made from the heading's text where none is given; a heading that holds a value must have
    one, or its id would differ from school to school. Wrong, too: one id twice, a skipped level, two
    titles, a section inside another block.
    """
    problems: list[Problem] = []
    taken = {b.id: 1 for b in blocks if isinstance(b, Heading) and b.id}
    seen: dict[str, int] = {}
    result: list[Block] = []
    level, titles = 0, 0
    for block in blocks:
        if isinstance(block, Title):
            titles += 1
            if titles == 2:
                problems.append(
                    Problem(
                        block.line,
                        "title-twice",
                        "there is a second title",
                        "only one heading has {.title}",
                        ".title",
                    )
                )
        elif isinstance(block, Heading):
            if block.level > level + 1:
                problems.append(
                    Problem(
                        block.line,
                        "heading-level",
                        f"the heading level jumps from {level} to {block.level}",
                        "use one # more than the section that this one belongs to",
                    )
                )
            level = block.level
            block = _with_id(block, taken, problems)
            if block.id in seen:
                problems.append(
                    Problem(
                        max(block.line, seen[block.id]),
                        "id-twice",
                        f"the id “{block.id}” is used by two headings",
                        "give one of them another id: {#another-name}",
                        f"#{block.id}",
                    )
                )
            seen[block.id] = block.line
        result.append(block)
    problems.extend(_misplaced(blocks))
    return tuple(result), tuple(problems)


def _with_id(heading: Heading, taken: dict[str, int], problems: list[Problem]) -> Heading:
    """Return *heading* with an id; *taken* are the ids there are, and how often each was wanted."""
    if heading.id:
        return heading
    if any(isinstance(i, (Hole, Slot)) for i in _all(heading.children)):
        problems.append(
            Problem(
                heading.line,
                "heading-id",
                "a heading with a value in it needs an id of its own",
                "write one behind it, such as {#pupil-expectations}",
            )
        )
    base = slug(plain_text(heading.children)) or "section"
    made, number = base, taken.get(base, 0)
    while made in taken:
        number += 1
        made = f"{base}-{number}"
    taken[base] = max(number, 1)
    taken[made] = max(taken.get(made, 0), 1)
    return replace(heading, id=made)


def _misplaced(blocks: Blocks) -> Iterator[Problem]:
    top = {id(b) for b in blocks}
    notes = [i.blocks for i in iter_inlines(blocks) if isinstance(i, Footnote)]
    for block in (*iter_blocks(blocks), *(b for note in notes for b in iter_blocks(note))):
        if isinstance(block, (Heading, Title)) and id(block) not in top:
            yield Problem(
                block.line,
                "heading-inside",
                "a heading stands inside a list, a quotation, a note or a footnote",
                "begin it at the start of its line",
            )


def _all(inlines: Inlines) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        yield from _all(children_of(inline))


def slug(text: str) -> str:
    """Return the id made from a heading's *text*: ASCII letters, digits and hyphens, at most 60."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")[:60].strip("-")
    return made if not made[:1].isdigit() else f"section-{made}"


def check_references(blocks: Blocks) -> Iterator[Problem]:
    """Yield a problem for every cross-reference and ``#`` link that leads to no section of *blocks*."""
    ids = {b.id for b in blocks if isinstance(b, Heading)}
    line = 0
    for block in iter_blocks(blocks):
        line = block.line or line
        for inline in iter_own_inlines(block):
            target = _target(inline)
            if target is not None and target not in ids:
                yield Problem(
                    line,
                    NO_SECTION,
                    f"there is no section “{target}” to refer to",
                    did_you_mean(
                        target, ids, f"the sections are {', '.join(sorted(ids))}" if ids else ""
                    ),
                    f"#{target}",
                )


def _target(inline: Inline) -> str | None:
    if isinstance(inline, Reference):
        return inline.target
    if isinstance(inline, Link) and inline.target.startswith("#"):
        return inline.target[1:]
    return None

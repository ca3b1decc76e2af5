"""Brackets: slots, notes and blanks in one sequence of inlines.

Brackets are matched on the text of the whole sequence, never on a single run, so that formatting inside
a slot or a note does not hide it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..english import fold_key
from .problems import Problem
from .tree import (
    Blank,
    Blocks,
    Emphasis,
    Footnote,
    Inline,
    Inlines,
    Remark,
    Slot,
    Strong,
    Text,
)
from .walk import (
    children_of,
    merge,
    plain_text,
    with_children,
)
from .wording import wanted

#: How a bracket of the language begins.
OPENING = re.compile(
    r"\[\s*(insert\b|choose\b|notes?\s*:|you may\b|blank\s*(?=[\]:]))", re.IGNORECASE
)
_OTHER = "\ufffc"  # stands for an inline without text of its own while brackets are matched
#: Marks whole blocks (those of a footnote), with what is wrong with them.
MarkBlocks = Callable[[Blocks], "tuple[Blocks, tuple[Problem, ...]]"]


def mark_sequence(
    inlines: Inlines, line: int, problems: list[Problem], mark_blocks: MarkBlocks
) -> Inlines:
    """Return *inlines* with their slots, notes and blanks as nodes; inner sequences first."""
    if not _has_bracket(inlines):
        return inlines
    inner = tuple(_mark_inside(i, line, problems, mark_blocks) for i in inlines)
    flat = "".join(i.text if isinstance(i, Text) else _OTHER for i in inner)
    if "[" not in flat:
        return merge(lift(inner))
    return merge(lift(_cut(inner, flat, line, problems)))


def _has_bracket(inlines: Inlines) -> bool:
    return any(
        "[" in inline.text
        if isinstance(inline, Text)
        else isinstance(inline, Footnote) or _has_bracket(children_of(inline))
        for inline in inlines
    )


def _mark_inside(
    inline: Inline, line: int, problems: list[Problem], mark_blocks: MarkBlocks
) -> Inline:
    if isinstance(inline, Footnote):
        blocks, found = mark_blocks(inline.blocks)
        problems.extend(found)
        return inline if blocks == inline.blocks else Footnote(blocks)
    children = children_of(inline)
    if not children:
        return inline
    marked = mark_sequence(children, line, problems, mark_blocks)
    return inline if marked is children else with_children(inline, marked)


def _closing(flat: str) -> dict[int, int]:
    """Return where each ``[`` of *flat* is closed; one pass, so that no input makes it slow."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for match in re.finditer(r"[\[\]]", flat):
        if match.group() == "[":
            stack.append(match.start())
        elif stack:
            pairs[stack.pop()] = match.start()
    return pairs


def _cut(inlines: Inlines, flat: str, line: int, problems: list[Problem]) -> list[Inline]:
    """Return *inlines* with each bracket of the language replaced by its node."""
    pairs = _closing(flat)
    result: list[Inline] = []
    end = 0
    said = False
    for match in OPENING.finditer(flat):
        start = match.start()
        if start < end:
            continue
        if start not in pairs:
            if not said:
                excerpt = flat[start : start + 40]
                problems.append(
                    Problem(
                        line,
                        "slot-not-closed",
                        f"“{excerpt}” has no closing bracket",
                        "add ] where it ends",
                        excerpt,
                    )
                )
            said = True
            continue
        stop = pairs[start] + 1
        result.extend(_between(inlines, end, start))
        inside = merge(_between(inlines, match.end(), stop - 1))
        result.append(
            _node(match, flat[start:stop], inside, _between(inlines, start, stop), line, problems)
        )
        end = stop
    result.extend(_between(inlines, end, len(flat)))
    return result


def _node(
    match: re.Match[str],
    wording: str,
    inside: Inlines,
    whole: list[Inline],
    line: int,
    problems: list[Problem],
) -> Inline:
    """Return the node for one bracket: *inside* follows the opening word, *whole* is all of it."""
    word = fold_key(match.group(1)).rstrip(":").strip()
    if word in ("note", "notes"):
        return Remark(_stripped(inside))
    if word == "you may":
        return Remark(merge([Text(match.group()[1:].lstrip()), *inside]))
    if word == "blank":
        return Blank(plain_text(inside).lstrip(":").strip())
    if _OTHER in wording:
        wording = f"[{plain_text(merge(whole))[1:-1]}]"
        if (
            _OTHER in wording
            or "\ufdd0" in wording
            or any(not isinstance(i, Text) and not children_of(i) for i in inside)
        ):
            problems.append(
                Problem(
                    line,
                    "slot-wording",
                    f"the slot {wording} holds a value or a picture",
                    "a slot is plain words, the same for every school",
                    match.group(),
                )
            )
    asked = wanted(wording)
    if not asked.key:
        problems.append(
            Problem(
                line,
                "slot-wording",
                f"{wording} does not say what is wanted",
                "write the name of the slot behind the word",
                wording,
            )
        )
    if word == "choose" and len(asked.choices) < 2:
        problems.append(
            Problem(
                line,
                "slot-wording",
                f"{wording} offers no choices",
                "write them as [choose name: first / second]",
                wording,
            )
        )
    return Slot(wording, line=line)


def _between(inlines: Inlines, start: int, stop: int) -> list[Inline]:
    """Return what stands between two positions of the flat text of *inlines*."""
    result: list[Inline] = []
    position = 0
    for inline in inlines:
        size = len(inline.text) if isinstance(inline, Text) else 1
        first, last = max(start, position), min(stop, position + size)
        if first < last:
            result.append(
                Text(inline.text[first - position : last - position])
                if isinstance(inline, Text)
                else inline
            )
        position += size
    return result


def _stripped(inlines: Inlines) -> Inlines:
    """Return *inlines* without white space at the two ends."""
    parts = list(inlines)
    if parts and isinstance(first := parts[0], Text):
        parts[0] = Text(first.text.lstrip())
    if parts and isinstance(last := parts[-1], Text):
        parts[-1] = Text(last.text.rstrip())
    return merge(parts)


def lift(inlines: Inlines | list[Inline]) -> list[Inline]:
    """Return *inlines* with notes out of emphasis that holds nothing but them and end punctuation."""
    result: list[Inline] = []
    for inline in inlines:
        children = children_of(inline) if isinstance(inline, (Emphasis, Strong)) else ()
        if any(isinstance(c, Remark) for c in children) and all(
            isinstance(c, Remark) or (isinstance(c, Text) and not c.text.strip(" .,;"))
            for c in children
        ):
            result.extend(children)
        else:
            result.append(inline)
    return result

"""Brackets that are text, but would be slots of the language: they become round ones, and that is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document.brackets import OPENING
from ..document.flat import flat_text, replaced
from ..document.tree import Inline, Inlines, Remark, Text
from ..document.walk import map_inline
from .sequences import map_sequences
from .state import Import

_ROUND = str.maketrans("[]", "()")


def settle_brackets(work: Import) -> None:
    """Make round ones of the brackets in *work* that a template cannot hold as text."""

    def change(part: Inlines, line: int) -> Inlines:
        part = map_inline(part, lambda inline: (_balanced(inline),))
        text = flat_text(_without_notes(part))
        pieces: list[tuple[int, int, Inlines]] = []
        for start, stop in _left(text):
            pieces.append((start, start + 1, (Text("("),)))
            if stop:
                pieces.append((stop, stop + 1, (Text(")"),)))
            found = text[start : stop + 1 if stop else start + 30]
            work.notebook.note("text", line, found, "round brackets: square ones would make a slot")
        return replaced(part, pieces) if pieces else part

    work.blocks = map_sequences(work.blocks, change)


def _balanced(inline: Inline) -> Inline:
    """Return a note with round brackets in it where its square ones do not match."""
    if not isinstance(inline, Remark):
        return inline
    text = flat_text(inline.children)
    depth, lowest = 0, 0
    for character in text:
        depth += {"[": 1, "]": -1}.get(character, 0)
        lowest = min(lowest, depth)
    if (depth == 0 and lowest == 0) and not OPENING.search(text):
        return inline
    return Remark(
        map_inline(
            inline.children,
            lambda i: (Text(i.text.translate(_ROUND)) if isinstance(i, Text) else i,),
        )
    )


def _without_notes(part: Inlines) -> Inlines:
    """Return *part* with notes as long as they are, but without brackets."""
    return map_inline(
        part,
        lambda inline: (
            (Text(re.sub(r"[\[\]]", " ", flat_text((inline,)))),)
            if isinstance(inline, Remark)
            else (inline,)
        ),
    )


def _left(text: str) -> Iterator[tuple[int, int]]:
    """Yield where brackets of the language open and close; 0 where one is not closed."""
    closing: dict[int, int] = {}
    stack: list[int] = []
    for match in re.finditer(r"[\[\]]", text):
        if match.group() == "[":
            stack.append(match.start())
        elif stack:
            closing[stack.pop()] = match.start()
    for match in OPENING.finditer(text):
        yield match.start(), closing.get(match.start(), 0)

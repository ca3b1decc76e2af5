"""Groups of rows or paragraphs that repeat: candidates for a loop, which are reported and left as they are."""

from __future__ import annotations

import re

from ..document.flat import flat_text
from ..document.tree import Paragraph, Table
from ..document.walk import iter_blocks
from .state import Import

_FEWEST = 3


def suggest_loops(work: Import) -> None:
    """Suggest a loop for rows of *work* that are alike but for their values."""
    for block in iter_blocks(work.blocks):
        if not isinstance(block, Table):
            continue
        shapes = [_shape(" | ".join(flat_text(cell) for cell in row)) for row in block.rows]
        for size in (1, 2, 3):
            count = _repeats(shapes, size)
            if count >= _FEWEST and any(shapes[:size]):
                work.suggestions.append(
                    f"{block.line}: {count} groups of {size} row{'s' if size > 1 else ''} are alike: "
                    "a list in facts and {% for one in facts.… %} can write them"
                )
                break
    previous = ""
    run = 0
    for block in (*work.blocks, Paragraph(())):
        text = flat_text(block.children) if isinstance(block, Paragraph) else ""
        shape = _shape(text) if re.search(r"\ufffc", text) else ""
        run = run + 1 if shape and shape == previous else 1
        if run == _FEWEST:
            work.suggestions.append(
                f"{block.line}: paragraphs that repeat with other slots: a list in facts and "
                "{% for one in facts.… %} can write them"
            )
        previous = shape


def _shape(text: str) -> str:
    """Return *text* without what differs from one of a series to the next."""
    return (
        re.sub(r"\d+", "0", " ".join(text.split())) if re.search(r"\ufffc|\A[\s|]*\Z", text) else ""
    )


def _repeats(shapes: list[str], size: int) -> int:
    count = 1
    while (
        shapes[count * size : (count + 1) * size] == shapes[:size]
        and len(shapes) >= (count + 1) * size
    ):
        count += 1
    return count

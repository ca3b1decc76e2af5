"""Gaps: a document written once for many publishers, with gaps where their values go.

Schools whose texts differ in nothing but values share one *shape*: the finished document with a **gap**
in the place of each value, a short word that no text holds. A writer writes the shape as it writes any
document; cut at the gaps, the result is a *stencil*, and filling it costs next to nothing. What has to
look at the words of a value (the escapes of Markdown, say) is written anew each time.

A gap is a number between two letters without case from outside Latin (U+A66E), so that every writer
takes it for an ordinary word. A text that holds this letter itself has no shape
(:func:`has_gap_letter`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from .links import problem_with
from .tree import (
    Block,
    Blocks,
    Contents,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Reference,
    Title,
    Value,
)
from .walk import iter_inlines, map_inline, map_inlines

#: What gaps are made of.
LETTER = "\ua66e"
GAP = re.compile(f"{LETTER}([0-9]+){LETTER}")
_ADDRESS = re.compile(f"mailto:{GAP.pattern}")
#: The letter in the target of a link, where writers encode what a URI cannot hold.
_ENCODED = quote(LETTER)


class Misfit(Exception):  # noqa: N818 -- it says what it is
    """An edition does not fit its shape, and has to be written by itself."""


def gap(number: int) -> str:
    """Return the text of gap *number* (from 0)."""
    return f"{LETTER}{number}{LETTER}"


def has_gap_letter(text: str) -> bool:
    """Say whether *text* holds the letter that gaps are made of."""
    return LETTER in text


def address_gaps(target: str) -> tuple[int, ...]:
    """Return the gap that the link *target* is, but for ``mailto:``; none of any other target."""
    found = _ADDRESS.fullmatch(target)
    return (int(found[1]),) if found else ()


def has_encoded_gap(text: str) -> bool:
    """Say whether *text* holds the letter that gaps are made of as it is encoded in a URI."""
    return "%" in text and _ENCODED in text.upper()


def with_decoded_gaps(text: str, before: str = "") -> str:
    """Return *text* with the gaps as they are that a writer has encoded in the targets of links.

    *before* is what the writer puts before such a target, and no words can be written as.
    """
    encoded = f"({re.escape(before)}mailto:){_ENCODED}([0-9]+){_ENCODED}"
    return re.sub(encoded, rf"\g<1>{LETTER}\g<2>{LETTER}", text)


def gaps_in(text: str) -> tuple[int, ...]:
    """Return the numbers of the gaps in *text*, in order."""
    return tuple(map(int, GAP.findall(text))) if LETTER in text else ()


def gaps_of(blocks: Blocks) -> tuple[int, ...]:
    """Return the numbers of the gaps that stand as values in *blocks*, in reading order."""
    values = (inline.text for inline in iter_inlines(blocks) if type(inline) is Value)
    return tuple(number for text in values for number in gaps_in(text))


def with_values(block: Block, values: Sequence[Value]) -> Block:
    """Return *block* with ``values[n]`` in the place of gap n.

    Raises Misfit for a link that may not lead where a value says.
    """

    def texts() -> list[str]:
        return [value.text for value in values]

    def fill(inline: Inline) -> Inlines:
        if isinstance(inline, Value):
            return (_plainly_filled(inline, values),)
        if isinstance(inline, Reference) and has_gap_letter(inline.text):
            return (replace(inline, text=filled(inline.text, texts())),)
        if isinstance(inline, Link) and has_gap_letter(inline.target):
            target = filled(inline.target, texts())
            if problem_with(target):
                raise Misfit
            return (replace(inline, target=target),)
        return (inline,)

    def sequence(part: Inlines) -> Inlines:
        return map_inline(part, fill)

    if isinstance(block, Paragraph | Title):  # as a masthead is made of: no block is inside
        return replace(block, children=sequence(block.children))
    (made,) = map_inlines((block,), sequence)
    if isinstance(made, Contents):
        entries = tuple(replace(e, children=sequence(e.children)) for e in made.entries)
        return replace(made, entries=entries)
    return made


def _plainly_filled(inline: Inline, values: Sequence[Value]) -> Inline:
    """Return the value whose gap *inline* is, anything else as it is."""
    found = gaps_in(inline.text) if isinstance(inline, Value) else ()
    return values[found[0]] if found else inline


#: A lead ends in a colon; white space of any kind (Unicode's is all below U+3001).
_ODD = frozenset(("", ":", *(chr(n) for n in range(0x3001) if chr(n).isspace())))


def is_odd(value: str) -> bool:
    """Say whether *value* matters to what stands beside it: empty, a lead, white space at its ends."""
    return value[-1:] in _ODD or value[:1] in _ODD


def filled(text: str, values: Sequence[str]) -> str:
    """Return *text* with values in the place of its gaps; as it is where there are no *values*."""
    if not values or LETTER not in text:
        return text
    return GAP.sub(lambda gap: values[int(gap[1])], text)

"""Flat text: a sequence of inlines as one text, and putting other inlines in the place of a part of it.

Word processors cut what a person sees as one phrase into several runs. What is looked for is looked for
on the flat text of the whole sequence, and put back where it was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .tree import Code, Emphasis, Inline, Inlines, LineBreak, Link, Strong, Text, Value
from .walk import children_of, merge, with_children

#: Stands for an inline without text of its own.
OTHER = "\ufffc"
#: Positions in a flat text, the second one exclusive.
Span = tuple[int, int]


def flat_text(inlines: Inlines) -> str:
    """Return the text of *inlines* and of what they wrap; a line break is a line feed."""
    return "".join(_pieces(inlines))


def _pieces(inlines: Inlines) -> Iterator[str]:
    for inline in inlines:
        children = children_of(inline)
        if children:
            yield from _pieces(children)
        else:
            yield _own_text(inline)


def _own_text(inline: Inline) -> str:
    if isinstance(inline, (Text, Value, Code)):
        return inline.text
    if isinstance(inline, LineBreak):
        return "\n"
    return "" if isinstance(inline, (Emphasis, Strong, Link)) else OTHER


def _size(inline: Inline) -> int:
    children = children_of(inline)
    return sum(_size(child) for child in children) if children else len(_own_text(inline))


def spans_of(inlines: Inlines, kinds: tuple[type[Inline], ...], start: int = 0) -> list[Span]:
    """Return where inlines of one of *kinds* stand in the flat text of *inlines*."""
    found: list[Span] = []
    for inline in inlines:
        size = _size(inline)
        if isinstance(inline, kinds):
            found.append((start, start + size))
        else:
            found += spans_of(children_of(inline), kinds, start)
        start += size
    return found


def split(inlines: Inlines, at: int) -> tuple[Inlines, Inlines]:
    """Return *inlines* before and after the position *at* of their flat text; wrappers are cut in two."""
    left: list[Inline] = []
    right: list[Inline] = []
    position = 0
    for inline in inlines:
        size = _size(inline)
        if position + size <= at:
            left.append(inline)
        elif position >= at:
            right.append(inline)
        else:
            first, second = _cut(inline, at - position)
            left += first
            right += second
        position += size
    return merge(left), merge(right)


def _cut(inline: Inline, at: int) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    if isinstance(inline, Text):
        return (Text(inline.text[:at]),), (Text(inline.text[at:]),)
    children = children_of(inline)
    if not children:
        return (), (inline,)
    first, second = split(children, at)
    return (with_children(inline, first),), (with_children(inline, second),)


def replaced(inlines: Inlines, pieces: Iterable[tuple[int, int, Inlines]]) -> Inlines:
    """Return *inlines* with other inlines in the place of parts of their flat text.

    *pieces* are (start, stop, inlines), in any order and without overlaps. What stands wholly inside
    emphasis stays inside it.
    """
    for start, stop, new in sorted(pieces, key=lambda piece: piece[0], reverse=True):
        inlines = _with(inlines, start, stop, new)
    return inlines


def _with(inlines: Inlines, start: int, stop: int, new: Inlines) -> Inlines:
    position = 0
    for index, inline in enumerate(inlines):
        size = _size(inline)
        children = children_of(inline)
        if children and position <= start and stop <= position + size and start < stop:
            inner = _with(children, start - position, stop - position, new)
            return merge((*inlines[:index], with_children(inline, inner), *inlines[index + 1 :]))
        position += size
    before, rest = split(inlines, start)
    return merge((*before, *new, *split(rest, stop - start)[1]))


def trimmed(inlines: Inlines) -> Inlines:
    """Return *inlines* without white space and line breaks at the two ends."""
    text = flat_text(inlines)
    inner = text.strip()
    start = len(text) - len(text.lstrip())
    return split(split(inlines, start)[1], len(inner))[0]

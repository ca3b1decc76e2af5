"""Spans: the flat text of a paragraph with what stands around each piece, and the inlines it makes.

Word says of every run how it looks; the tree nests. The order of nesting is always the same: link,
tracked change, drafting note, mark, strong, emphasis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policygen.document.tree import (
    Blank,
    Code,
    Delete,
    Emphasis,
    Footnote,
    Image,
    Inline,
    Inlines,
    Insert,
    LineBreak,
    Link,
    Marked,
    Remark,
    Strong,
    Text,
    Value,
)
from policygen.document.walk import merge


class Wrap(NamedTuple):
    """Something around text. ``which`` keeps two of a kind apart: a link's target, a note's number."""

    rank: int
    kind: type[Inline]
    which: str = ""


_KINDS: tuple[type[Inline], ...] = (Link, Insert, Delete, Remark, Marked, Strong, Emphasis)
_RANK = {kind: rank for rank, kind in enumerate(_KINDS)}
STRONG, EMPHASIS, MARKED = (Wrap(_RANK[kind], kind) for kind in (Strong, Emphasis, Marked))
INSERTED, DELETED = (Wrap(_RANK[kind], kind) for kind in (Insert, Delete))
#: Pieces that have no look of their own: they take that of what stands on both sides.
_GLUE = (LineBreak, Footnote, Image, Blank)
_LOOKS = (Marked, Strong, Emphasis)


def link(target: str) -> Wrap:
    """Return what a link to *target* is."""
    return Wrap(_RANK[Link], Link, target)


def remark(number: int) -> Wrap:
    """Return what the drafting note *number* is."""
    return Wrap(_RANK[Remark], Remark, str(number))


#: A drafting note whose content control another program has taken away; its style is left.
LOOSE = remark(0)


def is_in_remark(wraps: Iterable[Wrap]) -> bool:
    """Say whether one of *wraps* is a drafting note."""
    return any(w.kind is Remark for w in wraps)


class Span(NamedTuple):
    """One piece, text or a node, and what is around it, outermost first."""

    wraps: tuple[Wrap, ...]
    piece: str | Inline


def span(wraps: Iterable[Wrap], piece: str | Inline) -> Span:
    """Return *piece* with *wraps* in their order; emphasis in a drafting note, which is all in italics,
    does not count."""
    held = set(wraps)
    if is_in_remark(held):
        held.discard(EMPHASIS)
    return Span(tuple(sorted(held)) if len(held) > 1 else tuple(held), piece)


def nest(spans: list[Span]) -> Inlines:
    """Return the inlines that *spans* make, in normal form."""
    return merge(_nested(_glued(spans), 0))


def _glued(spans: list[Span]) -> list[Span]:
    """Give each piece without a look of its own what stands around both of its neighbours."""
    if not any(isinstance(s.piece, _GLUE) for s in spans):
        return spans
    after: list[
        tuple[Wrap, ...]
    ] = []  # what is around the next piece that has a look, from the end
    following: tuple[Wrap, ...] = ()
    for one in reversed(spans):
        after.append(following)
        if not isinstance(one.piece, _GLUE):
            following = one.wraps
    result: list[Span] = []
    for one, next_wraps in zip(spans, reversed(after), strict=True):
        if isinstance(one.piece, _GLUE):
            before = result[-1].wraps if result else ()
            shared = {w for w in before if w in next_wraps and w.kind in _LOOKS}
            one = span({*(w for w in one.wraps if w.kind not in _LOOKS), *shared}, one.piece)
        result.append(one)
    return result


def _nested(spans: list[Span], depth: int) -> Iterator[Inline]:
    index = 0
    while index < len(spans):
        one = spans[index]
        if len(one.wraps) <= depth:
            code = one.piece if isinstance(one.piece, Code) else None
            text = code.text if code else ""
            index += 1
            if code is None:
                yield Text(one.piece) if isinstance(one.piece, str) else one.piece
                continue
            while index < len(spans) and _is_code(spans[index], depth):
                text += spans[index].piece.text  # type: ignore[union-attr]
                index += 1
            yield Code(text)
            continue
        wrap = one.wraps[depth]
        end = index + 1
        while end < len(spans) and spans[end].wraps[depth : depth + 1] == (wrap,):
            end += 1
        inner = merge(_nested(spans[index:end], depth + 1))
        if inner or wrap.kind is Link:
            yield _wrapped(wrap, inner)
        index = end


def _is_code(one: Span, depth: int) -> bool:
    return isinstance(one.piece, Code) and len(one.wraps) <= depth


def _wrapped(wrap: Wrap, inner: Inlines) -> Inline:
    if wrap.kind is Link:
        return Link(inner, wrap.which)
    return wrap.kind(inner)  # type: ignore[call-arg, arg-type]


def not_bold(children: Inlines) -> Inlines:
    """Return *children* without the bold around them: what holds them stands out by itself."""
    result: list[Inline] = []
    for inline in children:
        if isinstance(inline, Strong):
            result.extend(inline.children)
        elif isinstance(inline, Marked):
            result.append(Marked(not_bold(inline.children)))
        else:
            result.append(inline)
    return merge(result)


def flat(inlines: Inlines, wraps: tuple[Wrap, ...] = ()) -> Iterator[Span]:
    """Yield the spans that *inlines* are made of: the reverse of :func:`nest`."""
    for number, inline in enumerate(inlines):
        if isinstance(inline, Text | Value):
            yield span(wraps, inline.text)
        elif isinstance(inline, Link):
            yield from flat(inline.children, (*wraps, link(inline.target)))
        elif isinstance(inline, Remark):
            yield from flat(inline.children, (*wraps, remark(id(inline) + number)))
        elif type(inline) in _RANK:
            wrap = Wrap(_RANK[type(inline)], type(inline))
            yield from flat(inline.children, (*wraps, wrap))  # type: ignore[union-attr]
        else:
            yield span(wraps, inline)

"""White space of HTML: runs of it are one space, and none stands at the ends of a line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...tree import Emphasis, Inline, Inlines, LineBreak, Link, Strong, Text
from ...walk import merge

SPACE = re.compile(r"[ \t\r\n\f]+")  # as HTML collapses it: not the no-break space


def tidy(inlines: Iterable[Inline], *, breaks: bool = True) -> Inlines:
    """Return *inlines* with white space as HTML shows it: runs are one space, none at the ends."""
    state = [True]  # whether a space would be the first of its line
    done = _collapsed(merge(inlines), state, breaks)
    while done and isinstance(last := done[-1], (Text, LineBreak)):
        if isinstance(last, LineBreak) or not (text := last.text.rstrip(" ")):
            done = done[:-1]
        else:
            return merge((*done[:-1], Text(text)))
    return done


def _collapsed(inlines: Inlines, state: list[bool], breaks: bool) -> Inlines:
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            text = SPACE.sub(" ", inline.text)
            if state[0]:
                text = text.lstrip(" ")
            if text:
                state[0] = text.endswith(" ")
                result.append(Text(text))
        elif isinstance(inline, LineBreak):
            result.append(inline if breaks else Text(" "))
            state[0] = True
        elif isinstance(inline, (Strong, Emphasis)):
            result.append(type(inline)(_collapsed(inline.children, state, breaks)))
        elif isinstance(inline, Link):
            result.append(Link(_collapsed(inline.children, state, breaks), inline.target))
        else:
            state[0] = False
            result.append(inline)
    return merge(result)

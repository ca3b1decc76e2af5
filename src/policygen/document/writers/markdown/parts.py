"""What the Markdown writers put on a line: inlines, brought to what Markdown can say.

Values and line feeds are text and line breaks; emphasis inside emphasis, and a link inside a link, is
dissolved (CommonMark cannot say it, and nobody would see it); emphasis side by side is one, and so
is code. A mark for attention is left out, and a tracked change is written as accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...tree import (
    Code,
    Delete,
    Emphasis,
    Image,
    Inline,
    Insert,
    LineBreak,
    Link,
    Marked,
    Strong,
    Text,
    Value,
)

#: Says what an inline that Markdown lacks is written as: inlines, and finished markup (str).
Expand = Callable[[Inline], "Sequence[Inline | str]"]


@dataclass(frozen=True, slots=True)
class Wrapper:
    """Emphasis, Strong or Link (then with its target) around parts."""

    kind: type[Emphasis] | type[Strong] | type[Link]
    parts: list[Part]
    target: str = ""


#: ``str`` is finished markup.
Part = Text | Code | Image | LineBreak | Wrapper | str


def parts_of_line(
    inlines: Iterable[Inline | str],
    expand: Expand,
    *,
    breaks: bool,
    within: frozenset[type[Inline]] = frozenset(),
) -> list[Part]:
    """Return *inlines* as parts; without *breaks* a line break is a space.

    *within* are the kinds of wrapper that stand around them.
    """
    result: list[Part] = []
    for inline in inlines:
        if isinstance(inline, str | Code | Image):
            _extend(result, (inline,))
        elif isinstance(inline, Text | Value):
            _extend(result, _text(inline.text, breaks))
        elif isinstance(inline, LineBreak):
            _extend(result, (inline if breaks else Text(" "),))
        elif isinstance(inline, Emphasis | Strong | Link):
            kind = type(inline)
            inner = parts_of_line(inline.children, expand, breaks=breaks, within=within | {kind})
            _extend(result, inner if kind in within else _wrapped(inline, inner))
        elif isinstance(inline, Marked | Insert):
            _extend(result, parts_of_line(inline.children, expand, breaks=breaks, within=within))
        elif not isinstance(inline, Delete):
            _extend(result, parts_of_line(expand(inline), expand, breaks=breaks, within=within))
    return result


def _wrapped(inline: Emphasis | Strong | Link, inner: list[Part]) -> tuple[Part, ...]:
    if isinstance(inline, Link):
        return (Wrapper(Link, inner or [Text(inline.target)], inline.target),)
    return (Wrapper(type(inline), inner),) if inner else ()


def _text(text: str, breaks: bool) -> Iterator[Text | LineBreak]:
    if "\n" not in text:
        yield Text(text)
        return
    for number, line in enumerate(text.split("\n")):
        if number:
            yield LineBreak() if breaks else Text(" ")
        yield Text(line)


def _extend(result: list[Part], parts: Iterable[Part]) -> None:
    """Append *parts*, joining what stands side by side: text, and emphasis of one kind."""
    for part in parts:
        before = result[-1] if result else None
        if isinstance(part, Text):
            if isinstance(before, Text):
                result[-1] = Text(before.text + part.text)
            elif part.text:
                result.append(part)
        elif isinstance(part, Code) and isinstance(before, Code):
            result[-1] = Code(before.text + part.text)  # else the backticks in between were one run
        elif (
            isinstance(part, Wrapper)
            and isinstance(before, Wrapper)
            and part.kind is before.kind
            and part.kind is not Link
        ):
            joined = list(before.parts)
            _extend(joined, part.parts)
            result[-1] = Wrapper(part.kind, joined)
        else:
            result.append(part)

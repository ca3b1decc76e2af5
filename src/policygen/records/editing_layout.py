"""Where everything stands in a YAML text: the spans of its nodes, by the marks of ruamel.yaml.

A text is laid out as :func:`texts.decode` leaves it, and after yamlio has read it without an error: so
there is one document at most, without anchors, aliases, tags and directives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from policygen.errors import Place

#: ruamel takes these for line ends and YAML 1.2 §5.4 does not; a noncharacter keeps their places.
_STAND_INS = {0x2028: 0xFDD2, 0x2029: 0xFDD2}
#: Between a key and its value.
COLON = re.compile(r"\s*:")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_EMPTY_LINES_AT_END = re.compile(r"(?:\n[ \t]*)+\Z")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a node stands: text[start:end], and the line and column, from 0, in which it begins.

    What is written without brackets ends with its last child; a value that is not written is empty,
    behind the colon of its key.
    """

    start: int
    end: int
    line: int
    column: int
    is_flow: bool = False
    items: tuple[Span, ...] = ()
    entries: tuple[tuple[Span, Span], ...] = ()

    @property
    def children(self) -> tuple[tuple[int, int], ...]:
        """Where each item, or each key with its value, begins and ends."""
        if self.items:
            return tuple((item.start, item.end) for item in self.items)
        return tuple((key.start, max(key.end, value.end)) for key, value in self.entries)

    def entry_at(self, place: Place) -> tuple[Span, Span]:
        """Return the key at *place*, which stands in this map, and its value."""
        found = (place.line - 1, place.column - 1)
        return next((k, v) for k, v in self.entries if (k.line, k.column) == found)


@dataclass(frozen=True, slots=True)
class Layout:
    """A text, the span of its document, if it holds any, and the index at which the document ends."""

    text: str
    root: Span | None
    end: int

    def line_start(self, index: int) -> int:
        """Return where the line of the character number *index* begins."""
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """Return where the line of the character number *index* ends, before its line end."""
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found

    def begins_line(self, index: int) -> bool:
        """Say whether nothing but white space stands before *index* on its line."""
        return not self.text[self.line_start(index) : index].strip()

    def is_spaced(self, span: Span) -> bool:
        """Say whether empty lines stand between most of the children of *span*."""
        children = span.children
        gaps = [self.text[before:after] for (_, before), (after, _) in pairwise(children)]
        return 2 * sum(bool(_EMPTY_LINE.search(gap)) for gap in gaps) > len(gaps)


def lay_out(text: str) -> Layout:
    """Return the layout of *text*, which yamlio has read without an error."""
    root, end = None, len(text)
    events = YAML(typ="safe", pure=True).parse(text.translate(_STAND_INS))
    for event in events:
        if isinstance(event, NodeEvent):
            root = _span(text, event, events)
        elif isinstance(event, DocumentEndEvent) and event.explicit:
            end = event.start_mark.index
    return Layout(text, root, end)


def _span(text: str, event: Any, events: Iterator[Any]) -> Span:
    start, line, column = event.start_mark.index, event.start_mark.line, event.start_mark.column
    if isinstance(event, ScalarEvent):
        return Span(start, _end_of_scalar(text, event), line, column)
    items: list[Span] = []
    for child in events:
        if isinstance(child, MappingEndEvent | SequenceEndEvent):
            break
        items.append(_span(text, child, events))
    flow = bool(event.flow_style)
    end = child.end_mark.index if flow else items[-1].end
    if isinstance(event, MappingStartEvent):
        pairs = zip(items[::2], items[1::2], strict=True)
        entries = tuple((key, _value_of(text, key, value)) for key, value in pairs)
        if not flow:
            end = entries[-1][1].end
        return Span(start, end, line, column, flow, entries=entries)
    return Span(start, end, line, column, flow, items=tuple(items))


def _value_of(text: str, key: Span, value: Span) -> Span:
    """Return the span of a value: for one that is not written, not where ruamel saw that, but behind its key."""
    if value.start < value.end:
        return value
    colon = COLON.match(text, key.end)
    at = colon.end() if colon else key.end
    return Span(at, at, key.line, key.column)


def _end_of_scalar(text: str, event: ScalarEvent) -> int:
    """Return the end of a scalar; for ``|`` and ``>`` without the empty lines that follow, unless kept."""
    start, end = event.start_mark.index, event.end_mark.index
    if not event.style or event.style not in "|>":
        return int(end)
    source = text[start:end]
    if "+" in source.partition("\n")[0].partition("#")[0]:
        return int(start) + len(source.removesuffix("\n"))
    return int(start) + len(_EMPTY_LINES_AT_END.sub("", source))

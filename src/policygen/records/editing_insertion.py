"""Where new YAML goes into a file, and what stands there: as few insertions as can be.

Only what says "nothing" (``~``, ``""``) and a text that is given anew are ever taken out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from policygen.records.editing_layout import Layout, Span
from policygen.records.editing_writing import (
    Value,
    after_key,
    entry,
    flow,
    is_literal,
    item,
    scalar,
    style_of,
)
from policygen.records.nodes import ListNode, MapNode, Node, Scalar, is_blank

_COMMENT_LINE = re.compile(r"\n( *)#[^\n]*")
#: What may follow a child in brackets: the comma behind it, and what else stands on that line.
_TAIL = re.compile(r"(?P<comma>[ \t]*,)?[ \t]*(?P<comment>(?<=[ \t,])#[^\n]*)?(?=\n|\Z)")
_LATER_COMMA = re.compile(r"(?:\s|#[^\n]*)*,")


class CannotEdit(Exception):  # noqa: N818 (the public one is InputError)
    """There is no place for what is to be written; the message says why."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Put *text* in the place of text[start:end]; most often that is nothing."""

    start: int
    end: int
    text: str


def insert(at: int, text: str) -> Edit:
    """Return the edit that takes nothing out."""
    return Edit(at, at, text)


def edits(
    layout: Layout, node: Node, path: tuple[str, ...], value: Value, *, append: bool
) -> list[Edit]:
    """Return what puts *value* at *path*, or with *append* at the end of the list there.

    *node* is what yamlio reads in the text of *layout*. Keys that are missing on the way are written
    too. Raises CannotEdit where something else stands in the way.
    """
    new: Value = (value,) if append else value
    owner, key, span = None, None, layout.root
    for depth, name in enumerate(path):
        if span is None or is_blank(node):
            return _fill(layout, owner, key, span, path[depth:], new)
        if not isinstance(node, MapNode):
            raise CannotEdit(f"“{'.'.join(path[:depth]) or 'the file'}” is not a map")
        found = next(((k, v) for k, v in node.entries if k.text == name), None)
        if found is None:
            return _add_entry(layout, span, name, nested(path[depth + 1 :], new), owner is None)
        owner, node = span, found[1]
        key, span = owner.entry_at(found[0].place)
    assert owner is not None  # noqa: S101 (a path has a key)
    assert span is not None  # noqa: S101 (and a key has a value, if an empty one)
    if append:
        if is_blank(node):
            return _fill(layout, owner, key, span, (), new)
        if isinstance(node, ListNode | MapNode):
            return _append(layout, owner, span, value, is_list=isinstance(node, ListNode))
    elif isinstance(node, Scalar) and isinstance(value, str):
        return _fill(layout, owner, key, span, (), value)
    raise CannotEdit(f"“{'.'.join(path)}” is {'' if append else 'not '}a single text")


def nested(path: tuple[str, ...], value: Value) -> Value:
    """Return *value* under the keys of *path*."""
    for name in reversed(path):
        value = {name: value}
    return value


def _fill(
    layout: Layout,
    owner: Span | None,
    key: Span | None,
    span: Span | None,
    path: tuple[str, ...],
    value: Value,
) -> list[Edit]:
    """Write *value*, in maps for *path*, where no value stands yet, or one that gives way."""
    style = style_of(layout)
    if owner is None or key is None:
        if span is None or span.start == span.end:
            return [_at_end(layout, path[0], nested(path[1:], value), 0, spaced=False)]
        return [Edit(span.start, span.end, flow(nested(path, value), style))]
    assert span is not None  # noqa: S101 (a key has a value, if an empty one)
    value = nested(path, value)
    name = layout.text[key.start : key.end]
    if span.start < span.end:
        alone = not owner.is_flow and not layout.text[span.end : layout.line_end(span.end)].strip()
        if not (alone and isinstance(value, str) and is_literal(value)):
            return [Edit(span.start, span.end, flow(value, style, name))]
        first, lines = after_key(name, value, owner.column, style)
        return [Edit(span.start, span.end, "\n".join([first, *lines]))]
    at = span.start
    before = " " if layout.text[at - 1] == ":" else ": "
    if owner.is_flow:
        return [insert(at, before + flow(value, style, name))]
    first, lines = after_key(name, value, owner.column, style)
    made = [insert(at, before + first)] if first else []
    if lines:
        below = None if isinstance(value, str) else owner.column + 1
        made.append(_below(layout, at, below, lines))
    return made


def _add_entry(layout: Layout, span: Span, name: str, value: Value, is_root: bool) -> list[Edit]:
    """Write a new entry at the end of a map."""
    style = style_of(layout)
    if span.is_flow:
        return _into_brackets(
            layout, span, f"{scalar(name, style=style)}: {flow(value, style, name)}"
        )
    spaced = layout.is_spaced(span)
    if is_root:
        alone = len(span.entries) == 1
        spaced = spaced or (alone and "\n" in layout.text[span.start : span.end])
        return [_at_end(layout, name, value, span.column, spaced=spaced)]
    style = replace(style, flow_entries=False)
    lines = entry(name, value, span.column, style)
    return [_below(layout, span.end, span.column, lines, spaced=spaced)]


def _at_end(layout: Layout, name: str, value: Value, column: int, *, spaced: bool) -> Edit:
    """Write an entry at the end of the document, away from a comment that ends it."""
    lines = entry(name, value, column, style_of(layout))
    before = layout.text[: layout.end].removesuffix("\n").rpartition("\n")[2].strip()
    if before and (spaced or before.startswith("#")):
        lines = ["", *lines]
    new = "\n".join(lines)
    unfinished = layout.line_start(layout.end) < layout.end
    return insert(layout.end, f"\n{new}" if unfinished else f"{new}\n")


def _append(layout: Layout, owner: Span, span: Span, value: Value, *, is_list: bool) -> list[Edit]:
    """Write *value* after the last item of a list; a single map counts as a list of one."""
    style = style_of(layout, span)
    if span.is_flow:
        if is_list:
            return _into_brackets(layout, span, flow(value, style))
        return [insert(span.start, "["), insert(span.end, f", {flow(value, style)}]")]
    column, made = span.column, []
    if not is_list:
        style = replace(style, flow_items=False, gap=2)
        made = _indent(layout, span)
    is_last = owner.entries[-1][1] is span
    least = column if is_last else max(column, owner.column + 1)
    lines = item(value, column, style)
    spaced = is_list and layout.is_spaced(span)
    return [*made, _below(layout, span.end, least, lines, spaced=spaced)]


def _indent(layout: Layout, span: Span) -> list[Edit]:
    """Make an item of a list of a map without brackets."""
    made = [insert(span.start, "- ")]
    at = layout.line_end(span.start) + 1
    while at <= span.end:
        if layout.text[at : layout.line_end(at)].strip():
            made.append(insert(at, "  "))
        at = layout.line_end(at) + 1
    return made


def _below(
    layout: Layout, at: int, least: int | None, lines: list[str], *, spaced: bool = False
) -> Edit:
    """Write *lines* below the line of *at*, and below comments from column *least* on that follow it."""
    at = layout.line_end(at)
    while least is not None and (comment := _COMMENT_LINE.match(layout.text, at)):
        if len(comment[1]) < least:
            break
        at = comment.end()
    return insert(at, "".join(f"\n{line}" for line in (*[""][: int(spaced)], *lines)))


def _into_brackets(layout: Layout, span: Span, new: str) -> list[Edit]:
    """Write *new* after the last child in brackets: on the same line, or on its own as that one is."""
    if not span.children:
        return [insert(span.start + 1, new)]
    start, end = span.children[-1]
    if not layout.begins_line(start):
        return [insert(end, f", {new}")]
    margin = "\n" + layout.text[layout.line_start(start) : start]
    tail = _TAIL.match(layout.text, end)
    if tail and tail["comma"]:
        return [insert(tail.end(), f"{margin}{new},")]
    if tail and tail["comment"] and not _LATER_COMMA.match(layout.text, end):
        return [insert(end, ","), insert(tail.end(), margin + new)]
    return [insert(end, f",{margin}{new}")]

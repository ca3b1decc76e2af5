"""Writing into the YAML of a trust and leaving every other byte as it was.

Nothing is dumped: what is new is written as text at the one place where it belongs, in the style of
what stands there. Comments, order, quotes, indents, empty lines, line ends, a byte order mark and a
missing last line end stay. Then the whole is read again: it must say what it said, and the new.

Where more than one insertion is needed: a comma before a comment that ends the last line in brackets,
and a history that is one map and must become a list. ``~`` and ``""``, which say nothing, give way to
what is written in their place, as does the old text of a key that is set.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from policygen.errors import Diagnostic, InputError, Place, Severity
from policygen.records.editing_insertion import CannotEdit, Edit, edits, nested
from policygen.records.editing_layout import lay_out
from policygen.records.editing_writing import Style, Value, flow, scalar
from policygen.records.nodes import Findings, ListNode, MapNode, Node, Scalar
from policygen.records.register import read_register
from policygen.records.texts import YAML_LIMIT, decode
from policygen.records.yamlio import parse_text

#: A node without places: text, list, dict in order, None for nothing.
Plain: TypeAlias = Any
Check: TypeAlias = Callable[[Node, Findings], object]

_LINE_END = re.compile(r"\r\n?|\n")


def add_event(text: str, policy: str, event: Mapping[str, str], *, file: str) -> str:
    """Return the text of register.yaml with *event* at the end of the history of *policy*.

    *text* has its line ends and byte order mark as they are in *file*; *event* maps the keys of a
    history entry to their texts, in the order in which they are written. The history, and the entry
    of the policy, are made when there are none.

    Raises InputError when the register cannot be read, would not be one with this event (a date that
    is none, a version approved already), or cannot be written into without touching anything else.
    """

    by_hand = f"add to the history of “{policy}”: - {flow(event, Style())}"
    path = (policy, "history")
    return _edit(text, path, dict(event), file, by_hand, check=read_register, append=True)


def set_answer(text: str, policy: str, key: str, value: str, *, file: str) -> str:
    """Return the text of register.yaml in which *policy* answers *key* with *value*.

    Raises InputError as :func:`add_event` does.
    """
    return _set(text, (policy, "answers", key), value, file, read_register)


def set_key(text: str, path: tuple[str, ...], value: str, *, file: str) -> str:
    """Return *text*, any YAML, with the text *value* under the keys of *path*, made where missing.

    Whether *file* may hold such a key is not checked. Raises InputError when *text* cannot be read, a
    list or map stands in the way, or it cannot be written without touching anything else.
    """
    return _set(text, path, value, file, lambda _node, _found: None)


def _set(text: str, path: tuple[str, ...], value: str, file: str, check: Check) -> str:
    where = " → ".join(path[:-1])
    by_hand = f"write{' under ' + where if where else ''}: {scalar(path[-1])}: {scalar(value)}"
    return _edit(text, path, value, file, by_hand, check=check, append=False)


def _edit(
    raw: str,
    path: tuple[str, ...],
    value: Value,
    file: str,
    by_hand: str,
    *,
    check: Check,
    append: bool,
) -> str:
    found: Findings = []
    text, node = _read(raw, file, check, found)
    if found:
        raise InputError(*found)
    place = _place(node, path, file)
    hint = f"edit the file by hand and {by_hand}"
    try:
        made = edits(lay_out(text), node, path, value, append=append)
    except CannotEdit as error:
        message = f"policygen cannot write into this file: {error}"
        raise InputError(Diagnostic(place, "cannot-edit", message, hint)) from None
    result = _apply(raw, text, made)
    _text, again = _read(result, file, check, found)
    if json.dumps(_plain(again)) != json.dumps(_changed(_plain(node), path, value, append)):
        # Perhaps what was to be written cannot be read anywhere: then that is what is wrong.
        unreadable: Findings = []
        parse_text(flow(nested(path, value), Style()), file, unreadable)
        if unreadable:
            raise InputError(*(replace(d, place=place) for d in unreadable))
        message = "policygen cannot write into this file without changing what else it says"
        raise InputError(Diagnostic(place, "cannot-edit", message, hint))
    if found:  # the file is as it was to be, but what was to be written is not good
        raise InputError(*(replace(d, place=place) for d in found))
    return result


def _read(raw: str, file: str, check: Check, found: Findings) -> tuple[str, Node]:
    """Return the text as it is parsed, and its nodes; what refuses it goes to *found*."""
    said: Findings = []
    text = decode(raw, file, YAML_LIMIT, said)
    node = parse_text(text, file, said)
    if not any(d.severity is Severity.ERROR for d in said):
        check(node, said)
    found += [d for d in said if d.severity is Severity.ERROR]
    return text, node


def _apply(raw: str, text: str, made: list[Edit]) -> str:
    """Return *raw*, of which *text* is the decoded form, with edits made at places in *text*."""
    first = len(raw) - len(raw.removeprefix("\ufeff"))
    # A carriage return and the line feed behind it are one character of the decoded text.
    at = [i for i in range(first, len(raw)) if raw[i] != "\n" or not i or raw[i - 1] != "\r"]
    at.append(len(raw))
    assert len(at) == len(text) + 1  # noqa: S101
    parts, done = [], 0
    for edit in made:
        start, end = at[edit.start], at[edit.end]
        parts += [raw[done:start], edit.text.replace("\n", _line_end(raw, start))]
        done = end
    return "".join([*parts, raw[done:]])


def _line_end(raw: str, index: int) -> str:
    """Return the line end at *index*, else the last before it, else the first after it."""
    here = _LINE_END.match(raw, index)
    if here:
        return here[0]
    before = max(raw.rfind("\n", 0, index), raw.rfind("\r", 0, index))
    if before > 0 and raw[before - 1 : before + 1] == "\r\n":
        return "\r\n"
    after = _LINE_END.search(raw, index)
    return raw[before] if before >= 0 else after[0] if after else "\n"


def _plain(node: Node) -> Plain:
    if isinstance(node, Scalar):
        return None if node.absent else node.text
    if isinstance(node, ListNode):
        return [_plain(child) for child in node.items]
    if isinstance(node, MapNode):
        return {key.text: _plain(child) for key, child in node.entries}
    return False  # Broken: equal to nothing that a file says


def _changed(old: Plain, path: tuple[str, ...], value: Value, append: bool) -> Plain:
    """Return what a file must say that said *old*; the order counts."""
    if isinstance(old, str) and not old.strip():
        old = None
    if path:
        entries = old or {}
        return {**entries, path[0]: _changed(entries.get(path[0]), path[1:], value, append)}
    if append:
        return [*(old if isinstance(old, list) else [old] if old else []), value]
    return value


def _place(node: Node, path: tuple[str, ...], file: str) -> Place:
    """Return the place of the last key of *path* that is there."""
    place = Place(file)
    for name in path:
        entries = node.entries if isinstance(node, MapNode) else ()
        found = next(((key, child) for key, child in entries if key.text == name), None)
        if found is None:
            break
        place, node = found[0].place, found[1]
    return place

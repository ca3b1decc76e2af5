"""New YAML, written so that every reader of YAML 1.1 or 1.2 takes it for the same text."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from policygen.records.editing_layout import Layout, Span

#: What can be written: a text, a map or a list.
Value: TypeAlias = "str | Mapping[str, Value] | tuple[Value, ...]"

#: Keys whose values look like numbers too often: they always stand in quotes.
_QUOTED_KEYS = frozenset(["version"])
#: One line, of characters that mean nothing in YAML once a letter or a digit stands before them.
_HARMLESS = re.compile(r"[^\W_](?:[\w .;'’()/&+*=@%!…–—£-]*[\w.'’()/&+*=@%!…–—£-])?")
#: YAML 1.1 has types for these words (yaml.org/type/bool, null), YAML 1.2 §10.3 for some of them.
_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
#: Every integer and float that begins with a digit, of either version, is made of these.
_NUMBER = re.compile(r"[0-9][0-9a-fA-FxXoO_.+-]*")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
#: What JSON writes as it is and not every reader of YAML takes as it is (YAML 1.1 §5.1 and §5.4).
_TO_ESCAPE = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_NOT_LITERAL = re.compile(f"[\t\r]|{_TO_ESCAPE.pattern}")


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is written: how far maps and lists are indented, and what its last list looks like."""

    map_step: int = 2
    list_step: int = 2
    #: From the hyphen to what it begins.
    gap: int = 2
    flow_items: bool = True
    #: ``{ date: … }``
    padded: bool = False
    flow_lists: bool = False
    flow_entries: bool = False
    #: All keys and texts in double quotes, as in JSON.
    quoted: bool = False


def style_of(layout: Layout, near: Span | None = None) -> Style:
    """Return the style of a file, and of the list *near* the place that is written to.

    A list is written as *near* is, else as the last one without brackets, else as the last one. A file
    that shows nothing is written as ``policygen``'s own examples are.
    """
    map_steps: Counter[int] = Counter()
    list_steps: Counter[int] = Counter()
    lists: list[Span] = []
    root = layout.root
    for span in _walk(root) if root else ():
        if span.items and span.items[-1].entries:
            lists.append(span)
        for _key, value in span.entries:
            if not span.is_flow and not value.is_flow:
                if value.entries:
                    map_steps[value.column - span.column] += 1
                elif value.items:
                    list_steps[value.column - span.column] += 1
    lists.sort(key=lambda span: (span is near, not span.is_flow))  # stable: the last of its kind
    model = lists[-1] if lists else None
    last = model.items[-1] if model else None
    entries = root.entries if root else ()
    maps = [value for _key, value in entries if value.entries]
    return Style(
        map_step=map_steps.most_common(1)[0][0] if map_steps else 2,
        list_step=list_steps.most_common(1)[0][0] if list_steps else 2,
        gap=max(2, last.column - model.column) if last and model and not model.is_flow else 2,
        flow_items=last is None or last.is_flow,
        padded=bool(last and last.is_flow and layout.text[last.start + 1].isspace()),
        flow_lists=bool(model and model.is_flow),
        flow_entries=bool(maps) and all(value.is_flow for value in maps),
        quoted=bool(entries) and all(layout.text[key.start] == '"' for key, _value in entries),
    )


def _walk(span: Span) -> Iterator[Span]:
    yield span
    for child in (*span.items, *(value for _key, value in span.entries)):
        yield from _walk(child)


def scalar(text: str, key: str = "", style: Style = Style()) -> str:
    """Return *text* as one line of YAML: as it is where that is safe, else in double quotes.

    Safe means: inside brackets too, and no reader takes it for a number, a truth value or nothing. A
    day (``2026-03-12``) may be a date for YAML 1.1, which says the same; people write it so.
    """
    if not style.quoted and key not in _QUOTED_KEYS and _is_plain(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _TO_ESCAPE.sub(lambda m: f"\\u{ord(m[0]):04x}", quoted)


def _is_plain(text: str) -> bool:
    if _ISO_DAY.fullmatch(text):
        try:
            return bool(datetime.date.fromisoformat(text))
        except ValueError:
            return False
    if not _HARMLESS.fullmatch(text) or _NUMBER.fullmatch(text):
        return False
    return text.casefold() not in _WORDS


def is_literal(text: str) -> bool:
    """Say whether *text* has lines that can stand as they are below ``|-``."""
    return (
        "\n" in text
        and text == text.strip()
        and all(line.strip() or not line for line in text.split("\n"))
        and not _NOT_LITERAL.search(text)
    )


def flow(value: Value, style: Style, key: str = "") -> str:
    """Return *value* on one line, with brackets."""
    if isinstance(value, str):
        return scalar(value, key, style)
    if isinstance(value, Mapping):
        pairs = ", ".join(
            f"{scalar(k, style=style)}: {flow(v, style, k)}" for k, v in value.items()
        )
        return f"{{ {pairs} }}" if style.padded else f"{{{pairs}}}"
    return f"[{', '.join(flow(item, style) for item in value)}]"


def entry(key: str, value: Value, column: int, style: Style) -> list[str]:
    """Return the lines of *key* with *value* in a map without brackets in *column*."""
    first, rest = after_key(key, value, column, style)
    return [f"{' ' * column}{scalar(key, style=style)}:{first and ' '}{first}", *rest]


def after_key(key: str, value: Value, column: int, style: Style) -> tuple[str, list[str]]:
    """Return what stands on the line of a key in *column*, and the lines below it."""
    if isinstance(value, str):
        if not is_literal(value):
            return scalar(value, key, style), []
        margin = " " * (column + style.map_step)
        return "|-", [line and margin + line for line in value.split("\n")]
    if isinstance(value, Mapping):
        if style.flow_entries:
            return flow(value, style), []
        column += style.map_step
        return "", [line for k, v in value.items() for line in entry(k, v, column, style)]
    if style.flow_lists:
        return flow(value, style), []
    column += style.list_step
    return "", [line for v in value for line in item(v, column, style)]


def item(value: Value, column: int, style: Style) -> list[str]:
    """Return the lines of an item of a list without brackets whose hyphens stand in *column*."""
    hyphen = f"{' ' * column}-".ljust(column + style.gap)
    if style.flow_items or not isinstance(value, Mapping):
        return [hyphen + flow(value, style)]
    inner = column + style.gap
    lines = [line for k, v in value.items() for line in entry(k, v, inner, style)]
    return [hyphen + lines[0][inner:], *lines[1:]]

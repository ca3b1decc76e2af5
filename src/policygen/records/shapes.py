"""Shapes: one description of a value that reads it from YAML, says what is wrong and gives JSON Schema.

A shape turns a node into a value. What is wrong goes to the findings, all of it, and the result is
None then. "No value" (``motto:``, ``""``) never reaches a shape: for who holds it, it is not given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from policygen.errors import did_you_mean
from policygen.records import dates, names, periods
from policygen.records.nodes import (
    Broken,
    Findings,
    ListNode,
    MapNode,
    Node,
    Scalar,
    is_blank,
    wrong,
)

T = TypeVar("T")
Json: TypeAlias = dict[str, Any]
#: Node, name of the field for messages, findings -> value, or None when it is wrong (and reported).
Reader: TypeAlias = Callable[[Node, str, Findings], T | None]


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """What a value looks like: how it is read, and the JSON Schema that says the same."""

    read: Reader[T]
    schema: Json


def scalar(
    schema: Json, convert: Callable[[str], T], says: str = "text", hint: str = ""
) -> Shape[T]:
    """Return the shape of a text that *convert* turns into a value, raising ValueError with a message."""

    def read(node: Node, name: str, found: Findings) -> T | None:
        if not isinstance(node, Scalar):
            wrong_kind(node, name, says, found)
            return None
        try:
            return convert(node.text)
        except ValueError as error:
            wrong(found, node.place, "bad-value", f"{name}: {error}", hint)
            return None

    return Shape(read, schema)


def wrong_kind(node: Node, name: str, says: str, found: Findings, hint: str = "") -> None:
    """Report that *node* is of another kind than *name* wants, unless it has been reported already."""
    kinds = {Scalar: "text", ListNode: "a list", MapNode: "a map"}
    if not isinstance(node, Broken):
        what = f"“{name}”" if name else "the file"
        message = f"{what} must be {says}, but is {kinds[type(node)]}"
        wrong(found, node.place, "wrong-kind", message, hint)


def list_of(item: Shape[T]) -> Shape[tuple[T, ...]]:
    """Return the shape of a list; a single text is a list of one."""

    def read(node: Node, name: str, found: Findings) -> tuple[T, ...] | None:
        if isinstance(node, Broken):
            return None
        items: list[T | None] = []
        for child in node.items if isinstance(node, ListNode) else (node,):
            if is_blank(child):
                wrong(found, child.place, "bad-value", f"an entry of “{name}” is empty")
                items.append(None)
            else:
                items.append(item.read(child, name, found))
        good = tuple(i for i in items if i is not None)
        return good if len(good) == len(items) else None

    return Shape(read, {"anyOf": [{"type": "array", "items": item.schema}, item.schema]})


def map_of(
    value: Shape[T],
    key_pattern: str = "",
    why_not: Callable[[str], str] = lambda _key: "",
    suggest: Callable[[str], str] = lambda _key: "",
) -> Shape[Mapping[str, T]]:
    """Return the shape of a map with free keys; entries without a value are left out.

    *why_not* says what is wrong with a key and *suggest* a better one; *key_pattern* says it in JSON Schema.
    """

    def read(node: Node, name: str, found: Findings) -> Mapping[str, T] | None:
        if not isinstance(node, MapNode):
            wrong_kind(node, name, "a map", found)
            return None
        result: dict[str, T] = {}
        good = True
        for key, child in node.entries:
            reason = why_not(key.text)
            if reason:
                better = suggest(key.text)
                hint = f"write “{better}”" if better else ""
                message = f"“{key.text}” cannot be a key of “{name}”: {reason}"
                wrong(found, key.place, "bad-name", message, hint)
                good = False
            if not is_blank(child):
                entry = value.read(child, f"{name}.{key.text}", found)
                if entry is None:
                    good = False
                else:
                    result[key.text] = entry
        return result if good else None

    schema: Json = {"type": "object", "additionalProperties": optional(value.schema)}
    if key_pattern:
        schema["propertyNames"] = {"pattern": key_pattern}
    return Shape(read, schema)


def optional(schema: Json) -> Json:
    """Return *schema* with "no value" allowed."""
    if isinstance(schema.get("type"), list):
        return {**schema, "type": [*schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


#: What YAML editors take a scalar for that we read as text.
PLAIN: Json = {"type": ["string", "number", "boolean"]}


def _line(text: str) -> str:
    if "\n" in text:
        raise ValueError("the text must stand on one line")
    return text


def _pattern(pattern: str, message: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)

    def convert(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(f"“{text}” {message}")
        return text

    return convert


_YES, _NO = ("yes", "true", "on"), ("no", "false", "off")


def _flag(text: str) -> bool:
    word = text.casefold()
    if word not in _YES + _NO:
        raise ValueError(f"“{text}” is neither yes nor no")
    return word in _YES


def _id(text: str) -> str:
    reason = names.why_not_id(text)
    if reason:
        raise ValueError(f"“{text}” cannot be an id: {reason}")
    return text


_HEX = re.compile("#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.ASCII | re.IGNORECASE)


def _colour(text: str) -> str:
    if not _HEX.fullmatch(text):
        raise ValueError(f"“{text}” is not a colour")
    digits = text[1:].lower()
    return "#" + ("".join(d + d for d in digits) if len(digits) == 3 else digits)


def choice(*words: str) -> Shape[str]:
    """Return the shape of one of *words*; case, spaces and underscores do not count."""

    def fold(text: str) -> str:
        return text.casefold().replace(" ", "-").replace("_", "-")

    known = {fold(word): word for word in words}
    listed = f"one of: {', '.join(words)}"

    def read(node: Node, name: str, found: Findings) -> str | None:
        if not isinstance(node, Scalar):
            wrong_kind(node, name, listed, found)
            return None
        word = known.get(fold(node.text))
        if word is None:
            message = f"{name}: “{node.text}” is not {listed}"
            wrong(found, node.place, "bad-value", message, did_you_mean(node.text, words))
        return word

    return Shape(read, {"enum": list(words)})


#: Text, of several lines where the person wants them.
text = scalar(PLAIN, str)
#: Text on one line.
line = scalar(PLAIN, _line, hint="join its lines, or write it without “|”")
#: yes or no.
flag = scalar({"enum": [True, False, *_YES, *_NO]}, _flag, "yes or no", "write yes or no")
#: The id of a policy.
policy_id = scalar(
    {"type": "string", "pattern": names.ID_PATTERN},
    _id,
    hint="an id is a file name without its ending",
)
date = scalar(
    {"type": ["string", "integer"]}, dates.PartialDate.parse, "a date", f"write {dates.EXAMPLES}"
)
period = scalar(
    {"type": ["string", "integer"]}, periods.Period.parse, "a period", f"write {periods.EXAMPLES}"
)
colour = scalar(
    {"type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"},
    _colour,
    "a colour",
    'write it in quotes with six hexadecimal digits: "#7a0019"',
)
#: A web address, with or without ``https://``.
web = scalar(
    {"type": "string"},
    _pattern(
        r"(?:https?://)?[^\s:/?#@]+\.[^\s:/?#@]+(?::\d+)?(?:[/?#]\S*)?", "is not a web address"
    ),
    hint="write it like https://oakfield.example",
)
email = scalar(
    {"type": "string"},
    _pattern(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+", "is not an email address"),
    hint="write it like office@oakfield.example",
)

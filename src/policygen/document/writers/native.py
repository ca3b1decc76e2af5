"""The native dump: the tree as indented text, one node a line, for tests and for digests.

What a node is comes first, then its fields that differ from their defaults, then what it holds. Lines of
a source and other fields that take no part in equality are left out, so equal trees have equal dumps.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from ..properties import Properties
from ..tree import Blocks, Document

_STEP = "  "


def write(document: Document) -> str:
    """Return *document* as text: its properties that are set, then its blocks."""
    lines = [f"{name} = {_shown(value)}" for name, value in _set_fields(document.properties)]
    return "\n".join([*lines, *(["---"] if lines else []), write_blocks(document.blocks)])


def write_blocks(blocks: Blocks) -> str:
    """Return *blocks* as text, each line ended by a line feed."""
    return "".join(f"{line}\n" for block in blocks for line in _node(block))


def _set_fields(node: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields of *node* that count in equality and are not as they are by default."""
    for field in dataclasses.fields(node):
        value = getattr(node, field.name)
        if field.compare and value != field.default:
            yield field.name, value


def _is_node(value: Any) -> bool:
    return dataclasses.is_dataclass(value) and not isinstance(value, Properties | type)


def _holds_nodes(value: Any) -> bool:
    """Say whether *value* is a node, or a tuple (of tuples) with a node in it."""
    if isinstance(value, tuple):
        return any(_holds_nodes(entry) for entry in value)
    return _is_node(value)


def _node(node: Any) -> Iterator[str]:
    plain = [f"{n}={_shown(v)}" for n, v in _set_fields(node) if not _holds_nodes(v)]
    inner = [(name, value) for name, value in _set_fields(node) if _holds_nodes(value)]
    yield " ".join([type(node).__name__, *plain])
    for name, value in inner:
        named = len(inner) > 1
        if named:
            yield f"{_STEP}.{name}"
        for line in _nested(value):
            yield _STEP * (2 if named else 1) + line


def _nested(value: Any) -> Iterator[str]:
    if not isinstance(value, tuple):
        yield from _node(value)
        return
    for entry in value:
        if isinstance(entry, tuple):
            yield "-"
            for line in _nested(entry):
                yield _STEP + line
        else:
            yield from _node(entry)


def _shown(value: Any) -> str:
    return repr(value)

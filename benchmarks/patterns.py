"""An edition turned back into a pattern for other tools: the same document with ``{{ v3 }}`` for each value.

So that others are given equal work: the same headings, lists, tables, styles and text, and a list of
values to put in. What they need not do (conditions, loops, numbering, contents) is in their favour.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from typing import Any

from policygen.document.tree import Blocks, Document, Text, Value


@dataclass(frozen=True, slots=True)
class Pattern:
    """A document with ``{{ v0 }}``, ``{{ v1 }}``… in it, and what they stand for in one edition."""

    document: Document
    values: dict[str, str]

    @property
    def shape(self) -> Blocks:
        """What is the same in all editions that this pattern serves."""
        return self.document.blocks


def pattern_of(document: Document) -> Pattern:
    """Return the pattern of *document*; its header and footer are values, too."""
    values: dict[str, str] = {}
    blocks = _with_places(document.blocks, values)
    properties = document.properties
    header, footer = (_both(texts, values) for texts in (properties.header, properties.footer))
    marked = replace(properties, header=header, footer=footer, crest=None)
    return Pattern(Document(blocks, marked), values)


def _both(texts: tuple[str, str], values: dict[str, str]) -> tuple[str, str]:
    left, right = (_place(text, values) if text else "" for text in texts)
    return left, right


def _place(text: str, values: dict[str, str]) -> str:
    name = f"v{len(values)}"
    values[name] = text
    return f"{{{{ {name} }}}}"


def _with_places(node: Any, values: dict[str, str]) -> Any:
    """Return a node, or a tuple of nodes, with a place for each value in it."""
    if isinstance(node, Value):
        return Text(_place(node.text, values))
    if isinstance(node, tuple):
        return tuple(_with_places(one, values) for one in node)
    if not dataclasses.is_dataclass(node) or isinstance(node, type):
        return node
    changes = {
        one.name: _with_places(held, values)
        for one in dataclasses.fields(node)
        if isinstance(held := getattr(node, one.name), tuple)
    }
    return replace(node, **changes) if changes else node

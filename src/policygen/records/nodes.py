"""What a YAML file holds, before anybody knows what it means: texts, lists and maps with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from policygen.errors import Diagnostic, Place

#: What reading collects beside its result.
Findings: TypeAlias = list[Diagnostic]


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as it was typed: ``1.10``, ``0123456`` and ``no`` are just that."""

    text: str
    place: Place
    quoted: bool = False

    @property
    def absent(self) -> bool:
        """Whether nothing was written (``motto:``) or ``~``, which is the same as leaving the key out.

        Empty quotes are something written: they take the place of a default, and give no value.
        """
        return not self.quoted and self.text in ("", "~")


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list: its items in order."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class MapNode:
    """A map: its entries in order; no two keys have the same text."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """Return what stands under *key*, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that has been refused and reported already; who meets it says no more."""

    place: Place


Node: TypeAlias = Scalar | ListNode | MapNode | Broken


def is_absent(node: Node) -> bool:
    """Say whether *node* stands for "nothing written"."""
    return isinstance(node, Scalar) and node.absent


def is_blank(node: Node) -> bool:
    """Say whether *node* gives no value: nothing written, or quotes with nothing between them."""
    return isinstance(node, Scalar) and (node.absent or not node.text.strip())


def wrong(found: Findings, place: Place, code: str, message: str, hint: str = "") -> None:
    """Add an error to *found*. A message that quotes a very long text is cut in the middle."""
    if len(message) > 400:
        message = f"{message[:200]} … {message[-150:]}"
    found.append(Diagnostic(place, code, message, hint))

"""Anchors: where a link inside an edition leads, as GitHub names the headings that it shows."""

from __future__ import annotations

import re

from ...tree import Blocks, Contents, Heading, Title
from ...walk import plain_text


def anchors(blocks: Blocks) -> dict[str, str]:
    """Return, for the id of each section, the anchor that GitHub gives to its heading as printed.

    Small letters; spaces become hyphens; punctuation goes; the second heading of the same words gets
    ``-1`` and so on. The title and the heading of the contents count with the sections.
    """
    seen: dict[str, int] = {}
    result: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, Contents):
            _take(block.heading, seen)
        elif isinstance(block, Title):
            _take(plain_text(block.children), seen)
        elif isinstance(block, Heading):
            words = f"{block.label} {plain_text(block.children)}".strip()
            result[block.id] = _take(words, seen)
    return result


def slug(words: str) -> str:
    """Return the anchor that *words* make by themselves."""
    return re.sub(r"[^\w\- ]", "", " ".join(words.split()).lower()).replace(" ", "-")


def _take(words: str, seen: dict[str, int]) -> str:
    anchor = own = slug(words)
    while anchor in seen:  # as GitHub counts: on from the last of this slug
        seen[own] += 1
        anchor = f"{own}-{seen[own]}"
    seen[anchor] = 0
    return anchor

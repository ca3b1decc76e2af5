"""Holes: how a value keeps its place in a text without being part of it.

The template prints, in the place of every value, one hole: two noncharacters (Unicode §23.7: "never
part of interchanged text", refused in every file that policygen reads) around a number. The text with
its holes is the *skeleton*; no value can become markup, for no value is in it.
"""

from __future__ import annotations

import re

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
HOLE = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")


#: The texts of the first holes; few documents have more.
_FIRST = tuple(f"{_OPEN}{index}{_CLOSE}" for index in range(1000))


def hole(index: int) -> str:
    """Return the text that stands in a skeleton for the value number *index* (from 0)."""
    return _FIRST[index] if index < len(_FIRST) else f"{_OPEN}{index}{_CLOSE}"

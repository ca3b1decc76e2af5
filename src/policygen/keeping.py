"""Keeping the last few of many things."""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def keep(kept: OrderedDict[K, V], key: K, value: V, most: int | None) -> V:
    """Put *value* under *key*, take away the oldest entries above *most*, if it is given, and return *value*."""
    kept[key] = value
    while most is not None and len(kept) > most:
        kept.popitem(last=False)
    return value

"""The wording of a slot: what ``[insert …]`` and ``[choose …]`` ask for, and which slots are blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..english import fold_key

BLOCK_SLOTS = ("contents", "document control", "version table", "key personnel", "signatures")
_EXAMPLE = re.compile(r",\s*e\.g\.,?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the wording of a slot asks for: a folded key, an example, the choices if there are any."""

    key: str
    example: str = ""
    choices: tuple[str, ...] = ()
    capital: bool = False


def wanted(wording: str) -> Wanted:
    """Return what the slot *wording* (``[insert …]`` or ``[choose …: a / b]``) asks for."""
    inner = wording[1:-1].strip()
    word, _, rest = inner.partition(" ") if " " in inner else (inner, "", "")
    if word.casefold() == "choose":
        key, _, choices = rest.partition(":")
        separator = " / " if " / " in choices else "/"
        options = tuple(c.strip() for c in choices.split(separator) if c.strip())
        return Wanted(fold_key(key), "", options, word[0].isupper())
    parts = _EXAMPLE.split(rest, maxsplit=1)
    return Wanted(
        fold_key(parts[0]), parts[1].strip() if len(parts) > 1 else "", (), word[0].isupper()
    )


def block_slot(wording: str) -> tuple[str, str] | None:
    """Return (name, argument) when *wording* is a block slot such as ``[insert version table: model]``."""
    match = re.fullmatch(
        r"\[\s*insert\s+([^\]:]+?)\s*(?::\s*([^\]]*?)\s*)?\]", wording, re.IGNORECASE
    )
    name = fold_key(match.group(1)) if match else ""
    return (name, match.group(2) or "") if match and name in BLOCK_SLOTS else None


def wrong_with_block_slot(name: str, argument: str) -> str:
    """Return how the block slot *name* is to be written, when its *argument* is not one; else ``""``."""
    if name in ("key personnel", "signatures"):
        return "" if argument else f"name the roles, such as [insert {name}: headteacher, dsl]"
    if name == "version table":
        known = argument.casefold() in ("", "model")
        return "" if known else "write [insert version table] or [insert version table: model]"
    return f"write [insert {name}]" if argument else ""


@lru_cache(maxsize=1024)
def is_well_formed(wording: str) -> bool:
    """Say whether *wording* is a slot that a value can fill: it asks for something, and is no block slot."""
    asked = wanted(wording)
    chooses = wording[1:].lstrip()[:6].casefold() == "choose"
    return (
        bool(asked.key)
        and len(asked.choices) != 1
        and (not chooses or len(asked.choices) > 1)
        and not block_slot(wording)
    )

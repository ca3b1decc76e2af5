"""The wording of a slot: what ``[insert …]`` and ``[choose …]`` ask for, and which slots are blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    if not match:
        return None
    name = fold_key(match.group(1))
    argument = match.group(2) or ""
    if name in ("contents", "document control") and argument:
        return None
    return (name, argument) if name in BLOCK_SLOTS else None


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

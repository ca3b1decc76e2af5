"""Text into XML: escaping, and the characters that XML cannot carry."""

from __future__ import annotations

import re
from functools import lru_cache

from policygen.errors import is_forbidden, visible

#: What ends a ``w:t``: a tab and a line end are elements of their own (ECMA-376 Part 1, §17.3.3).
_BREAK = re.compile(r"(\t|\r\n|\r|\n)")
_TEXT_OPEN, _TEXT_CLOSE = '<w:t xml:space="preserve">', "</w:t>"


def escape(text: str) -> str:
    """Return *text* as XML character content.

    Raises ValueError for a character that no text of policygen may hold (XML 1.0 §2.2; see
    :func:`policygen.errors.is_forbidden`).
    """
    # str.isprintable is false for every control, bidi, surrogate and noncharacter, and fast.
    if not text.isprintable():
        for character in text:
            if is_forbidden(character):
                raise ValueError(
                    f"{visible(character)} cannot stand in a text: {visible(text)[:80]}"
                )
    return _without_markup(text)


def _without_markup(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def attribute(text: str) -> str:
    """Return *text* as the content of a double-quoted attribute, line ends and tabs included."""
    text = escape(text).replace('"', "&quot;")
    return text.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def one_line(text: str) -> str:
    """Return *text* as character content on one line: for headers and document properties."""
    return escape(" ".join(text.split("\n")) if "\n" in text else text).replace("\r", " ")


@lru_cache(maxsize=4096)
def value_content(text: str) -> str:
    """Return :func:`run_content` of a value, which is likely to come again."""
    return run_content(text)


@lru_cache(maxsize=4096)
def value_bytes(text: str) -> bytes:
    """Return :func:`value_content` in UTF-8."""
    return value_content(text).encode()


def run_content(text: str) -> str:
    """Return what stands inside a ``w:r`` for *text*: ``w:t``, ``w:tab`` and ``w:br`` elements."""
    if text.isprintable():
        return f"{_TEXT_OPEN}{_without_markup(text)}{_TEXT_CLOSE}"
    parts: list[str] = []
    for part in _BREAK.split(text):
        if part == "\t":
            parts.append("<w:tab/>")
        elif part in ("\n", "\r", "\r\n"):
            parts.append("<w:br/>")
        elif part:
            parts.append(f"{_TEXT_OPEN}{escape(part)}{_TEXT_CLOSE}")
    return "".join(parts)

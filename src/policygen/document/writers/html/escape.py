"""Characters that mean something to HTML, to CSS or to a link, and how they are made to mean nothing.

Everything that came from a person passes through one of these functions on its way to the page.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from ...links import problem_with

_LEGAL = re.compile(r"(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*")
_CSS_SAFE = re.compile(r"[^A-Za-z0-9 .,:()_\u00a0-\U0010ffff-]")


def text(characters: str) -> str:
    """Return *characters* as character data (HTML Standard §13.1.2.6: ``<`` and ``&`` are special)."""
    if "&" in characters:
        characters = characters.replace("&", "&amp;")
    if "<" in characters:
        characters = characters.replace("<", "&lt;")
    if ">" in characters:
        characters = characters.replace(">", "&gt;")
    return characters


def attribute(characters: str) -> str:
    """Return *characters* for use between double quotes in an attribute (HTML Standard §13.1.2.3)."""
    return text(characters).replace('"', "&quot;")


def link_target(target: str) -> str:
    """Return *target*, checked and ready for an ``href``.

    Raises ValueError for what :func:`policygen.document.links.problem_with` refuses (``javascript:``,
    ``data:``, ``//host``…), which was checked before and is checked again here, where it would do harm.
    A character that a URL cannot hold (RFC 3986 §2) is percent-encoded.
    """
    if problem := problem_with(target):
        raise ValueError(problem)
    if not _LEGAL.fullmatch(target):
        target = quote(target, safe="%._~:/?#@!$&'()*+,;=-")
    return attribute(target)


def css_string(characters: str) -> str:
    """Return *characters* as a CSS string with its quotes (CSS Syntax §4.3.5 and §4.3.7).

    All but the plainest characters are escaped by number: neither the string nor the ``style``
    element around it can be left. A line feed cannot stand on the edge of a page; it is a space.
    """
    return '"' + _CSS_SAFE.sub(_css_escape, characters.replace("\n", " ")) + '"'


def _css_escape(match: re.Match[str]) -> str:
    return f"\\{ord(match[0]):x} "

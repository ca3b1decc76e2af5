"""Where a link may lead: an allow-list of schemes, for templates come from other organisations."""

from __future__ import annotations

import re

from ..errors import is_forbidden

SCHEMES = ("http", "https", "mailto", "tel")
_WITH_HOST = ("http", "https")
_HOST = re.compile(r"//[^/\\]")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028\u2029]")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_ADDRESS = re.compile(
    r"[A-Za-z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*@[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)+"
)


def is_address(text: str) -> bool:
    """Say whether *text* is an address of electronic mail that every format writes as it is."""
    return bool(_ADDRESS.fullmatch(text))


def problem_with(target: str) -> str:
    """Return what is wrong with the link *target*, or ``""``.

    Allowed are http, https, mailto, tel, ``#section`` and relative paths (RFC 3986 §4.2); not
    ``//host``, whose scheme is the reader's, nor white space or control characters, which browsers
    drop before they look at the scheme (WHATWG URL §4.4).
    """
    if not target:
        return "a link has no target"
    if _UNSEEN.search(target) or any(map(is_forbidden, target)):
        return f"the link target “{target}” holds white space or a control character"
    if target.startswith(("//", "\\", "/\\")):
        return f"the link target “{target}” names a host without https://"
    scheme = _SCHEME.match(target)
    if not scheme:
        return ""
    if scheme.group(1).lower() not in SCHEMES:
        return f"a link may not begin with “{scheme.group(1)}:”"
    if scheme.group(1).lower() in _WITH_HOST and not _HOST.match(target, scheme.end()):
        return f"the link target “{target}” names no host: write {scheme.group(1)}://…"
    return ""

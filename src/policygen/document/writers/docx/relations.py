"""Relationships of a part (ECMA-376 Part 2, §9.3) and the content types of the package (§10.1.2)."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from policygen.document.wordml import OFFICE, PACKAGE

from ...links import problem_with
from .markup import attribute

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_LINK = "hyperlink"
_EXTERNAL = ' TargetMode="External"'

_PLAIN_URI = re.compile(r"[A-Za-z0-9:/?#@!$&'()*+,;=._~%-]*")

#: Absolute addresses that may lead out; white space in them is encoded.
_ALLOWED = re.compile(r"(https?://|mailto:|tel:)\S", re.IGNORECASE)

#: Parts that every edition has: relationship type, target.
FIXED = (
    ("styles", "styles.xml"),
    ("settings", "settings.xml"),
    ("fontTable", "fontTable.xml"),
    ("theme", "theme/theme1.xml"),
    ("numbering", "numbering.xml"),
    ("footnotes", "footnotes.xml"),
)

_OVERRIDES = (
    ("/word/document.xml", f"{_WORD}.document.main+xml"),
    ("/word/styles.xml", f"{_WORD}.styles+xml"),
    ("/word/settings.xml", f"{_WORD}.settings+xml"),
    ("/word/fontTable.xml", f"{_WORD}.fontTable+xml"),
    ("/word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
    ("/word/numbering.xml", f"{_WORD}.numbering+xml"),
    ("/word/footnotes.xml", f"{_WORD}.footnotes+xml"),
    ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    ("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
)
IMAGE_TYPES = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tiff": "image/tiff",
    "tif": "image/tiff",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "svg": "image/svg+xml",
}


def link_target(target: str) -> str:
    """Return *target* as a relationship's target: a URI, other characters percent-encoded (OPC §9.3).

    Raises ValueError for what no link may lead to, which was checked before and is checked again here.
    """
    if not _ALLOWED.match(target) and problem_with(target):
        message = "a link must be an http, https, mailto, tel or relative address"
        raise ValueError(f"{message}: {target[:80]!r}")
    if _PLAIN_URI.fullmatch(target):
        return target
    return quote(target, safe=":/?#@!$&'()*+,;=._~%-")


class Relations:
    """The relationships of one part, in the order in which they were asked for."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str]] = []
        self._ids: dict[tuple[str, str], str] = {}
        #: The rows, but for where links lead.
        self._told: list[object] = []

    def add(self, kind: str, target: str) -> str:
        """Return the id of the relationship of type *kind* to the part *target*, made when it is new."""
        key = (kind, target)
        if key not in self._ids:
            self._ids[key] = self._next(key)
        return self._ids[key]

    def link(self, target: str) -> str:
        """Return the id of a new relationship to the web address *target*.

        Each link has its own, though two lead to one place: ids then do not depend on addresses.
        """
        return self._next((_LINK, target))

    def _next(self, row: tuple[str, str]) -> str:
        self.rows.append(row)
        self._told.append(_LINK if row[0] == _LINK else row)
        return f"rId{len(self.rows)}"

    def fork(self) -> Relations:
        """Return a copy that goes on by itself."""
        other = Relations()
        other.rows, other._ids = list(self.rows), dict(self._ids)
        other._told = list(self._told)
        return other

    @property
    def tally(self) -> tuple[object, ...]:
        """What there is, but for where links lead."""
        return tuple(self._told)

    def __bool__(self) -> bool:
        return bool(self.rows)

    def xml(self) -> str:
        """Return the relationships part."""
        rows = "".join([_row(number, *row) for number, row in enumerate(self.rows, 1)])
        return (
            f'{_DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'
        )


@lru_cache(maxsize=1024)
def _row(number: int, kind: str, target: str) -> str:
    """Return one relationship; most are the same in all editions."""
    return (
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{attribute(target)}"'
        f"{_EXTERNAL if kind == _LINK else ''}/>"
    )


def content_types(
    furniture: tuple[str, ...], extensions: tuple[str, ...], *, comments: bool
) -> str:
    """Return ``[Content_Types].xml`` for the fixed parts, the *furniture* (header and footer part
    names such as ``header1.xml``), images with these *extensions*, and comments where there are any.
    """
    defaults = [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        *((extension, IMAGE_TYPES[extension]) for extension in extensions),
    ]
    overrides = list(_OVERRIDES)
    overrides += ((f"/word/{n}", f"{_WORD}.{n.rstrip('0123456789.xml')}+xml") for n in furniture)
    if comments:
        overrides.append(("/word/comments.xml", f"{_WORD}.comments+xml"))
    rows = [f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in defaults]
    rows += [f'<Override PartName="{n}" ContentType="{t}"/>' for n, t in overrides]
    return f'{_DECLARATION}<Types xmlns="{PACKAGE}/content-types">{"".join(rows)}</Types>'

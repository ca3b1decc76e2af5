"""Document properties: core (ECMA-376 Part 2, §11) and custom (Part 1, §22.3)."""

from __future__ import annotations

from functools import lru_cache

from policygen.document.tree import Document, Title
from policygen.document.walk import plain_text

from .markup import attribute, one_line

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)
_CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
)
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # §22.3.2.2: user-defined properties
_FIRST = 2  # property ids begin here


def core(document: Document) -> str:
    """Return the core properties part. Dates are the edition's own, never the clock's."""
    properties = document.properties
    rows = [
        ("dc:title", properties.title or _title(document)),
        ("dc:subject", properties.subject),
        ("dc:creator", properties.publisher),
        ("dc:identifier", properties.identifier),
        ("dc:language", properties.language),
        ("cp:version", properties.version),
        ("cp:contentStatus", "Draft" if properties.draft else ""),
    ]
    written = "".join(f"<{name}>{one_line(text)}</{name}>" for name, text in rows if text)
    issued = full_date(properties.issued)
    if issued:
        written += "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{issued}</dcterms:{name}>'
            for name in ("created", "modified")
        )
    return f"{_DECLARATION}{_CORE}{written}</cp:coreProperties>"


def _title(document: Document) -> str:
    for block in document.blocks:
        if isinstance(block, Title):
            return plain_text(block.children)
    return ""


def full_date(issued: str) -> str:
    """Return a W3C date with all its parts, the first day or month for one that is left out."""
    if not issued:
        return ""
    return f"{issued}{'-01-01'[len(issued) - 4 :] if len(issued) < 10 else ''}T00:00:00Z"


def custom(document: Document) -> str:
    """Return the custom properties part: the record, and what tells which edition a file is.

    A name that comes twice, whatever its case, is written once: the first one counts.
    """
    properties = document.properties
    rows = dict[str, tuple[str, str]]()
    extra = (("identifier", properties.identifier), ("version", properties.version))
    for name, text in (*properties.record, *extra):
        if name and text:
            rows.setdefault(name.lower(), (name, text))
    written = "".join(
        f"{_opening(number, name)}{one_line(text)}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(rows.values(), _FIRST)
    )
    return f"{_DECLARATION}{_CUSTOM}{written}</Properties>"


@lru_cache(maxsize=256)
def _opening(number: int, name: str) -> str:
    """Return a custom property up to its text; all editions have those of the record."""
    return f'<property fmtid="{_FORMAT}" pid="{number}" name="{attribute(name)}"><vt:lpwstr>'

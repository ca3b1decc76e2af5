"""Values of WordprocessingML: attributes, on/off properties, lengths."""

from __future__ import annotations

import re

from lxml import etree

from policygen.document.ooxml import R, W

Element = etree._Element

VAL = f"{W}val"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
ART = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VECTOR = "{urn:schemas-microsoft-com:vml}"
WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"

_OFF = ("0", "false", "off", "none")
_LENGTH = re.compile(r"\s*(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|pi)?\s*")
_TWIPS = {"": 1.0, "pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "pc": 240.0, "pi": 240.0}

__all__ = ["VAL", "Element", "R", "W"]


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child called ``w:name``, if there is one."""
    return None if element is None else element.find(W + name)


def val(element: Element | None, name: str = "val") -> str:
    """Return an attribute of the ``w`` namespace, or ""."""
    return "" if element is None else (element.get(W + name) or "")


def child_val(element: Element | None, name: str) -> str:
    """Return ``w:val`` of the first child called ``w:name``, or ""."""
    return val(child(element, name))


def is_on(element: Element) -> bool:
    """Return the value of an on/off property that is there (ECMA-376 Part 1, §17.17.4)."""
    return (element.get(VAL) or "1") not in _OFF


def flag(parent: Element | None, name: str) -> bool | None:
    """Return the on/off property ``w:name`` of *parent*; None where it is not given."""
    found = child(parent, name)
    return None if found is None else is_on(found)


def integer(text: str, default: int = 0, base: int = 10) -> int:
    """Return *text* as a number, or *default*."""
    try:
        return int(text, base)
    except ValueError:
        return default


def length(text: str) -> int | None:
    """Return a length in twentieths of a point (§17.18.87, with the units of Strict); None for none."""
    found = _LENGTH.fullmatch(text)
    return round(float(found[1]) * _TWIPS[found[2] or ""]) if found else None

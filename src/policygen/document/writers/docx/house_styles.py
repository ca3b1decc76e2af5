"""The styles of a house style, made to serve our documents (ECMA-376 Part 1, §17.7).

Word translates style *ids* and LibreOffice invents some, but the *names* of built-in styles are the same
everywhere. So the house's styles are matched with ours by name and take our ids; what it lacks is added.
"""

from __future__ import annotations

import copy

from lxml import etree

from policygen.document.wordml import OFFICE

from .base import heading_number
from .house_package import W

_LINKS = ("basedOn", "next", "link")
#: What may stand before w:numPr in w:pPr (§17.3.1.26).
_BEFORE_NUMBER = {
    W + name
    for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
}


def renamed_ids(house: etree._Element, ours: etree._Element) -> dict[str, str]:
    """Return the new id for each style of *house* whose id has to change."""
    by_name = {_key(style): _id(style) for style in ours.iter(f"{W}style")}
    taken = set(by_name.values())
    renamed: dict[str, str] = {}
    for style in house.iter(f"{W}style"):
        mine = by_name.pop(_key(style), "")
        if mine:
            renamed[_id(style)] = mine
        elif _id(style) in taken:  # another style under an id of ours
            renamed[_id(style)] = f"{_id(style)}House"
    return {old: new for old, new in renamed.items() if old != new}


def _id(style: etree._Element) -> str:
    return style.get(f"{W}styleId") or ""


def _key(style: etree._Element) -> tuple[str, str]:
    name = style.find(f"{W}name")
    text = (name.get(f"{W}val") or "") if name is not None else _id(style)
    return style.get(f"{W}type") or "paragraph", text.lower()


def rename(root: etree._Element, renamed: dict[str, str]) -> None:
    """Change the ids of styles wherever *root* (styles, numbering, a header) names them."""
    for element in root.iter(etree.Element):
        if element.tag == f"{W}style":
            attribute = f"{W}styleId"
        elif etree.QName(element).localname in (*_LINKS, "pStyle", "rStyle", "tblStyle"):
            attribute = f"{W}val"
        else:
            continue
        value = element.get(attribute)
        if value in renamed:
            element.set(attribute, renamed[value])


def merge_styles(
    house: etree._Element, ours: etree._Element, language: str, linked: int, num: int
) -> etree._Element:
    """Return a styles part: the house's styles, ours where it has none, headings numbered by *num*.

    *linked* is the number of heading levels that have a number. The lists of the house's own
    headings and paragraphs give way to ours; its other styles keep theirs.
    """
    root = copy.deepcopy(house)
    renamed = renamed_ids(root, ours)
    rename(root, renamed)
    known = {_id(style): style for style in root.iter(f"{W}style")}
    for style in ours.iter(f"{W}style"):
        if _id(style) not in known:
            added = copy.deepcopy(style)
            if added.get(f"{W}default") and _has_default(root, added):
                del added.attrib[f"{W}default"]
            root.append(added)
            known[_id(style)] = added
        if not _id(style).endswith("Unnumbered"):
            _set_number(known[_id(style)], "")
    for level in range(1, linked + 1):
        _set_number(known[f"Heading{level}"], heading_number(level, num))
    _set_language(root, ours, language)
    return root


def _has_default(root: etree._Element, style: etree._Element) -> bool:
    kind = style.get(f"{W}type")
    return any(
        other.get(f"{W}default") and other.get(f"{W}type") == kind
        for other in root.iter(f"{W}style")
    )


def _set_number(style: etree._Element, number: str) -> None:
    """Give *style* the ``w:numPr`` in *number*, or none, at its place in ``w:pPr``."""
    properties = style.find(f"{W}pPr")
    if properties is None:
        if not number:
            return
        properties = etree.Element(f"{W}pPr")
        later = [c for c in style if etree.QName(c).localname in _AFTER_PARAGRAPH]
        style.insert(style.index(later[0]) if later else len(style), properties)
    for old in properties.findall(f"{W}numPr"):
        properties.remove(old)
    if number:
        namespaces = f'xmlns:w="{W[1:-1]}" xmlns:r="{OFFICE}"'
        new = etree.fromstring(number.replace("<w:numPr", f"<w:numPr {namespaces}", 1))
        place = sum(1 for child in properties if child.tag in _BEFORE_NUMBER)
        properties.insert(place, new)


_AFTER_PARAGRAPH = ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr")


def _set_language(root: etree._Element, ours: etree._Element, language: str) -> None:
    """Make *language* the default of the document (§17.3.2.20), whatever the house's Word was set to."""
    path = f"{W}docDefaults/{W}rPrDefault/{W}rPr"
    properties = root.find(path)
    if properties is None:
        old = root.find(f"{W}docDefaults")
        if old is not None:
            root.remove(old)
        root.insert(0, copy.deepcopy(ours.find(f"{W}docDefaults")))  # type: ignore[arg-type]
        return
    found = properties.find(f"{W}lang")
    if found is None:
        found = etree.SubElement(properties, f"{W}lang")
    found.set(f"{W}val", language)

"""Drawings: pictures (ECMA-376 Part 1, §20.4; VML), text boxes, and what is left out of them."""

from __future__ import annotations

from collections.abc import Iterator

from policygen.document.ooxml import Relation, W
from policygen.document.tree import Image

from .file import WordFile
from .markup import ART, COMPATIBILITY, DRAWING, VECTOR, Element, R

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_TEXT = f"{W}txbxContent"


def chosen(alternatives: Element) -> Element | None:
    """Return the branch of ``mc:AlternateContent`` to read: the first choice, which all Words since 2010
    know (Part 3, §9.4); the other branch says the same again."""
    choice = alternatives.find(f"{COMPATIBILITY}Choice")
    return alternatives.find(f"{COMPATIBILITY}Fallback") if choice is None else choice


def text_boxes(drawing: Element) -> Iterator[Element]:
    """Yield the contents of the text boxes in *drawing*, outermost only, fallbacks left out."""
    for found in drawing.iter(_TEXT):
        outer = found.iterancestors(_TEXT, f"{COMPATIBILITY}Fallback", str(drawing.tag))
        if (
            (nearest := next(outer, None)) is None
            or nearest is drawing
            or nearest.tag == drawing.tag
        ):
            yield found


def images(drawing: Element, relations: dict[str, Relation], file: WordFile) -> Iterator[Image]:
    """Yield the pictures in *drawing*; what cannot be read is noted."""
    found = [
        *(
            (blip, blip.get(f"{R}embed"), blip.get(f"{R}link"))
            for blip in drawing.iter(f"{ART}blip")
        ),
        *((e, e.get(f"{R}id"), None) for e in drawing.iter(f"{VECTOR}imagedata")),
    ]
    inside = [f for f in found if not _is_in_box(f[0], drawing)]
    alt = _alternative(drawing)
    for _, embedded, linked in inside:
        if not embedded and not linked:
            continue
        picture = file.picture(relations.get(embedded or linked or ""))
        if picture is not None:
            if not alt and not _is_decorative(drawing):
                file.notes.note("picture-alt", "a picture has no text alternative", picture.source)
            yield Image(picture.source, alt)
    if not inside and next(text_boxes(drawing), None) is None and not is_line(drawing):
        file.notes.warn("object", "a drawing, chart or object was left out", alt)


def _is_in_box(element: Element, drawing: Element) -> bool:
    """Say whether *element* stands in a text box of *drawing*, which is read by itself."""
    for outer in element.iterancestors():
        if outer is drawing:
            return False
        if outer.tag == _TEXT:
            return True
    return False


def _alternative(drawing: Element) -> str:
    properties = next(drawing.iter(f"{DRAWING}docPr"), None)
    if properties is not None:
        return properties.get("descr") or ""
    shape = next(drawing.iter(f"{VECTOR}shape", f"{VECTOR}rect"), None)
    return "" if shape is None else (shape.get("alt") or "")


def _is_decorative(drawing: Element) -> bool:
    mark = next(drawing.iter(_DECORATIVE), None)
    return mark is not None and mark.get("val") in ("1", "true")


def is_line(drawing: Element) -> bool:
    """Say whether *drawing* is a horizontal rule, as Word and pandoc draw it."""
    shape = next(drawing.iter(f"{VECTOR}rect"), None)
    return shape is not None and shape.get(f"{_OFFICE}hr") in ("t", "true", "1")

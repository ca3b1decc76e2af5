"""A house style that comes from elsewhere: a package without macros, and what its furniture may hold."""

from __future__ import annotations

import posixpath
import re

from policygen.document.ooxml import Package, R, Relation, W

from .relations import IMAGE_TYPES, link_target

__all__ = ["HousePackage", "R", "Relation", "W", "furniture_relations"]

_ACTIVE_PART = re.compile(r"vbaProject|vbaData|activeX|customUI", re.IGNORECASE)
_ACTIVE_TYPE = re.compile(rb"macroEnabled|vbaProject|activeX", re.IGNORECASE)


class HousePackage(Package):
    """The parts of a house style, read on demand within the limits.

    Raises ValueError, in words for the person who keeps the file, when the data are not a Word file
    that can be opened safely, hold macros or are Strict Open XML.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__(data, strict=False)
        if any(map(_ACTIVE_PART.search, self.names)) or _ACTIVE_TYPE.search(
            self.read("[Content_Types].xml")
        ):
            raise ValueError("the file holds macros or controls: save it as Word Document (.docx)")


def furniture_relations(package: HousePackage, part: str) -> dict[str, Relation]:
    """Return what a header or footer refers to: pictures inside the file, and web links.

    Raises ValueError for anything else, which would not come along or would be fetched.
    """
    relations = package.relations(part)
    for relation in relations.values():
        if relation.kind == "hyperlink" and relation.external:
            link_target(relation.target)
            continue
        extension = posixpath.splitext(relation.target)[1].lower().lstrip(".")
        inside = not relation.external and package.has(relation.target)
        if relation.kind != "image" or not inside or extension not in IMAGE_TYPES:
            raise ValueError(
                f"{part} holds an object or a linked picture: headers and footers may hold text, "
                "fields, web links and embedded pictures"
            )
    return relations

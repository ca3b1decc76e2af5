"""Opening a house style that comes from elsewhere: limits first, then only the parts that are used.

A DOCX is a zip of XML, and both can be made to harm: sizes are checked before anything is unpacked, a
document type declaration is refused, entities are never expanded, nothing is fetched.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lxml import etree

from .base import NAMESPACE
from .relations import IMAGE_TYPES, OFFICE, PACKAGE, link_target

_MEGABYTE = 1 << 20
_MAX_FILE, _MAX_PART, _MAX_TOTAL, _MAX_PARTS = 20 * _MEGABYTE, 30 * _MEGABYTE, 100 * _MEGABYTE, 2000
_ACTIVE_PART = re.compile(r"vbaProject|vbaData|activeX|customUI", re.IGNORECASE)
_ACTIVE_TYPE = re.compile(rb"macroEnabled|vbaProject|activeX", re.IGNORECASE)
_STRICT = "http://purl.oclc.org/ooxml/"

W = f"{{{NAMESPACE}}}"
R = f"{{{OFFICE}}}"
_RELATION = f"{{{PACKAGE}/relationships}}Relationship"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: the last step of its type, its target, and whether that lies outside."""

    kind: str
    target: str
    external: bool


class HousePackage:
    """The parts of a house style, read on demand within the limits.

    Raises ValueError, in words for the person who keeps the file, when the data are not a Word file
    that can be opened safely.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) > _MAX_FILE:
            raise ValueError(f"the file is larger than {_MAX_FILE // _MEGABYTE} MB")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise ValueError("the file is not a Word document (.docx)") from error
        infos = self._zip.infolist()
        if len(infos) > _MAX_PARTS or sum(info.file_size for info in infos) > _MAX_TOTAL:
            raise ValueError("the file unpacks to far more than a house style needs")
        self._names = {info.filename.lower(): info for info in infos}
        if any(_ACTIVE_PART.search(info.filename) for info in infos) or _ACTIVE_TYPE.search(
            self.read("[Content_Types].xml")
        ):
            raise ValueError("the file holds macros or controls: save it as Word Document (.docx)")
        self.main = self._main()

    def _main(self) -> str:
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and not relation.external:
                return relation.target
        raise ValueError("the file is not a Word document: it has no main part")

    def has(self, name: str) -> bool:
        """Say whether there is a part called *name*."""
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        """Return the bytes of a part; raise ValueError when it is absent, damaged or too large."""
        info = self._names.get(name.lower())
        if info is None:
            raise ValueError(f"the file is not a Word document: it has no part {name}")
        try:
            with self._zip.open(info) as stream:
                content = stream.read(_MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError) as error:
            raise ValueError(f"the part {name} of the file is damaged or encrypted") from error
        if len(content) > _MAX_PART:
            raise ValueError(f"the part {name} of the file is too large")
        return content

    def xml(self, name: str) -> etree._Element:
        """Return the root element of a part; raise ValueError when it is not XML or has a DOCTYPE."""
        content = self.read(name)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        refused = f"the part {name} of the file has a document type declaration (DOCTYPE)"
        if b"<!DOCTYPE" in content[:_MEGABYTE]:
            raise ValueError(refused)
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise ValueError(f"the part {name} of the file is not well-formed XML") from error
        declared: Any = root.getroottree().docinfo  # its stub has no doctype
        if declared.doctype:  # in an encoding that hides it from the search above
            raise ValueError(refused)
        if _STRICT in (root.nsmap.get("w") or root.nsmap.get(root.prefix) or ""):
            raise ValueError("the file is Strict Open XML: save it as Word Document (.docx)")
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of *part* ("" for the package) by id, targets as part names."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if part and not self.has(path):
            return {}
        result: dict[str, Relation] = {}
        for row in self.xml(path).iter(_RELATION):
            kind = (row.get("Type") or "").rpartition("/")[2]
            target, external = row.get("Target") or "", row.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip(
                    "/"
                )
            result[row.get("Id") or ""] = Relation(kind, target, external)
        return result


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

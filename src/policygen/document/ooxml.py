"""Opening an OOXML package that comes from elsewhere: limits first, then only the parts that are used.

A DOCX is a zip of XML, and both can be made to harm: sizes are checked before anything is unpacked, a
document type declaration is refused, entities are never expanded, nothing is fetched.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lxml import etree

from .wordml import OFFICE, PACKAGE, WORD

_MEGABYTE = 1 << 20
_MAX_FILE, _MAX_PART, _MAX_TOTAL, _MAX_PARTS = 20 * _MEGABYTE, 30 * _MEGABYTE, 100 * _MEGABYTE, 2000
#: Tags that one XML part may have: some five hundred pages of text.
_MAX_TAGS = 500_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a compound file ([MS-CFB] §2.2)
_STRICT = "http://purl.oclc.org/ooxml/"

W = f"{{{WORD}}}"
R = f"{{{OFFICE}}}"
_RELATION = f"{{{PACKAGE}/relationships}}Relationship"
#: Namespaces of ISO/IEC 29500 Strict and their Transitional counterparts (Part 4, §9).
_TRANSITIONAL = {
    f"{_STRICT}wordprocessingml/main": WORD,
    f"{_STRICT}officeDocument/relationships": OFFICE,
    f"{_STRICT}officeDocument/math": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    **{
        f"{_STRICT}drawingml/{name}": f"http://schemas.openxmlformats.org/drawingml/2006/{name}"
        for name in ("main", "wordprocessingDrawing", "picture", "chart", "diagram")
    },
}


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: the last step of its type, its target, and whether that lies outside."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of a Word file, read on demand within the limits.

    Raises ValueError, in words for the person who keeps the file, when the data are not a Word file
    that can be opened safely. *main* is the name of the main part; *strict*: Strict Open XML is read
    as Transitional, else refused.
    """

    def __init__(self, data: bytes, *, strict: bool = True) -> None:
        self._strict = strict
        self._zip = _opened(data)
        infos = self._zip.infolist()
        if len(infos) > _MAX_PARTS or sum(info.file_size for info in infos) > _MAX_TOTAL:
            raise ValueError("the file unpacks to far more than a Word document needs")
        self._parts = {info.filename.lower().lstrip("/"): info for info in infos}
        self.main = self._main()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in small letters."""
        return tuple(self._parts)

    def _main(self) -> str:
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and not relation.external:
                return relation.target
        raise ValueError("the file is not a Word document: it has no main part")

    def has(self, name: str) -> bool:
        """Say whether there is a part called *name*."""
        return name.lower() in self._parts

    def read(self, name: str) -> bytes:
        """Return the bytes of a part; raise ValueError when it is absent, damaged or too large."""
        info = self._parts.get(name.lower())
        if info is None:
            raise ValueError(f"the file is not a Word document: it has no part {name}")
        try:
            with self._zip.open(info) as stream:
                content = stream.read(_MAX_PART + 1)
        except _DAMAGED as error:
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
        if content.count(b"<") > _MAX_TAGS:
            raise ValueError(f"the part {name} of the file is too large")
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            raise ValueError(f"the part {name} of the file is not well-formed XML") from error
        declared: Any = root.getroottree().docinfo  # its stub has no doctype
        if declared.doctype:  # in an encoding that hides it from the search above
            raise ValueError(refused)
        if any(uri.startswith(_STRICT) for uri in root.nsmap.values()):
            if not self._strict:
                raise ValueError("the file is Strict Open XML: save it as Word Document (.docx)")
            _to_transitional(root)
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


_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, NotImplementedError)


def _opened(data: bytes) -> zipfile.ZipFile:
    if len(data) > _MAX_FILE:
        raise ValueError(f"the file is larger than {_MAX_FILE // _MEGABYTE} MB")
    if data.startswith(_OLE):
        raise ValueError(
            "the file is locked with a password or is an old Word document (.doc): open it in Word and "
            "save it as Word Document (.docx) without a password"
        )
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (*_DAMAGED, ValueError) as error:
        raise ValueError("the file is not a Word document (.docx)") from error


def _to_transitional(root: etree._Element) -> None:
    """Give the elements and attributes of a Strict part their Transitional names."""
    for element in root.iter(etree.Element):
        element.tag = _renamed(str(element.tag))
        for name in map(str, element.keys()):
            if _STRICT in name:
                value = element.attrib.pop(name)
                element.set(_renamed(name), value)


def _renamed(name: str) -> str:
    uri, _, local = name[1:].rpartition("}")
    return f"{{{_TRANSITIONAL[uri]}}}{local}" if uri in _TRANSITIONAL else name

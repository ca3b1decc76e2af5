"""Reading a DOCX back with other means than it was written: lxml, and the rules of ECMA-376."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from policygen.document.tree import (
    Block,
    Blocks,
    BulletList,
    Contents,
    DefinitionList,
    Document,
    Footnote,
    Heading,
    Inline,
    Inlines,
    OrderedList,
    Table,
)
from policygen.document.walk import children_of, parts_of

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{NS}}}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class Package:
    """The parts of a DOCX: bytes by name, and the roots of those that are XML."""

    parts: dict[str, bytes]
    names: tuple[str, ...]
    roots: dict[str, etree._Element] = field(default_factory=dict)

    @property
    def body(self) -> etree._Element:
        return self.roots["word/document.xml"]


def unpack(content: bytes) -> Package:
    """Return the parts of a DOCX; fails where the zip or the XML is broken."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = tuple(archive.namelist())
        parts = {name: archive.read(name) for name in names}
    roots = {n: etree.fromstring(b) for n, b in parts.items() if n.endswith((".xml", ".rels"))}
    return Package(parts, names, roots)


def val(element: etree._Element | None, name: str = "val") -> str:
    return (element.get(W + name) or "") if element is not None else ""


def text_of(element: etree._Element) -> str:
    """Return the text of a run, paragraph or part, as a reader sees it."""
    pieces = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(
        (node.text or "") if node.tag == f"{W}t" else pieces[str(node.tag)]
        for node in element.iter(f"{W}t", f"{W}tab", f"{W}br")
        if node.getparent() is not None and node.getparent().tag == f"{W}r"  # type: ignore[union-attr]
    )


def story_parts(package: Package) -> Iterator[tuple[str, etree._Element]]:
    for name, root in package.roots.items():
        if re.fullmatch(r"word/(document|header\d+|footer\d+|footnotes|comments)\.xml", name):
            yield name, root


# --- labels, as §17.9 has them --------------------------------------------------------------------


def _spell(value: int, form: str) -> str:
    if form == "decimal":
        return str(value)
    if form in ("lowerLetter", "upperLetter"):
        text = "abcdefghijklmnopqrstuvwxyz"[(value - 1) % 26] * ((value - 1) // 26 + 1)
    else:
        text, left = "", value
        for size, sign in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
                           (5, "v"), (4, "iv"), (1, "i")):  # fmt: skip
            while left >= size:
                text, left = text + sign, left - size
    return text.upper() if form.startswith("upper") else text


def labels(package: Package) -> list[tuple[str, str]]:
    """Return (label, text) of every paragraph of the body that Word numbers; bullets have their glyph.

    A counter row for each abstract numbering; the first use of a num applies its overrides (§17.9.26);
    a level that is used clears the deeper ones (§17.9.10); a level not yet used shows its start.
    """
    numbering = package.roots["word/numbering.xml"]
    abstracts = {val(a, "abstractNumId"): a for a in numbering.iter(f"{W}abstractNum")}
    nums = {val(n, "numId"): n for n in numbering.iter(f"{W}num")}
    counters: dict[str, dict[int, int]] = {}
    used: set[str] = set()
    found: list[tuple[str, str]] = []
    for paragraph in package.body.iter(f"{W}p"):
        reference = paragraph.find(f"{W}pPr/{W}numPr")
        if reference is None or reference.find(f"{W}numId") is None:
            continue
        number, level = val(reference.find(f"{W}numId")), int(val(reference.find(f"{W}ilvl")))
        num = nums[number]
        abstract = val(num.find(f"{W}abstractNumId"))
        levels = {int(val(e, "ilvl")): e for e in abstracts[abstract].iter(f"{W}lvl")}
        row = counters.setdefault(abstract, {})
        for override in num.findall(f"{W}lvlOverride"):
            at = int(val(override, "ilvl"))
            start, own = override.find(f"{W}startOverride"), override.find(f"{W}lvl")
            if start is not None and number not in used:
                row[at] = int(val(start)) - 1
            if own is not None:
                levels[at] = own
        used.add(number)
        first = int(val(levels[level].find(f"{W}start")))
        row[level] = row[level] + 1 if level in row else first
        for deeper in [i for i in row if i > level]:
            del row[deeper]
        shape = val(levels[level].find(f"{W}lvlText"))
        for i, one in levels.items():
            value = row.get(i, int(val(one.find(f"{W}start"))))
            form = val(one.find(f"{W}numFmt"))
            if form != "bullet":
                shape = shape.replace(f"%{i + 1}", _spell(value, form))
        found.append((shape, text_of(paragraph)))
    return found


def expected_labels(blocks: Blocks) -> list[str]:
    """Return the labels of the tree in reading order; a bullet is ``•``, whatever its level."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Heading) and block.label:
            found.append(block.label)
        elif isinstance(block, BulletList | OrderedList):
            for item in block.items:
                found.append("•" if isinstance(block, BulletList) else item.label)
                found += expected_labels(item.blocks)
        elif isinstance(block, DefinitionList):
            for definition in block.items:
                found += expected_labels(definition.blocks)
        else:
            for part in parts_of(block):
                if part and not isinstance(part[0], Inline):
                    found += expected_labels(part)
    return found


def referenced(package: Package, part: str) -> dict[str, str]:
    """Return the internal targets of *part*'s relationships by id, as part names."""
    folder, name = posixpath.split(part)
    root = package.roots.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    rows = root.iter(_REL) if root is not None else ()
    return {
        row.get("Id") or "": posixpath.normpath(posixpath.join(folder, row.get("Target") or ""))
        for row in rows
        if row.get("TargetMode") != "External"
    }


def all_relations(package: Package, part: str) -> set[str]:
    folder, name = posixpath.split(part)
    root = package.roots.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    return {row.get("Id") or "" for row in root.iter(_REL)} if root is not None else set()


def words(document: Document) -> str:
    """Return every character of the document's text in reading order, without white space."""
    return "".join("".join(_words(block) for block in document.blocks).split())


def _words(block: Block) -> str:
    if isinstance(block, Contents):
        entries = (e.label + "".join(map(_inline_text, e.children)) for e in block.entries)
        return block.heading + "".join(entries)
    if isinstance(block, Table):
        rows = (block.head, *block.rows)
        return "".join(_inlines_text(cell) for row in rows for cell in row)
    pieces: list[str] = [getattr(block, "text", "")]
    for part in parts_of(block):
        if part and not isinstance(part[0], Inline):
            pieces += [_words(inner) for inner in part]
        else:
            pieces.append(_inlines_text(part))  # type: ignore[arg-type]
    return "".join(pieces)


def _inlines_text(inlines: Inlines) -> str:
    return "".join(map(_inline_text, inlines))


def _inline_text(inline: Inline) -> str:
    if isinstance(inline, Footnote):
        return ""
    own = getattr(inline, "text", "") + getattr(inline, "label", "")
    return own + _inlines_text(children_of(inline))

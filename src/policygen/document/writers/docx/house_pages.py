"""Headers, footers and page set-up of a house style (ECMA-376 Part 1, §17.6 and §17.10)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from lxml import etree

from policygen.document.wordml import OFFICE, PACKAGE

from .base import Furniture, asset
from .house_package import HousePackage, R, Relation, W, furniture_relations
from .house_styles import rename
from .markup import attribute

#: What stands in a header of a text that was edited, and means nothing in ours.
_LITTER = {
    f"{W}{name}"
    for name in (
        "proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd",
        "commentReference", "dataBinding", "lastRenderedPageBreak",
    )
}  # fmt: skip
_KEPT_OF_SECTION = ("pgSz", "pgMar", "pgBorders", "pgNumType", "cols")


def plain_xml(element: etree._Element) -> str:
    """Return *element* with the prefix ``w``, without what belongs to another namespace."""
    name = etree.QName(element)
    attributes = "".join(
        f' w:{etree.QName(key).localname}="{attribute(str(value))}"'
        for key, value in element.attrib.items()
        if str(key).startswith(W)
    )
    inner = "".join(plain_xml(c) for c in element if isinstance(c.tag, str) and c.tag.startswith(W))
    return f"<w:{name.localname}{attributes}>{inner}</w:{name.localname}>"


class Pages:
    """The section of a house style: its furniture, set-up and the pictures they use."""

    def __init__(self, package: HousePackage, main: etree._Element) -> None:
        sections = list(main.iter(f"{W}sectPr"))
        if not sections:
            raise ValueError("the file has no page set-up (no section properties)")
        self._section = sections[-1]
        self._package = package
        self.media: dict[str, str] = {}  # part of the house -> name of ours
        self.title_page = _is_on(self._section.find(f"{W}titlePg"))
        self._relations = package.relations(package.main)

    def furniture(self, renamed: dict[str, str]) -> tuple[Furniture, ...]:
        """Return the headers and footers; a page's header is added where a draft mark needs one."""
        made: list[Furniture] = []
        drawings = 0
        for reference in self._section:
            kind = etree.QName(reference).localname.removesuffix("Reference")
            page = reference.get(f"{W}type") or "default"
            if kind not in ("header", "footer") or (page == "first" and not self.title_page):
                continue
            relation = self._relations.get(reference.get(f"{R}id") or "")
            if relation is None or relation.external:
                raise ValueError(f"the file's {kind} is missing")
            root = self._package.xml(relation.target)
            links = furniture_relations(self._package, relation.target)
            rename(root, renamed)
            drawings = _tidy(root, drawings)
            text = etree.tostring(root, encoding="unicode")
            made.append(
                Furniture(
                    f"{kind}{len(made) + 1}.xml", kind, page, text, relations=self._links(links)
                )
            )
        pages = {part.page for part in made if part.kind == "header"}
        blank = asset("header-blank.xml")
        for page in ("default", "first"):
            if page not in pages:
                made.append(Furniture(f"header{len(made) + 1}.xml", "header", page, blank))
        return tuple(made)

    def _links(self, relations: dict[str, Relation]) -> str:
        if not relations:
            return ""
        rows: list[str] = []
        for id_, relation in relations.items():
            target, mode = relation.target, ' TargetMode="External"'
            if not relation.external:
                extension = posixpath.splitext(target)[1].lower()
                target = self.media.setdefault(
                    target, f"media/house{len(self.media) + 1}{extension}"
                )
                mode = ""
            rows.append(
                f'<Relationship Id="{attribute(id_)}" Type="{OFFICE}/{relation.kind}"'
                f' Target="{attribute(target)}"{mode}/>'
            )
        return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'

    def section(self) -> str:
        """Return the set-up as the pattern of a ``w:sectPr``; what is left out of it is ours to add."""
        found = [self._section.find(W + name) for name in _KEPT_OF_SECTION]
        grid = self._section.find(f"{W}docGrid")
        kept = "".join(plain_xml(element) for element in found if element is not None)
        last = plain_xml(grid) if grid is not None else ""
        return f"<w:sectPr>{{references}}{kept}{{title page}}{last}</w:sectPr>"

    def text_size(self) -> tuple[int, int]:
        """Return width and height of the text on a page; raise ValueError where there is none."""
        size, margins = self._section.find(f"{W}pgSz"), self._section.find(f"{W}pgMar")
        if size is None or margins is None:
            raise ValueError("the file has no page size or margins")
        width = _number(size, "w") - _total(margins, ("left", "right", "gutter"))
        height = _number(size, "h") - _total(margins, ("top", "bottom"))
        if width < 2000 or height < 2000:
            raise ValueError("the file's margins leave no room for text")
        return width, height


def _number(element: etree._Element, name: str) -> int:
    value = element.get(W + name) or "0"
    return abs(int(value)) if value.lstrip("-").isdigit() else 0


def _total(element: etree._Element, names: Iterable[str]) -> int:
    return sum(_number(element, name) for name in names)


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


def _tidy(root: etree._Element, drawings: int) -> int:
    """Take editing litter out of a header; return the number of the last drawing in it.

    Runs that look alike are joined: Word splits ``{next review}`` at the least occasion.
    """
    for element in list(root.iter(etree.Element)):
        parent = element.getparent()
        if element.tag in _LITTER and parent is not None:
            parent.remove(element)
            continue
        for key in [k for k in element.attrib if "}rsid" in str(k)]:
            del element.attrib[key]
        if etree.QName(element).localname == "docPr":  # ids are unique in a package (§20.4.2.5)
            drawings += 1
            element.set("id", str(drawings))
    for paragraph in root.iter(f"{W}p"):
        for run in paragraph.findall(f"{W}r"):
            _join_with_next(run)
    return drawings


def _join_with_next(run: etree._Element) -> None:
    while (following := run.getnext()) is not None and _joinable(run) and _joinable(following):
        if _look(run) != _look(following):
            return
        text, more = run.find(f"{W}t"), following.find(f"{W}t")
        if text is None or more is None or following.getparent() is None:
            return
        text.text = (text.text or "") + (more.text or "")
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        following.getparent().remove(following)  # type: ignore[union-attr]


def _joinable(run: etree._Element) -> bool:
    return run.tag == f"{W}r" and [c.tag for c in run if c.tag != f"{W}rPr"] == [f"{W}t"]


def _look(run: etree._Element) -> bytes:
    properties = run.find(f"{W}rPr")
    return b"" if properties is None else etree.tostring(properties, method="c14n")

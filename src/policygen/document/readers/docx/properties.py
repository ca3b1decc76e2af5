"""Document properties: core (ECMA-376 Part 2, §11), extended and custom (Part 1, §22.2, §22.3)."""

from __future__ import annotations

import re

from lxml import etree

from policygen.document.properties import Numbering, Properties
from policygen.document.tree import Blocks, Heading, OrderedList
from policygen.document.walk import iter_blocks

from .file import WordFile

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SCHEMES: dict[str, Numbering] = {"headings": "headings", "clause": "clauses"}


def rows(file: WordFile, kind: str) -> dict[str, str]:
    """Return the properties in the package's part of *kind* (``core-properties``…) by name."""
    for relation in file.package.relations("").values():
        if relation.kind == kind and not relation.external and file.package.has(relation.target):
            root = file.package.xml(relation.target)
            return {
                etree.QName(e).localname: "".join(map(str, e.itertext())).strip()
                for e in root.iterchildren(etree.Element)
            }
    return {}


def custom(file: WordFile) -> tuple[tuple[str, str], ...]:
    """Return the custom properties as (name, text) in their order, names in small letters."""
    for relation in file.package.relations("").values():
        if relation.kind == "custom-properties" and file.package.has(relation.target):
            root = file.package.xml(relation.target)
            return tuple(
                ((e.get("name") or "").lower(), "".join(map(str, e.itertext())).strip())
                for e in root.iterchildren(etree.Element)
            )
    return ()


def _scheme(file: WordFile, blocks: Blocks) -> Numbering:
    """Return the numbering scheme of a file of ours, told by the series of its headings and lists."""
    found = _SCHEMES.get(file.numbering.series(file.styles.get("Heading1").num or 0))
    if found is not None:
        return found
    series = {b.series for b in iter_blocks(blocks) if isinstance(b, OrderedList)}
    labelled = {b.level for b in blocks if isinstance(b, Heading) and b.label}
    if "clause" in series or "paragraph" in series:
        return "clauses" if "clause" in series else "paragraphs"
    return "headings" if labelled else "none"


def properties(file: WordFile, core: dict[str, str], language: str, blocks: Blocks) -> Properties:
    """Return what the file says of itself: all that is ours in a file of ours, else what is certain."""
    held = custom(file)
    title = core.get("title", "")
    pictures = tuple(p for p in file.pictures.values() if p is not None)
    if not file.own:
        company = rows(file, "extended-properties").get("Company", "")
        return Properties(
            title=title, publisher=company, language=language, record=held, pictures=pictures
        )
    issued = _DATE.match(core.get("created", ""))
    return Properties(
        title=title,
        publisher=core.get("creator", ""),
        subject=core.get("subject", ""),
        identifier=core.get("identifier", ""),
        language=core.get("language") or language,
        version=core.get("version", ""),
        issued=issued.group() if issued else "",
        record=held,
        numbering=_scheme(file, blocks),
        draft=core.get("contentStatus", "").lower() == "draft",
        crest=file.crest,
        pictures=pictures,
    )

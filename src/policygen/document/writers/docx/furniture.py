"""Headers and footers (ECMA-376 Part 1, §17.10): the texts of one document in the parts of its base."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policygen.document.properties import Properties
from policygen.document.wordml import WORD

from .base import Base, Furniture
from .ledger import Ledger
from .markup import attribute
from .package import Entry, shared_entry
from .widths import text_width

_ROOT = re.compile(r"<(?:\w+:)?hdr\b[^>]*>")
_DRAFT = (
    f'<w:p xmlns:w="{WORD}"><w:pPr><w:pStyle w:val="DraftMark"/></w:pPr>'
    "<w:r><w:t>DRAFT – not for publication</w:t></w:r></w:p>"
)
_POINTS = 9.0  # the size of our header and footer text
_GAP = 300
_PAGES = "Page 100 of 100"


def references(ledger: Ledger) -> str:
    """Return the section's properties with the references to its headers and footers (§17.6.17)."""
    rows = "".join(
        f'<w:{part.kind}Reference w:type="{part.page}" r:id="{ledger.relations.add(part.kind, part.name)}"/>'
        for part in ledger.base.furniture
    )
    title_page = ledger.base.first_page or ledger.properties.cover
    section = ledger.base.section.replace("{references}", rows)
    return section.replace("{title page}", "<w:titlePg/>" if title_page else "")


def entries(properties: Properties, base: Base) -> Iterator[Entry]:
    """Yield the header and footer parts of *base*, filled in."""
    texts = _texts(properties)
    wide = {
        "header": _too_wide(properties.header[0], properties.header[1], "", base),
        "footer": _too_wide(properties.footer[0], properties.footer[1], _PAGES, base),
    }
    for part in base.furniture:
        yield shared_entry(f"word/{part.name}", _filled(part, texts, wide[part.kind], properties))
        if part.relations:
            yield shared_entry(f"word/_rels/{part.name}.rels", part.relations)


def _texts(properties: Properties) -> dict[str, str]:
    """Return what stands for each place that a header or footer may name."""
    return {
        "{school}": properties.header[0],
        "{policy}": properties.header[1],
        "{version}": properties.footer[0],
        "{next review}": properties.footer[1],
    }


_PLACES = re.compile(r"\{(?:school|policy|version|next review)\}")


def _filled(part: Furniture, texts: dict[str, str], wide: bool, properties: Properties) -> str:
    xml = part.stacked if wide and part.stacked else part.xml
    if properties.cover and part.on_cover:
        xml = part.on_cover
    # All places in one go: a name that reads "{version}" stays as it is.
    xml = _PLACES.sub(lambda found: attribute(" ".join(texts[found.group()].splitlines())), xml)
    if properties.draft and part.kind == "header":
        xml = _ROOT.sub(lambda found: found.group() + _DRAFT, xml, count=1)
    return xml


def _too_wide(left: str, right: str, middle: str, base: Base) -> bool:
    """Say whether two texts, and one centred between them, do not fit on one line."""
    room = base.text_width
    one, other = text_width(left, _POINTS), text_width(right, _POINTS)
    if not middle:
        return one + other + _GAP > room
    return max(one, other) > (room - text_width(middle, _POINTS)) // 2 - _GAP

"""The base package: what every edition of one look shares, compressed once.

:func:`own_base` makes it from the parts under ``assets/docx``; :mod:`.house` makes it from a house
style. The writer adds the body, the numbering, notes and properties of the one document.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from string import Template

from policygen.document.colour import mix, readable
from policygen.document.properties import Numbering, Theme
from policygen.document.wordml import WORD

from .markup import attribute
from .numbering import heading_series
from .package import Entry, entry, shared_entry

#: A dark blue-grey, for publishers that ask for no colour of their own.
DEFAULT_COLOUR, DEFAULT_FONT = "#27455c", "Arial"
#: A4 with margins of 2.4 cm, in twentieths of a point.
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 11906, 16838, 1361


@dataclass(frozen=True, slots=True)
class Furniture:
    """A header or footer part (ECMA-376 Part 1, §17.10) with places such as ``{school}`` in it.

    ``stacked`` is used instead where the texts do not fit on one line, ``on_cover`` where the document
    has a cover; both may be empty. ``relations`` is the text of the part's own relationships.
    """

    name: str
    kind: str
    page: str
    xml: str
    stacked: str = ""
    on_cover: str = ""
    relations: str = ""


@dataclass(frozen=True, slots=True)
class Base:
    """The shared part of a package.

    ``section`` is the ``w:sectPr`` with ``{references}`` and ``{title page}`` in it, ``first_page``
    says whether the first page has furniture of its own even without a cover. Ids up to
    ``abstract_base`` (exclusive) and ``num_base`` (inclusive) belong to the base's own numbering, which is
    ``numbering_opening`` and ``numbering_nums``.
    """

    entries: tuple[Entry, ...]
    furniture: tuple[Furniture, ...]
    section: str
    text_width: int
    text_height: int
    first_page: bool
    extensions: tuple[str, ...] = ("png", "jpeg")
    abstract_base: int = 0
    num_base: int = 0
    numbering_opening: str = f'<w:numbering xmlns:w="{WORD}">'
    numbering_nums: str = ""


@lru_cache(maxsize=32)
def asset(name: str) -> str:
    """Return the text of a part under ``assets/docx``."""
    return files("policygen").joinpath("assets", "docx", name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def separators() -> tuple[str, str]:
    """Return the footnotes part up to and after its separators (§17.11.23), and its closing tag."""
    closing = "</w:footnotes>"
    return asset("footnotes.xml").partition(closing)[0], closing


def colours(theme: Theme) -> tuple[str, str, str]:
    """Return text colour, tint and rule colour of *theme*, each ``RRGGBB``.

    The text colour has at least 4.5:1 on white and on the tint (WCAG 2.2, §1.4.3).
    """
    wanted = theme.colour or DEFAULT_COLOUR
    tint = mix(readable(wanted), "#ffffff", 0.92)
    text = readable(readable(wanted), tint)
    return tuple(c[1:].upper() for c in (text, tint, mix(text, "#ffffff", 0.6)))  # type: ignore[return-value]


def own_styles(theme: Theme, language: str, scheme: Numbering) -> str:
    """Return our styles part in the colours of *theme*, its heading styles numbered as *scheme* has it."""
    text, tint, rule = colours(theme)
    _, linked = heading_series(scheme)
    numbers = {f"number{i}": heading_number(i) if i <= linked else "" for i in range(1, 6)}
    return Template(asset("styles.xml")).substitute(
        numbers, colour=text, tint=tint, rule=rule, language=attribute(language)
    )


def heading_number(level: int, num: int = 1) -> str:
    """Return the ``w:numPr`` that links heading style *level* (from 1) to the document's first num."""
    return f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{num}"/></w:numPr>'


def own_furniture() -> tuple[Furniture, ...]:
    """Return our headers and footers: a quiet first page, names above and numbers below on the others."""
    footer, stacked = asset("footer.xml"), asset("footer-stacked.xml")
    return (
        Furniture(
            "header1.xml", "header", "default", asset("header.xml"), asset("header-stacked.xml")
        ),
        Furniture("header2.xml", "header", "first", asset("header-blank.xml")),
        Furniture("footer1.xml", "footer", "default", footer, stacked),
        Furniture("footer2.xml", "footer", "first", footer, stacked, asset("footer-blank.xml")),
    )


OWN_SECTION = (
    "<w:sectPr>{references}"
    f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
    f'<w:pgMar w:top="1418" w:right="{MARGIN}" w:bottom="1361" w:left="{MARGIN}"'
    ' w:header="567" w:footer="567" w:gutter="0"/><w:cols w:space="708"/>{title page}</w:sectPr>'
)


@lru_cache(maxsize=64)
def own_base(theme: Theme, language: str, scheme: Numbering) -> Base:
    """Return our own base package for a theme, a language and a numbering scheme."""
    text, tint, _ = colours(theme)
    font = attribute(theme.font or DEFAULT_FONT)
    fill = {"colour": text, "tint": tint, "font": font, "language": attribute(language)}
    parts = {
        "word/settings.xml": Template(asset("settings.xml")).substitute(fill),
        "word/fontTable.xml": Template(asset("fontTable.xml")).substitute(fill),
        "word/theme/theme1.xml": Template(asset("theme1.xml")).substitute(fill),
        "word/styles.xml": own_styles(theme, language, scheme),
    }
    return Base(
        entries=(
            *(entry(name, content.encode()) for name, content in parts.items()),
            *common_entries(),
        ),
        furniture=own_furniture(),
        section=OWN_SECTION,
        text_width=PAGE_WIDTH - 2 * MARGIN,
        text_height=PAGE_HEIGHT - 1418 - 1361,
        first_page=True,
    )


def common_entries() -> tuple[Entry, ...]:
    """Return the parts that are the same in every package of ours."""
    return (
        shared_entry("_rels/.rels", asset("rels.xml")),
        shared_entry("docProps/app.xml", asset("app.xml")),
    )

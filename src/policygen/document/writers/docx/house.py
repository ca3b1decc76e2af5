"""A base package from a house style: a DOCX file edited in Word supplies the look, we the document."""

from __future__ import annotations

from functools import lru_cache
from string import Template

from lxml import etree

from policygen.document.properties import Numbering, Theme
from policygen.document.wordml import WORD

from .base import (
    DEFAULT_FONT,
    Base,
    asset,
    colours,
    common_entries,
    own_styles,
)
from .house_package import HousePackage, W
from .house_pages import Pages, plain_xml
from .house_styles import merge_styles, rename, renamed_ids
from .markup import attribute
from .numbering import heading_series
from .package import entry

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: Settings that are about the look, in the order of CT_Settings (§17.15.1.78); ours go between.
_SETTINGS_BEFORE = (
    "mirrorMargins", "gutterAtTop", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit",
    "hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders", "characterSpacingControl",
)  # fmt: skip
_SETTINGS_AFTER = ("compat", "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator")
_SEPARATORS = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'


@lru_cache(maxsize=16)
def house_base(data: bytes, theme: Theme, language: str, scheme: Numbering) -> Base:
    """Return the base package that the house style *data* gives for a language and a scheme.

    *theme* colours the styles that the house lacks. Raises ValueError when it cannot be used.
    """
    package = HousePackage(data)
    main = package.xml(package.main)
    if main.tag != f"{W}document":
        raise ValueError("the file is not a Word document")
    related = {r.kind: r.target for r in package.relations(package.main).values() if not r.external}
    if "styles" not in related:
        raise ValueError("the file has no styles")
    house = package.xml(related["styles"])
    ours = etree.fromstring(own_styles(theme, language, "none").encode())
    renamed = renamed_ids(house, ours)
    pages = Pages(package, main)
    furniture = pages.furniture(renamed)
    numbering = _Numbering(package, related.get("numbering", ""), renamed)
    _, linked = heading_series(scheme)
    styles = merge_styles(house, ours, language, linked, numbering.num_base + 1)
    numbering.keep_used_by(styles, furniture_text="".join(part.xml for part in furniture))
    parts = {
        "word/styles.xml": etree.tostring(styles, xml_declaration=True, encoding="UTF-8", standalone=True),
        "word/settings.xml": _settings(package, related.get("settings", ""), language),
        "word/fontTable.xml": _fonts(package, related.get("fontTable", ""), theme),
        "word/theme/theme1.xml": _theme(package, related.get("theme", ""), theme),
    }  # fmt: skip
    media = {f"word/{name}": package.read(part) for part, name in pages.media.items()}
    width, height = pages.text_size()
    return Base(
        entries=(
            *(entry(name, content) for name, content in parts.items()),
            *(entry(name, content, store=True) for name, content in media.items()),
            *common_entries(),
        ),
        furniture=furniture,
        section=pages.section(),
        text_width=width,
        text_height=height,
        first_page=pages.title_page,
        extensions=tuple(
            dict.fromkeys(("png", "jpeg", *(name.rpartition(".")[2] for name in media)))
        ),
        abstract_base=numbering.abstract_base,
        num_base=numbering.num_base,
        numbering_opening=numbering.opening,
        numbering_nums=numbering.nums,
    )


class _Numbering:
    """The house's own lists, as far as its styles and headers use them; our ids come after its."""

    def __init__(self, package: HousePackage, name: str, renamed: dict[str, str]) -> None:
        self.abstract_base = self.num_base = 0
        self.opening, self.nums = f'<w:numbering xmlns:w="{WORD}">', ""
        self._root = package.xml(name) if name and package.has(name) else None
        if self._root is None:
            return
        rename(self._root, renamed)
        ids = [_integer(e.get(f"{W}abstractNumId")) for e in self._root.iter(f"{W}abstractNum")]
        self.abstract_base = max(ids, default=-1) + 1
        nums = [_integer(e.get(f"{W}numId")) for e in self._root.iter(f"{W}num")]
        self.num_base = max(nums, default=0)

    def keep_used_by(self, styles: etree._Element, furniture_text: str) -> None:
        """Put the nums that the *styles* and headers name into the part, with their abstract ones."""
        if self._root is None:
            return
        used = {e.get(f"{W}val") for e in styles.iter(f"{W}numId")}
        used |= {e.get(f"{W}numId") for e in self._root.iter(f"{W}num")
                 if f'numId w:val="{e.get(f"{W}numId")}"' in furniture_text}  # fmt: skip
        nums = [n for n in self._root.iter(f"{W}num") if n.get(f"{W}numId") in used]
        wanted = {e.get(f"{W}val") for n in nums for e in n.findall(f"{W}abstractNumId")}
        ours = {e.get(f"{W}styleId") for e in styles.iter(f"{W}style")}
        for element in list(self._root.iter(f"{W}lvlPicBulletId", f"{W}pStyle")):
            heading = (element.get(f"{W}val") or "").startswith("Heading")
            parent = element.getparent()
            if parent is not None and (
                element.tag == f"{W}lvlPicBulletId" or heading or element.get(f"{W}val") not in ours
            ):
                parent.remove(element)
        self.opening += "".join(
            plain_xml(a)
            for a in self._root.iter(f"{W}abstractNum")
            if a.get(f"{W}abstractNumId") in wanted
        )
        self.nums = "".join(map(plain_xml, nums))


def _integer(value: str | None) -> int:
    return int(value) if value and value.isdigit() else 0


def _settings(package: HousePackage, name: str, language: str) -> bytes:
    """Return settings: the house's where they are about the look, ours for the rest."""
    own = Template(asset("settings.xml")).substitute(language=attribute(language))
    if not package.has(name):
        return own.encode()
    house, ours = package.xml(name), etree.fromstring(own.encode())

    def those(names: tuple[str, ...]) -> str:
        found = (house.find(W + n) for n in names)
        mine = (ours.find(W + n) for n in names)
        chosen = (f if f is not None else m for f, m in zip(found, mine, strict=True))
        return "".join(plain_xml(element) for element in chosen if element is not None)

    return (
        f'{_DECLARATION}<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/>'
        f"{those(_SETTINGS_BEFORE)}{_SEPARATORS}{those(_SETTINGS_AFTER)}</w:settings>"
    ).encode()


def _fonts(package: HousePackage, name: str, theme: Theme) -> bytes:
    """Return the font table without embedded fonts, which we do not carry along."""
    if not package.has(name):
        font = attribute(theme.font or DEFAULT_FONT)
        return Template(asset("fontTable.xml")).substitute(font=font).encode()
    root = package.xml(name)
    for element in list(root.iter(etree.Element)):
        parent = element.getparent()
        element.attrib.pop(f"{W}characterSet", "")  # LibreOffice's are not those of §17.8.3.2
        if parent is not None and etree.QName(element).localname.startswith("embed"):
            parent.remove(element)
    text = plain_xml(root).replace("<w:fonts>", f'<w:fonts xmlns:w="{WORD}">', 1)
    return f"{_DECLARATION}{text}".encode()


def _theme(package: HousePackage, name: str, theme: Theme) -> bytes:
    """Return the house's theme, or ours where it has none or one that needs other parts."""
    if package.has(name) and not package.relations(name):
        package.xml(name)
        return package.read(name)
    text, tint, _ = colours(theme)
    fill = {"colour": text, "tint": tint, "font": attribute(theme.font or DEFAULT_FONT)}
    return Template(asset("theme1.xml")).substitute(fill).encode()

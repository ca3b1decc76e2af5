"""The styles part (ECMA-376 Part 1, §17.7): each style with what it inherits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policygen.document.ooxml import W

from .markup import Element, child, child_val, flag, integer, length, val

_HEADING = re.compile(r"heading ([1-9])")
_DEEPEST_CHAIN = 40
#: Properties that change to and fro from style to style (§17.7.3), as far as we look at them.
TOGGLES = ("b", "i", "vanish")


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it inherits from those it is based on.

    ``names`` are its own name and those it is based on, in small letters. ``outline`` is a heading's
    level from 1, 0 for none. ``num`` is None where no style of the chain speaks of numbering, 0 where
    it is turned off. ``left`` and ``first`` are indents, None where not given.
    """

    id: str = ""
    names: tuple[str, ...] = ()
    outline: int = 0
    num: int | None = None
    level: int | None = None
    left: int | None = None
    first: int | None = None
    align: str = ""
    rule: bool = False
    size: int = 0
    fixed_pitch: bool = False
    toggles: dict[str, bool] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The style's own name in small letters."""
        return self.names[0] if self.names else ""


PLAIN = Style()


class Styles:
    """The styles of a file, by id. A missing part, a missing style and a circle are as no style."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._made: dict[str, Style] = {}
        self._default = ""
        self.by_default: dict[str, bool] = {}
        self.default_size = 20  # §17.3.2.38: ten points
        if root is None:
            return
        for element in root.iter(f"{W}style"):
            name = val(element, "styleId")
            self._elements.setdefault(name, element)
            if val(element, "type") in ("paragraph", "") and val(element, "default") in (
                "1",
                "true",
                "on",
            ):
                self._default = name
        run = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.by_default = _toggles(run)
        self.default_size = integer(child_val(run, "sz"), self.default_size)

    def paragraph(self, name: str) -> Style:
        """Return the paragraph style with the id *name*, else the default one (§17.7.4.17)."""
        return self.get(name if name in self._elements else self._default)

    def get(self, name: str) -> Style:
        """Return the style with the id *name*."""
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = self._resolved(name)
        return made

    def names(self) -> frozenset[str]:
        """Return the names of all styles, in small letters."""
        return frozenset(child_val(e, "name").lower() for e in self._elements.values())

    def _resolved(self, name: str) -> Style:
        chain: list[str] = []
        while name in self._elements and name not in chain and len(chain) < _DEEPEST_CHAIN:
            chain.append(name)
            name = child_val(self._elements[name], "basedOn")
        style = PLAIN
        for step in reversed(chain):
            style = self._made.get(step) or _derived(style, step, self._elements[step])
            self._made[step] = style
        return style


def _derived(base: Style, name: str, element: Element) -> Style:
    """Return the style in *element*, on top of *base*."""
    paragraph, run = child(element, "pPr"), child(element, "rPr")
    own = child_val(element, "name").lower()
    found = _HEADING.fullmatch(own)
    outline = int(found[1]) if found else base.outline
    level = integer(child_val(paragraph, "outlineLvl"), -1)
    if level >= 0:
        outline = level + 1 if level < 9 else 0
    number = child(paragraph, "numPr")
    num, ilvl = base.num, base.level
    if number is not None:
        num = integer(child_val(number, "numId")) if child(number, "numId") is not None else num
        given = child_val(number, "ilvl")
        ilvl = integer(given) if given else None
    left, first = indents(paragraph)
    return Style(
        id=name,
        names=(own, *base.names),
        outline=outline,
        num=num,
        level=ilvl,
        left=base.left if left is None else left,
        first=base.first if first is None else first,
        align=child_val(paragraph, "jc") or base.align,
        rule=base.rule or _has_rule(paragraph),
        size=integer(child_val(run, "sz"), base.size),
        fixed_pitch=base.fixed_pitch or is_fixed_pitch(run),
        toggles={**base.toggles, **_toggles(run)},
    )


def _toggles(run: Element | None) -> dict[str, bool]:
    found = {name: flag(run, name) for name in TOGGLES}
    return {name: value for name, value in found.items() if value is not None}


def indents(paragraph: Element | None) -> tuple[int | None, int | None]:
    """Return the left and the first-line indent that ``w:pPr`` gives (§17.3.1.12); hanging is negative."""
    element = child(paragraph, "ind")
    if element is None:
        return None, None
    left = length(val(element, "left") or val(element, "start"))
    hanging, first = length(val(element, "hanging")), length(val(element, "firstLine"))
    return left, -hanging if hanging is not None else first


def _has_rule(paragraph: Element | None) -> bool:
    """Say whether a paragraph has a line below it (§17.3.1.7)."""
    bottom = child(child(paragraph, "pBdr"), "bottom")
    return bottom is not None and val(bottom) not in ("nil", "none")


def has_rule(paragraph: Element | None, style: Style) -> bool:
    """Say whether a paragraph with the properties *paragraph* has a line below it."""
    return style.rule or _has_rule(paragraph)


def is_fixed_pitch(run: Element | None) -> bool:
    """Say whether ``w:rPr`` asks for a font whose letters are all equally wide, as code has."""
    fonts = child(run, "rFonts")
    name = (val(fonts, "ascii") or val(fonts, "hAnsi")).lower()
    return any(word in name for word in ("courier", "consolas", "mono", "menlo"))

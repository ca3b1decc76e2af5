"""How runs look: effective formatting (ECMA-376 Part 1, §17.7.2), told relative to the paragraph's style.

Bold letters in a heading whose style is bold are not emphasis; bold letters in ordinary text are.
"""

from __future__ import annotations

from dataclasses import dataclass

from .markup import Element, child, child_val, flag, integer, val
from .spans import EMPHASIS, MARKED, STRONG, Wrap
from .styles import TOGGLES, Style, Styles, is_fixed_pitch

_NEAR_WHITE = 0xF0
_CODE_STYLES = ("code text", "html code", "verbatim char", "source text", "inline code")
#: Character styles of ours beside which other looks are written directly.
_OWN = ("strong", "emphasis", "code text", "hyperlink", "cross reference", "remark")


@dataclass(frozen=True, slots=True)
class Look:
    """What a run is: ``wraps`` for the tree, ``bold`` as a reader sees it; size in half-points."""

    wraps: tuple[Wrap, ...] = ()
    bold: bool = False
    hidden: bool = False
    code: bool = False
    underlined: bool = False
    struck: bool = False
    size: int = 0
    style: str = ""
    font: str = ""


class Looks:
    """Works out looks; runs with the same properties in the same style are worked out once."""

    def __init__(self, styles: Styles, own: bool) -> None:
        self._styles = styles
        self._own = own
        self._known: dict[tuple[str, ...], Look] = {}

    def look(self, run: Element | None, paragraph: Style) -> Look:
        """Return the look of a run with the properties *run* in a paragraph of the style *paragraph*."""
        if run is None:
            key: tuple[str, ...] = (paragraph.id,)
        else:
            parts = [paragraph.id]
            for element in run:
                parts.append(str(element.tag))
                parts.extend(map(str, element.values()))
            key = tuple(parts)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._worked_out(run, paragraph)
        return known

    def _worked_out(self, run: Element | None, paragraph: Style) -> Look:
        name = child_val(run, "rStyle")
        character = self._styles.get(name) if name else None
        names = character.names if character else ()
        base = {t: self._in_style(t, paragraph, None) for t in TOGGLES}
        shown = {}
        for toggle in TOGGLES:
            direct = flag(run, toggle)
            shown[toggle] = (
                self._in_style(toggle, paragraph, character) if direct is None else direct
            )
        strong = self._stands_out("b", "strong", run, names, shown["b"] and not base["b"])
        emphasised = self._stands_out("i", "emphasis", run, names, shown["i"] and not base["i"])
        wraps = [w for w, there in ((STRONG, strong), (EMPHASIS, emphasised)) if there]
        if is_marked(run):
            wraps.append(MARKED)
        code = any(n in _CODE_STYLES for n in names) or (
            character is not None and character.fixed_pitch
        )
        underline = child_val(run, "u")
        fonts = child(run, "rFonts")
        return Look(
            wraps=tuple(wraps),
            bold=shown["b"] or strong,
            hidden=shown["vanish"],
            code=code or (is_fixed_pitch(run) and not paragraph.fixed_pitch),
            underlined=underline not in ("", "none"),
            struck=bool(flag(run, "strike") or flag(run, "dstrike")),
            size=integer(child_val(run, "sz"), 0)
            or (character.size if character and character.size else 0)
            or paragraph.size
            or self._styles.default_size,
            style=names[0] if names else "",
            font=val(fonts, "ascii") or val(fonts, "hAnsi"),
        )

    def _stands_out(
        self, toggle: str, style: str, run: Element | None, names: tuple[str, ...], shown: bool
    ) -> bool:
        """Say whether a run is emphasised: it looks it, its style says it, or our writer wrote it so."""
        direct = flag(run, toggle)
        if direct is False:
            return False
        own = self._own and bool(direct) and bool(names) and names[0] in _OWN
        return shown or style in names or own

    def _in_style(self, toggle: str, paragraph: Style, character: Style | None) -> bool:
        """Return a toggle property as the styles give it: on where an odd number turn it on (§17.7.3)."""
        if self._styles.by_default.get(toggle):
            return True
        of_character = bool(character and character.toggles.get(toggle))
        return paragraph.toggles.get(toggle, False) != of_character


def is_marked(run: Element | None) -> bool:
    """Say whether a run is highlighted, or shaded in a way that stands out (§17.3.2.15, §17.3.2.32)."""
    if run is None:
        return False
    highlight = child_val(run, "highlight")
    if highlight:
        return highlight not in ("none", "white")
    fill = val(child(run, "shd"), "fill")
    try:
        channels = bytes.fromhex(fill) if len(fill) == 6 else b""
    except ValueError:
        return False
    return bool(channels) and min(channels) < _NEAR_WHITE

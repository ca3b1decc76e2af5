"""The look: the style sheet that all pages share, and the few lines that are a publisher's own."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from typing import NamedTuple

from ...colour import mix, readable
from ...properties import Properties
from .escape import css_string

_COLOUR = "#1d4f76"
_PAPER, _NIGHT = "#ffffff", "#171a1f"
#: Accents are text on the sheet and on a tint of themselves. 4.5 on the tint is wanted (WCAG 2.2
#: §1.4.3); a tint this pale takes at most a sixth (by day) and a quarter (by night) from what is on the sheet.
_DAY_RATIO, _NIGHT_RATIO = 5.4, 6.0
_DAY_TINT, _NIGHT_TINT = 0.93, 0.9
_SYSTEM = 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif'
_SERIF = 'Georgia,"Times New Roman",serif'
_SERIFS = re.compile(
    r"serif|roman|georgia|garamond|cambria|palatino|book|century|baskerville", re.I
)


class Style(NamedTuple):
    """The text of a ``style`` element and its hash for the Content-Security-Policy (CSP 3 §6.7.3)."""

    text: str
    hash: str


class Palette(NamedTuple):
    """What a publisher's colour becomes: ``accent`` for text, ``tint`` and ``band`` for grounds.

    White text stands on ``band``; ``accent`` stands on the sheet and on ``tint``.
    """

    sheet: str
    accent: str
    tint: str
    band: str


@lru_cache(maxsize=64)
def palettes(colour: str) -> tuple[Palette, Palette]:
    """Return the palettes for light and for dark screens; raise ValueError unless *colour* is ``#rrggbb``."""
    accent = readable(colour or _COLOUR, _PAPER, _DAY_RATIO)
    day = Palette(_PAPER, accent, mix(accent, _PAPER, _DAY_TINT), accent)
    glow = readable(colour or _COLOUR, _NIGHT, _NIGHT_RATIO)
    night = Palette(_NIGHT, glow, mix(glow, _NIGHT, _NIGHT_TINT), mix(accent, "#000000", 0.3))
    return day, night


@lru_cache(maxsize=1)
def shared_style() -> Style:
    """Return the style sheet that is the same on every page, without comments and indents."""
    from importlib.resources import files

    sheet = files("policygen").joinpath("assets/html/style.css").read_text(encoding="utf-8")
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    sheet = re.sub(r"\s*([{};])\s*", r"\1", re.sub(r"\s+", " ", sheet))
    return _style(sheet.replace(";}", "}").strip())


def own_style(properties: Properties) -> Style:
    """Return the style that is this document's own: colours, font, and the edges of printed pages."""
    day, night = palettes(properties.theme.colour)
    sheet = (
        f":root{{--sheet:{day.sheet};--accent:{day.accent};--tint:{day.tint};--band:{day.band};"
        f"--font:{_family(properties.theme.font)}}}"
        "@media screen and (prefers-color-scheme:dark){"
        f":root{{--sheet:{night.sheet};--accent:{night.accent};--tint:{night.tint};"
        f"--band:{night.band}}}}}"
    )
    return _style(sheet + _edges(properties))


def _family(font: str) -> str:
    fallback = _SERIF if _SERIFS.search(font) else _SYSTEM
    return f"{css_string(font)},{fallback}" if font else fallback


def _edges(properties: Properties) -> str:
    """Return the margin boxes of printed pages (CSS Paged Media 3 §5): header, footer, page numbers."""
    page = "DRAFT – page " if properties.draft else "Page "
    boxes = {
        "top-left": css_string(properties.header[0]),
        "top-right": css_string(properties.header[1]),
        "bottom-left": css_string(properties.footer[0]),
        "bottom-center": css_string(page) + ' counter(page) " of " counter(pages)',
        "bottom-right": css_string(properties.footer[1]),
    }
    filled = "".join(f"@{box}{{content:{value}}}" for box, value in boxes.items() if value != '""')
    filled += "@bottom-center{white-space:nowrap}"
    plain = "@page :first{@top-left{content:none}@top-right{content:none}}"
    return f"@page{{{filled}}}{plain if properties.cover else ''}"


def _style(sheet: str) -> Style:
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode("ascii")
    return Style(sheet, f"sha256-{digest}")

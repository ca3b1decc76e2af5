"""Colours that can be read: contrast as WCAG 2.2 measures it, and the nearest colour that has enough.

Colours are ``#rrggbb``; what comes out is in lower case. Anything else raises :class:`ValueError`.
"""

from __future__ import annotations

import re
from functools import lru_cache

_COLOUR = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)
_STEPS = 256

Rgb = tuple[int, int, int]


def rgb(colour: str) -> Rgb:
    """Return red, green and blue (0 to 255) of *colour*; raise ValueError unless it is ``#rrggbb``."""
    match = _COLOUR.fullmatch(colour)
    if match is None:
        raise ValueError(f"not a colour of the form #rrggbb: {colour!r}")
    red, green, blue = (int(part, 16) for part in match.groups())
    return red, green, blue


def luminance(colour: str) -> float:
    """Return the relative luminance of *colour*: 0.0 for black to 1.0 for white (WCAG 2.2, §3)."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(channel) for channel in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1.0 (alike) to 21.0 (WCAG 2.2, §3)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """Return *colour* with *share* (0.0 to 1.0) of *other* in it: 0.9 of white gives a pale tint."""
    pairs = zip(rgb(colour), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


@lru_cache(maxsize=256)
def readable(colour: str, background: str = "#ffffff", ratio: float = 4.5) -> str:
    """Return *colour*, made just so much darker (or lighter) that text in it can be read.

    The result has at least *ratio* to 1 against *background*: 4.5 for text (WCAG 2.2, §1.4.3), 3 for
    rules and large print. It goes towards black on a light background and towards white on a dark
    one; where even these do not reach *ratio*, the better of the two is returned. A colour that
    already has the ratio comes back unchanged. Raises ValueError when a colour is not ``#rrggbb``.
    """
    target = max(("#000000", "#ffffff"), key=lambda end: contrast(end, background))
    for step in range(_STEPS):
        candidate = mix(colour, target, step / _STEPS)
        if contrast(candidate, background) >= ratio:
            return candidate
    return target

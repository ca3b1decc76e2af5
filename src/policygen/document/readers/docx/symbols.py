"""Characters of symbol fonts (ECMA-376 Part 1, §17.3.3.30): what the usual ones look like in Unicode."""

from __future__ import annotations

_PRIVATE = range(0xF000, 0xF100)
_WINGDINGS = {
    0x28: "☎", 0x29: "✆", 0x2A: "🖂", 0x2B: "🖃", 0x36: "⌛", 0x3F: "✍", 0x46: "☞", 0x4A: "☺", 0x4C: "☹",
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "◻", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫",
    0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢",
    0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☑", 0xA3: "☐", 0x97: "●", 0x98: "•"}
_WEBDINGS = {0x61: "✓", 0x72: "✗", 0x63: "□"}
#: The encoding of the font Symbol, from 0x20 and from 0xA1 on.
_SYMBOL = dict(
    enumerate(
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
        0x20,
    )
) | dict(enumerate("ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑", 0xA1))
_FONTS = {
    "symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS
}  # fmt: skip


def symbol(code: int, font: str) -> str:
    """Return the character that *code* is in *font*; "" where that is not known."""
    table = _FONTS.get(font.lower())
    place = code - _PRIVATE.start if code in _PRIVATE else code
    if table is None:
        if code not in _PRIVATE:
            return chr(code) if 0x20 <= code < 0x110000 else ""
        return "•" if place == 0xB7 else _WINGDINGS.get(place, "")
    return table.get(place, "")


def has_private(text: str) -> bool:
    """Say whether *text* holds characters that only a symbol font can show."""
    return any(ord(character) in _PRIVATE for character in text)

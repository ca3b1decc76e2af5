"""Small PDF files for tests: words at places on pages, in a plain, an italic or a bold letter."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple

FONTS = {"plain": "Helvetica", "italic": "Helvetica-Oblique", "bold": "Helvetica-Bold"}


class Words(NamedTuple):
    """Words that begin *x* points from the left and *y* from the bottom."""

    x: float
    y: float
    text: str
    font: str = "plain"
    size: float = 11


def lines(
    *texts: str, top: float = 720, leading: float = 14, x: float = 72, font: str = "plain"
) -> list[Words]:
    """Return *texts* as lines below each other; an empty one is room between paragraphs."""
    return [Words(x, top - leading * n, text, font) for n, text in enumerate(texts) if text]


def pdf(*pages: Sequence[Words]) -> bytes:
    """Return a PDF with these *pages* (ISO 32000-1, 7.5)."""
    fonts = {name: 4 + number for number, name in enumerate(FONTS)}
    first = 4 + len(FONTS)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    resources = " ".join(f"/{name} {number} 0 R" for name, number in fonts.items())
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        f"<</Font<<{resources}>>>>".encode(),
    ]
    objects += [
        f"<</Type/Font/Subtype/Type1/BaseFont/{base}/Encoding/WinAnsiEncoding>>".encode()
        for base in FONTS.values()
    ]
    for number, words in enumerate(pages):
        box = f"/MediaBox[0 0 595 842]/Resources 3 0 R/Contents {first + 2 * number + 1} 0 R"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}>>".encode())
        objects.append(stream(b"\n".join(map(_shown, words))))
    return assembled(objects)


def stream(content: bytes) -> bytes:
    """Return a compressed stream."""
    packed = zlib.compress(content)
    head = f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode()
    return head + packed + b"\nendstream"


def assembled(objects: Sequence[bytes]) -> bytes:
    """Return a file of *objects*, of which the first is the catalogue."""
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    tail = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<</Size {count}/Root 1 0 R>>\n"
    return out + f"{tail}startxref\n{len(out)}\n%%EOF\n".encode()


def _shown(words: Words) -> bytes:
    text = words.text.encode("cp1252")
    for mark in (b"\\", b"(", b")"):
        text = text.replace(mark, b"\\" + mark)
    place = f"BT /{words.font} {words.size} Tf {words.x} {words.y} Td (".encode()
    return place + text + b") Tj ET"

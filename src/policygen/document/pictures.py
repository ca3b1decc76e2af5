"""Pictures: what kind an image file is and how large, told from its first bytes.

Nothing is decoded: a header is read, so that no image can make the program slow or large.
"""

from __future__ import annotations

import struct

from .properties import Picture

MAX_BYTES = 10_000_000
MAX_PIXELS = 50_000_000
#: The last chunk of a PNG (ISO/IEC 15948 §11.2.5), and the last marker of a JPEG (ITU-T T.81 §B.2.1).
_PNG_END, _JPEG_END = b"IEND", b"\xff\xd9"
_PNG = b"\x89PNG\r\n\x1a\n"


def picture(source: str, data: bytes) -> Picture:
    """Return the picture with the bytes *data*, called *source*.

    :raises ValueError: (with words for a person) when it is no PNG or JPEG, damaged or too large.
    """
    if len(data) > MAX_BYTES:
        raise ValueError(f"the picture has more than {MAX_BYTES // 1_000_000} MB")
    if data.startswith(_PNG):
        media_type, (width, height) = "image/png", _png_size(data)
    elif data.startswith(b"\xff\xd8"):
        media_type, (width, height) = "image/jpeg", _jpeg_size(data)
    else:
        raise ValueError("the picture is neither PNG nor JPEG")
    if (_PNG_END if media_type == "image/png" else _JPEG_END) not in data[-1024:]:
        raise ValueError("the picture is damaged: its end is missing")
    if not width or not height or width * height > MAX_PIXELS:
        raise ValueError(f"the picture measures {width} × {height} pixels")
    return Picture(source, data, media_type, width, height)


def _png_size(data: bytes) -> tuple[int, int]:
    """The IHDR chunk comes first (PNG, ISO/IEC 15948 §11.2.2)."""
    if len(data) < 33 or data[12:16] != b"IHDR":
        raise ValueError("the picture is damaged: a PNG without a header")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """The frame header SOF0 to SOF15 holds the size (JPEG, ITU-T T.81 §B.2.2)."""
    position = 2
    while position + 9 < len(data):
        if data[position] != 0xFF:
            break
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        (size,) = struct.unpack(">H", data[position + 2 : position + 4])
        position += 2 + size
    raise ValueError("the picture is damaged: a JPEG without a frame header")

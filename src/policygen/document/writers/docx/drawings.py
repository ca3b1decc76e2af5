"""Pictures: inline DrawingML (ECMA-376 Part 1, §20.4.2.8) with a text alternative."""

from __future__ import annotations

from policygen.document.properties import Picture

from .ledger import Ledger
from .markup import attribute

_EMU_PER_PIXEL = 914400 // 150  # pictures are taken to have 150 pixels an inch
_EMU_PER_TWIP = 635
EMU_PER_MM = 36000
_HIGHEST = 0.8  # of a page's text height

_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpeg"}


def inline_picture(picture: Picture, alt: str, ledger: Ledger, *, max_height: int = 0) -> str:
    """Return the ``w:drawing`` of *picture*, in proportion, no wider than there is room.

    *max_height* is in EMU; 0 leaves most of a page. A picture without *alt* is marked as decorative.
    Raises ValueError for a picture that is neither PNG nor JPEG or has no size.
    """
    extension = _EXTENSIONS.get(picture.media_type)
    if extension is None:
        raise ValueError(f"{picture.source}: a picture must be PNG or JPEG")
    if picture.width < 1 or picture.height < 1:
        raise ValueError(f"{picture.source}: the picture has no size")
    width, height = _fit(
        picture,
        ledger.room * _EMU_PER_TWIP,
        max_height or int(ledger.base.text_height * _EMU_PER_TWIP * _HIGHEST),
    )
    number = ledger.next_drawing()
    id_ = ledger.here.add("image", _media_name(picture, extension, ledger))
    name = f"Picture {number}"
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{attribute(alt)}"'
        f"{f'>{_DECORATIVE}</wp:docPr>' if not alt else '/>'}"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{id_}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _fit(picture: Picture, max_width: int, max_height: int) -> tuple[int, int]:
    """Return width and height in EMU: the natural size, made smaller until both limits hold."""
    width, height = picture.width * _EMU_PER_PIXEL, picture.height * _EMU_PER_PIXEL
    scale = min(1.0, max_width / width, max_height / height)
    return max(1, int(width * scale)), max(1, int(height * scale))


def _media_name(picture: Picture, extension: str, ledger: Ledger) -> str:
    """Return the name of the picture's part below ``word/``; one picture is stored once."""
    for name, known in ledger.media.items():
        if known is picture or (known.data == picture.data and name.endswith(extension)):
            return name
    name = f"media/image{len(ledger.media) + 1}.{extension}"
    ledger.media[name] = picture
    return name

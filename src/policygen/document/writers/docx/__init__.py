"""The DOCX writer: a finished document to a Word file (ECMA-376, Transitional).

``body`` writes the main part with the help of ``masthead``, ``blocks``, ``tables``, ``inlines``…, one
module a part of the format; ``base`` is what all editions share, ``house`` the same from a file edited
in Word; ``edition`` puts a package together.
"""

from __future__ import annotations

from policygen.document.properties import Theme
from policygen.document.tree import Document

from .base import own_base
from .edition import package


def write(document: Document, house_style: bytes | None = None) -> bytes:
    """Return *document* as a DOCX file.

    *house_style* is a DOCX file (one made with :func:`make_house_style` and edited in Word, say) that
    supplies styles, theme, headers, footers and page set-up. The same arguments give the same bytes.

    Raises ValueError for a house style that cannot be used (see :func:`check_house_style`), for a link
    or picture that leads nowhere or is not allowed, and for a control character; TypeError for a node
    that no edition holds.
    """
    properties = document.properties
    if house_style is None:
        base = own_base(properties.theme, properties.language, properties.numbering)
    else:
        from .house import house_base  # lxml is loaded only when it is needed

        base = house_base(house_style, properties.theme, properties.language, properties.numbering)
    return package(document, base)


def check_house_style(house_style: bytes) -> None:
    """Raise ValueError when *house_style* cannot be used, saying why to the person who keeps the file.

    It must be a Word file without macros and of sensible size, its XML well-formed and without a
    DOCTYPE, with styles and page set-up; its headers hold text, fields, web links and pictures.
    """
    from .house import house_base

    house_base(house_style, Theme(), "en-GB", "headings")


def make_house_style(theme: Theme) -> bytes:
    """Return a house style to edit in Word: every style in use with a sample, header, footer, page."""
    from .sampler import sampler

    return write(sampler(theme))

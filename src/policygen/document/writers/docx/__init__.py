"""The DOCX writer: a finished document to a Word file (ECMA-376, Transitional).

``body`` writes the main part with the help of ``masthead``, ``blocks``, ``tables``, ``inlines``…, one
module a part of the format; ``base`` is what all editions share, ``house`` the same from a file edited
in Word; ``edition`` puts a package together.
"""

from __future__ import annotations

from collections.abc import Callable

from policygen.document.properties import Properties, Theme
from policygen.document.shape import Particulars, Shape
from policygen.document.tree import Document

from .base import Base, own_base
from .edition import package
from .stencil import Stencil


def write(document: Document, house_style: bytes | None = None) -> bytes:
    """Return *document* as a DOCX file.

    *house_style* is a DOCX file (one made with :func:`make_house_style` and edited in Word, say) that
    supplies styles, theme, headers, footers and page set-up. The same arguments give the same bytes.

    Raises ValueError for a house style that cannot be used (see :func:`check_house_style`), for a link
    or picture that leads nowhere or is not allowed, and for a control character; TypeError for a node
    that no edition holds.
    """
    return package(document, _base(document.properties, house_style))


def cut(
    shape: Shape, example: Particulars, house_style: bytes | None = None
) -> Callable[[Particulars], bytes]:
    """Return a function that makes editions of *shape*, each byte for byte what :func:`write` makes.

    *example* is one edition of it.

    Raises as :func:`write`, and Misfit for a shape that cannot be cut; the function raises Misfit for
    an edition that has to be written by itself.
    """
    stencil = Stencil(shape, example, _base(shape.document.properties, house_style))
    return lambda edition: stencil.fill(edition, _base(edition.properties, house_style))


def _base(properties: Properties, house_style: bytes | None) -> Base:
    if house_style is None:
        return own_base(properties.theme, properties.language, properties.numbering)
    from .house import house_base  # lxml is loaded only when it is needed

    return house_base(house_style, properties.theme, properties.language, properties.numbering)


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

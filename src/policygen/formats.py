"""The formats of an edition: one row each, and its writer, imported when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # what a build of nothing new need not load
    from .document.shape import Particulars, Shape
    from .document.tree import Document

#: Where a Markdown edition finds its pictures, beside it.
IMAGE_FOLDER = "images"


#: Makes editions of one shape.
Filler: TypeAlias = "Callable[[Particulars], bytes]"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ending of its files, and its writer from document (and house style) to bytes.

    ``cut`` writes a shape, of which it is given one edition, and returns what makes editions of it, byte for byte those of ``write``;
    None where the format has no stencils.
    """

    ending: str
    write: Callable[[Document, bytes | None], bytes]
    cut: Callable[[Shape, Particulars, bytes | None], Filler] | None = None


def _docx(document: Document, house_style: bytes | None) -> bytes:
    from .document.writers import docx

    return docx.write(document, house_style)


def _cut_docx(shape: Shape, example: Particulars, house_style: bytes | None) -> Filler:
    from .document.writers import docx

    return docx.cut(shape, example, house_style)


def _html(document: Document, house_style: bytes | None) -> bytes:
    from .document.writers import html

    return html.write(document).encode()


def _cut_html(shape: Shape, example: Particulars, house_style: bytes | None) -> Filler:
    from .document.writers import html

    return html.Stencil(shape, example).fill


def _markdown(document: Document, house_style: bytes | None) -> bytes:
    from .document.writers import markdown

    return markdown.write(document, IMAGE_FOLDER).encode()


def _cut_markdown(shape: Shape, example: Particulars, house_style: bytes | None) -> Filler:
    from .document.writers import markdown

    stencil = markdown.Stencil(shape, example, IMAGE_FOLDER)
    return lambda edition: stencil.fill(edition).encode()


def _native(document: Document, house_style: bytes | None) -> bytes:
    from .document.writers import native

    return native.write(document).encode()


FORMATS: Mapping[str, Format] = {
    "docx": Format("docx", _docx, _cut_docx),
    "html": Format("html", _html, _cut_html),
    "md": Format("md", _markdown, _cut_markdown),
    "native": Format("native", _native),
}
#: What a build writes when no format is named.
USUAL = ("docx", "html", "md")

"""The formats of an edition: one row each, and its writer, imported when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .document.tree import Document

#: Where a Markdown edition finds its pictures, beside it.
IMAGE_FOLDER = "images"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ending of its files, and its writer from document (and house style) to bytes."""

    ending: str
    write: Callable[[Document, bytes | None], bytes]


def _docx(document: Document, house_style: bytes | None) -> bytes:
    from .document.writers import docx

    return docx.write(document, house_style)


def _html(document: Document, house_style: bytes | None) -> bytes:
    from .document.writers import html

    return html.write(document).encode()


def _markdown(document: Document, house_style: bytes | None) -> bytes:
    from .document.writers import markdown

    return markdown.write(document, IMAGE_FOLDER).encode()


def _native(document: Document, house_style: bytes | None) -> bytes:
    from .document.writers import native

    return native.write(document).encode()


FORMATS: Mapping[str, Format] = {
    "docx": Format("docx", _docx),
    "html": Format("html", _html),
    "md": Format("md", _markdown),
    "native": Format("native", _native),
}
#: What a build writes when no format is named.
USUAL = ("docx", "html", "md")

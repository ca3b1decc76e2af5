"""What is known about a document beside its text: properties, pictures, how it is to look."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of an image, its media type (``image/png`` or ``image/jpeg``) and its size in pixels."""

    source: str
    data: bytes = field(repr=False)
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Theme:
    """Colour (``#rrggbb``) and font name that the publisher asks for; empty where it does not."""

    colour: str = ""
    font: str = ""


Numbering = Literal["none", "headings", "clauses", "paragraphs"]


@dataclass(frozen=True, slots=True)
class Properties:
    """What is known about a document beside its text.

    ``record`` is the control record as ordered (name, text) pairs with lower-case names (``school``,
    ``policy``, ``version``, ``approved``…): the one source of front matter, HTML meta and DOCX custom
    properties. ``header`` and ``footer`` are the texts at the left and right of every page (the page
    number stands between the footer's). ``issued`` is a W3C date (``2019-03-12``, ``2019-03``,
    ``2019``) or empty. ``cover`` puts the masthead up to the control table on a page of its own.
    """

    title: str = ""
    publisher: str = ""
    subject: str = ""
    identifier: str = ""
    language: str = "en-GB"
    version: str = ""
    issued: str = ""
    record: tuple[tuple[str, str], ...] = ()
    header: tuple[str, str] = ("", "")
    footer: tuple[str, str] = ("", "")
    numbering: Numbering = "none"
    draft: bool = False
    cover: bool = False
    theme: Theme = Theme()
    crest: Picture | None = None
    pictures: tuple[Picture, ...] = ()

"""PDF to blocks, with pypdf: paragraphs and tables as far as the places of words on the page tell.

``pages`` gives the words with their places, ``lines`` puts them into lines and cells, ``running`` tells
headers and footers apart, ``layout`` makes paragraphs and tables. A PDF says nothing of headings, lists
or the ends of paragraphs: this is enough to find words by, and no more.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...problems import Problem
from ...tree import Blocks
from .layout import blocks_of
from .lines import lines_of
from .pages import pages_of
from .running import without_running

__all__ = ["Reading", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a PDF says. The ``line`` of a block, and of a problem, is the number of its page, from 1.

    ``headers`` and ``footers`` are the lines that several pages have at their top or bottom, page numbers
    left out; the ``line`` of such a paragraph is the first page that has it.
    """

    blocks: Blocks
    problems: tuple[Problem, ...] = ()
    headers: Blocks = ()
    footers: Blocks = ()
    pages: int = 0


def read(data: bytes) -> Reading:
    """Return what the PDF *data* says.

    Raises ValueError, in words for an administrator, for a file that cannot be used: not a PDF, damaged,
    locked with a password, larger than a policy can be, or without any text (a scanned picture).
    """
    pages, problems = pages_of(data)
    lines = [lines_of(page) for page in pages]
    if not any(lines):
        raise ValueError("no text was found in it: is it a scanned picture?")
    body, headers, footers = without_running(lines)
    blocks = tuple(block for page in body for block in blocks_of(page))
    return Reading(blocks, tuple(problems), headers, footers, len(pages))
